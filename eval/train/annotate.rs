//! JSONL articles on standard input → annotations in the contract's JSON, for the scorers.

use std::error::Error;
use std::io::{BufRead, Write};

use onrecord::annotate::quote::train::Loaded;
use onrecord::annotate::{Annotator, Options, Quote, Text};
use onrecord::article::Article;
use onrecord::span::{CodePoints, Span};
use serde_json::{Value, json};

use crate::arguments::Arguments;

/// Annotates each line; `--models FILE` takes the quote models from there, and
/// `--min-confidence C` shows speakers from that confidence on.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let mut options = Options::default();
    if let Some(least) = arguments.get("min-confidence") {
        options.min_confidence = least.parse()?;
    }
    let loaded = arguments.get("models").map(|path| std::fs::read(path).map(Loaded::new)).transpose()?.transpose()?;
    let annotator = Annotator::new(options.clone());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let field = |name: &str| record[name].as_str().unwrap_or_default().to_string();
        let mut article = Article::new(field("id"), field("text"));
        article.published = field("date").get(..10).and_then(|d| d.parse().ok());
        let mut found = annotator.annotate(&article);
        if let Some(loaded) = &loaded {
            found.quotes = loaded.annotate(&Text::new(&article.text), &found.entities, &options);
        }
        let points = CodePoints::new(&article.text);
        let quotes: Vec<Value> = found.quotes.iter().map(|q| quote(q, &points)).collect();
        let entities: Vec<Value> = found
            .entities
            .iter()
            .map(|e| {
                let (start, end) = points.pair(e.span);
                json!({"start": start, "end": end, "kind": e.kind, "name": e.name, "cluster": e.cluster})
            })
            .collect();
        let dates: Vec<Value> = found
            .dates
            .iter()
            .map(|d| {
                let (start, end) = points.pair(d.span);
                json!({"start": start, "end": end, "type": d.kind, "value": d.value})
            })
            .collect();
        writeln!(out, "{}", json!({"id": article.id, "quotes": quotes, "entities": entities, "dates": dates}))?;
    }
    Ok(out.flush()?)
}

/// Returns a quote in the contract's JSON.
pub fn quote(quote: &Quote, points: &CodePoints) -> Value {
    let pair = |span: Span| points.pair(span);
    let (start, end) = pair(quote.span);
    let (mention, cue) = (quote.mention.map(pair), quote.cue.map(pair));
    let mut value = json!({
        "start": start, "end": end, "kind": quote.kind, "speaker": quote.speaker,
        "speaker_start": mention.map(|m| m.0), "speaker_end": mention.map(|m| m.1),
        "cue_start": cue.map(|c| c.0), "cue_end": cue.map(|c| c.1),
        "confidence": quote.confidence, "stance": quote.stance,
    });
    if !quote.pieces.is_empty() {
        value["spans"] = quote.pieces.iter().map(|&p| json!(pair(p))).collect();
    }
    value
}
