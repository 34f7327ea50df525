//! `train entities`: annotated news and name lists → models/gazetteer.bin, models/entities.bin.
//!
//! Two rounds. The first tagger is trained without knowledge of how words are used; it tags
//! unlabelled news, whose counts go into the gazetteer; the second is trained with them.
//! Every figure printed is of files that no weight has seen.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use onrecord::annotate::entity::train::{self as entity, Family, LISTS, Sample, SampleReader, Tag, Trial, WordCounts};
use onrecord::annotate::sequence::Model;
use onrecord::annotate::sequence::train::{Collector, train};
use onrecord::annotate::{EntityKind, EntityMention, Text};
use onrecord::span::{CodePoints, Span};
use serde_json::Value;

use crate::Result;
use crate::arguments::Arguments;

/// Rebuilds the gazetteer: `--lists FILE --news FILE…`.
pub fn gazetteer(arguments: &Arguments) -> Result<()> {
    let lists = fs::read_to_string(arguments.path("lists")?)?;
    let names: Vec<(usize, &str)> = lists
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(list, name)| Some((LISTS.iter().position(|l| *l == list)?, name)))
        .collect();
    let model = match arguments.get("tagger") {
        Some(path) => Some(Model::from_bytes(&fs::read(path)?)?),
        None => None,
    };
    let mut counts = WordCounts::default();
    for path in arguments.all("news") {
        read_news(Path::new(path), |text| counts.read(text, model.as_ref()))?;
    }
    let bytes = entity::write_lists(&names, &counts);
    let out = arguments.get("out").unwrap_or("models/gazetteer.bin");
    fs::write(out, &bytes)?;
    eprintln!("{out}: {} bytes", bytes.len());
    Ok(())
}

/// Reads texts with the word lists of a file in the place of the shipped ones.
pub fn use_gazetteer(path: &str) -> Result<()> {
    entity::use_lists(fs::read(path)?);
    Ok(())
}

/// Rebuilds the tagger: `--train FILE… --test FILE… [--out FILE] [--without FAMILY]`.
pub fn entities(arguments: &Arguments) -> Result<()> {
    let started = Instant::now();
    let mut collector = Collector::new();
    let mut reader = SampleReader::without(family(arguments)?);
    let (mut missed, mut names, mut group) = (0, 0, 0);
    for path in arguments.all("train") {
        for sample in augment::all(read_samples(Path::new(path))?) {
            names += sample.names.iter().filter(|n| n.1 != Tag::Other).count();
            missed += entity::collect(&sample, group, &mut reader, &mut collector);
            group += 1;
        }
    }
    let mut settings = entity::settings();
    settings.epochs = arguments.number("epochs", settings.epochs);
    settings.refit_epochs = arguments.number("refit", settings.refit_epochs);
    settings.keep = arguments.number("keep", settings.keep);
    settings.dropout = arguments.number("dropout", settings.dropout);
    settings.rate = arguments.number("rate", settings.rate);
    settings.l2 = arguments.number("l2", settings.l2);
    settings.seed = arguments.number("seed", settings.seed);
    let corpus = collector.finish(arguments.number("min-count", 1));
    eprintln!(
        "{} stretches, {} features, {missed} of {names} names out of reach, {:.0} s",
        corpus.len(),
        corpus.n_features(),
        started.elapsed().as_secs_f32()
    );
    let bytes = train(&corpus, &settings, |_| true);
    drop(corpus);
    eprintln!("{} bytes, {:.0} s", bytes.len(), started.elapsed().as_secs_f32());
    fs::write(arguments.get("out").unwrap_or("models/entities.bin"), &bytes)?;
    let model = Model::from_bytes(&bytes)?;
    for path in arguments.all("test") {
        let samples = read_samples(Path::new(path))?;
        println!("{path}\n  as written  {}", score(&model, &samples));
        let shouted: Vec<Sample> = samples.iter().map(augment::upper).collect();
        println!("  upper case  {}", score(&model, &shouted));
    }
    Ok(())
}

/// Returns the family of features that `--without NAME` leaves out.
fn family(arguments: &Arguments) -> Result<Option<Family>> {
    let Some(name) = arguments.get("without") else { return Ok(None) };
    match Family::ALL.iter().find(|(known, _)| *known == name) {
        Some(&(_, family)) => Ok(Some(family)),
        None => {
            Err(format!("no family of features `{name}`: {}", Family::ALL.map(|(known, _)| known).join(", ")).into())
        }
    }
}

mod augment;

/// Right, found and expected names of one kind.
#[derive(Default, Clone, Copy)]
struct Tally {
    right: usize,
    found: usize,
    expected: usize,
}

impl Tally {
    fn f1(self) -> f64 {
        2.0 * self.right as f64 / ((self.found + self.expected) as f64).max(1.0)
    }
}

