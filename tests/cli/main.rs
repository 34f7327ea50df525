//! The program as its users meet it: what it prints, where, and with which status.
//!
//! One binary for all of it. The language of queries, the readers and the annotators have
//! their own tests in the library; here stands one case or two for each flag.

mod annotate;
mod counts;
mod docs;
mod errors;
mod eval;
mod help;
mod index;
mod names;
mod query;
mod read;
mod results;
mod support;
