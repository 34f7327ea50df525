//! The web page: search and reading, served by the program itself.
//!
//! Pages are pure functions of what the reader asked ([`asked`]) and what the library
//! answered; they work without scripts, and the scripts in `assets/` make them quicker to
//! use. All that comes from articles and addresses is escaped by the templates. Whatever a
//! reader chose stands in the address and nowhere else.
//!
//! A page's policy allows only this server's own files: there is no inline script or style,
//! so the looks of speakers are classes and the places in the chart are attributes.

mod article;
mod asked;
mod assets;
mod cast;
mod chart;
mod cite;
mod facets;
mod front;
mod hit;
mod layout;
mod marks;
mod results;
mod routes;
mod span;
mod trouble;

pub(crate) use assets::version;
pub(crate) use routes::router;
