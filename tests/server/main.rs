//! The HTTP interface as its clients see it: a real server on a free port, bytes in, bytes out.

mod page;

mod attacks;
mod lifecycle;
mod reading;
mod support;