fn score(model: &Model, samples: &[Sample]) -> String {
    let mut tallies = [Tally::default(); 4];
    let mut trial = Trial::default();
    for sample in samples {
        let found = trial.annotate(model, &Text::new(&sample.text));
        let expected: Vec<(Span, EntityKind)> = sample
            .names
            .iter()
            .filter_map(|&(span, tag)| match tag {
                Tag::Entity(kind) => Some((span, kind)),
                Tag::Other => None,
            })
            .collect();
        for (_, kind) in &expected {
            tallies[*kind as usize].expected += 1;
        }
        for mention in &found {
            let tally = &mut tallies[mention.kind as usize];
            tally.found += 1;
            tally.right += usize::from(expected.contains(&(mention.span, mention.kind)));
        }
    }
    for k in 0..3 {
        let Tally { right, found, expected } = tallies[k];
        tallies[3].right += right;
        tallies[3].found += found;
        tallies[3].expected += expected;
    }
    let [person, org, place, all] = tallies;
    let (p, r) = (all.right as f64 / all.found.max(1) as f64, all.right as f64 / all.expected.max(1) as f64);
    format!(
        "F1 {:.4} (P {p:.4} R {r:.4}; person {:.3} org {:.3} place {:.3})",
        all.f1(),
        person.f1(),
        org.f1(),
        place.f1()
    )
}

/// Prints entities as the contract's annotation lines: `FILE…`, with `--model` another model's.
pub fn annotate(arguments: &Arguments) -> Result<()> {
    let model = match arguments.get("model") {
        Some(path) => Some(Model::from_bytes(&fs::read(path)?)?),
        None => None,
    };
    let mut trial = Trial::default();
    let (mut bytes, mut seconds) = (0, 0.0);
    for path in arguments.all("input") {
        for line in fs::read_to_string(path)?.lines() {
            let article: Value = serde_json::from_str(line)?;
            let source = article["text"].as_str().unwrap_or("");
            let started = Instant::now();
            let text = Text::new(source);
            let found = match &model {
                Some(model) => trial.annotate(model, &text),
                None => onrecord::annotate::entity::annotate(&text),
            };
            seconds += started.elapsed().as_secs_f64();
            bytes += source.len();
            print_entities(&article["id"], source, &found);
        }
    }
    eprintln!("{:.2} MB/s", bytes as f64 / 1e6 / seconds);
    Ok(())
}

fn print_entities(id: &Value, source: &str, found: &[EntityMention]) {
    let points = CodePoints::new(source);
    let entities: Vec<Value> = found
        .iter()
        .map(|m| {
            let (start, end) = points.pair(m.span);
            serde_json::json!({"start": start, "end": end, "kind": m.kind, "name": m.name, "cluster": m.cluster})
        })
        .collect();
    println!("{}", serde_json::json!({"id": id, "entities": entities}));
}

fn read_samples(path: &Path) -> Result<Vec<Sample>> {
    let mut samples = Vec::new();
    for line in fs::read_to_string(path)?.lines() {
        let article: Value = serde_json::from_str(line)?;
        let text = article["text"].as_str().unwrap_or("").to_owned();
        let points = CodePoints::new(&text);
        let offset = |v: &Value| points.to_byte(v.as_u64().unwrap_or(0) as usize);
        let mut names = Vec::new();
        for name in article["entities"].as_array().into_iter().flatten().filter(|n| n["inner"] != true) {
            let tag = match name["kind"].as_str().unwrap_or("").to_ascii_uppercase().as_str() {
                "PER" | "PERSON" => Tag::Entity(EntityKind::Person),
                "ORG" => Tag::Entity(EntityKind::Org),
                "LOC" | "PLACE" => Tag::Entity(EntityKind::Place),
                _ => Tag::Other,
            };
            names.push((Span::new(offset(&name["start"]), offset(&name["end"])), tag));
        }
        samples.push(Sample { text, names });
    }
    Ok(samples)
}

/// Calls `each` with every text of a JSONL file, or of a folder of Reuters SGML files.
fn read_news(path: &Path, mut each: impl FnMut(&str)) -> Result<()> {
    if path.is_dir() {
        let mut files: Vec<PathBuf> = fs::read_dir(path)?.filter_map(|e| Some(e.ok()?.path())).collect();
        files.sort();
        for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "sgm")) {
            let bytes = fs::read(file)?;
            let sgml = String::from_utf8_lossy(&bytes);
            for piece in sgml.split("<BODY>").skip(1) {
                let body = piece.split("</BODY>").next().unwrap_or("");
                let body = body.replace("\n    ", "\u{1}").replace('\n', " ").replace('\u{1}', "\n");
                each(&body.replace("&lt;", "<").replace("&#3;", "").replace("&amp;", "&"));
            }
        }
        return Ok(());
    }
    for line in fs::read_to_string(path)?.lines() {
        let article: Value = serde_json::from_str(line)?;
        each(article["text"].as_str().unwrap_or(""));
    }
    Ok(())
}
