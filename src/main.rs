//! The `search` program.
fn main() {}
