//! Queries drawn from the words of the passages, over every operator and their nestings.

use std::collections::HashSet;

use super::scan::Passage;

/// Draws queries; the same ones in every run.
pub struct Generator {
    seed: u64,
    /// Passages as words that no operator is spelled like.
    texts: Vec<Vec<String>>,
    speakers: Vec<String>,
    persons: Vec<String>,
    sources: Vec<String>,
    months: Vec<String>,
}

impl Generator {
    /// `known` are the names that may be asked for.
    pub fn new(passages: &[Passage], known: &HashSet<String>) -> Self {
        let plain =
            |word: &&String| word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase()) && !is_operator(word);
        let texts = passages.iter().map(|p| p.words.iter().filter(plain).cloned().collect::<Vec<_>>());
        let texts: Vec<_> = texts.filter(|words| words.len() > 8).collect();
        let is_known = |name: &String| known.contains(name);
        let sorted = |names: Vec<String>| {
            let mut names: Vec<String> =
                names.into_iter().filter(|name| name.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ')).collect();
            names.sort_unstable();
            names.dedup();
            names
        };
        Generator {
            seed: 0x5eed_1234_abcd_0001,
            texts,
            speakers: sorted(
                passages
                    .iter()
                    .flat_map(|p| p.quotes.iter().filter_map(|q| q.speaker.clone()).filter(is_known))
                    .collect(),
            ),
            persons: sorted(
                passages.iter().flat_map(|p| p.persons.iter().map(|(name, _)| name.clone()).filter(is_known)).collect(),
            ),
            sources: sorted(passages.iter().filter_map(|p| p.source.clone()).collect()),
            months: sorted_days(passages),
        }
    }

    fn roll(&mut self, sides: usize) -> usize {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        (self.seed % sides.max(1) as u64) as usize
    }

    /// Returns `n` words that stand near each other somewhere.
    fn words(&mut self, n: usize) -> Vec<String> {
        let text = self.roll(self.texts.len());
        let Some(words) = self.texts.get(text).cloned() else { return vec!["the".to_owned(); n] };
        let start = self.roll(words.len().saturating_sub(2 * n));
        (0..n).filter_map(|k| words.get(start + 2 * k).or(words.last()).cloned()).collect()
    }

    fn word(&mut self) -> String {
        self.words(1).pop().unwrap_or_default()
    }

    fn of(&mut self, list: &[&str]) -> String {
        list[self.roll(list.len())].to_owned()
    }

    /// A part that has places in a text.
    fn place(&mut self, depth: usize) -> String {
        match self.roll(if depth == 0 { 7 } else { 10 }) {
            0..=2 => self.word(),
            3 => self.row(2 + self.seed as usize % 2),
            4 => self.pattern(),
            5 => format!("exact:{}", self.word()),
            6 => format!("{}~1", self.word()),
            7 => format!("({} OR {})", self.place(depth - 1), self.place(depth - 1)),
            _ => {
                let operator = self.of(&["w/1", "w/3", "near/8", "adj2", "pre/1", "pre/5", "w/s", "/s", "/p", "same"]);
                let (a, b) = (self.place(depth - 1), self.place(depth - 1));
                format!("({a} {operator} {b})")
            }
        }
    }

    /// Words side by side, at times with a wildcard.
    fn row(&mut self, n: usize) -> String {
        let text = self.roll(self.texts.len());
        let words = self.texts.get(text).cloned().unwrap_or_default();
        let start = self.roll(words.len().saturating_sub(n));
        let mut row: Vec<String> = words.into_iter().skip(start).take(n).collect();
        if self.roll(4) == 0
            && let Some(first) = row.first_mut()
        {
            first.truncate(3);
            first.push('*');
        }
        format!("\"{}\"", row.join(" "))
    }

    fn pattern(&mut self) -> String {
        let word = self.word();
        let (head, tail) = word.split_at(word.len() / 2);
        match self.roll(4) {
            0 => format!("{head}*"),
            1 => format!("{head}!"),
            2 if tail.len() > 1 => format!("{head}?{}", &tail[1..]),
            _ => format!("*{tail}"),
        }
    }

    fn name(&mut self, names: impl Fn(&Self) -> &Vec<String>) -> Option<String> {
        let n = self.roll(names(self).len());
        names(self).get(n).map(|name| format!("\"{name}\""))
    }

    fn field(&mut self, depth: usize) -> String {
        let field = match self.roll(9) {
            0 => self.name(|g| &g.speakers).map(|name| format!("speaker:{name}")),
            1 => self.name(|g| &g.persons).map(|name| format!("person:{name}")),
            2 => self.name(|g| &g.sources).map(|name| format!("source:{name}")),
            3 => self.name(|g| &g.months).map(|month| format!("published:{month}")),
            4 => self.name(|g| &g.months).map(|month| format!("published:{month}..")),
            5 => Some(format!("headline:{}", self.word())),
            6 => Some(format!("lead:({} OR {})", self.place(1), self.place(1))),
            7 => {
                let words = self.words(2);
                self.name(|g| &g.speakers).map(|name| format!("(said:({}) speaker:{name})", words.join(" ")))
            }
            _ => Some(format!("said:{}", self.place(depth.min(1)))),
        };
        field.unwrap_or_else(|| self.word())
    }

    /// Draws the next query.
    pub fn query(&mut self) -> String {
        self.nested(3)
    }

    fn nested(&mut self, depth: usize) -> String {
        match self.roll(if depth == 0 { 3 } else { 11 }) {
            0 => self.place(1),
            1 => self.place(2),
            2 => self.field(1),
            3 => format!("({} OR {})", self.nested(depth - 1), self.nested(depth - 1)),
            4 => format!("({} AND {})", self.nested(depth - 1), self.nested(depth - 1)),
            5 => format!("({} AND NOT {})", self.nested(depth - 1), self.nested(depth - 1)),
            6 => format!("atleast{}({})", 1 + self.roll(3), self.place(1)),
            7 => format!("(NOT {})", self.nested(depth - 1)),
            8 => format!("(+{} +{})", self.word(), self.field(1)),
            9 => format!("(+{})", self.words(2).join(" +")),
            _ => self.field(2),
        }
    }
}

/// Ends of words that news also writes as two: the program's own tests are for those.
const PARTICLES: [&str; 15] = [
    "off", "out", "up", "down", "over", "in", "on", "back", "away", "by", "through", "around", "along", "under",
    "together",
];

fn is_operator(word: &str) -> bool {
    let stem = word.strip_suffix('s').unwrap_or(word);
    if PARTICLES.iter().any(|particle| stem.ends_with(particle) || word.ends_with(particle)) {
        return true;
    }
    matches!(word, "and" | "or" | "not" | "same" | "to" | "in" | "lead" | "hlead" | "us" | "un")
        || word.starts_with("atleast")
        || word.starts_with("near")
        || word.starts_with("adj")
}

fn sorted_days(passages: &[Passage]) -> Vec<String> {
    let mut months: Vec<String> =
        passages.iter().filter_map(|p| p.published.map(|day| day.strftime("%Y-%m").to_string())).collect();
    months.sort_unstable();
    months.dedup();
    months
}
