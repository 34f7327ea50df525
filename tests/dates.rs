//! Time expressions in sentences: each `- ` line of `tests/dates/*.md` is a sentence with its
//! marks in it, `[words](value)`; `SET` before a value says that type, `= FROM..TO` after it
//! gives the days. `Published:` lines set the day that the sentences below appeared.

use std::fmt::Write;

use jiff::civil::Date;
use onrecord::annotate::{DateMention, DateType, Text, date};

#[test]
fn sentences_are_marked_as_written() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/dates");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("folder of cases").flatten().map(|e| e.path()).collect();
    files.sort();
    let mut wrong = String::new();
    let mut n_cases = 0;
    for file in files.iter().filter(|file| file.extension().is_some_and(|e| e == "md")) {
        let cases = std::fs::read_to_string(file).expect("readable file of cases");
        let mut published = None;
        for (n, line) in cases.lines().enumerate() {
            if let Some(day) = line.strip_prefix("Published:") {
                published = day.split_whitespace().next().and_then(|day| day.parse().ok());
            }
            let Some((published, wanted)) = case(line, published) else { continue };
            n_cases += 1;
            let got = mark(&strip(wanted), published, wanted);
            if got != wanted {
                let _ = writeln!(wrong, "{}:{}\n  wanted {wanted}\n  got    {got}", file.display(), n + 1);
            }
        }
    }
    assert!(n_cases >= 340, "only {n_cases} cases found");
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// A line `- SENTENCE` below a `Published:` line, or `| DAY | SENTENCE |` with a day of its own.
fn case(line: &str, published: Option<Date>) -> Option<(Option<Date>, &str)> {
    if let Some(sentence) = line.strip_prefix("- ") {
        return Some((published, sentence));
    }
    let (day, sentence) = line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | ")?;
    Some((Some(day.parse().ok()?), sentence))
}

/// Takes the marks out of a sentence.
fn strip(marked: &str) -> String {
    let mut plain = String::new();
    let mut rest = marked;
    while let Some((before, inner)) = rest.split_once('[') {
        let Some((words, after)) = inner.split_once("](") else { break };
        let Some((_, after)) = after.split_once(')') else { break };
        plain.push_str(before);
        plain.push_str(words);
        rest = after;
    }
    plain + rest
}

/// Marks the expressions found; days are shown where the wanted sentence shows them.
fn mark(plain: &str, published: Option<Date>, wanted: &str) -> String {
    let text = Text::new(plain);
    let mut marked = String::new();
    let mut at = 0;
    for mention in date::annotate(&text, published) {
        let words = mention.span.of(plain);
        marked.push_str(&plain[at..mention.span.start as usize]);
        let value = shown(&mention);
        let with_days = format!("[{words}]({value} = {})", days(&mention));
        if wanted.contains(&with_days) || wanted.contains(&format!("[{words}]({value} =")) {
            marked.push_str(&with_days);
        } else {
            let _ = write!(marked, "[{words}]({value})");
        }
        at = mention.span.end as usize;
    }
    marked + &plain[at..]
}

fn shown(mention: &DateMention) -> String {
    match mention.kind {
        DateType::Set => format!("SET {}", mention.value),
        _ => mention.value.clone(),
    }
}

fn days(mention: &DateMention) -> String {
    mention.days.map_or_else(|| "none".to_string(), |(from, to)| format!("{from}..{to}"))
}
