//! `train quotes`: articles with annotated attributions → `models/quotes.bin`.
//!
//! With `--unseen FILE` it also writes what models trained without an article find in it,
//! for every article: with the scorer, a five-fold cross-validation.

use std::error::Error;
use std::path::Path;

use onrecord::annotate::quote::train::{GoldArticle, GoldAttribution, train_models};
use onrecord::span::{CodePoints, Span};
use serde_json::{Value, json};

use crate::annotate::quote;
use crate::arguments::Arguments;

/// Rebuilds the models: `--data FOLDER [--out FILE] [--unseen FILE]`.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let path = Path::new(arguments.path("data")?).join("train.jsonl");
    let file = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let records: Vec<Value> = file.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let articles: Vec<GoldArticle> = records.iter().map(article).collect();
    let start = std::time::Instant::now();
    let trained = train_models(&articles, &mut |line| eprintln!("{:7.1} s  {line}", start.elapsed().as_secs_f64()))?;
    let out = arguments.get("out").unwrap_or("models/quotes.bin");
    std::fs::write(out, &trained.file)?;
    eprintln!("{out}: {} bytes", trained.file.len());
    if let Some(path) = arguments.get("unseen") {
        let mut lines = String::new();
        for (article, (record, quotes)) in articles.iter().zip(records.iter().zip(&trained.unseen)) {
            let points = CodePoints::new(&article.text);
            let quotes: Vec<Value> = quotes.iter().map(|q| quote(q, &points)).collect();
            lines += &json!({"id": record["id"], "quotes": quotes}).to_string();
            lines.push('\n');
        }
        std::fs::write(path, lines)?;
    }
    Ok(())
}

fn article(record: &Value) -> GoldArticle {
    let text = record["text"].as_str().unwrap_or_default().to_string();
    let points = CodePoints::new(&text);
    let attribution = |a: &Value| {
        let spans = |role: &str| -> Vec<Span> {
            let pairs = a[role].as_array().into_iter().flatten();
            pairs
                .filter_map(|p| Some((p[0].as_u64()?, p[1].as_u64()?)))
                .map(|(s, e)| Span::new(points.to_byte(s as usize), points.to_byte(e as usize)))
                .collect()
        };
        GoldAttribution {
            content: spans("content"),
            source: spans("source"),
            cue: spans("cue"),
            speaker: a["speaker_name"].as_str().map(str::to_string),
            also: a["speaker_also"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|n| n.as_str().map(str::to_string))
                .collect(),
            is_resolved: a["speaker_status"] != "unresolved",
        }
    };
    let attributions = record["attributions"].as_array().into_iter().flatten().map(attribution).collect();
    GoldArticle { text, attributions }
}
