//! Results → text, JSON, CSV, Markdown and citations.
//!
//! Comes in: what the engine found, spans in bytes. Goes out: strings and JSON values,
//! offsets in code points. No search logic and no terminal here: styles are written as
//! escape sequences where asked for, and the caller decides where they go.

mod annotations;

pub use annotations::annotations_json;
