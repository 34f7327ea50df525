//! Gold and system names → exact, overlapping and untyped F1, and B-cubed over clusters.
//!
//! Kinds are person, organisation and place (with their usual other spellings); `misc` is
//! reported but not in the micro average; other kinds are ignored. A gold name inside a
//! longer name (`inner`) is neither required nor penalised unless asked for.

use std::collections::hash_map::Entry;
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::dates::words_of;
use super::{EvalError, Figures, Identified, read_answers, read_json_lines, share};

/// The kinds, in the order they are printed; the first three make the micro average.
pub const KINDS: [&str; 4] = ["PER", "ORG", "LOC", "MISC"];
const N_MICRO: usize = 3;

/// An article with its names, of either side.
#[derive(Debug, Clone, Deserialize)]
pub struct Annotated {
    id: String,
    text: Option<String>,
    #[serde(default)]
    entities: Vec<Name>,
}

#[derive(Debug, Clone, Deserialize)]
struct Name {
    start: i64,
    end: i64,
    kind: String,
    #[serde(default)]
    inner: Option<bool>,
    cluster: Option<Value>,
}

impl Identified for Annotated {
    fn id(&self) -> &str {
        &self.id
    }
}

/// Precision, recall, F1 and what they were counted over.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[non_exhaustive]
pub struct Row {
    /// The figures.
    #[serde(flatten)]
    pub figures: Figures,
    /// Names in the gold file.
    pub gold: usize,
    /// Names of the system.
    pub system: usize,
}

impl Row {
    fn new(right: usize, system: usize, right_gold: usize, gold: usize) -> Self {
        Row { figures: Figures::new(share(right, system), share(right_gold, gold)), gold, system }
    }
}

