//! Generated queries against a slow evaluator that knows nothing of the index: it reads each
//! passage, tries every pair of places, and must agree on what is found. What is marked must
//! be words that the query speaks of, and never nothing.

use std::fs;

use jiff::civil::date;
use onrecord::index::IndexBuilder;
use onrecord::query::{Node, NodeKind, Query, Sign, Within};
use onrecord::search::Searcher;

const WORDS: [&str; 7] = ["brick", "stone", "cloud", "tiger", "lemon", "brook", "stork"];
const PATTERNS: [&str; 4] = ["br*", "st?n*", "*k", "?tork"];

/// A small generator of numbers; the same ones in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len())]
    }
}

fn sentence(dice: &mut Dice) -> String {
    let words: Vec<&str> = (0..1 + dice.roll(7)).map(|_| dice.of(&WORDS)).collect();
    let text = words.join(" ");
    format!("{}{}.", text[..1].to_uppercase(), &text[1..])
}

fn paragraph(dice: &mut Dice) -> String {
    (0..1 + dice.roll(3)).map(|_| sentence(dice)).collect::<Vec<_>>().join(" ")
}

/// A part that has places in a text.
fn place(dice: &mut Dice, depth: usize) -> String {
    match dice.roll(if depth == 0 { 5 } else { 8 }) {
        0..=2 => dice.of(&WORDS).to_owned(),
        3 => format!("\"{} {}\"", dice.of(&WORDS), dice.of(&WORDS)),
        4 => dice.of(&PATTERNS).to_owned(),
        5 => format!("({} OR {})", place(dice, depth - 1), place(dice, depth - 1)),
        6 => format!("\"{} {}\"", dice.of(&PATTERNS), dice.of(&WORDS)),
        _ => {
            let operator = dice.of(&["w/1", "w/3", "near/2", "pre/1", "pre/4", "w/s", "/p"]);
            format!("({} {operator} {})", place(dice, depth - 1), place(dice, depth - 1))
        }
    }
}

fn query(dice: &mut Dice, depth: usize) -> String {
    match dice.roll(if depth == 0 { 2 } else { 9 }) {
        0 | 1 => place(dice, 1),
        2 => place(dice, 2),
        3 => format!("({} OR {})", query(dice, depth - 1), query(dice, depth - 1)),
        4 => format!("({} AND {})", query(dice, depth - 1), query(dice, depth - 1)),
        5 => format!("({} AND NOT {})", query(dice, depth - 1), query(dice, depth - 1)),
        6 => format!("atleast{}({})", 1 + dice.roll(3), place(dice, 1)),
        7 => format!("lead:({})", query_without_fields(dice)),
        _ => format!("(NOT {})", query(dice, depth - 1)),
    }
}

fn query_without_fields(dice: &mut Dice) -> String {
    format!("{} OR {}", place(dice, 1), place(dice, 1))
}

/// A passage as the slow evaluator sees it.
struct Scan {
    number: usize,
    words: Vec<String>,
    /// For each word the number of its sentence.
    sentences: Vec<usize>,
}

impl Scan {
    fn new(number: usize, text: &str) -> Scan {
        let (mut words, mut sentences) = (Vec::new(), Vec::new());
        for (n, sentence) in text.split('.').enumerate() {
            for word in sentence.split_whitespace() {
                words.push(word.to_lowercase());
                sentences.push(n);
            }
        }
        Scan { number, words, sentences }
    }

    fn holds(&self, node: &Node) -> bool {
        match &node.kind {
            NodeKind::List(clauses) => clauses.iter().all(|(sign, node)| self.holds(node) != (*sign == Sign::MustNot)),
            NodeKind::Or(parts) => parts.iter().any(|part| self.holds(part)),
            NodeKind::Not(inner) => !self.holds(inner),
            NodeKind::AtLeast { count, inner } => {
                let mut hulls: Vec<(usize, usize)> =
                    self.places(inner).iter().map(|p| (p[0], p[p.len() - 1])).collect();
                hulls.sort_unstable();
                hulls.dedup();
                hulls.len() >= *count as usize
            }
            NodeKind::Lead(inner) => self.number < 2 && self.holds(inner),
            _ => !self.places(node).is_empty(),
        }
    }

