//! Asks On Record and raw tantivy the same mixed queries, top 10 with exact totals.
//!
//! `latency OURS RAW LINES COUNT` opens both indexes, draws COUNT queries from the passages
//! (one word, two words required, three words any, phrases of two), asks each engine all of
//! them in turn, several rounds, and prints microseconds as JSON by kind of query. Both run
//! in this process on one thread; ours returns whole hits with highlights and quotes, raw
//! tantivy the stored passages. It isolates the answer, not the start of a program.

use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::time::Instant;

use onrecord::query::{MatchMode, Query};
use onrecord::search::Searcher;
use onrecord::terms;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::QueryParser;
use tantivy::{Index, TantivyDocument};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Each query is asked this many times; the fastest counts, as noise only ever adds.
const ROUNDS: usize = 5;

/// One query as each engine wants it.
struct Pair {
    kind: &'static str,
    ours: Query,
    raw: String,
}

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [ours, raw, lines, count] = arguments.as_slice() else {
        return Err("usage: latency OURS RAW LINES COUNT".into());
    };
    let pairs = draw(lines, count.parse()?)?;
    let searcher = Searcher::open(ours)?;
    let index = Index::open_in_dir(raw)?;
    let reader = index.reader()?;
    let body = index.schema().get_field("body")?;
    let parser = QueryParser::for_index(&index, vec![body]);
    let mut times: Vec<(&str, f64, f64)> = pairs.iter().map(|pair| (pair.kind, f64::MAX, f64::MAX)).collect();
    for _ in 0..ROUNDS {
        for (pair, best) in pairs.iter().zip(&mut times) {
            let started = Instant::now();
            black_box(searcher.search(&pair.ours)?);
            best.1 = best.1.min(micros(started));
            let started = Instant::now();
            let query = parser.parse_query(&pair.raw)?;
            let found = reader.searcher();
            let (top, total) = found.search(&query, &(TopDocs::with_limit(10).order_by_score(), Count))?;
            for (_, address) in top {
                black_box(found.doc::<TantivyDocument>(address)?);
            }
            black_box(total);
            best.2 = best.2.min(micros(started));
        }
    }
    print(&times);
    Ok(())
}

fn micros(started: Instant) -> f64 {
    started.elapsed().as_secs_f64() * 1e6
}

fn print(times: &[(&str, f64, f64)]) {
    let mut kinds: Vec<&str> = times.iter().map(|row| row.0).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.push("all");
    let mut report = serde_json::Map::new();
    for kind in kinds {
        let rows = times.iter().filter(|row| kind == "all" || row.0 == kind);
        let (mut ours, mut raw): (Vec<f64>, Vec<f64>) = rows.map(|row| (row.1, row.2)).unzip();
        ours.sort_by(f64::total_cmp);
        raw.sort_by(f64::total_cmp);
        let at = |column: &[f64], share: f64| column[((column.len() - 1) as f64 * share).round() as usize];
        report.insert(
            kind.to_owned(),
            serde_json::json!({
                "queries": ours.len(),
                "ours_p50_us": at(&ours, 0.5), "ours_p99_us": at(&ours, 0.99),
                "raw_p50_us": at(&raw, 0.5), "raw_p99_us": at(&raw, 0.99),
            }),
        );
    }
    println!("{}", serde_json::Value::Object(report));
}

/// Draws queries from passages spread evenly over the file, the same ones every time.
fn draw(lines: &str, count: usize) -> Outcome<Vec<Pair>> {
    let today = jiff::civil::date(2020, 1, 1);
    let passages: Vec<Vec<String>> = BufReader::new(File::open(lines)?)
        .lines()
        .map(|line| line.map(|line| plain_words(&line)))
        .collect::<Result<_, _>>()?;
    let usable: Vec<&Vec<String>> = passages.iter().filter(|words| words.len() >= 8).collect();
    let stride = usable.len() / count.max(1);
    let mut pairs = Vec::with_capacity(count);
    for n in 0..count {
        let words = usable.get(n * stride).ok_or("too few passages for so many queries")?;
        let at = (n * 7) % (words.len() - 4);
        let (a, b, c) = (&words[at], &words[at + 1], &words[at + 3]);
        let (kind, ours, raw) = match n % 4 {
            0 => ("one word", a.clone(), a.clone()),
            1 => ("two words", format!("{a} {c}"), format!("+{a} +{c}")),
            2 => ("three, any", format!("{a} {b} {c}"), format!("{a} {b} {c}")),
            _ => ("phrase", format!("\"{a} {b}\""), format!("\"{a} {b}\"")),
        };
        let mut query = Query::parse(&ours, today)?;
        if kind == "three, any" {
            query = query.match_mode(MatchMode::Any);
        }
        pairs.push(Pair { kind, ours: query, raw });
    }
    Ok(pairs)
}

/// Words of letters alone that no query language reads as an operator.
fn plain_words(line: &str) -> Vec<String> {
    let mut words = terms::fold(line);
    words.retain(|word| {
        word.len() > 1
            && word.bytes().all(|b| b.is_ascii_lowercase())
            && !matches!(word.as_str(), "and" | "or" | "not" | "near" | "in" | "to")
    });
    words
}
