//! Articles written for training, their attributions marked in the text.
//!
//! A file is a header of lines that begin with `#`, a blank line, the text, a line `--`, and
//! a line `NUMBER = NAME` for each attribution, `-` standing for a speaker without a name and
//! ` + ` between two. In the text `[c1 …]` is a piece of the content of attribution 1,
//! `[s1 …]` of its source, `[k1 …]` of its cue; they nest, and may come in several pieces.

use std::collections::BTreeMap;

use super::{GoldArticle, GoldAttribution};
use crate::span::Span;

/// Reads a marked article, or says where a mark is missing.
pub fn marked(file: &str) -> Result<GoldArticle, String> {
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
fn spans(marked: &str, found: &mut BTreeMap<u32, GoldAttribution>) -> Result<String, String> {
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
    use std::path::Path;

    use super::*;

    const FILE: &str = "# fictional\n# paper: Ord Mail\n\n[c1 “No,”] [s2 [s1 Ann Roe]] [k1 said]. \
                        [c1 “[s3 He] [k3 says] [c3 so].”]\n[k2 Added] [c2 that é].\n--\n1 = Ann Roe\n2 = Ann Roe + Bo\n3 = -\n";

    #[test]
    fn marks_become_spans() {
        let article = marked(FILE).expect("a marked article");
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
            let error = marked(file).expect_err(said);
            assert!(error.contains(said), "{error}");
        }
    }

    #[test]
    fn the_written_articles_can_be_read() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folders = ["eval/train/articles", "eval/train/turns", "eval/unseen"].map(|folder| root.join(folder));
        let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).expect("a folder"));
        let paths = files.map(|file| file.expect("a file").path());
        let (mut n_articles, mut n_named) = (0, 0);
        // "Roe’s campaign" is the Roe campaign, and of "Ann and Bob Dell" he is Bob Dell.
        let is_told = |text: &str, speaker: &str| speaker.split(' ').all(|w| w == "campaign" || text.contains(w));
        for path in paths.filter(|path| path.extension().is_some_and(|e| e == "txt")) {
            let file = std::fs::read_to_string(&path).expect("a readable file");
            let article = marked(&file).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            n_articles += 1;
            for speaker in article.attributions.iter().flat_map(|a| a.speaker.iter().chain(&a.also)) {
                n_named += 1;
                assert!(is_told(&article.text, speaker), "{}: {speaker} is not in the text", path.display());
            }
        }
        assert!(n_articles > 2_500 && n_named > 40_000, "{n_articles} articles, {n_named} names");
    }
}
