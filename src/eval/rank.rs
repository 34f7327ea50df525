//! Relevance judgements and a ranked run (both in TREC's format) → MAP, nDCG@10, P@5, R@100, MRR.
//!
//! A run is ordered by score, falling, ties by identifier, falling, as trec_eval does; its
//! rank column is not used. Topics with a relevant document are averaged; one without
//! results counts 0. The gain of nDCG is the judged relevance itself.

use std::cmp::Ordering;
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::{EvalError, for_each_line, share};

/// Relevance of documents by topic, topics in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Judgements {
    topics: Vec<(String, FxHashMap<String, i64>)>,
}

/// Scores of documents by topic.
#[derive(Debug, Clone, Default)]
pub struct Run {
    topics: FxHashMap<String, FxHashMap<String, f64>>,
}

/// The measures of one topic, or their means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Measures {
    /// Mean average precision.
    pub map: f64,
    /// Discounted gain of the first ten against the best possible.
    #[serde(rename = "ndcg@10")]
    pub ndcg_10: f64,
    /// Share of relevant documents among the first five.
    #[serde(rename = "p@5")]
    pub p_5: f64,
    /// Share of the relevant documents among the first hundred.
    #[serde(rename = "r@100")]
    pub r_100: f64,
    /// One over the rank of the first relevant document.
    pub mrr: f64,
}

impl Measures {
    /// Returns each measure with its name, in the order they are printed.
    pub fn named(&self) -> [(&'static str, f64); 5] {
        [("map", self.map), ("ndcg@10", self.ndcg_10), ("p@5", self.p_5), ("r@100", self.r_100), ("mrr", self.mrr)]
    }
}

/// What a run is worth.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct RankFigures {
    /// Topics averaged.
    pub topics: usize,
    /// Topics of these that the run has no line for.
    pub without_results: usize,
    /// Means over the topics.
    #[serde(flatten)]
    pub mean: Measures,
    /// Each topic's own measures, in the order of the judgements.
    #[serde(skip)]
    pub per_topic: Vec<(String, Measures)>,
}

impl Judgements {
    /// Reads lines of `topic 0 document relevance`.
    ///
    /// # Errors
    ///
    /// [`EvalError`] with the line, where the file cannot be read or a line is not of this form.
    pub fn read(path: &Path) -> Result<Self, EvalError> {
        let mut topics: Vec<(String, FxHashMap<String, i64>)> = Vec::new();
        let mut place_of: FxHashMap<String, usize> = FxHashMap::default();
        for_each_line(path, |place, line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let parsed = match words[..] {
                [topic, _, id, relevance] => relevance.parse().ok().map(|r: i64| (topic, id, r)),
                _ => None,
            };
            let Some((topic, id, relevance)) = parsed else {
                return Err(place.refuse(format!("want `topic 0 document relevance`, got `{}`", line.trim())));
            };
            let at = *place_of.entry(topic.to_string()).or_insert_with(|| {
                topics.push((topic.to_string(), FxHashMap::default()));
                topics.len() - 1
            });
            topics[at].1.insert(id.to_string(), relevance);
            Ok(())
        })?;
        Ok(Judgements { topics })
    }

    /// Returns every document that is judged, once for each topic.
    pub fn documents(&self) -> impl Iterator<Item = &str> {
        self.topics.iter().flat_map(|(_, relevance)| relevance.keys().map(String::as_str))
    }

    /// Tells whether a topic has any judgement.
    pub fn has_topic(&self, topic: &str) -> bool {
        self.topics.iter().any(|(name, _)| name == topic)
    }
}

impl Run {
    /// Reads lines of `topic Q0 document rank score tag`; a document twice in a topic is refused.
    ///
    /// # Errors
    ///
    /// [`EvalError`] with the line, where the file cannot be read or a line is not of this form.
    pub fn read(path: &Path) -> Result<Self, EvalError> {
        let mut topics: FxHashMap<String, FxHashMap<String, f64>> = FxHashMap::default();
        for_each_line(path, |place, line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let parsed = match words[..] {
                [topic, _, id, _, score, _] => score.parse().ok().map(|s: f64| (topic, id, s)),
                _ => None,
            };
            let Some((topic, id, score)) = parsed else {
                return Err(place.refuse(format!("want `topic Q0 document rank score tag`, got `{}`", line.trim())));
            };
            let scores = topics.entry(topic.to_string()).or_default();
            if scores.insert(id.to_string(), score).is_some() {
                return Err(place.refuse(format!("document {id} twice for topic {topic}")));
            }
            Ok(())
        })?;
        Ok(Run { topics })
    }

    /// Returns the topics that have results, sorted.
    pub fn topics(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.topics.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }
}

