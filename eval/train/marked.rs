//! Articles written for training, their attributions marked in the text.
//!
//! A file is a header of lines that begin with `#`, a blank line, the text, a line `--`, and
//! a line `NUMBER = NAME` for each attribution, `-` standing for a speaker without a name and
//! ` + ` between two. In the text `[c1 …]` is a piece of the content of attribution 1,
//! `[s1 …]` of its source, `[k1 …]` of its cue; they nest, and may come in several pieces.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use onrecord::annotate::quote::train::{GoldArticle, GoldAttribution};
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
    let article = article(&file).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok((path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), article))
}

/// Reads a marked article.
fn article(file: &str) -> std::result::Result<GoldArticle, String> {
    let body = file.split_once("\n\n").map_or(file, |(_, body)| body);
    let (marked, speakers) = body.rsplit_once("\n--\n").ok_or("no line `--` after the text")?;
    let mut found: BTreeMap<u32, GoldAttribution> = BTreeMap::new();
    for line in speakers.lines().filter(|line| !line.trim().is_empty()) {
        let (number, name) = line.split_once('=').ok_or_else(|| format!("no `=` in `{line}`"))?;
        let number = number.trim().parse().map_err(|_| format!("no number before `=` in `{line}`"))?;
        let mut names = name.split(" + ").map(str::trim).filter(|&name| name != "-").map(str::to_string);
        let attribution = GoldAttribution {
            speaker: names.next(),
            also: names.collect(),
            is_resolved: true,
            ..GoldAttribution::default()
        };
        if found.insert(number, attribution).is_some() {
            return Err(format!("{number} is named twice"));
        }
    }
    let text = spans(marked.trim_matches('\n'), &mut found)?;
    for (number, attribution) in &mut found {
        if attribution.content.is_empty() {
            return Err(format!("{number} has no content"));
        }
        for spans in [&mut attribution.content, &mut attribution.source, &mut attribution.cue] {
            spans.sort_by_key(|span| span.start);
        }
    }
    Ok(GoldArticle { text, attributions: found.into_values().collect(), is_written: true })
}

/// Takes the marks out of a text and notes what they mark.
fn spans(marked: &str, found: &mut BTreeMap<u32, GoldAttribution>) -> std::result::Result<String, String> {
    let mut text = String::with_capacity(marked.len());
    let mut open: Vec<(char, u32, usize)> = Vec::new();
    let mut rest = marked;
    while let Some(at) = rest.find(['[', ']']) {
        text.push_str(&rest[..at]);
        let near = || rest[at..].chars().take(30).collect::<String>();
        if rest[at..].starts_with(']') {
            let (role, number, start) = open.pop().ok_or_else(|| format!("`]` without `[` at `{}`", near()))?;
            let span = Span::new(start, text.len());
            let attribution = found.get_mut(&number).ok_or_else(|| format!("{number} has no line after `--`"))?;
            match role {
                'c' => attribution.content.push(span),
                's' => attribution.source.push(span),
                _ => attribution.cue.push(span),
            }
            rest = &rest[at + 1..];
            continue;
        }
        let (label, after) = rest[at + 1..].split_once(' ').ok_or_else(|| format!("no label at `{}`", near()))?;
        let mut letters = label.chars();
        let role = letters.next().filter(|role| "csk".contains(*role));
        let number = letters.as_str().parse().ok();
        let (role, number) = role.zip(number).ok_or_else(|| format!("no label at `{}`", near()))?;
        open.push((role, number, text.len()));
        rest = after;
    }
    text.push_str(rest);
    match open.pop() {
        Some((role, number, _)) => Err(format!("`[{role}{number}` is never closed")),
        None => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# fictional\n# paper: Ord Mail\n\n[c1 “No,”] [s2 [s1 Ann Roe]] [k1 said]. \
                        [c1 “[s3 He] [k3 says] [c3 so].”]\n[k2 Added] [c2 that é].\n--\n1 = Ann Roe\n2 = Ann Roe + Bo\n3 = -\n";

    #[test]
    fn marks_become_spans() {
        let article = article(FILE).expect("a marked article");
        assert_eq!(article.text, "“No,” Ann Roe said. “He says so.”\nAdded that é.");
        let text = |spans: &[Span]| spans.iter().map(|s| s.of(&article.text)).collect::<Vec<_>>().join(" … ");
        let [one, two, three] = &article.attributions[..] else { panic!("three attributions") };
        assert_eq!((text(&one.content), text(&one.source)), ("“No,” … “He says so.”".into(), "Ann Roe".into()));
        assert_eq!((text(&two.content), text(&two.cue)), ("that é".into(), "Added".into()));
        assert_eq!((two.speaker.as_deref(), &two.also[..]), (Some("Ann Roe"), &["Bo".to_string()][..]));
        assert_eq!((text(&three.content), three.speaker.as_deref()), ("so".into(), None));
    }

    #[test]
    fn slips_are_told() {
        for (file, said) in [
            ("# x\n\nNo end.", "no line `--`"),
            ("# x\n\n[c1 Open\n--\n1 = -\n", "`[c1` is never closed"),
            ("# x\n\nShut]\n--\n", "`]` without `[`"),
            ("# x\n\n[c2 No] line\n--\n", "2 has no line"),
            ("# x\n\n[x1 No] role\n--\n1 = -\n", "no label"),
            ("# x\n\nNothing\n--\n1 = -\n", "1 has no content"),
        ] {
            let error = article(file).expect_err(said);
            assert!(error.contains(said), "{error}");
        }
    }

    #[test]
    fn the_written_articles_can_be_read() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let read = |folder| read_all(&root.join(folder).to_string_lossy()).expect("marked articles");
        let articles = [read(FOLDER), read(TURNS), read("eval/unseen")].concat();
        let named = articles.iter().flat_map(|(_, a)| a.attributions.iter().flat_map(|x| &x.speaker));
        assert!(articles.len() > 100 && named.count() > 1000);
        // "Roe’s campaign" is the Roe campaign, and of "Ann and Bob Dell" he is Bob Dell.
        let is_told = |text: &str, speaker: &str| speaker.split(' ').all(|w| w == "campaign" || text.contains(w));
        for (name, article) in &articles {
            for speaker in article.attributions.iter().flat_map(|a| a.speaker.iter().chain(&a.also)) {
                assert!(is_told(&article.text, speaker), "{name}: {speaker} is not in the text");
            }
        }
    }
}
