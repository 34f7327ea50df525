//! The user's own list of names: aliases, people to be kept apart, identifiers.
//!
//! ```toml
//! [[person]]
//! name = "Jeff Carver"
//! aliases = ["Jefferson B. Carver III", "Carver the Elder"]
//! ids = { wikidata = "Q1" }
//!
//! [[person]]                       # another of the same name
//! name = "Jeff Carver (coach)"
//! aliases = ["Jeff Carver"]        # means him …
//! with = ["Vale Rovers", "coach"]  # … in articles that also name one of these
//! ```
//!
//! Comes in: text. Goes out: [`Listed`], or an error with line, reason and what to write
//! instead.

use std::collections::BTreeMap;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::NameKind;

/// What a block may hold.
const KEYS: [&str; 9] = ["name", "aliases", "ids", "not", "articles", "with", "source", "since", "until"];

/// The blocks that there are.
const TABLES: [(&str, NameKind); 3] =
    [("person", NameKind::Person), ("org", NameKind::Org), ("place", NameKind::Place)];

/// The user's list of names.
#[derive(Debug, Clone, Default)]
pub struct Listed {
    /// What the list is called in messages.
    file: String,
    blocks: Vec<Block>,
    hash: Option<String>,
}

/// One person, body or place of the list.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub kind: NameKind,
    /// 1-based.
    pub line: usize,
    pub name: String,
    pub aliases: Vec<String>,
    pub ids: BTreeMap<String, String>,
    pub not: Vec<String>,
    articles: Vec<String>,
    with: Vec<String>,
    source: Option<String>,
    since: Option<i64>,
    until: Option<i64>,
}

/// What is wrong with a list of names.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
#[non_exhaustive]
pub struct ListedError {
    /// The list.
    pub file: String,
    /// 1-based line.
    pub line: usize,
    /// What is wrong there.
    pub reason: String,
    hint: String,
}

impl ListedError {
    /// Returns what to do about it.
    pub fn hint(&self) -> &str {
        &self.hint
    }
}

impl Listed {
    /// Reads a list; `file` is what messages call it.
    ///
    /// # Errors
    ///
    /// [`ListedError`] with the line, where `text` is not a list of names.
    pub fn parse(text: &str, file: &str) -> Result<Listed, ListedError> {
        let reader = Reader { text, file };
        let table = DeTable::parse(text).map_err(|e| {
            let at = e.span().map_or(0, |span| span.start);
            reader.error(at, e.message(), "a block begins with [[person]], [[org]] or [[place]]")
        })?;
        let mut blocks = Vec::new();
        for (key, value) in table.get_ref() {
            let name: &str = key.get_ref();
            let Some((_, kind)) = TABLES.into_iter().find(|(table, _)| *table == name) else {
                let known = TABLES.map(|(table, _)| table);
                return Err(reader.unknown(key.span().start, "block", name, &known));
            };
            let DeValue::Array(items) = value.get_ref() else {
                let hint = format!("write [[{name}]] with two brackets");
                return Err(reader.error(key.span().start, &format!("`{name}` is not a list of blocks"), &hint));
            };
            for item in items.iter() {
                blocks.push(reader.block(kind, item)?);
            }
        }
        blocks.sort_by_key(|block: &Block| block.line);
        let listed = Listed { file: file.to_owned(), blocks, hash: Some(hash(text)) };
        listed.refuse_contradictions()?;
        Ok(listed)
    }

    /// Returns a short hash of the text; none for a list that was never written.
    pub(crate) fn hash(&self) -> Option<&str> {
        self.hash.as_deref()
    }

    pub(crate) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Returns a line of the list, for messages.
    pub(crate) fn place(&self, line: usize) -> String {
        format!("{}:{line}", self.file)
    }

