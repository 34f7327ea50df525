//! The HTTP interface as its clients see it: a real server on a free port, bytes in, bytes out.

mod page;

mod attacks;
mod description;
mod examples;
mod lifecycle;
#[cfg(feature = "mcp")]
mod mcp;
mod reading;
mod support;
#[cfg(feature = "tls")]
mod tls;
mod writing;
