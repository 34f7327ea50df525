//! Latency of the operators, each beside the plain AND of the same words.
//!
//! `operators INDEX LINES COUNT` opens an index, draws COUNT pairs of words for each kind of
//! query from LINES (a passage a line), asks each query and the AND of its words in turn,
//! several rounds on one thread, and prints microseconds as JSON by kind: p50, p99, those of
//! the AND, and the ratio of the two p99. Whole answers: ten hits with highlights, exact totals.

use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::time::Instant;

use onrecord::index::NameKind;
use onrecord::query::Query;
use onrecord::search::{Facet, Searcher};
use onrecord::terms;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Each query is asked this many times; the fastest counts, as noise only ever adds.
const ROUNDS: usize = 3;

/// A query and the plain one that it is measured by.
struct Pair {
    kind: &'static str,
    asked: Query,
    plain: Query,
}

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [index, lines, count] = arguments.as_slice() else { return Err("usage: operators INDEX LINES COUNT".into()) };
    let searcher = Searcher::open(index)?;
    let pairs = draw(&searcher, lines, count.parse()?)?;
    let mut times: Vec<(f64, f64)> = vec![(f64::MAX, f64::MAX); pairs.len()];
    for _ in 0..ROUNDS {
        for (pair, best) in pairs.iter().zip(&mut times) {
            best.0 = best.0.min(micros(&searcher, &pair.asked)?);
            best.1 = best.1.min(micros(&searcher, &pair.plain)?);
        }
    }
    let mut kinds: Vec<&str> = pairs.iter().map(|pair| pair.kind).collect();
    kinds.dedup();
    for kind in kinds {
        let rows = pairs.iter().zip(&times).filter(|(pair, _)| pair.kind == kind).map(|(_, time)| *time);
        let (mut asked, mut plain): (Vec<f64>, Vec<f64>) = rows.unzip();
        asked.sort_by(f64::total_cmp);
        plain.sort_by(f64::total_cmp);
        let at = |column: &[f64], share: f64| column[((column.len() - 1) as f64 * share).round() as usize].round();
        let report = serde_json::json!({
            "kind": kind, "queries": asked.len(), "p50_us": at(&asked, 0.5), "p99_us": at(&asked, 0.99),
            "and_p50_us": at(&plain, 0.5), "and_p99_us": at(&plain, 0.99),
            "p99_ratio": (at(&asked, 0.99) / at(&plain, 0.99) * 100.0).round() / 100.0,
        });
        println!("{report}");
    }
    Ok(())
}

fn micros(searcher: &Searcher, query: &Query) -> Outcome<f64> {
    let started = Instant::now();
    black_box(searcher.search(query)?);
    Ok(started.elapsed().as_secs_f64() * 1e6)
}

/// Draws queries of each kind, the same ones every time.
fn draw(searcher: &Searcher, lines: &str, count: usize) -> Outcome<Vec<Pair>> {
    let today = jiff::civil::date(2020, 1, 1);
    let read: Vec<String> = BufReader::new(File::open(lines)?).lines().collect::<Result<_, _>>()?;
    let texts: Vec<Vec<String>> = read.iter().step_by(7).map(|line| plain_words(line)).collect();
    let texts: Vec<&Vec<String>> = texts.iter().filter(|words| words.len() >= 12).collect();
    let names = searcher.index().names(NameKind::Speaker, None)?;
    let names: Vec<&str> = names.iter().map(|name| name.name.as_str()).filter(|name| !name.contains('"')).collect();
    let stride = (texts.len() / count.max(1)).max(1);
    let mut pairs = Vec::new();
    let mut add = |kind, asked: String, plain: String| -> Outcome<()> {
        let parse = |text: &str| Query::parse(text, today).map(|query| query.exact(true));
        pairs.push(Pair { kind, asked: parse(&asked)?, plain: parse(&plain)? });
        Ok(())
    };
    for kind in ["near", "sentence", "phrase", "wildcard", "fuzzy", "speaker and said", "any of three"] {
        for n in 0..count {
            let words = texts.get(n * stride).ok_or("too few passages for so many queries")?;
            let at = (n * 5) % (words.len() - 4);
            let (a, b, c) = (&words[at], &words[at + 1], &words[at + 3]);
            let both = format!("+{a} +{c}");
            let stump = format!("{}*", &a[..a.len().div_ceil(2).max(2)]);
            match kind {
                "near" => add(kind, format!("{a} w/5 {c}"), both)?,
                "sentence" => add(kind, format!("{a} w/s {c}"), both)?,
                "phrase" => add(kind, format!("\"{a} {b}\""), format!("+exact:{a} +exact:{b}"))?,
                "wildcard" => add(kind, format!("{stump} w/5 {c}"), format!("+{stump} +{c}"))?,
                "any of three" => add(kind, format!("{a} OR {b} OR {c}"), format!("+{a} +{b} +{c}"))?,
                "fuzzy" => add(kind, format!("{a}~1 w/5 {c}"), format!("+{a}~1 +{c}"))?,
                "speaker and said" if !names.is_empty() => {
                    let name = names[n % names.len().min(200)];
                    add(kind, format!("said:{a} speaker:\"{name}\""), format!("+said:{a} +speaker:\"{name}\""))?;
                }
                _ => {}
            }
        }
    }
    for (kind, asked, plain) in [
        ("heavy: the w/5 of", "the w/5 of", "+the +of"),
        ("heavy: *tion", "*tion", "+nation"),
        ("heavy: the w/s said", "the w/s said", "+the +said"),
    ] {
        add(kind, asked.to_owned(), plain.to_owned())?;
    }
    let the = Query::parse("the", today)?;
    let facets = [Facet::Speaker, Facet::Entity, Facet::Source, Facet::Published];
    let asked = facets.into_iter().fold(the.clone(), Query::facet);
    pairs.push(Pair { kind: "facets of `the`", asked, plain: the });
    Ok(pairs)
}

/// Words of letters alone that no query language reads as an operator.
fn plain_words(line: &str) -> Vec<String> {
    let mut words = terms::fold(line);
    words.retain(|word| {
        word.len() > 2
            && word.bytes().all(|b| b.is_ascii_lowercase())
            && !matches!(word.as_str(), "and" | "not" | "near" | "same" | "lead")
            && !word.starts_with("atleast")
    });
    words
}
