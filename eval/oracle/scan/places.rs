//! Where a part of a query stands in one text: every way of it.

use onrecord::query::{Node, NodeKind, Sign, Within, Word, WordKind};

use super::compounds;
use super::words::{Asked, POSSESSIVE, Words, bare};

/// Tells whether a text is as a part of a query asks.
pub fn holds(asked: &Asked, words: &Words, node: &Node) -> bool {
    match &node.kind {
        NodeKind::AtLeast { count, inner } => {
            let found = places(asked, words, inner);
            let mut hulls: Vec<(usize, usize)> = found.iter().filter_map(|p| Some((*p.first()?, *p.last()?))).collect();
            hulls.sort_unstable();
            hulls.dedup();
            hulls.len() >= *count as usize
        }
        NodeKind::List(clauses) => {
            clauses.iter().all(|(sign, part)| holds(asked, words, part) != (*sign == Sign::MustNot))
        }
        NodeKind::Or(parts) => parts.iter().any(|part| holds(asked, words, part)),
        NodeKind::Not(inner) => !holds(asked, words, inner),
        _ => !places(asked, words, node).is_empty(),
    }
}

/// Returns every way in which a part stands here, as the sorted numbers of its words.
fn places(asked: &Asked, words: &Words, node: &Node) -> Vec<Vec<usize>> {
    match &node.kind {
        NodeKind::Word(word) => word_places(asked, words, node, word),
        NodeKind::Phrase { pieces, .. } => rows(asked, words, WordKind::Exact, pieces),
        NodeKind::Or(parts) => parts.iter().flat_map(|part| places(asked, words, part)).collect(),
        NodeKind::Near { left, right, within } => {
            let (left, right) = (places(asked, words, left), places(asked, words, right));
            let mut found = Vec::new();
            for a in &left {
                for b in right.iter().filter(|b| is_near(words, a, b, *within)) {
                    let mut both = [a.as_slice(), b.as_slice()].concat();
                    both.sort_unstable();
                    found.push(both);
                }
            }
            found.sort();
            found.dedup();
            found
        }
        other => panic!("no place: {other:?}"),
    }
}

/// `run-off` is also found written as one word, `runoff` as two.
fn word_places(asked: &Asked, words: &Words, node: &Node, word: &Word) -> Vec<Vec<usize>> {
    let mut found = rows(asked, words, word.kind, &word.pieces);
    if word.pieces.len() > 1 {
        found.extend(rows(asked, words, word.kind, &[word.pieces.concat()]));
    } else if let Some(piece) = bare(node) {
        for (first, second) in compounds::halves(piece) {
            found.extend((1..words.numbers.len()).filter_map(|at| {
                let is_first = asked.fits(WordKind::Exact, &first, words.numbers[at - 1]);
                let is_second = asked.fits(WordKind::Stemmed, &second, words.numbers[at]);
                (is_first && is_second).then(|| vec![at - 1, at])
            }));
        }
    }
    found
}

/// Tells whether a text has a word, in any form.
pub fn has_word(asked: &Asked, words: &Words, word: &str) -> bool {
    words.numbers.iter().any(|number| asked.fits(WordKind::Stemmed, word, *number))
}

/// Returns where words stand side by side.
fn rows(asked: &Asked, words: &Words, kind: WordKind, pieces: &[String]) -> Vec<Vec<usize>> {
    let stands = |at: &usize| {
        let here = pieces.iter().zip(&words.numbers[*at..]);
        here.clone().count() == pieces.len() && here.clone().all(|(piece, number)| asked.fits(kind, piece, *number))
    };
    (0..words.numbers.len()).filter(stands).map(|at| (at..at + pieces.len()).collect()).collect()
}

fn is_near(words: &Words, a: &[usize], b: &[usize], within: Within) -> bool {
    if a.iter().any(|word| b.contains(word)) {
        return false;
    }
    let (first, last) = (|p: &[usize]| p[0], |p: &[usize]| p[p.len() - 1]);
    // A possessive ending between them counts for nothing.
    let apart = |from: usize, to: usize| 1 + (from + 1..to).filter(|&n| words.numbers[n] != POSSESSIVE).count();
    let apart = if last(a) < first(b) {
        apart(last(a), first(b))
    } else if last(b) < first(a) {
        apart(last(b), first(a))
    } else {
        0
    };
    match within {
        Within::Words(n) => apart <= n as usize,
        Within::Before(n) => last(a) < first(b) && apart <= n as usize,
        Within::Sentence => words.sentences[first(a).min(first(b))] == words.sentences[last(a).max(last(b))],
        Within::Paragraph => true,
        other => unimplemented!("{other:?} is not scanned for"),
    }
}
