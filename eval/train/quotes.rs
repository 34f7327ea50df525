//! PolNeAR's articles → `models/quotes.bin`.

use std::error::Error;
use std::path::Path;

use onrecord::annotate::quote::train::{GoldArticle, GoldAttribution, probe};
use onrecord::span::{CodePoints, Span};
use serde_json::Value;

/// Runs the trainer.
pub fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let option = |name: &str| arguments.iter().position(|a| a == name).and_then(|i| arguments.get(i + 1));
    let folder = option("--data").ok_or("usage: train quotes --data DIR")?;
    let articles = read(&Path::new(folder).join("train.jsonl"))?;
    let start = std::time::Instant::now();
    probe(&articles, &mut |line| eprintln!("{:7.1} s  {line}", start.elapsed().as_secs_f64()));
    Ok(())
}

/// Reads articles with attributions; spans there are code points.
fn read(path: &Path) -> Result<Vec<GoldArticle>, Box<dyn Error>> {
    let file = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    file.lines().map(|line| Ok(article(&serde_json::from_str(line)?))).collect()
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