/// Reads the topic names of a file of `topic TAB query` lines.
///
/// # Errors
///
/// [`EvalError`] where the file cannot be read.
pub fn read_topic_names(path: &Path) -> Result<FxHashSet<String>, EvalError> {
    let mut names = FxHashSet::default();
    for_each_line(path, |_, line| {
        names.insert(line.split('\t').next().unwrap_or(line).to_string());
        Ok(())
    })?;
    Ok(names)
}

/// Scores a run; with `keep`, only topics named there are averaged.
pub fn score(judgements: &Judgements, run: &Run, keep: Option<&FxHashSet<String>>) -> RankFigures {
    let nothing = FxHashMap::default();
    let mut per_topic = Vec::new();
    let mut without_results = 0;
    for (topic, relevance) in &judgements.topics {
        let counts = relevance.values().any(|&r| r > 0) && keep.is_none_or(|names| names.contains(topic));
        if counts {
            without_results += usize::from(!run.topics.contains_key(topic));
            let scores = run.topics.get(topic).unwrap_or(&nothing);
            per_topic.push((topic.clone(), one_topic(relevance, scores)));
        }
    }
    RankFigures { topics: per_topic.len(), without_results, mean: mean(&per_topic), per_topic }
}

fn mean(per_topic: &[(String, Measures)]) -> Measures {
    let mut sum = Measures::default();
    for (_, m) in per_topic {
        sum.map += m.map;
        sum.ndcg_10 += m.ndcg_10;
        sum.p_5 += m.p_5;
        sum.r_100 += m.r_100;
        sum.mrr += m.mrr;
    }
    let n = per_topic.len().max(1) as f64;
    Measures { map: sum.map / n, ndcg_10: sum.ndcg_10 / n, p_5: sum.p_5 / n, r_100: sum.r_100 / n, mrr: sum.mrr / n }
}

/// Scores one topic that has at least one relevant document.
fn one_topic(relevance: &FxHashMap<String, i64>, scores: &FxHashMap<String, f64>) -> Measures {
    let mut order: Vec<(&str, f64)> = scores.iter().map(|(id, &s)| (id.as_str(), s)).collect();
    order.sort_by(|a, b| b.1.partial_cmp(&a.1).unwrap_or(Ordering::Equal).then_with(|| b.0.cmp(a.0)));
    let gain = |id: &str| relevance.get(id).copied().unwrap_or(0).max(0);
    let is_good = |&&(id, _): &&(&str, f64)| gain(id) > 0;
    let n_good = relevance.values().filter(|&&r| r > 0).count();
    let (mut hits, mut precision, mut mrr) = (0usize, 0.0, 0.0);
    for (n, (id, _)) in order.iter().enumerate() {
        if gain(id) > 0 {
            hits += 1;
            precision += share(hits, n + 1);
            if hits == 1 {
                mrr = 1.0 / (n + 1) as f64;
            }
        }
    }
    let mut best: Vec<i64> = relevance.values().copied().filter(|&r| r > 0).collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    Measures {
        map: precision / n_good as f64,
        ndcg_10: discounted(order.iter().map(|(id, _)| gain(id))) / discounted(best.into_iter()),
        p_5: order.iter().take(5).filter(is_good).count() as f64 / 5.0,
        r_100: share(order.iter().take(100).filter(is_good).count(), n_good),
        mrr,
    }
}

fn discounted(gains: impl Iterator<Item = i64>) -> f64 {
    gains.take(10).enumerate().fold(0.0, |sum, (n, gain)| sum + gain as f64 / ((n + 2) as f64).log2())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(pairs: &[(&str, i64)], run: &[(&str, f64)]) -> Measures {
        one_topic(
            &pairs.iter().map(|&(d, r)| (d.to_string(), r)).collect(),
            &run.iter().map(|&(d, s)| (d.to_string(), s)).collect(),
        )
    }

    #[test]
    fn measures_of_a_small_topic() {
        let m = topic(&[("a", 1), ("b", 1), ("c", 0)], &[("c", 3.0), ("a", 2.0), ("z", 1.0), ("b", 0.5)]);
        assert_eq!((m.map, m.mrr, m.p_5, m.r_100), (0.5, 0.5, 0.4, 1.0));
        let want = (1.0 / 3f64.log2() + 1.0 / 5f64.log2()) / (1.0 + 1.0 / 3f64.log2());
        assert!((m.ndcg_10 - want).abs() < 1e-12);
    }

    #[test]
    fn equal_scores_put_the_higher_identifier_first() {
        assert_eq!(topic(&[("a", 1)], &[("a", 1.0), ("z", 1.0)]).mrr, 0.5);
    }

    #[test]
    fn recall_stops_at_one_hundred() {
        let names: Vec<String> = (0..100).map(|i| format!("d{i}")).collect();
        let mut run: Vec<(&str, f64)> = names.iter().map(|n| (n.as_str(), 10.0)).collect();
        run.push(("a", 1.0));
        let m = topic(&[("a", 1)], &run);
        assert!(m.r_100 == 0.0 && (m.map - 1.0 / 101.0).abs() < 1e-12);
    }
}
