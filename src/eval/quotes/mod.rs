//! Gold attributions and a system's quotes → detection, extent, speaker mention and name.
//!
//! Quotes are compared as sets of words, so that marks and final stops do not matter; one
//! to one, best overlap first. Names are compared as a reader would: "Roe", "Ms. Roe" and
//! "Ann Roe" can be one speaker, "Ann Roe" and "Bob Roe" cannot. Gold speakers whose
//! identity the annotation leaves open take no part in the name figures.

mod count;
mod files;
mod items;
mod names;
mod passages;
mod tables;
mod words;

pub use count::score;
pub use files::{GoldArticle, SystemArticle, read_gold, read_system};
pub use names::are_compatible;
pub use tables::render;

use serde::Serialize;
use serde_json::{Map, Value};

use super::share;

/// Kinds of quotes, in the order they are printed.
pub const KINDS: [&str; 3] = ["direct", "mixed", "indirect"];
/// Kinds of speaker mentions, in the order they are printed.
pub const SOURCE_TYPES: [&str; 5] = ["name", "surname", "pronoun", "nominal", "none"];
/// The main figures, in the order they are printed.
pub const MEASURES: [&str; 10] = [
    "detection",
    "detection_exact",
    "quoted",
    "quoted_exact",
    "end_to_end",
    "end_to_end_head",
    "name",
    "name_quoted",
    "passage",
    "passage_person",
];

/// Precision, recall and F1 with the counts behind them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Row {
    /// Share of the system's items that are right.
    pub p: f64,
    /// Share of the gold items that were found.
    pub r: f64,
    /// Harmonic mean.
    pub f1: f64,
    /// Gold items found.
    pub tp: usize,
    /// The system's items.
    pub system: usize,
    /// Gold items.
    pub gold: usize,
}

/// Counts behind a [`Row`].
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    right: usize,
    system: usize,
    gold: usize,
}

impl Tally {
    fn add(&mut self, right: usize, system: usize, gold: usize) {
        self.right += right;
        self.system += system;
        self.gold += gold;
    }

    /// Returns the figures; nothing asked and nothing answered is perfect.
    fn row(self) -> Row {
        let nothing = self.system == 0 && self.gold == 0;
        let (p, r) = if nothing { (1.0, 1.0) } else { (share(self.right, self.system), share(self.right, self.gold)) };
        let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        Row { p, r, f1, tp: self.right, system: self.system, gold: self.gold }
    }
}

/// How the gold attributions of one class fared.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ClassRow {
    /// Attributions of the class.
    pub gold: usize,
    /// Share that was found.
    pub recall: Option<f64>,
    /// Share found with the right mention.
    pub end_to_end_recall: Option<f64>,
    /// Share of the found ones with the right mention.
    pub mention_accuracy: Option<f64>,
    /// Attributions whose speaker has a name.
    pub gold_named: usize,
    /// Share of these that was found with a compatible name.
    pub name_recall: Option<f64>,
    /// Detection with the same kind on both sides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detection: Option<Row>,
}

/// Accuracy of what is said about quotes that were found.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Attribution {
    /// Share with the right mention.
    pub mention_accuracy: Option<f64>,
    /// Quotes found.
    pub matched: usize,
    /// Share with a compatible name.
    pub name_accuracy: Option<f64>,
    /// Quotes found whose speaker has a name in the gold file.
    pub matched_with_gold_name: usize,
    /// Share with the right kind.
    pub kind_accuracy: Option<f64>,
}

/// What a system's quotes are worth.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct QuoteFigures {
    /// Articles scored.
    pub articles: usize,
    /// The figures in the order of [`MEASURES`].
    pub rows: Vec<(&'static str, Row)>,
    /// Accuracy given a found quote.
    pub attribution: Attribution,
    /// System quotes without a partner that lie inside a found gold quote.
    pub unmatched_fragments: usize,
    /// By kind of quote.
    pub by_kind: Vec<(&'static str, ClassRow)>,
    /// By kind of speaker mention.
    pub by_source_type: Vec<(&'static str, ClassRow)>,
}

impl QuoteFigures {
    /// Returns one of the main figures.
    pub fn row(&self, name: &str) -> Option<&Row> {
        self.rows.iter().find(|(n, _)| *n == name).map(|(_, row)| row)
    }

    /// Returns the figures as one JSON object.
    pub fn to_json(&self) -> Value {
        fn json<T: Serialize>(value: &T) -> Value {
            serde_json::to_value(value).unwrap_or_default()
        }
        let group = |rows: &[(&'static str, ClassRow)]| {
            Value::Object(rows.iter().map(|(name, row)| (name.to_string(), json(row))).collect::<Map<_, _>>())
        };
        let mut out = Map::new();
        out.insert("articles".into(), self.articles.into());
        for (name, row) in &self.rows {
            out.insert((*name).into(), json(row));
        }
        out.insert("attribution".into(), json(&self.attribution));
        out.insert("unmatched_fragments".into(), self.unmatched_fragments.into());
        out.insert("by_kind".into(), group(&self.by_kind));
        out.insert("by_source_type".into(), group(&self.by_source_type));
        Value::Object(out)
    }
}

#[cfg(test)]
mod tests;
