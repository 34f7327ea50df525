//! A Markdown paragraph → its words: emphasis, links, code marks, tags and escapes go.
//!
//! One pass with a stack, so that no arrangement of marks takes more than linear time.
//! Marks without a partner stay: they may be what was written.

/// Longest link target that is looked for, in bytes.
const LONGEST_TARGET: usize = 1_000;

/// Returns the words of a paragraph.
pub(super) fn strip(text: &str) -> String {
    if !text.contains(['*', '_', '`', '[', '<', '\\', '~', '!']) {
        return text.to_owned();
    }
    Stripper { text, links: links(text), out: String::with_capacity(text.len()), runs: Vec::new(), open: Vec::new() }
        .run()
}

struct Stripper<'a> {
    text: &'a str,
    /// For the byte of each `[` that opens a link and each `]` that closes one: where to go on.
    links: std::collections::HashMap<usize, usize>,
    out: String,
    /// Emphasis marks in `out`: where, how long, whether they are dropped.
    runs: Vec<(usize, usize, bool)>,
    /// Runs that wait for a partner, by mark: index into `runs`.
    open: Vec<(char, usize)>,
}

impl Stripper<'_> {
    fn run(mut self) -> String {
        let mut at = 0;
        while let Some(c) = self.text[at..].chars().next() {
            at = self.step(at, c);
        }
        let mut kept = String::with_capacity(self.out.len());
        let mut from = 0;
        for (start, length, _) in self.runs.iter().filter(|(_, _, dropped)| *dropped) {
            kept.push_str(&self.out[from..*start]);
            from = start + length;
        }
        kept.push_str(&self.out[from..]);
        kept
    }

    /// Handles the character at `at`; returns where to go on.
    fn step(&mut self, at: usize, c: char) -> usize {
        if let Some(&next) = self.links.get(&at) {
            return next;
        }
        let rest = &self.text[at..];
        match c {
            '\\' if rest[1..].starts_with(|c: char| c.is_ascii_punctuation()) => {
                self.out.push_str(&rest[1..2]);
                at + 2
            }
            '`' => at + rest.bytes().take_while(|b| *b == b'`').count(),
            '<' => match hidden(rest).or_else(|| tag(rest)) {
                Some((length, shown)) => {
                    self.out.push_str(shown);
                    at + length
                }
                None => self.keep(at, c),
            },
            '*' | '_' | '~' => self.emphasis(at, c),
            _ => self.keep(at, c),
        }
    }

    fn keep(&mut self, at: usize, c: char) -> usize {
        self.out.push(c);
        at + c.len_utf8()
    }

    fn emphasis(&mut self, at: usize, mark: char) -> usize {
        let length = self.text[at..].bytes().take_while(|b| *b == mark as u8).count();
        let end = at + length;
        let before = self.text[..at].chars().next_back();
        let after = self.text[end..].chars().next();
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        // An underscore inside a word is part of it: `first_name`.
        let intraword = mark == '_' && word(before) && word(after);
        let is_mark = !intraword && if mark == '~' { length == 2 } else { length <= 3 };
        let run = self.runs.len();
        self.runs.push((self.out.len(), length, false));
        self.out.push_str(&self.text[at..end]);
        if is_mark && !space(before) && self.close(mark, length) {
            self.runs[run].2 = true;
        } else if is_mark && !space(after) {
            self.open.push((mark, run));
        }
        end
    }

    /// Drops the partner of a closing mark. What was opened since then stays as written.
    fn close(&mut self, mark: char, length: usize) -> bool {
        // Looking back over few open marks keeps the whole linear.
        let recent = self.open.iter().rev().take(16);
        let partner = recent.clone().position(|&(open, run)| open == mark && self.runs[run].1 == length);
        let Some(back) = partner else { return false };
        let at = self.open.len() - 1 - back;
        let (_, run) = self.open[at];
        self.runs[run].2 = true;
        self.open.truncate(at);
        true
    }
}

/// Elements whose contents nobody sees.
pub(super) const HIDDEN: [&str; 2] = ["script", "style"];

/// Returns the length of the element that `text` begins with, where its contents are not to be
/// shown; one that is not closed is a tag like others.
fn hidden(text: &str) -> Option<(usize, &'static str)> {
    let name = HIDDEN.into_iter().find(|name| opens(text, "<", name))?;
    let close = text.match_indices("</").find(|(at, _)| opens(&text[*at..], "</", name));
    let end = close.and_then(|(at, _)| text[at..].find('>').map(|n| at + n + 1))?;
    Some((end, ""))
}

/// Tells whether `text` begins with a tag of this name.
pub(super) fn opens(text: &str, mark: &str, name: &str) -> bool {
    let rest = text.strip_prefix(mark).unwrap_or("");
    rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && !rest[name.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
}

/// Returns the length of the tag or address that `text` begins with, and what is shown of it.
fn tag(text: &str) -> Option<(usize, &str)> {
    let window = &text[..text.floor_char_boundary(LONGEST_TARGET)];
    let end = window.find('>')?;
    let inner = &window[1..end];
    if ["http://", "https://", "mailto:"].iter().any(|scheme| inner.starts_with(scheme)) {
        return Some((end + 1, inner));
    }
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !inner.contains('<');
    is_tag.then_some((end + 1, ""))
}

/// Finds the brackets of links, images and footnote marks.
fn links(text: &str) -> std::collections::HashMap<usize, usize> {
    let mut jumps = std::collections::HashMap::new();
    let mut open = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' => open.push(at),
            b']' => {
                if let Some(start) = open.pop() {
                    link(text, start, at, &mut jumps);
                }
            }
            _ => {}
        }
        at += 1;
    }
    jumps
}

fn link(text: &str, start: usize, end: usize, jumps: &mut std::collections::HashMap<usize, usize>) {
    let is_image = text[..start].ends_with('!');
    let is_footnote = text[start + 1..end].starts_with('^');
    let target = target(&text[end + 1..]);
    if is_footnote {
        jumps.insert(start, end + 1);
    } else if let Some(length) = target {
        let after = end + 1 + length;
        if is_image {
            jumps.insert(start - 1, after);
        } else {
            jumps.insert(start, start + 1);
            jumps.insert(end, after);
        }
    }
}

/// Returns the length of a link's `(target)` or `[reference]`.
fn target(text: &str) -> Option<usize> {
    let window = &text[..text.floor_char_boundary(LONGEST_TARGET)];
    if window.starts_with('[') {
        return window.find(']').map(|end| end + 1);
    }
    if !window.starts_with('(') {
        return None;
    }
    let mut depth = 0usize;
    for (at, byte) in window.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + 1),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        for (text, expected) in [
            ("She **said** *no*.", "She said no."),
            ("A [poll](http://x.test/a_(b)) shows", "A poll shows"),
            ("A [**new** poll][1] shows ![map](m.png)", "A new poll shows "),
            ("He [sic] said[^2]", "He [sic] said"),
            ("first_name and _second_ 2 * 3 * 4", "first_name and second 2 * 3 * 4"),
            ("***Both*** and ~~gone~~ \\*kept\\*", "Both and gone *kept*"),
            ("<https://x.test> <em>so</em> 3 < 4", "https://x.test so 3 < 4"),
            ("`code_word` *open", "code_word *open"),
        ] {
            assert_eq!(strip(text), expected, "{text}");
        }
    }

    #[test]
    fn many_marks_take_linear_time() {
        for piece in ["*a ", "_a_", "[", "](", "<a", "[a](", "**a*", "![", "]"] {
            let text = piece.repeat(100_000);
            assert!(strip(&text).len() <= text.len());
        }
    }
}
