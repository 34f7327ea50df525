//! What is made of matches beside ranked hits: counts by period, exports, checked citations,
//! pages and facets.

mod desk;
mod export;
mod trend;
mod verify;
