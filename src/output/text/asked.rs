//! What a query asks, and where a score comes from, as text.

use std::fmt::Write;

use super::super::mark::plain;
use super::{HEADLINE, QUIET, TextOptions, grouped};
use crate::search::{Asked, AskedWord, Explanation, ScorePart};

const INDENT: &str = "   ";

/// Returns what the query asks, a line for each word that was widened.
pub fn asked_text(asked: &Asked, options: TextOptions) -> String {
    let mut out = options.wrapped_in(&asked.sentence, HEADLINE, "");
    let mut line = |words: String| out.push_str(&options.wrapped_in(&words, QUIET, INDENT));
    line(format!("read as: {}", asked.read_as));
    asked.words.iter().for_each(|word| line(word_text(word)));
    if !asked.expanded.is_empty() {
        line(format!("ranked by words of the best passages too: {}", asked.expanded.join(", ")));
    }
    if !asked.ignored.is_empty() {
        line(format!("read over: {}", asked.ignored.join(" ")));
    }
    out
}

fn word_text(word: &AskedWord) -> String {
    let forms: Vec<String> = word.forms.iter().map(|(form, n)| format!("{form} {}", grouped(*n))).collect();
    let forms = if forms.is_empty() { "in no passage".to_owned() } else { forms.join(", ") };
    let mut out = format!("{}: {forms}", word.word);
    if !word.synonyms.is_empty() {
        out += &format!("; also found, and counted less: {}", word.synonyms.join(", "));
    }
    if !word.related.is_empty() {
        out += &format!("; ranked by: {}", word.related.join(", "));
    }
    out
}

/// Returns a line with the parts of a score, those that add something.
pub(super) fn explanation_text(score: f32, explanation: &Explanation) -> String {
    let mut out = format!("{INDENT}score {score:.2}\n");
    let adds = |part: &&ScorePart| part.passage + part.article + part.headline > 0.0;
    for part in explanation.parts.iter().filter(adds) {
        let what = match (part.is_pair, part.is_expansion) {
            (true, _) => format!("“{}” side by side", part.word),
            (false, true) => format!("{} (of the best passages)", part.word),
            (false, false) => part.word.clone(),
        };
        let figures = [("passage", part.passage), ("article", part.article), ("headline", part.headline)];
        let figures = figures.iter().filter(|(_, figure)| *figure > 0.0);
        let figures: Vec<String> = figures.map(|(from, figure)| format!("{figure:.2} {from}")).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{INDENT}  {}, {}×: {}", plain(&what), part.count, figures.join(" + "));
    }
    out
}
