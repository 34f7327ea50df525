//! Articles with their annotations → an index on disk, and back.
#![allow(dead_code)]

pub(crate) mod schema;
mod tokens;
