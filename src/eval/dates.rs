//! Gold and system time expressions → strict and relaxed spans, types and values.
//!
//! Spans are paired one to one, equal spans first, then by longest overlap. A figure is
//! TempEval-3's: `value` counts pairs with equal TIMEX3 values, `relaxed` all pairs.

use std::path::Path;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{EvalError, Figures, Identified, read_answers, read_json_lines, share};

/// TimeML's classes, in the order they are printed.
pub const TYPES: [&str; 4] = ["DATE", "TIME", "DURATION", "SET"];
/// The measures, in the order they are printed.
pub const MEASURES: [&str; 4] = ["strict", "relaxed", "type", "value"];

/// An article with its time expressions, of either side.
#[derive(Debug, Clone, Deserialize)]
pub struct Annotated {
    id: String,
    text: Option<String>,
    #[serde(default)]
    dates: Vec<Expression>,
}

#[derive(Debug, Clone, Deserialize)]
struct Expression {
    start: i64,
    end: i64,
    #[serde(rename = "type")]
    kind: Option<String>,
    value: Option<Value>,
}

impl Expression {
    fn value(&self) -> String {
        match &self.value {
            Some(Value::String(value)) => value.trim().to_string(),
            Some(Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        }
    }
}

impl Identified for Annotated {
    fn id(&self) -> &str {
        &self.id
    }
}

/// One row of the table: a type, or all of them.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[non_exhaustive]
pub struct Row {
    /// Expressions in the gold file.
    pub gold: usize,
    /// Expressions of the system.
    pub system: usize,
    /// Pairs with equal spans.
    pub strict: Figures,
    /// All pairs.
    pub relaxed: Figures,
    /// Pairs with equal types.
    #[serde(rename = "type")]
    pub kind: Figures,
    /// Pairs with equal values.
    pub value: Figures,
}

/// What a system's time expressions are worth.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct DateFigures {
    /// Articles in the gold file.
    pub documents: usize,
    /// Those the system said nothing about.
    pub missing: usize,
    /// System spans outside their text.
    pub out_of_range: usize,
    /// Rows in the order of [`TYPES`], then all.
    pub rows: Vec<(&'static str, Row)>,
    /// What went wrong, a line each, in the order of the gold file.
    pub errors: Vec<String>,
}

impl DateFigures {
    /// Returns the figures as one JSON object.
    pub fn to_json(&self) -> Value {
        let mut out = Map::new();
        out.insert("documents".into(), self.documents.into());
        out.insert("missing".into(), self.missing.into());
        out.insert("out_of_range".into(), self.out_of_range.into());
        for (name, row) in &self.rows {
            out.insert((*name).into(), serde_json::to_value(row).unwrap_or_default());
        }
        let date = self.rows.iter().find(|(name, _)| *name == "DATE");
        out.insert("date_value_f1".into(), date.map_or(0.0, |(_, row)| row.value.f1).into());
        Value::Object(out)
    }
}

/// Reads a file of `{"id","dates":[{"start","end","type","value"}]}` lines.
///
/// # Errors
///
/// [`EvalError`] with the line, where the file cannot be read or a line is not of this form.
pub fn read(path: &Path) -> Result<Vec<Annotated>, EvalError> {
    read_json_lines(path, |_, _| Ok(()))
}

/// Reads a gold file: every expression must have one of TimeML's types.
///
/// # Errors
///
/// [`EvalError`] with the line, where the file cannot be read or a line is not of this form.
pub fn read_gold(path: &Path) -> Result<Vec<Annotated>, EvalError> {
    read_json_lines(path, |place, article: &Annotated| {
        let known = |e: &Expression| e.kind.as_deref().is_some_and(|kind| TYPES.contains(&kind));
        match article.dates.iter().find(|e| !known(e)) {
            Some(e) => Err(place.refuse(format!("the gold expression at {} has no known type", e.start))),
            None => Ok(()),
        }
    })
}

/// Reads a system's file: every identifier must be in `gold`.
///
/// # Errors
///
/// [`EvalError`] with the line, where the file cannot be read, a line is not of this form, or it is of
/// an article that `gold` lacks.
pub fn read_system(path: &Path, gold: &[Annotated]) -> Result<Vec<Annotated>, EvalError> {
    read_answers(path, gold)
}

#[derive(Default, Clone, Copy)]
struct Counts {
    right: [usize; 4],
    gold: usize,
    system: usize,
}

impl Counts {
    fn row(&self) -> Row {
        let f = |right| Figures::new(share(right, self.system), share(right, self.gold));
        let [strict, relaxed, kind, value] = self.right.map(f);
        Row { gold: self.gold, system: self.system, strict, relaxed, kind, value }
    }
}

fn type_index(kind: Option<&str>) -> usize {
    TYPES.iter().position(|t| Some(*t) == kind).unwrap_or(0)
}

/// Scores a system against gold annotations.
pub fn score(gold: &[Annotated], system: &[Annotated]) -> DateFigures {
    let by_id: FxHashMap<&str, &Annotated> = system.iter().map(|a| (a.id.as_str(), a)).collect();
    let mut counts = [Counts::default(); 4];
    let (mut missing, mut out_of_range, mut errors) = (0, 0, Vec::new());
    for article in gold {
        let answer = by_id.get(article.id.as_str());
        missing += usize::from(answer.is_none());
        let answer = answer.map(|a| last_of_each_span(&a.dates)).unwrap_or_default();
        let length = article.text.as_ref().map_or(i64::MAX, |t| t.chars().count() as i64);
        out_of_range += answer.iter().filter(|e| !(0 <= e.start && e.start < e.end && e.end <= length)).count();
        count_article(article, &answer, &mut counts, &mut errors);
    }
    let mut all = Counts::default();
    for c in &counts {
        all.gold += c.gold;
        all.system += c.system;
        (0..4).for_each(|k| all.right[k] += c.right[k]);
    }
    let mut rows: Vec<(&'static str, Row)> = TYPES.into_iter().zip(counts.iter().map(Counts::row)).collect();
    rows.push(("all", all.row()));
    DateFigures { documents: gold.len(), missing, out_of_range, rows, errors }
}

fn count_article(article: &Annotated, answer: &[&Expression], counts: &mut [Counts; 4], errors: &mut Vec<String>) {
    let pairs = pair(&article.dates, answer);
    let mut partner_of_gold = vec![None; article.dates.len()];
    let mut partner_of_system = vec![None; answer.len()];
    for &(g, s) in &pairs {
        partner_of_gold[g] = Some(s);
        partner_of_system[s] = Some(g);
        let (x, y) = (&article.dates[g], answer[s]);
        let row = &mut counts[type_index(x.kind.as_deref())];
        row.right[0] += usize::from((x.start, x.end) == (y.start, y.end));
        row.right[1] += 1;
        row.right[2] += usize::from(x.kind == y.kind);
        row.right[3] += usize::from(x.value() == y.value());
    }
    for (s, e) in answer.iter().enumerate() {
        let kind = partner_of_system[s].map_or(e.kind.as_deref(), |g| article.dates[g].kind.as_deref());
        counts[type_index(kind)].system += 1;
    }
    let words = |e: &Expression| words_of(article.text.as_deref().unwrap_or(""), e.start, e.end);
    for (g, e) in article.dates.iter().enumerate() {
        counts[type_index(e.kind.as_deref())].gold += 1;
        let (kind, wanted) = (e.kind.as_deref().unwrap_or(""), e.value());
        match partner_of_gold[g].map(|s| answer[s]) {
            None => errors.push(format!("{}\t{kind}\t{}\t{wanted}\t->\tmissed\t", article.id, words(e))),
            Some(y) if y.value() != wanted => {
                errors.push(format!("{}\t{kind}\t{}\t{wanted}\t->\t{}\t{}", article.id, words(e), words(y), y.value()));
            }
            Some(_) => {}
        }
    }
    for (s, e) in answer.iter().enumerate() {
        if partner_of_system[s].is_none() {
            errors.push(format!("{}\tspurious\t{}\t{}", article.id, words(e), e.value()));
        }
    }
}

/// Returns the words of a text between two code points.
pub(super) fn words_of(text: &str, start: i64, end: i64) -> String {
    let (start, end) = (start.max(0) as usize, end.max(0) as usize);
    text.chars().skip(start).take(end.saturating_sub(start)).collect()
}

/// Of expressions with equal spans the last one counts, in the place of the first.
fn last_of_each_span(dates: &[Expression]) -> Vec<&Expression> {
    let mut kept: Vec<&Expression> = Vec::new();
    let mut place_of = FxHashMap::default();
    for e in dates {
        match place_of.get(&(e.start, e.end)) {
            Some(&at) => kept[at] = e,
            None => {
                place_of.insert((e.start, e.end), kept.len());
                kept.push(e);
            }
        }
    }
    kept
}

/// Pairs spans one to one: equal spans first, then by longest overlap, the earlier on ties.
fn pair(gold: &[Expression], system: &[&Expression]) -> Vec<(usize, usize)> {
    let mut keys = Vec::new();
    for (g, a) in gold.iter().enumerate() {
        for (s, b) in system.iter().enumerate() {
            let overlap = a.end.min(b.end) - a.start.max(b.start);
            if overlap > 0 {
                let differs = (a.start, a.end) != (b.start, b.end);
                keys.push((differs, -overlap, a.start, b.start, g, s));
            }
        }
    }
    keys.sort_unstable();
    let (mut gold_used, mut system_used) = (vec![false; gold.len()], vec![false; system.len()]);
    let mut pairs = Vec::new();
    for (.., g, s) in keys {
        if !gold_used[g] && !system_used[s] {
            gold_used[g] = true;
            system_used[s] = true;
            pairs.push((g, s));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(dates: serde_json::Value) -> Annotated {
        serde_json::from_value(serde_json::json!({"id": "a", "text": "x".repeat(90), "dates": dates})).expect("valid")
    }

    fn gold() -> Annotated {
        article(serde_json::json!([
            {"start": 0, "end": 10, "type": "DATE", "value": "2001-01-02"},
            {"start": 20, "end": 30, "type": "DATE", "value": "2001"},
            {"start": 40, "end": 50, "type": "DURATION", "value": "P1Y"},
            {"start": 60, "end": 70, "type": "SET", "value": "P1D"}]))
    }

    #[test]
    fn each_measure_counts_its_own_pairs() {
        let system = article(serde_json::json!([
            {"start": 0, "end": 10, "type": "DATE", "value": "2001-01-02"},
            {"start": 25, "end": 30, "type": "TIME", "value": "2001"},
            {"start": 38, "end": 45, "type": "DURATION", "value": "P2Y"},
            {"start": 80, "end": 85, "type": "DATE", "value": "1999"}]));
        let figures = score(&[gold()], &[system]);
        let (_, all) = figures.rows[4];
        assert_eq!((all.strict.p, all.relaxed.r, all.kind.f1, all.value.f1), (0.25, 0.75, 0.5, 0.5));
        assert!((figures.rows[0].1.value.f1 - 0.8).abs() < 1e-9 && figures.rows[0].1.system == 3);
        assert_eq!(figures.errors.len(), 3);
    }

    #[test]
    fn an_equal_span_wins_over_a_longer_overlap() {
        let system = article(serde_json::json!([{"start": 18, "end": 35}, {"start": 20, "end": 30}]));
        let system: Vec<&Expression> = system.dates.iter().collect();
        assert_eq!(pair(&gold().dates, &system), [(1, 1)]);
    }
}
