//! Readable cases of quote annotation: `tests/quotes/*.md`.
//!
//! A case is a heading, a sample in a block quote (a line a paragraph) and a numbered list.
//! In the sample `{1 …}` marks the words of quote 1, several times where a reporting clause
//! interrupts it, inside those of another where it is told there; the list gives each quote's kind, its speaker (or `unknown`) and, where it
//! is not simply said, its stance. A sample without a list holds no quotes. `Known miss:`
//! says that the list is today's answer and not the right one.

use std::fmt::Write as _;
use std::path::Path;

use onrecord::annotate::{Annotator, Quote, Stance};
use onrecord::article::Article;
use onrecord::span::Span;

/// A sample and what is expected of it, in the notation of the cases.
struct Case {
    title: String,
    text: String,
    /// For each quote its pieces and its line in the list.
    quotes: Vec<(Vec<Span>, String)>,
}

fn cases(markdown: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut answers: Vec<(usize, usize, String)> = Vec::new();
    for line in markdown.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case { title: title.to_string(), text: String::new(), quotes: Vec::new() });
        }
        let number = cases.len();
        let Some(case) = cases.last_mut() else { continue };
        if let Some(paragraph) = line.strip_prefix("> ") {
            if !case.text.is_empty() {
                case.text.push_str("\n\n");
            }
            case.text.push_str(paragraph);
        } else if let Some((n, answer)) = line.split_once(". ")
            && let Ok(n) = n.parse::<usize>()
        {
            answers.push((number, n, answer.to_string()));
        }
    }
    for (number, case) in cases.iter_mut().enumerate() {
        let (text, pieces) = read_marks(&case.text);
        case.text = text;
        for (_, n, answer) in answers.iter().filter(|a| a.0 == number + 1) {
            let own = pieces.iter().filter(|p| p.0 == *n).map(|p| p.1).collect();
            case.quotes.push((own, answer.clone()));
        }
    }
    cases
}

/// Takes the marks out of a sample.
fn read_marks(marked: &str) -> (String, Vec<(usize, Span)>) {
    let (mut text, mut pieces, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut chars = marked.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' => {
                let mut n = 0;
                while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
                    n = n * 10 + digit as usize;
                    chars.next();
                }
                assert_eq!(chars.next(), Some(' '), "a mark is `{{1 words}}`");
                open.push((n, text.len()));
            }
            '}' => {
                let (n, start) = open.pop().expect("a closing mark without an opening one");
                pieces.push((n, Span::new(start, text.len())));
            }
            c => text.push(c),
        }
    }
    (text, pieces)
}

fn answer(quote: &Quote) -> String {
    let kind = format!("{:?}", quote.kind).to_lowercase();
    let mut line = format!("{kind}, {}", quote.speaker.as_deref().unwrap_or("unknown"));
    if quote.stance != Stance::Said {
        let _ = write!(line, ", {}", format!("{:?}", quote.stance).to_lowercase());
    }
    line
}

fn show(text: &str, quotes: &[(Vec<Span>, String)]) -> String {
    let line = |(pieces, answer): &(Vec<Span>, String)| {
        let words: Vec<&str> = pieces.iter().map(|p| p.of(text)).collect();
        format!("    {answer}: {}\n", words.join(" … "))
    };
    quotes.iter().map(line).collect()
}

#[test]
fn cases_are_answered_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/quotes");
    let mut paths: Vec<_> =
        std::fs::read_dir(&folder).expect("tests/quotes").map(|e| e.expect("entry").path()).collect();
    paths.sort();
    let annotator = Annotator::default();
    let (mut n_cases, mut failures) = (0, String::new());
    for path in paths.iter().filter(|p| p.extension().is_some_and(|e| e == "md")) {
        let markdown = std::fs::read_to_string(path).expect("a readable case file");
        for case in cases(&markdown) {
            n_cases += 1;
            let found = annotator.annotate(&Article::new("case", case.text.clone())).quotes;
            let mut found: Vec<_> = found.iter().map(|q| (q.contents().collect::<Vec<_>>(), answer(q))).collect();
            found.sort();
            let mut wanted = case.quotes.clone();
            wanted.sort();
            if found != wanted {
                let name = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
                let (wanted, found) = (show(&case.text, &wanted), show(&case.text, &found));
                let _ = write!(failures, "{name}: {}\n  wanted\n{wanted}  found\n{found}", case.title);
            }
        }
    }
    assert!(n_cases >= 150, "{n_cases} cases");
    assert!(failures.is_empty(), "{failures}");
}
