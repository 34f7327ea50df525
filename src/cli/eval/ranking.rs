//! `search eval rank`: a run against judgements, alone or beside another run.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use onrecord::eval::compare::{self, Comparison};
use onrecord::eval::rank::{self, Judgements, Measures, RankFigures, Run};
use onrecord::index::Index;
use serde_json::Value;

use super::Report;
use crate::cli::settings::{Origin, Settings};
use crate::cli::terminal::count;
use crate::cli::{Failure, Terminal};

/// Scores a run and compares it with a baseline, if there is one.
pub(super) fn ranking(
    qrels: &Path,
    run: &Path,
    topics: Option<&Path>,
    per_topic: bool,
    baseline: Option<&Path>,
    settings: &Settings,
    terminal: &Terminal,
) -> Result<Report, Failure> {
    let keep = topics.map(rank::read_topic_names).transpose()?;
    let (judgements, run) = (Judgements::read(qrels)?, Run::read(run)?);
    note_topics(&judgements, &run, terminal);
    let figures = rank::score(&judgements, &run, keep.as_ref());
    let mut report = report_of(&figures, per_topic);
    if let Some(baseline) = baseline {
        let other = rank::score(&judgements, &Run::read(baseline)?, keep.as_ref());
        add_comparison(&mut report, &compare::compare(&figures, &other), per_topic.then_some((&figures, &other)));
    }
    if let Some(unknown) = unknown_ids(&judgements, settings)? {
        report.json["unknown_ids"] = unknown.len().into();
        if let Some(first) = unknown.first() {
            let ids = count(unknown.len() as u64, "judged id is", "judged ids are");
            terminal.notice(&format!("{ids} not in the index, such as {first}"));
        }
    }
    Ok(report)
}

fn note_topics(judgements: &Judgements, run: &Run, terminal: &Terminal) {
    let strange: Vec<&str> = run.topics().into_iter().filter(|topic| !judgements.has_topic(topic)).collect();
    if let Some(first) = strange.first() {
        let topics = count(strange.len() as u64, "topic", "topics");
        terminal.notice(&format!("{topics} of the run without judgements, such as {first}"));
    }
}

/// Returns the judged ids that the index does not have.
///
/// An index that nobody named and that has none of the ids is not the one judged: then there
/// is nothing to tell.
fn unknown_ids(judgements: &Judgements, settings: &Settings) -> Result<Option<BTreeSet<String>>, Failure> {
    let is_named = settings.index.origin != Origin::Default;
    let index = match Index::open(&settings.index.value) {
        Ok(index) => index,
        Err(error) if matches!(settings.index.origin, Origin::Flag(_)) => return Err(error.into()),
        Err(_) => return Ok(None),
    };
    let judged: BTreeSet<&str> = judgements.documents().collect();
    let mut unknown = BTreeSet::new();
    for id in &judged {
        if !has(&index, id)? {
            unknown.insert((*id).to_owned());
        }
    }
    let is_other = unknown.len() == judged.len() && !is_named;
    Ok((!is_other).then_some(unknown))
}

/// Tells whether the index has an article or a passage of this id.
fn has(index: &Index, id: &str) -> Result<bool, Failure> {
    if index.article(id)?.is_some() {
        return Ok(true);
    }
    let Some((article, paragraph)) = id.rsplit_once('#') else { return Ok(false) };
    let stored = index.article(article)?;
    Ok(stored.is_some_and(|stored| paragraph.parse::<usize>().is_ok_and(|n| n < stored.passages.len())))
}

fn report_of(figures: &RankFigures, per_topic: bool) -> Report {
    let measures = |m: &Measures| m.named().map(|(name, value)| format!("{name} {value:.4}"));
    let mut table = format!("{} topics, {} without results\n", figures.topics, figures.without_results);
    table += &measures(&figures.mean).join("  ");
    table.push('\n');
    let mut json = serde_json::to_value(figures).unwrap_or_default();
    if per_topic {
        for (topic, m) in &figures.per_topic {
            // Writing to a string cannot fail.
            let _ = writeln!(table, "{topic}\t{}", measures(m).join("\t"));
        }
        json["per_topic"] = topics_json(figures);
    }
    Report { table, json, errors: Vec::new() }
}

fn topics_json(figures: &RankFigures) -> Value {
    let one = |(topic, m): &(String, Measures)| (topic.clone(), serde_json::to_value(m).unwrap_or_default());
    Value::Object(figures.per_topic.iter().map(one).collect())
}

/// Adds the differences, and those of each topic where they are asked for.
fn add_comparison(report: &mut Report, comparison: &Comparison, topics: Option<(&RankFigures, &RankFigures)>) {
    let table = &mut report.table;
    let titles = ["run", "baseline", "difference", "better", "worse", "p (random.)", "p (t-test)"];
    let _ = writeln!(table, "\n{:9}{}", "", titles.map(|title| format!("{title:>12}")).concat());
    for d in &comparison.measures {
        let t_test = d.p_t_test.map_or_else(|| "–".to_owned(), |p| format!("{p:.4}"));
        let _ = writeln!(
            table,
            "{:9}{:12.4}{:12.4}{:+12.4}{:12}{:12}{:12.4}{t_test:>12}",
            d.measure, d.run, d.baseline, d.difference, d.better, d.worse, d.p_randomisation
        );
    }
    report.json["comparison"] = serde_json::to_value(comparison).unwrap_or_default();
    let Some((run, baseline)) = topics else { return };
    let _ = writeln!(table, "\n{:9}map: run, baseline, difference", "topic");
    for ((topic, ours), (_, theirs)) in run.per_topic.iter().zip(&baseline.per_topic) {
        let _ = writeln!(table, "{topic:9}{:8.4}{:8.4}{:+8.4}", ours.map, theirs.map, ours.map - theirs.map);
    }
    report.json["comparison"]["baseline_per_topic"] = topics_json(baseline);
}
