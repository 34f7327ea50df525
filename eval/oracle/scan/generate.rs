//! Queries drawn from the words of the passages, over every operator and their nestings.

use std::collections::HashSet;

use onrecord::annotate::EntityKind;

use super::News;

/// Draws queries; the same ones for the same seed.
pub struct Generator {
    seed: u64,
    /// Passages as words that no operator is spelled like.
    texts: Vec<Vec<String>>,
    headlines: Vec<Vec<String>>,
    speakers: Vec<String>,
    /// Persons, bodies and places, with the field that asks for each.
    names: Vec<(&'static str, Vec<String>)>,
    sources: Vec<String>,
    sections: Vec<String>,
    bylines: Vec<String>,
    /// Words of addresses.
    urls: Vec<String>,
    months: Vec<String>,
    /// Months that the passages speak of.
    mentioned: Vec<String>,
}

impl Generator {
    /// `known` are the names that may be asked for.
    pub fn new(news: &News, known: &HashSet<String>, seed: u64) -> Self {
        let passages = &news.passages;
        let plain = |numbers: &[u32]| -> Vec<String> {
            let words = numbers.iter().map(|&number| news.vocabulary.word(number));
            words.filter(|word| is_plain(word)).map(str::to_owned).collect()
        };
        let texts = passages.iter().map(|p| plain(&p.body.numbers));
        let headlines = passages.iter().filter(|p| p.is_first()).map(|p| plain(&p.head.headline.numbers));
        let of_kind = |kind: EntityKind| {
            let names = passages.iter().flat_map(|p| &p.names).filter(|name| name.kind == kind);
            sorted(names.map(|name| &name.name).filter(|name| known.contains(*name)))
        };
        let speakers = passages.iter().flat_map(|p| &p.quotes).filter_map(|quote| quote.speaker.as_ref());
        let month = |day: &jiff::civil::Date| day.strftime("%Y-%m").to_string();
        let mut months: Vec<String> = passages.iter().filter_map(|p| p.head.published.as_ref()).map(month).collect();
        let mut mentioned: Vec<String> = passages.iter().flat_map(|p| &p.days).map(|(first, _)| month(first)).collect();
        for list in [&mut months, &mut mentioned] {
            list.sort_unstable();
            list.dedup();
        }
        Generator {
            seed: 0x5eed_1234_abcd_0001 ^ (seed << 20),
            texts: texts.filter(|words| words.len() > 8).collect(),
            headlines: headlines.filter(|words| words.len() > 3).collect(),
            speakers: sorted(speakers.map(|(name, _)| name).filter(|name| known.contains(*name))),
            names: vec![
                ("person", of_kind(EntityKind::Person)),
                ("org", of_kind(EntityKind::Org)),
                ("place", of_kind(EntityKind::Place)),
            ],
            sources: sorted(passages.iter().filter_map(|p| p.head.source.as_ref())),
            sections: sorted(passages.iter().filter_map(|p| p.head.section.as_ref())),
            bylines: sorted(passages.iter().filter_map(|p| p.head.byline.as_ref())),
            urls: sorted(passages.iter().flat_map(|p| plain(&p.head.url.numbers)).collect::<Vec<_>>().iter()),
            months,
            mentioned,
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
        match self.roll(if depth == 0 { 9 } else { 13 }) {
            0..=2 => self.word(),
            3 => {
                let n = 2 + self.roll(2);
                self.row(n)
            }
            4 => self.pattern(),
            5 => format!("exact:{}", self.word()),
            6 => format!("{}~1", self.word()),
            7 => format!("{}~2", self.word()),
            8 => self.words_of_row(2).join("-"),
            9 => format!("({} OR {})", self.place(depth - 1), self.place(depth - 1)),
            10 => format!("exact:({} OR {})", self.word(), self.word()),
            _ => {
                let operator = self.operator();
                let (a, b) = (self.place(depth - 1), self.place(depth - 1));
                format!("({a} {operator} {b})")
            }
        }
    }

    fn operator(&mut self) -> String {
        self.of(&["w/1", "w/3", "near/8", "adj2", "pre/1", "pre/5", "w/s", "/s", "/p", "same"])
    }

    /// Words that stand side by side somewhere, or nearly.
    fn words_of_row(&mut self, n: usize) -> Vec<String> {
        let text = self.roll(self.texts.len());
        let words = self.texts.get(text).cloned().unwrap_or_default();
        let start = self.roll(words.len().saturating_sub(n));
        words.into_iter().skip(start).take(n).collect()
    }

    /// Words side by side, at times with a wildcard.
    fn row(&mut self, n: usize) -> String {
        let mut row = self.words_of_row(n);
        let wild = self.roll(8);
        if let Some(word) = row.get_mut(wild) {
            word.truncate(3);
            word.push('*');
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

    fn one(&mut self, list: impl Fn(&Self) -> &Vec<String>) -> Option<String> {
        let n = self.roll(list(self).len());
        list(self).get(n).map(|name| format!("\"{name}\""))
    }

    /// A person, a body or a place.
    fn name(&mut self) -> Option<String> {
        let kind = self.roll(self.names.len());
        let name = self.one(|g| &g.names[kind].1)?;
        let field = if self.roll(3) == 0 { "entity" } else { self.names[kind].0 };
        Some(format!("{field}:{name}"))
    }

    fn field(&mut self, depth: usize) -> String {
        let field = match self.roll(8) {
            0 => self.one(|g| &g.speakers).map(|name| format!("speaker:{name}")),
            1 => self.name(),
            2 => self.head(),
            3 => self.days(),
            4 => Some(format!("lead:({} OR {})", self.place(1), self.place(1))),
            5 => self.said_by(),
            6 => self.near_name(),
            _ => Some(self.said(depth)),
        };
        field.unwrap_or_else(|| self.word())
    }

    /// Words inside quotes.
    fn said(&mut self, depth: usize) -> String {
        match self.roll(6) {
            0 => format!("said:({})", self.words(2).join(" ")),
            1 => format!("said:({} -{})", self.word(), self.word()),
            2 => format!("said:(NOT {})", self.word()),
            3 => format!("said:(-{} -{})", self.word(), self.word()),
            _ => format!("said:{}", self.place(depth.min(1))),
        }
    }

    /// Words in a quote by somebody, known or not.
    fn said_by(&mut self) -> Option<String> {
        let speaker = match self.roll(4) {
            0 => "unknown".to_owned(),
            _ => self.one(|g| &g.speakers)?,
        };
        let said = match self.roll(3) {
            0 => self.words(2).join(" "),
            1 => self.place(1),
            _ => format!("{} OR {}", self.place(0), self.place(0)),
        };
        Some(format!("(said:({said}) speaker:{speaker})"))
    }

    /// A name with words near it.
    fn near_name(&mut self) -> Option<String> {
        let name = match self.roll(2) {
            0 => format!("speaker:{}", self.one(|g| &g.speakers)?),
            _ => self.name()?,
        };
        let (operator, words) = (self.operator(), self.place(1));
        Some(if self.roll(2) == 0 {
            format!("({name} {operator} {words})")
        } else {
            format!("({words} {operator} {name})")
        })
    }

    /// What is said of the article as a whole.
    fn head(&mut self) -> Option<String> {
        match self.roll(6) {
            0 => self.one(|g| &g.sources).map(|name| format!("source:{name}")),
            1 => self.one(|g| &g.sections).map(|name| format!("section:{name}")),
            2 => self.one(|g| &g.bylines).map(|name| format!("byline:{name}")),
            3 => self.one(|g| &g.urls).map(|word| format!("url:{word}")),
            _ => {
                let headline = self.roll(self.headlines.len());
                let words = self.headlines.get(headline)?.clone();
                let start = self.roll(words.len() - 1);
                let (a, b) = (&words[start], &words[start + 1]);
                Some(match self.roll(4) {
                    0 => format!("headline:{a}"),
                    1 => format!("headline:({a} {b})"),
                    2 => format!("headline:({a} -{})", self.word()),
                    _ => format!("headline:({a} w/3 {b})"),
                })
            }
        }
    }

    fn days(&mut self) -> Option<String> {
        let is_about = self.roll(2) == 0;
        let month = self.one(|g| if is_about { &g.mentioned } else { &g.months })?.replace('"', "");
        let day = 1 + self.roll(28);
        let clock = if is_about { "about" } else { "published" };
        Some(match self.roll(5) {
            0 => format!("{clock}:{month}.."),
            1 => format!("{clock}:..{month}"),
            2 => format!("{clock}:{month}-{day:02}"),
            3 => format!("{clock}:{}", month.split_once('-')?.0),
            _ => format!("{clock}:{month}"),
        })
    }

    /// Draws the next query.
    pub fn query(&mut self) -> String {
        self.nested(3)
    }

    fn nested(&mut self, depth: usize) -> String {
        match self.roll(if depth == 0 { 3 } else { 13 }) {
            0 => self.place(1),
            1 => self.place(2),
            2 => self.field(1),
            3 => format!("({} OR {})", self.nested(depth - 1), self.nested(depth - 1)),
            4 => format!("({} AND {})", self.nested(depth - 1), self.nested(depth - 1)),
            5 => format!("({} AND NOT {})", self.nested(depth - 1), self.nested(depth - 1)),
            6 => format!("atleast{}({})", 1 + self.roll(3), self.place(1)),
            7 => format!("(NOT {})", self.nested(depth - 1)),
            8 => format!("(+{} +{})", self.word(), self.field(1)),
            9 => format!("(+{})", self.words_of_row(2).join(" +")),
            10 => format!("({})", self.words_of_row(2).join(" ")),
            11 => format!("({} {} -{})", self.place(1), self.field(1), self.word()),
            _ => self.field(2),
        }
    }
}

fn is_plain(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase()) && !is_operator(word)
}

fn is_operator(word: &str) -> bool {
    matches!(word, "and" | "or" | "not" | "same" | "lead" | "hlead" | "us" | "un" | "unknown")
        || word.starts_with("atleast")
        || word.starts_with("near")
        || word.starts_with("adj")
}

/// Returns the names made of letters, each once.
fn sorted<'n>(names: impl Iterator<Item = &'n String>) -> Vec<String> {
    let mut names: Vec<&String> =
        names.filter(|name| name.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ')).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().cloned().collect()
}