    /// Refuses a name that is said to mean two without a word on when.
    fn refuse_contradictions(&self) -> Result<(), ListedError> {
        let mut owners: BTreeMap<(NameKind, String), &Block> = BTreeMap::new();
        for block in &self.blocks {
            for name in block.names().filter(|name| !block.is_conditional() || **name == block.name) {
                let key = (block.kind, crate::terms::name_key(name));
                if let Some(other) = owners.insert(key, block).filter(|other| other.line != block.line) {
                    return Err(ListedError {
                        file: self.file.clone(),
                        line: block.line,
                        reason: format!("`{name}` is listed for `{}` too, line {}", other.name, other.line),
                        hint: "say in which articles it means this one: with, source, since, until or articles"
                            .to_owned(),
                    });
                }
            }
        }
        Ok(())
    }
}

/// Returns the hash of a list's text.
fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..16].to_owned()
}

impl Block {
    /// Returns the name and its aliases.
    pub(crate) fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.aliases)
    }

    /// Tells whether the aliases hold in some articles only.
    pub(crate) fn is_conditional(&self) -> bool {
        !self.articles.is_empty()
            || !self.with.is_empty()
            || self.source.is_some()
            || self.since.is_some()
            || self.until.is_some()
    }

    /// Tells whether the aliases hold in an article; `has` says what it names.
    pub(crate) fn applies(&self, id: &str, source: Option<&str>, day: Option<i64>, has: &dyn Fn(&str) -> bool) -> bool {
        let same = |a: &str, b: &str| crate::terms::name_key(a) == crate::terms::name_key(b);
        (self.articles.is_empty() || self.articles.iter().any(|article| article == id))
            && (self.with.is_empty() || self.with.iter().any(|name| has(name)))
            && self.source.as_deref().is_none_or(|wanted| source.is_some_and(|source| same(source, wanted)))
            && self.since.is_none_or(|since| day.is_some_and(|day| day >= since))
            && self.until.is_none_or(|until| day.is_some_and(|day| day <= until))
    }
}

/// The text that is read, for the lines of messages.
struct Reader<'a> {
    text: &'a str,
    file: &'a str,
}

impl Reader<'_> {
    fn line(&self, at: usize) -> usize {
        self.text.as_bytes().iter().take(at).filter(|&&b| b == b'\n').count() + 1
    }

    fn error(&self, at: usize, reason: &str, hint: &str) -> ListedError {
        ListedError {
            file: self.file.to_owned(),
            line: self.line(at),
            reason: reason.to_owned(),
            hint: hint.to_owned(),
        }
    }

    fn unknown(&self, at: usize, what: &str, name: &str, known: &[&str]) -> ListedError {
        let hint = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}", known.join(", ")),
        };
        self.error(at, &format!("unknown {what} `{name}`"), &hint)
    }

    fn block(&self, kind: NameKind, item: &Spanned<DeValue<'_>>) -> Result<Block, ListedError> {
        let start = item.span().start;
        let DeValue::Table(table) = item.get_ref() else {
            return Err(self.error(start, "a block must hold lines such as `name = \"…\"`", "see docs/entities.md"));
        };
        let mut block = Block {
            kind,
            line: self.line(start),
            name: String::new(),
            aliases: Vec::new(),
            ids: BTreeMap::new(),
            not: Vec::new(),
            articles: Vec::new(),
            with: Vec::new(),
            source: None,
            since: None,
            until: None,
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "name" => block.name = self.word(value)?,
                "aliases" => block.aliases = self.words(value)?,
                "ids" => block.ids = self.ids(value)?,
                "not" => block.not = self.words(value)?,
                "articles" => block.articles = self.words(value)?,
                "with" => block.with = self.words(value)?,
                "source" => block.source = Some(self.word(value)?),
                "since" => block.since = Some(self.day(value)?),
                "until" => block.until = Some(self.day(value)?),
                other => return Err(self.unknown(key.span().start, "key", other, &KEYS)),
            }
        }
        if crate::terms::name_key(&block.name).is_empty() {
            return Err(self.error(start, "a block without a name", "add a line `name = \"…\"`"));
        }
        Ok(block)
    }

    fn word(&self, value: &Spanned<DeValue<'_>>) -> Result<String, ListedError> {
        match value.get_ref() {
            DeValue::String(text) => Ok(text.to_string()),
            _ => Err(self.error(value.span().start, "words in quotation marks must stand here", "write \"…\"")),
        }
    }

    fn words(&self, value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, ListedError> {
        match value.get_ref() {
            DeValue::Array(items) => items.iter().map(|item| self.word(item)).collect(),
            _ => Err(self.error(value.span().start, "a list must stand here", "write [\"…\", \"…\"]")),
        }
    }

    fn ids(&self, value: &Spanned<DeValue<'_>>) -> Result<BTreeMap<String, String>, ListedError> {
        match value.get_ref() {
            DeValue::Table(table) => {
                table.iter().map(|(key, value)| Ok((key.get_ref().to_string(), self.word(value)?))).collect()
            }
            _ => Err(self.error(value.span().start, "identifiers must stand here", "write { wikidata = \"Q1\" }")),
        }
    }

    fn day(&self, value: &Spanned<DeValue<'_>>) -> Result<i64, ListedError> {
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(day) => day.to_string(),
            _ => String::new(),
        };
        let day: Option<Date> = text.parse().ok();
        let day = day.ok_or_else(|| self.error(value.span().start, "a day must stand here", "write \"2020-07-14\""))?;
        Ok(crate::when::days(day))
    }
}

