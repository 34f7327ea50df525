//! Folders of articles written for training, and the same in the form of the research data.

use std::io::Write;
use std::path::{Path, PathBuf};

use onrecord::annotate::quote::train::{GoldArticle, GoldAttribution, marked};
use onrecord::span::{CodePoints, Span};
use serde_json::{Value, json};

use crate::Result;
use crate::arguments::Arguments;

/// The folder of the articles where no other is named.
pub const FOLDER: &str = "eval/train/articles";
/// That of the articles which only teach who speaks.
pub const TURNS: &str = "eval/train/turns";

/// Prints the articles in the form of the research data, a line each: `[--written FOLDER]`.
pub fn print(arguments: &Arguments) -> Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (name, article) in read_all(arguments.get("written").unwrap_or(FOLDER))? {
        let points = CodePoints::new(&article.text);
        let attributions: Vec<Value> = article.attributions.iter().map(|a| record(a, &article.text, &points)).collect();
        writeln!(out, "{}", json!({"id": name, "text": article.text, "attributions": attributions}))?;
    }
    Ok(out.flush()?)
}

/// An attribution in the form of the research data.
fn record(attribution: &GoldAttribution, text: &str, points: &CodePoints) -> Value {
    let GoldAttribution { content, source, cue, speaker, also, .. } = attribution;
    let pairs = |spans: &[Span]| -> Vec<[usize; 2]> {
        let pair = |&span: &Span| points.pair(span).into();
        spans.iter().map(pair).collect()
    };
    let words = |spans: &[Span]| spans.iter().map(|s| s.of(text)).collect::<Vec<_>>().join(" ");
    json!({
        "content": pairs(content),
        "source": pairs(source),
        "cue": pairs(cue),
        "speaker_name": speaker,
        "speaker_also": also,
        "speaker_status": if speaker.is_some() { "name" } else { "unnamed" },
        "kind": kind(&words(content)),
        "source_type": source_type(&words(source), speaker.as_deref()),
    })
}

/// Direct, mixed or indirect: by the quotation marks in the words, apostrophes left out.
fn kind(words: &str) -> &'static str {
    let words: Vec<char> = words.chars().collect();
    let is_letter = |i: Option<usize>| i.and_then(|i| words.get(i)).is_some_and(|c| c.is_alphabetic());
    let is_inner = |i: usize| words[i] == '’' && is_letter(i.checked_sub(1)) && is_letter(Some(i + 1));
    let is_mark = |i: &usize| "“”\"‘’".contains(words[*i]) && !is_inner(*i);
    let marks: Vec<usize> = (0..words.len()).filter(is_mark).collect();
    match marks[..] {
        [0, .., last] if last + 2 >= words.len() => "direct",
        [_, _, ..] => "mixed",
        _ => "indirect",
    }
}

/// What words name the speaker, as the research data sorts them.
fn source_type(words: &str, speaker: Option<&str>) -> &'static str {
    const PRONOUNS: &str = " he she they it i we you who him her his which that ";
    let surname = |name: &str| name.rsplit(' ').next().is_some_and(|last| words.contains(last));
    match speaker {
        _ if words.is_empty() => "none",
        _ if PRONOUNS.contains(&format!(" {} ", words.to_lowercase())) => "pronoun",
        Some(name) if words.contains(name) => "name",
        Some(name) if surname(name) => "surname",
        _ => "nominal",
    }
}

/// Reads the `.txt` files of a folder in the order of their names.
pub fn read_all(folder: &str) -> Result<Vec<(String, GoldArticle)>> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{folder}: {e}"))?;
    let mut paths: Vec<PathBuf> = entries.map(|e| Ok(e?.path())).collect::<std::io::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

/// Reads one file; its name without the ending is the article's.
fn read(path: &Path) -> Result<(String, GoldArticle)> {
    let file = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let article = marked(&file).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok((path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), article))
}
