//! Tags of a page → whether a parser can take it on.
//!
//! HTML parsers look through their open elements at each tag, and open formatting anew in
//! each block that follows an unclosed `<b>`: time and memory grow with the square of what
//! a hostile page nests. One linear scan before parsing refuses such pages.

use crate::read::error::Fault;

/// Elements that a parser may have to open anew before a page is refused.
const MOST_REOPENED: usize = 5_000_000;

/// Longest tag whose end is looked for, in bytes.
const LONGEST_TAG: usize = 2_000;

/// Most attributes of a tag: a parser compares each with all before it.
pub(super) const MOST_ATTRIBUTES: usize = 5_000;

/// Refuses pages whose elements nest deeper than `limit`, in which unclosed formatting piles up, or that
/// have a tag with too many attributes.
pub(super) fn check(page: &str, limit: usize) -> Result<(), Fault> {
    let mut open = OpenElements::default();
    let (mut rest, mut counted_to) = (page, 0);
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        rest = &rest[at + 1..];
        let Some(tag) = Tag::parse(rest) else {
            rest = rest.strip_prefix("!--").map_or(rest, behind_comment);
            continue;
        };
        rest = &rest[tag.length..];
        let at = page.len() - rest.len();
        if !tag.closes && at >= counted_to {
            let (n_attributes, length) = attributes(rest.as_bytes());
            if n_attributes > MOST_ATTRIBUTES {
                return Err(Fault::TooManyValues { limit: MOST_ATTRIBUTES });
            }
            counted_to = at + length;
        }
        if tag.closes {
            open.close(&tag.name);
        } else if tag.holds_raw_text() && !open.in_drawing() {
            rest = after(rest, &format!("</{}", tag.name));
        } else if !tag.is_void() {
            open.open(tag.name);
        }
        if open.names.len() > limit || open.n_reopened > MOST_REOPENED {
            return Err(Fault::TooDeep { limit });
        }
    }
    Ok(())
}

/// Returns how many attributes a tag has behind its name, and the bytes up to its end.
fn attributes(tag: &[u8]) -> (usize, usize) {
    let (mut n, mut is_gap, mut quote) = (0, true, None);
    for (at, &byte) in tag.iter().enumerate() {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'>' || n > MOST_ATTRIBUTES => return (n, at),
            None if byte == b'"' || byte == b'\'' => quote = Some(byte),
            None => {
                let is_blank = byte.is_ascii_whitespace() || byte == b'/';
                n += usize::from(is_gap && !is_blank);
                is_gap = is_blank;
            }
        }
    }
    (n, tag.len())
}

/// `<!-->` is a whole comment, and `--!>` ends one, too.
fn behind_comment(comment: &str) -> &str {
    if comment.starts_with('>') || comment.starts_with("->") {
        return comment;
    }
    let mut rest = comment;
    while let Some(at) = rest.find("--") {
        rest = rest[at..].trim_start_matches('-');
        if let Some(behind) = rest.strip_prefix("!>").or(rest.strip_prefix('>')) {
            return behind;
        }
    }
    ""
}

/// Returns what stands behind the first `end`, in small letters as a rule; nothing if it is missing.
fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.find(end).map_or("", |at| &text[at + end.len()..])
}

struct Tag {
    name: String,
    closes: bool,
    closes_itself: bool,
    /// Bytes behind `<`.
    length: usize,
}

impl Tag {
    fn parse(text: &str) -> Option<Tag> {
        let closes = text.starts_with('/');
        let start = usize::from(closes);
        let length = text[start..].bytes().take(32).take_while(u8::is_ascii_alphanumeric).count();
        if !text[start..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let name = text[start..start + length].to_ascii_lowercase();
        let window = &text.as_bytes()[..text.len().min(LONGEST_TAG)];
        let closes_itself = memchr::memchr(b'>', window).is_some_and(|end| window[..end].ends_with(b"/"));
        Some(Tag { name, closes, closes_itself, length: start + length })
    }

    fn holds_raw_text(&self) -> bool {
        matches!(self.name.as_str(), "script" | "style" | "textarea" | "title")
    }

    fn is_void(&self) -> bool {
        const VOID: [&str; 14] = [
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
            "wbr",
        ];
        const DRAWING: [&str; 10] =
            ["path", "circle", "rect", "line", "polygon", "polyline", "ellipse", "use", "stop", "image"];
        VOID.contains(&self.name.as_str()) || self.closes_itself && DRAWING.contains(&self.name.as_str())
    }
}

#[derive(Default)]
struct OpenElements {
    names: Vec<String>,
    /// Formatting elements whose block ended before they did.
    n_pending: usize,
    n_reopened: usize,
}

impl OpenElements {
    /// In SVG and MathML, `<style>` and `<title>` hold elements like any other.
    fn in_drawing(&self) -> bool {
        self.names.iter().any(|name| name == "svg" || name == "math")
    }

    fn open(&mut self, name: String) {
        if let Some(bounds) = ends_its_like(&name) {
            let within = self.names.iter().rev().take_while(|open| !bounds.contains(&open.as_str()));
            if let Some(back) = within.clone().position(|open| *open == name) {
                self.pop_to(self.names.len() - 1 - back);
            }
        }
        if !is_formatting(&name) {
            self.n_reopened = self.n_reopened.saturating_add(self.n_pending);
        }
        self.names.push(name);
    }

    fn close(&mut self, name: &str) {
        match self.names.iter().rposition(|open| open == name) {
            Some(at) => {
                self.names.remove(at);
                if !is_formatting(name) {
                    self.pop_to(at);
                }
            }
            None if is_formatting(name) => self.n_pending = self.n_pending.saturating_sub(1),
            None => {}
        }
    }

    fn pop_to(&mut self, depth: usize) {
        self.n_pending += self.names[depth..].iter().filter(|name| is_formatting(name)).count();
        self.names.truncate(depth);
    }
}

/// For an element that ends an open one of its name: what keeps it from doing so.
fn ends_its_like(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "p" => &["div", "section", "article", "td", "th", "li", "button"],
        "li" => &["ul", "ol", "menu"],
        "td" | "th" | "tr" | "tbody" | "thead" => &["table"],
        "dt" | "dd" => &["dl"],
        "option" => &["select"],
        _ => return None,
    })
}

fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt" | "u"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_pages_are_told_from_careless_ones() {
        let is_refused = |page: &str, limit| check(page, limit).is_err();
        let crowded = |n: usize| format!("<p {}>one</p>", (0..n).map(|i| format!("a{i}='x y' ")).collect::<String>());
        assert!(is_refused(&crowded(6_000), 512));
        assert!(!is_refused(&crowded(4_000).repeat(3), 512));
        assert!(is_refused(&"<div>".repeat(600), 512));
        assert!(is_refused(&"<a href=x><span>".repeat(600), 512));
        assert!(is_refused(&"<p><b a=1></p>".repeat(10_000), 512));
        assert!(!is_refused(&"<p>one<li>two<br>".repeat(10_000), 512));
        assert!(!is_refused(&"<table><tr><td><font>x</td></tr></table>".repeat(1_000), 512));
        assert!(!is_refused(&"<script>'<div>'</script><!-- <div> -->".repeat(1_000), 512));
        assert!(!is_refused(&"<".repeat(100_000), 512));
    }
}
