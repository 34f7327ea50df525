//! What can go wrong while reading, where it went wrong, and what to do about it.
//!
//! A [`ReadError`] concerns one file or one record of a file; the others are not affected.

use std::io;

use serde_json::{Value, json};

/// A file or record that could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{}{}: {fault}", .path, .place)]
#[non_exhaustive]
pub struct ReadError {
    /// The file as given, `/`-separated; `-` for standard input.
    pub path: String,
    /// Where in the file.
    pub place: Place,
    /// What is wrong.
    #[source]
    pub fault: Fault,
}

/// A position in a file, as far as it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// 0-based number of the record in the file.
    pub record: Option<u64>,
    /// 1-based line.
    pub line: Option<u64>,
    /// 0-based offset of a byte, after decompression.
    pub byte: Option<u64>,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.line, self.byte, self.record) {
            (Some(line), _, _) => write!(f, ", line {line}"),
            (None, Some(byte), _) => write!(f, ", byte {byte}"),
            (None, None, Some(record)) => write!(f, ", record {record}"),
            (None, None, None) => Ok(()),
        }
    }
}

/// What is wrong with a file or record.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "each message is the documentation of its variant")]
pub enum Fault {
    #[error("no such file or folder")]
    NotFound,
    #[error("no permission to read it")]
    Permission,
    #[error("a folder, not a file")]
    Folder,
    #[error("neither a file nor a folder")]
    NotAFile,
    #[error("a symbolic link, which is not followed")]
    Link,
    #[error("not the name of an article format")]
    UnknownFormat,
    #[error("{what}, which is not read")]
    OtherFormat { what: &'static str, instead: &'static str },
    #[error("empty")]
    Empty,
    #[error("binary, not text")]
    Binary,
    #[error("not valid UTF-8")]
    NotUtf8,
    #[error("the compressed file ends too early")]
    Truncated,
    #[error("the compressed file is damaged")]
    Damaged,
    #[error("expands to more than {ratio} times its size")]
    Bomb { ratio: u64 },
    #[error("nested deeper than {limit} levels")]
    TooDeep { limit: usize },
    #[error("line longer than {limit} bytes")]
    LineTooLong { limit: usize },
    #[error("article longer than {limit} bytes")]
    TooLarge { limit: usize },
    #[error("object or tag with more than {limit} values")]
    TooManyValues { limit: usize },
    #[error("article without text")]
    NoText,
    #[error("not valid JSON: {message}")]
    Json { message: String },
    #[error("a JSON value that is not an object")]
    NotAnObject,
    #[error("record without its end")]
    Unclosed,
    #[error("not a Reuters-21578 file: no <REUTERS> record in it")]
    NoRecords,
    #[error("the page could not be taken apart")]
    Page,
    #[error("cannot be read: {0}")]
    Io(#[source] io::Error),
}

impl Fault {
    /// Returns the stable short name used in reports and counts.
    pub fn reason(&self) -> &'static str {
        match self {
            Fault::NotFound => "not-found",
            Fault::Permission => "permission",
            Fault::Folder => "folder",
            Fault::NotAFile => "not-a-file",
            Fault::Link => "link",
            Fault::UnknownFormat => "not-an-article-format",
            Fault::OtherFormat { .. } => "other-format",
            Fault::Empty => "empty",
            Fault::Binary => "binary",
            Fault::NotUtf8 => "not-utf8",
            Fault::Truncated => "truncated",
            Fault::Damaged => "damaged",
            Fault::Bomb { .. } => "bomb",
            Fault::TooDeep { .. } => "too-deep",
            Fault::LineTooLong { .. } => "line-too-long",
            Fault::TooLarge { .. } => "too-large",
            Fault::TooManyValues { .. } => "too-many-values",
            Fault::NoText => "no-text",
            Fault::Json { .. } => "json",
            Fault::NotAnObject => "not-an-object",
            Fault::Unclosed => "unclosed",
            Fault::NoRecords => "no-records",
            Fault::Page => "page",
            Fault::Io(_) => "io",
        }
    }

    fn hint(&self) -> &'static str {
        match self {
            Fault::NotFound => "check the path",
            Fault::Permission => "allow reading with `chmod +r`, or run as the owner",
            Fault::Folder => "folders are walked by `articles`; name a file here",
            Fault::NotAFile => "copy its bytes to a file, or pipe them to `-`",
            Fault::Link => "name the link's target as a path of its own",
            Fault::UnknownFormat => "`search formats` lists the formats; name the file itself to have it read anyway",
            Fault::OtherFormat { instead, .. } => instead,
            Fault::Empty => "remove the file, or fill it",
            Fault::Binary => "convert it to text, HTML or JSONL first",
            Fault::NotUtf8 => "JSON must be UTF-8: convert with `iconv -t UTF-8`",
            Fault::Truncated => "fetch the file again; what came before the cut was read",
            Fault::Damaged => "test it with `gzip -t` or `zstd -t` and fetch it again",
            Fault::Bomb { .. } => "decompress it by hand if the size is really meant",
            Fault::TooDeep { .. } => "an article is a flat object: check what wrote the file",
            Fault::LineTooLong { .. } => "write one article a line",
            Fault::TooLarge { .. } => "split it into articles",
            Fault::TooManyValues { .. } => "leave out what is not the article: vectors, tables",
            Fault::NoText => "give the body as `text`, `body`, `content`, `maintext` or `paragraphs`",
            Fault::Json { .. } => "check the line with `jq`",
            Fault::NotAnObject => "an article is an object with at least `text`",
            Fault::Unclosed => "the file seems cut off: fetch it again",
            Fault::NoRecords => "name it .txt or .html if it is neither SGML nor from Reuters-21578",
            Fault::Page => "save the page's text as .txt",
            Fault::Io(_) => "check the disk and the path",
        }
    }
}

/// The mark that an expansion limit leaves in an `io::Error`.
#[derive(Debug, thiserror::Error)]
#[error("expands beyond the limit")]
pub(super) struct Expanded {
    pub(super) ratio: u64,
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        if let Some(expanded) = error.get_ref().and_then(|inner| inner.downcast_ref::<Expanded>()) {
            return Fault::Bomb { ratio: expanded.ratio };
        }
        match error.kind() {
            io::ErrorKind::NotFound => Fault::NotFound,
            io::ErrorKind::PermissionDenied => Fault::Permission,
            io::ErrorKind::IsADirectory => Fault::Folder,
            io::ErrorKind::UnexpectedEof => Fault::Truncated,
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Fault::Damaged,
            _ => Fault::Io(error),
        }
    }
}

impl ReadError {
    pub(super) fn of_file(path: impl Into<String>, fault: impl Into<Fault>) -> Self {
        ReadError { path: path.into(), place: Place::default(), fault: fault.into() }
    }

    /// Returns the stable short name of the fault ("empty", "truncated", "no-text").
    pub fn reason(&self) -> &'static str {
        self.fault.reason()
    }

    /// Returns what the reader of the message can do about it.
    pub fn hint(&self) -> &'static str {
        self.fault.hint()
    }

    /// Returns `{"path","record","error"}` with the reason, what to do, and the line or byte where known.
    pub fn to_json(&self) -> Value {
        let mut value = json!({"path": self.path, "record": self.place.record, "error": self.fault.to_string()});
        value["reason"] = json!(self.reason());
        value["hint"] = json!(self.hint());
        for (key, at) in [("line", self.place.line), ("byte", self.place.byte)] {
            if let Some(at) = at {
                value[key] = json!(at);
            }
        }
        value
    }
}
