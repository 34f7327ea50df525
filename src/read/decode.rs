//! The bytes of one article file → text, and how its encoding was told.
//!
//! Order of evidence: byte order mark, declaration, validity as UTF-8, detection. Damage
//! that is already in the text stays as it is: no mojibake is guessed over.

use std::io::Read;

use encoding_rs::{Encoding, UTF_8};

use super::Limits;
use super::error::Fault;
use super::input::Input;

/// A file's text with `\n` line ends.
pub(super) struct Decoded {
    pub(super) text: String,
    /// Its encoding and how that was told: "windows-1252 (detected)".
    pub(super) encoding: String,
}

/// Reads a whole stream as text; `declared` finds a charset label in the first bytes.
pub(super) fn whole(input: Input, limits: &Limits, declared: fn(&[u8]) -> Option<String>) -> Result<Decoded, Fault> {
    let mut bytes = Vec::new();
    input.bytes.take(limits.max_article as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > limits.max_article {
        return Err(Fault::TooLarge { limit: limits.max_article });
    }
    let label = declared(&bytes);
    let (text, encoding) = match input.encoding {
        Some(name) => (String::from_utf8_lossy(&bytes).into_owned(), name.to_owned()),
        None => decode(bytes, label.as_deref()),
    };
    if text.trim().is_empty() {
        return Err(Fault::Empty);
    }
    Ok(Decoded { text: with_line_feeds(text), encoding })
}

/// Tells that a format declares no encoding of its own.
pub(super) fn undeclared(_: &[u8]) -> Option<String> {
    None
}

/// Decodes bytes that are not UTF-16; returns the text and the evidence.
pub(super) fn decode(bytes: Vec<u8>, label: Option<&str>) -> (String, String) {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return (String::from_utf8_lossy(rest).into_owned(), "utf-8 (byte order mark)".into());
    }
    let declared = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    if let Some(encoding) = declared.filter(|e| *e != UTF_8 && e.is_ascii_compatible()) {
        let (text, damaged) = encoding.decode_without_bom_handling(&bytes);
        let damage = if damaged { ", damaged" } else { "" };
        return (text.into_owned(), format!("{} (declared{damage})", name(encoding)));
    }
    match String::from_utf8(bytes) {
        Ok(text) => (text, if declared.is_some() { "utf-8 (declared)" } else { "utf-8 (valid)" }.into()),
        Err(error) if declared.is_some() => {
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), "utf-8 (declared, damaged)".into())
        }
        Err(error) if is_damaged_utf8(error.as_bytes()) => {
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), "utf-8 (damaged)".into())
        }
        Err(error) => detect(error.as_bytes()),
    }
}

/// Tells whether bytes are UTF-8 but for a few: text in another encoding hardly ever has sequences
/// that are valid in it.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut n_valid, mut n_invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        n_valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_invalid += usize::from(!chunk.invalid().is_empty());
    }
    4 * n_invalid <= n_valid || n_invalid == 1 && n_valid > 0
}

fn detect(bytes: &[u8]) -> (String, String) {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), format!("{} (detected)", name(encoding)))
}

fn name(encoding: &'static Encoding) -> String {
    encoding.name().to_ascii_lowercase()
}

fn with_line_feeds(text: String) -> String {
    if !text.contains('\r') {
        return text;
    }
    let text = text.replace("\r\n", "\n");
    // Files from old Macintoshes end their lines with a lone carriage return.
    if text.contains('\n') { text } else { text.replace('\r', "\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_for_each_way() {
        let decoded = |bytes: &[u8], label| decode(bytes.to_vec(), label);
        assert_eq!(decoded(b"\xef\xbb\xbfcaf\xc3\xa9", None), ("café".into(), "utf-8 (byte order mark)".into()));
        assert_eq!(decoded("café".as_bytes(), None), ("café".into(), "utf-8 (valid)".into()));
        assert_eq!(decoded(b"caf\xe9", Some("latin1")), ("café".into(), "windows-1252 (declared)".into()));
        assert_eq!(decoded(b"caf\xe9", Some("utf-8")), ("caf\u{fffd}".into(), "utf-8 (declared, damaged)".into()));
        let french = "Le maire a été réélu à une large majorité, a déclaré la préfète.".to_owned();
        let latin: Vec<u8> = french.chars().map(|c| c as u8).collect();
        assert_eq!(decoded(&latin, None), (french, "windows-1252 (detected)".into()));
        assert_eq!(decoded("“Yes,” she said. “No".as_bytes(), None).1, "utf-8 (valid)");
        assert_eq!(
            decoded(b"\xe2\x80\x9cYes,\xe2\x80\x9d she said. \xe2\x80", None),
            ("“Yes,” she said. \u{fffd}".into(), "utf-8 (damaged)".into())
        );
    }

    #[test]
    fn mojibake_stays() {
        let mojibake = "â€œWe won,â€\u{9d} she said.";
        assert_eq!(decode(mojibake.as_bytes().to_vec(), None).0, mojibake);
    }

    #[test]
    fn line_ends() {
        assert_eq!(with_line_feeds("a\r\nb\rc".into()), "a\nb\rc");
        assert_eq!(with_line_feeds("a\rb".into()), "a\nb");
    }
}