/// Returns the name that is spelled most like one, if any is.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let wanted: Vec<char> = name.to_lowercase().chars().take(60).collect();
    let most = ((wanted.len() + 1) / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for other in known {
        let letters: Vec<char> = other.to_lowercase().chars().take(60).collect();
        if letters.len().abs_diff(wanted.len()) > most {
            continue;
        }
        let edits = edits(&wanted, &letters);
        if edits <= most && best.is_none_or(|(least, known)| (edits, other) < (least, known)) {
            best = Some((edits, other));
        }
    }
    best.map(|(_, name)| name.to_owned())
}

/// Counts the letters to change, add or leave out.
fn edits(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (corner + usize::from(x != y)).min(above + 1).min(row[j] + 1);
            corner = above;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        let error = Listed::parse(text, "names.toml").expect_err("refused");
        format!("{error}; {}", error.hint())
    }

    #[test]
    fn a_list_is_read() {
        let text = "[[person]]\nname = \"Jeff Carver\"\naliases = [\"J. B. Carver\"]\nids = { wikidata = \"Q1\" }\n\n\
                    [[org]]\nname = \"Vale Rovers\"\nsince = 2020-01-01\n";
        let listed = Listed::parse(text, "names.toml").expect("read");
        assert_eq!(listed.blocks().len(), 2);
        assert_eq!(listed.blocks()[0].ids["wikidata"], "Q1");
        assert_eq!(listed.blocks()[1].line, 6);
        assert!(listed.blocks()[1].is_conditional());
    }

    #[test]
    fn errors_name_the_line_and_the_nearest() {
        for (text, message) in [
            ("[[persn]]\nname = \"A\"\n", "names.toml:1: unknown block `persn`; did you mean `person`?"),
            ("[[person]]\nname = \"A B\"\nalias = []\n", "names.toml:3: unknown key `alias`; did you mean `aliases`?"),
            ("[[person]]\nname = 3\n", "names.toml:2: words in quotation marks must stand here; write \"…\""),
            ("\n[[person]]\naliases = []\n", "names.toml:2: a block without a name; add a line `name = \"…\"`"),
            ("[[org]]\nname = \"A B\"\nsince = \"May\"\n", "names.toml:3: a day must stand here; write \"2020-07-14\""),
        ] {
            assert_eq!(refused(text), message);
        }
        let twice = "[[person]]\nname = \"A B\"\n[[person]]\nname = \"C D\"\naliases = [\"A B\"]\n";
        assert!(refused(twice).starts_with("names.toml:3: `A B` is listed for `A B` too, line 1"));
        assert!(refused("[[person]\n").starts_with("names.toml:1: "));
    }
}
