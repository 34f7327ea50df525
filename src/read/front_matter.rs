//! The YAML between two `---` lines that opens a Markdown file, as far as news needs it.
//!
//! Read are flat keys with plain or quoted strings, `[a, b]` and `- a` lists, and `|` and
//! `>` blocks. Anything nested deeper is handed on as the text it is, not interpreted.
//! An opening line without its partner is not front matter.

/// A value of the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    List(Vec<String>),
}

/// Returns the entries, the body, and the number of the body's first line.
pub(super) fn split(text: &str) -> (Vec<(String, Value)>, &str, usize) {
    let Some(rest) = text.strip_prefix("---\n") else { return (Vec::new(), text, 1) };
    let (mut at, mut lines) = (4, Vec::new());
    for line in rest.split_inclusive('\n') {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            let n_lines = lines.len();
            return (entries(&lines), &text[at..], n_lines + 3);
        }
        lines.push(line.trim_end());
    }
    (Vec::new(), text, 1)
}

fn entries(lines: &[&str]) -> Vec<(String, Value)> {
    let mut entries = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        let Some((key, value)) = line.split_once(':').filter(|_| begins_entry(line)) else { continue };
        let n_nested = lines[at..].iter().take_while(|line| !begins_entry(line)).count();
        let nested = &lines[at..at + n_nested];
        at += n_nested;
        entries.push((scalar(key), value_of(value, nested)));
    }
    entries
}

/// Tells whether a line begins an entry: neither indented nor a list item nor a comment.
fn begins_entry(line: &str) -> bool {
    !line.is_empty() && !line.starts_with([' ', '\t', '#']) && !line.starts_with("- ") && line != "-"
}

fn value_of(value: &str, nested: &[&str]) -> Value {
    let value = value.trim();
    let inner = nested.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    match value.chars().next() {
        Some('|') => Value::Text(inner.collect::<Vec<_>>().join("\n")),
        Some('>') => Value::Text(inner.collect::<Vec<_>>().join(" ")),
        Some('[') if value.ends_with(']') => Value::List(items(&value[1..value.len() - 1])),
        None | Some('#') => block(nested),
        Some(_) if nested.is_empty() => Value::Text(scalar(value)),
        // A plain string may go on over indented lines.
        Some(_) => Value::Text(scalar(&std::iter::once(value).chain(inner).collect::<Vec<_>>().join(" "))),
    }
}

/// Reads what stands below a bare key: a list of strings, or something nested as it is.
fn block(nested: &[&str]) -> Value {
    let lines = || nested.iter().map(|line| line.trim()).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let is_item = |line: &str| {
        line.strip_prefix('-')
            .is_some_and(|item| item.starts_with(' ') && (is_quoted(item.trim()) || !item.contains(": ")))
    };
    if lines().all(is_item) {
        return Value::List(lines().map(|line| scalar(&line[1..])).collect());
    }
    Value::Text(nested.join("\n").trim_end().to_owned())
}

fn is_quoted(text: &str) -> bool {
    text.len() >= 2 && ['"', '\''].iter().any(|&q| text.starts_with(q) && text.ends_with(q))
}

/// Splits the inside of `[a, "b, c"]` at the commas outside of quotation marks.
fn items(inner: &str) -> Vec<String> {
    let mut items = Vec::new();
    let (mut start, mut quote) = (0, None);
    for (at, c) in inner.char_indices() {
        match (c, quote) {
            ('"' | '\'', None) if inner[start..at].trim().is_empty() => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            (',', None) => {
                items.push(scalar(&inner[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    items.push(scalar(&inner[start..]));
    items.retain(|item| !item.is_empty());
    items
}

/// Reads a plain or quoted string.
fn scalar(text: &str) -> String {
    let text = text.trim();
    let within = |quote: char| text.strip_prefix(quote).and_then(|t| t.rfind(quote).map(|end| &t[..end]));
    if let Some(inner) = within('"') {
        return unescape(inner);
    }
    if let Some(inner) = within('\'') {
        return inner.replace("''", "'");
    }
    // A comment begins with a space; `#1` inside a word does not.
    text.split_once(" #").map_or(text, |(value, _)| value.trim_end()).to_owned()
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subset() {
        let text = "---\ntitle: \"Runoff: \\\"moved\\\"\" # note\nby: 'Kim O''Dell'\ntags: [a, \"b, c\", d]\nauthors:\n  - Kim Lowe\n  - Ann Reyes\nsummary: >\n  One\n  two\nplain: goes\n  on\nimage:\n  src: a.png\nempty:\n---\nBody.";
        let (entries, body, line) = split(text);
        let value = |key: &str| entries.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone());
        let words = |s: &str| Some(Value::Text(s.into()));
        let list = |items: &[&str]| Some(Value::List(items.iter().map(|s| s.to_string()).collect()));
        assert_eq!(value("title"), words("Runoff: \"moved\""));
        assert_eq!(value("by"), words("Kim O'Dell"));
        assert_eq!(value("tags"), list(&["a", "b, c", "d"]));
        assert_eq!(value("authors"), list(&["Kim Lowe", "Ann Reyes"]));
        assert_eq!(value("summary"), words("One two"));
        assert_eq!(value("plain"), words("goes on"));
        assert_eq!(value("image"), words("  src: a.png"));
        assert_eq!(value("empty"), list(&[]));
        assert_eq!((body, line), ("Body.", text.lines().count()));
    }

    #[test]
    fn an_unclosed_block_is_text() {
        assert_eq!(split("---\ntitle: A\n"), (Vec::new(), "---\ntitle: A\n", 1));
    }
}
