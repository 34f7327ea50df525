//! `train quotes`: articles with annotated attributions → `models/quotes.bin`.
//!
//! With `--unseen FILE` it also writes what models trained without an article find in it,
//! for every article: with the scorer, a five-fold cross-validation.

use std::error::Error;
use std::path::Path;

use onrecord::annotate::quote::train::{GoldArticle, GoldAttribution, Lessons, ablation, train_models};
use onrecord::annotate::{EntityMention, Options, Text, entity};
use onrecord::span::{CodePoints, Span};
use serde_json::{Value, json};

use crate::annotate::quote;
use crate::arguments::Arguments;
use crate::marked;

/// What the trainers read.
struct Input {
    /// Those of the records, then those written for training.
    articles: Vec<GoldArticle>,
    /// Those that only teach who speaks.
    turns: Vec<GoldArticle>,
    /// The names of all of them.
    ids: Vec<Value>,
    first_names: Vec<(String, String)>,
    word_classes: String,
}

impl Input {
    fn read(arguments: &Arguments) -> Result<Self, Box<dyn Error>> {
        let path = Path::new(arguments.path("data")?).join("train.jsonl");
        let file = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let records: Vec<Value> = file.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
        let names = arguments.get("first-names").unwrap_or("eval/train/first_names.tsv");
        let names = std::fs::read_to_string(names).map_err(|e| format!("{names}: {e}"))?;
        let classes = arguments.get("word-classes").unwrap_or("eval/train/word_classes.txt");
        let word_classes = std::fs::read_to_string(classes).map_err(|e| format!("{classes}: {e}"))?;
        let names = names.lines().filter_map(|l| l.split_once('\t'));
        let mut articles: Vec<GoldArticle> = records.iter().map(article).collect();
        let mut ids: Vec<Value> = records.iter().map(|record| record["id"].clone()).collect();
        for (name, article) in marked::read_all(arguments.get("written").unwrap_or(marked::FOLDER))? {
            ids.push(name.into());
            articles.push(article);
        }
        let mut turns = Vec::new();
        for (name, article) in marked::read_all(arguments.get("turns").unwrap_or(marked::TURNS))? {
            ids.push(name.into());
            turns.push(article);
        }
        Ok(Input {
            articles,
            turns,
            ids,
            first_names: names.map(|(n, g)| (n.to_string(), g.to_string())).collect(),
            word_classes,
        })
    }

    fn lessons(&self) -> Lessons<'_> {
        let Input { articles, turns, first_names, word_classes, .. } = self;
        Lessons { articles, turns, first_names, word_classes }
    }
}

/// Returns what the taggers said in an earlier run, if it was kept.
fn kept(arguments: &Arguments) -> Vec<u8> {
    arguments.get("tagged").map_or_else(Vec::new, |path| std::fs::read(path).unwrap_or_default())
}

/// Keeps what the taggers said, where a file is named for it.
fn keep(arguments: &Arguments, kept: &[u8]) -> Result<(), Box<dyn Error>> {
    match arguments.get("tagged") {
        Some(path) if !Path::new(path).exists() => Ok(std::fs::write(path, kept)?),
        _ => Ok(()),
    }
}

/// Returns a log that tells the time.
fn log() -> impl FnMut(String) {
    let start = std::time::Instant::now();
    move |line| eprintln!("{:7.1} s  {line}", start.elapsed().as_secs_f64())
}

/// Rebuilds the models: `--data FOLDER [--out FILE] [--unseen FILE] [--tagged FILE]`.
///
/// `--tagged` names a file that keeps what the taggers say: where it exists the taggers are
/// not trained again, and all else is rebuilt in a minute.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let (input, mut kept) = (Input::read(arguments)?, kept(arguments));
    let trained = train_models(input.lessons(), &mut kept, &mut log())?;
    keep(arguments, &kept)?;
    let out = arguments.get("out").unwrap_or("models/quotes.bin");
    std::fs::write(out, &trained.file)?;
    eprintln!("{out}: {} bytes", trained.file.len());
    if let Some(path) = arguments.get("unseen") {
        let mut lines = String::new();
        for (article, (id, quotes)) in
            input.articles.iter().chain(&input.turns).zip(input.ids.iter().zip(&trained.unseen))
        {
            let points = CodePoints::new(&article.text);
            let quotes: Vec<Value> = quotes.iter().map(|q| quote(q, &points)).collect();
            lines += &json!({"id": id, "quotes": quotes}).to_string();
            lines.push('\n');
        }
        std::fs::write(path, lines)?;
    }
    Ok(())
}

/// Prints what each part of the annotator carries, as Markdown: `--data FOLDER [--tagged FILE]`.
pub fn ablate(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let (input, mut kept) = (Input::read(arguments)?, kept(arguments));
    let tables = ablation(input.lessons(), &mut kept, &mut log())?;
    keep(arguments, &kept)?;
    for table in tables {
        println!("| {} |", table.columns.join(" | "));
        println!("|{}", "---|".repeat(table.columns.len()));
        for (name, figures) in table.rows {
            let figures: Vec<String> = figures.iter().map(|f| format!("{f:.3}")).collect();
            println!("| {name} | {} |", figures.join(" | "));
        }
        println!();
    }
    Ok(())
}

/// Times the quote annotator on one thread, alone and with the tokens and names that it needs:
/// `--articles FILE [--rounds N]`.
pub fn speed(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let file = std::fs::read_to_string(arguments.path("articles")?)?;
    let records: Vec<Value> = file.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let texts: Vec<Text<'_>> = records.iter().filter_map(|r| r["text"].as_str()).map(Text::new).collect();
    let entities: Vec<Vec<EntityMention>> = texts.iter().map(entity::annotate).collect();
    let options = Options::default();
    let start = std::time::Instant::now();
    onrecord::annotate::quote::annotate(&Text::new("x"), &[], &options);
    println!("load {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let bytes: usize = texts.iter().map(|t| t.source.len()).sum();
    for _ in 0..arguments.number("rounds", 5) {
        let start = std::time::Instant::now();
        let found = texts.iter().zip(&entities);
        let n: usize = found.map(|(t, e)| onrecord::annotate::quote::annotate(t, e, &options).quotes.len()).sum();
        let alone = start.elapsed();
        for text in &texts {
            std::hint::black_box(entity::annotate(&Text::new(text.source)));
        }
        let speed = |time: std::time::Duration| bytes as f64 / 1e6 / time.as_secs_f64();
        println!("{n} quotes, {:.2} MB/s; with tokens and names {:.2} MB/s", speed(alone), speed(start.elapsed()));
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
    GoldArticle { text, attributions, is_written: false }
}