/// What a system's names are worth.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct EntityFigures {
    /// Articles in the gold file.
    pub documents: usize,
    /// Those the system said nothing about.
    pub missing: usize,
    /// System spans outside their text.
    pub out_of_range: usize,
    /// Span and kind equal: each kind, then the micro average.
    pub exact: Vec<(&'static str, Row)>,
    /// Kind equal and spans touching: each kind, then the micro average.
    pub overlap: Vec<(&'static str, Row)>,
    /// Span equal, kind ignored.
    pub untyped: Row,
    /// Clusters over exact spans, where both sides have them.
    pub b_cubed: Option<Row>,
    /// What went wrong, a line each.
    pub errors: Vec<String>,
}

impl EntityFigures {
    /// Returns the figures as one JSON object.
    pub fn to_json(&self) -> Value {
        let block = |rows: &[(&'static str, Row)]| {
            let row = |&(name, row): &(&'static str, Row)| (name.to_string(), json(&row));
            Value::Object(rows.iter().map(row).collect::<Map<_, _>>())
        };
        let mut out = Map::new();
        out.insert("documents".into(), self.documents.into());
        out.insert("missing".into(), self.missing.into());
        out.insert("out_of_range".into(), self.out_of_range.into());
        out.insert("exact".into(), block(&self.exact));
        out.insert("overlap".into(), block(&self.overlap));
        out.insert("untyped".into(), json(&self.untyped));
        if let Some(row) = &self.b_cubed {
            out.insert("b_cubed".into(), json(row));
        }
        Value::Object(out)
    }
}

fn json(row: &Row) -> Value {
    serde_json::to_value(row).unwrap_or_default()
}

/// Reads a gold file of `{"id","text","entities":[{"start","end","kind"}]}` lines.
///
/// # Errors
///
/// [`EvalError`] with the line, where the file cannot be read or a line is not of this form.
pub fn read_gold(path: &Path) -> Result<Vec<Annotated>, EvalError> {
    read_json_lines(path, |_, _| Ok(()))
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

/// Start, end, index into [`KINDS`].
type Key = (i64, i64, usize);

fn kind_index(kind: &str) -> Option<usize> {
    match kind.to_lowercase().as_str() {
        "person" | "per" => Some(0),
        "org" | "organization" | "organisation" => Some(1),
        "place" | "loc" | "location" | "gpe" => Some(2),
        "misc" => Some(3),
        _ => None,
    }
}

/// Distinct spans of one article in the order given, each with its cluster.
#[derive(Default)]
struct Spans {
    keys: Vec<Key>,
    clusters: FxHashMap<Key, Option<String>>,
}

impl Spans {
    fn of(names: &[Name], keep_inner: bool) -> (Self, FxHashSet<Key>) {
        let (mut spans, mut left_out) = (Spans::default(), FxHashSet::default());
        for name in names {
            let Some(kind) = kind_index(&name.kind) else { continue };
            let key = (name.start, name.end, kind);
            if name.inner == Some(true) && !keep_inner {
                left_out.insert(key);
            } else if let Entry::Vacant(free) = spans.clusters.entry(key) {
                free.insert(name.cluster.as_ref().filter(|c| !c.is_null()).map(Value::to_string));
                spans.keys.push(key);
            }
        }
        left_out.retain(|key| !spans.clusters.contains_key(key));
        (spans, left_out)
    }

    fn has(&self, key: &Key) -> bool {
        self.clusters.contains_key(key)
    }

    fn of_kind(&self, kind: usize) -> Vec<Key> {
        self.keys.iter().copied().filter(|k| k.2 == kind).collect()
    }

    fn micro(&self) -> impl Iterator<Item = &Key> {
        self.keys.iter().filter(|k| k.2 < N_MICRO)
    }

    /// Groups the spans of the micro average; one without a cluster stands alone.
    fn groups(&self) -> FxHashMap<Key, FxHashSet<Key>> {
        let mut by_cluster: FxHashMap<&str, FxHashSet<Key>> = FxHashMap::default();
        for key in self.micro() {
            if let Some(Some(cluster)) = self.clusters.get(key) {
                by_cluster.entry(cluster).or_default().insert(*key);
            }
        }
        let alone = |key: &Key| FxHashSet::from_iter([*key]);
        self.micro()
            .map(|key| match self.clusters.get(key) {
                Some(Some(c)) => (*key, by_cluster.get(c.as_str()).cloned().unwrap_or_else(|| alone(key))),
                _ => (*key, alone(key)),
            })
            .collect()
    }

    fn is_clustered(&self) -> bool {
        self.micro().any(|key| matches!(self.clusters.get(key), Some(Some(_))))
    }
}

/// Counts over all articles.
#[derive(Default)]
struct Counts {
    /// Right, system, gold, by kind.
    exact: [[usize; 3]; 4],
    /// System spans that touch, gold spans that are touched, by kind.
    touching: [[usize; 2]; 4],
    untyped: [usize; 3],
    clustered: [bool; 2],
    /// Sums of B-cubed recall and precision.
    cubed: [f64; 2],
    cubed_n: [usize; 2],
    out_of_range: usize,
}

/// Scores a system against gold annotations.
pub fn score(gold: &[Annotated], system: &[Annotated], keep_inner: bool) -> EntityFigures {
    let by_id: FxHashMap<&str, &Annotated> = system.iter().map(|a| (a.id.as_str(), a)).collect();
    let (mut counts, mut errors, mut missing) = (Counts::default(), Vec::new(), 0);
    for article in gold {
        let (wanted, left_out) = Spans::of(&article.entities, keep_inner);
        let answer = by_id.get(article.id.as_str());
        missing += usize::from(answer.is_none());
        let (mut got, _) = answer.map(|a| Spans::of(&a.entities, true)).unwrap_or_default();
        let length = article.text.as_ref().map_or(i64::MAX, |t| t.chars().count() as i64);
        let fits = |k: &&Key| 0 <= k.0 && k.0 < k.1 && k.1 <= length;
        counts.out_of_range += got.keys.len() - got.keys.iter().filter(fits).count();
        got.keys.retain(|k| !left_out.contains(k));
        got.clusters.retain(|k, _| !left_out.contains(k));
        counts.add(&wanted, &got);
        list_errors(article, &wanted, &got, &mut errors);
    }
    counts.figures(gold.len(), missing, errors)
}

fn list_errors(article: &Annotated, wanted: &Spans, got: &Spans, errors: &mut Vec<String>) {
    let text = article.text.as_deref().unwrap_or("");
    for (label, one, other) in [("missed", wanted, got), ("wrong", got, wanted)] {
        let mut keys: Vec<&Key> = one.keys.iter().filter(|k| !other.has(k)).collect();
        keys.sort_unstable_by_key(|k| (k.0, k.1, KINDS[k.2]));
        for k in keys {
            errors.push(format!("{label}\t{}\t{}\t{}", article.id, KINDS[k.2], words_of(text, k.0, k.1)));
        }
    }
}

impl Counts {
    fn add(&mut self, wanted: &Spans, got: &Spans) {
        for kind in 0..KINDS.len() {
            let (gold, system) = (wanted.of_kind(kind), got.of_kind(kind));
            self.exact[kind][0] += gold.iter().filter(|k| got.has(k)).count();
            self.exact[kind][1] += system.len();
            self.exact[kind][2] += gold.len();
            self.touching[kind][0] += n_touching(&system, &gold);
            self.touching[kind][1] += n_touching(&gold, &system);
        }
        let untyped = |s: &Spans| s.micro().map(|k| (k.0, k.1)).collect::<FxHashSet<_>>();
        let (gold, system) = (untyped(wanted), untyped(got));
        self.untyped[0] += gold.intersection(&system).count();
        self.untyped[1] += system.len();
        self.untyped[2] += gold.len();
        self.clustered[0] |= wanted.is_clustered();
        self.clustered[1] |= got.is_clustered();
        self.add_clusters(wanted, got);
    }

    fn add_clusters(&mut self, wanted: &Spans, got: &Spans) {
        let groups = [wanted.groups(), got.groups()];
        for (side, spans) in [wanted, got].into_iter().enumerate() {
            for key in spans.micro() {
                self.cubed_n[side] += 1;
                let (own, other) = (groups[side].get(key), groups[1 - side].get(key));
                if let (Some(own), Some(other)) = (own, other) {
                    self.cubed[side] += share(own.intersection(other).count(), own.len());
                }
            }
        }
    }

    fn figures(self, documents: usize, missing: usize, errors: Vec<String>) -> EntityFigures {
        let mut exact = Vec::new();
        let mut overlap = Vec::new();
        let (mut e, mut t) = ([0; 3], [0; 2]);
        for (k, name) in KINDS.into_iter().enumerate() {
            let ([right, system, gold], [touching, touched]) = (self.exact[k], self.touching[k]);
            exact.push((name, Row::new(right, system, right, gold)));
            overlap.push((name, Row::new(touching, system, touched, gold)));
            if k < N_MICRO {
                e = [e[0] + right, e[1] + system, e[2] + gold];
                t = [t[0] + touching, t[1] + touched];
            }
        }
        exact.push(("micro", Row::new(e[0], e[1], e[0], e[2])));
        overlap.push(("micro", Row::new(t[0], e[1], t[1], e[2])));
        let [right, system, gold] = self.untyped;
        let mean =
            |side: usize| if self.cubed_n[side] == 0 { 0.0 } else { self.cubed[side] / self.cubed_n[side] as f64 };
        let cubed = Row { figures: Figures::new(mean(1), mean(0)), gold: self.cubed_n[0], system: self.cubed_n[1] };
        EntityFigures {
            documents,
            missing,
            out_of_range: self.out_of_range,
            exact,
            overlap,
            untyped: Row::new(right, system, right, gold),
            b_cubed: (self.clustered == [true, true]).then_some(cubed),
            errors,
        }
    }
}

/// Counts the spans of `these` that share a code point with one of `others`.
fn n_touching(these: &[Key], others: &[Key]) -> usize {
    these.iter().filter(|a| others.iter().any(|b| a.0 < b.1 && b.0 < a.1)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(names: &[(i64, i64, &str, Value)]) -> Annotated {
        let entities: Vec<Value> = names
            .iter()
            .map(|(s, e, k, c)| serde_json::json!({"start": s, "end": e, "kind": k, "cluster": c}))
            .collect();
        serde_json::from_value(serde_json::json!({"id": "a", "text": "x".repeat(50), "entities": entities}))
            .expect("valid")
    }

    #[test]
    fn exact_overlap_and_untyped_differ() {
        let none = Value::Null;
        let gold =
            article(&[(0, 5, "PER", none.clone()), (10, 15, "ORG", none.clone()), (20, 25, "LOC", none.clone())]);
        let system = article(&[
            (0, 4, "person", none.clone()),
            (10, 15, "place", none.clone()),
            (20, 25, "place", none.clone()),
            (40, 45, "product", none),
        ]);
        let figures = score(&[gold], &[system], false);
        let micro = figures.exact[4].1;
        assert_eq!((micro.figures.p, micro.system), (1.0 / 3.0, 3));
        assert_eq!(figures.overlap[4].1.figures.p, 2.0 / 3.0);
        assert_eq!(figures.untyped.figures.f1, 2.0 / 3.0);
        assert!(figures.b_cubed.is_none());
    }

    #[test]
    fn b_cubed_of_a_split_cluster() {
        let side = |c: [&str; 3]| {
            article(&[(0, 1, "per", c[0].into()), (2, 3, "per", c[1].into()), (4, 5, "per", c[2].into())])
        };
        let figures = score(&[side(["1", "1", "1"])], &[side(["x", "x", "y"])], false);
        let row = figures.b_cubed.expect("both sides have clusters");
        assert!(row.figures.p == 1.0 && (row.figures.r - 5.0 / 9.0).abs() < 1e-9);
    }
}