    /// Every way in which a part stands here, as the sorted numbers of its words.
    fn places(&self, node: &Node) -> Vec<Vec<usize>> {
        match &node.kind {
            NodeKind::Word(word) => self.row(&word.pieces),
            NodeKind::Phrase { pieces, .. } => self.row(pieces),
            NodeKind::Or(parts) => parts.iter().flat_map(|part| self.places(part)).collect(),
            NodeKind::Near { left, right, within } => {
                let (left, right) = (self.places(left), self.places(right));
                let mut found = Vec::new();
                for a in &left {
                    for b in &right {
                        if self.is_near(a, b, *within) {
                            let mut both = [a.as_slice(), b.as_slice()].concat();
                            both.sort_unstable();
                            found.push(both);
                        }
                    }
                }
                found.sort();
                found.dedup();
                found
            }
            other => panic!("no place: {other:?}"),
        }
    }

    fn row(&self, pieces: &[String]) -> Vec<Vec<usize>> {
        let fits = |at: usize| {
            pieces.iter().zip(&self.words[at..]).all(|(piece, word)| fits(piece.as_bytes(), word.as_bytes()))
        };
        let starts = 0..self.words.len().saturating_sub(pieces.len() - 1);
        starts.filter(|&at| fits(at)).map(|at| (at..at + pieces.len()).collect()).collect()
    }

    fn is_near(&self, a: &[usize], b: &[usize], within: Within) -> bool {
        if a.iter().any(|word| b.contains(word)) {
            return false;
        }
        let (first, last) = (|p: &[usize]| p[0], |p: &[usize]| p[p.len() - 1]);
        let apart = if last(a) < first(b) {
            first(b) - last(a)
        } else if last(b) < first(a) {
            first(a) - last(b)
        } else {
            0
        };
        match within {
            Within::Words(n) => apart <= n as usize,
            Within::Before(n) => last(a) < first(b) && apart <= n as usize,
            Within::Sentence => self.sentences[first(a).min(first(b))] == self.sentences[last(a).max(last(b))],
            Within::Paragraph => true,
        }
    }
}

fn fits(pattern: &[u8], word: &[u8]) -> bool {
    match pattern.split_first() {
        None => word.is_empty(),
        Some((b'*', rest)) => (0..=word.len()).any(|n| fits(rest, &word[n..])),
        Some((b'?', rest)) => !word.is_empty() && fits(rest, &word[1..]),
        Some((c, rest)) => word.first() == Some(c) && fits(rest, &word[1..]),
    }
}

fn is_positive(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Not(_) => false,
        NodeKind::List(clauses) => clauses.iter().any(|(sign, node)| *sign != Sign::MustNot && is_positive(node)),
        NodeKind::Or(parts) => parts.iter().all(is_positive),
        NodeKind::Lead(inner) | NodeKind::Field { inner, .. } => is_positive(inner),
        _ => true,
    }
}

#[test]
fn generated_queries_find_what_a_scan_finds() {
    let mut dice = Dice(0x5eed_1234_abcd_0001);
    let dir = tempfile::tempdir().expect("a folder");
    let (mut lines, mut scans) = (Vec::new(), Vec::new());
    for n in 0..60 {
        let paragraphs: Vec<String> = (0..1 + dice.roll(4)).map(|_| paragraph(&mut dice)).collect();
        scans.extend(paragraphs.iter().enumerate().map(|(p, text)| (format!("n{n}#{p}"), Scan::new(p, text))));
        lines.push(serde_json::json!({"id": format!("n{n}"), "text": paragraphs.join("\n\n")}).to_string());
    }
    let file = dir.path().join("articles.jsonl");
    fs::write(&file, lines.join("\n")).expect("written");
    let index = dir.path().join("index");
    IndexBuilder::new(&index).jobs(1).run(&[file], |_| {}).expect("indexed");
    let searcher = Searcher::open(&index).expect("opened");
    let mut matching = 0;
    for _ in 0..500 {
        let text = query(&mut dice, 2);
        let query = Query::parse(&text, date(2020, 7, 20)).unwrap_or_else(|e| panic!("{text}: {e}")).limit(1000);
        let results = searcher.search(&query).expect("searched");
        let mut found: Vec<String> = results.hits.iter().map(|hit| hit.passage_id.clone()).collect();
        let tree = query.tree();
        let mut wanted: Vec<String> =
            scans.iter().filter(|(_, scan)| scan.holds(tree)).map(|(id, _)| id.clone()).collect();
        found.sort();
        wanted.sort();
        assert!(!results.relaxed, "{text}");
        assert_eq!(found, wanted, "{text}");
        assert_eq!(results.total, wanted.len() as u64, "{text}");
        matching += usize::from(!wanted.is_empty());
        for hit in &results.hits {
            assert!(!is_positive(tree) || !hit.highlights.is_empty(), "{text}: {}", hit.text);
        }
    }
    assert!(matching > 250, "{matching} queries found something");
}
