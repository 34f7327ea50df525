//! The words of a query → places in a text, each word with the forms that the index has.

use super::build::Builder;
use super::{Leaf, Lexicon, Scope, Scored, UNKNOWN, UNKNOWN_SPEAKER, compounds};
use crate::query::ast::{Node, NodeKind, Word, WordKind};
use crate::query::spots::Spot;
use crate::query::words::{bare, is_pattern};

impl<L: Lexicon> Builder<'_, L> {
    pub(super) fn spot(&mut self, node: &Node, scope: Scope) -> Result<Spot, L::Error> {
        Ok(match &node.kind {
            NodeKind::Word(word) => self.word(word, scope)?,
            NodeKind::Phrase { pieces, .. } => self.run(pieces, WordKind::Exact, scope)?,
            NodeKind::Or(parts) => Spot::Any(parts.iter().map(|p| self.spot(p, scope)).collect::<Result<_, _>>()?),
            NodeKind::Near { left, right, within } => {
                Spot::Near(Box::new(self.spot(left, scope)?), Box::new(self.spot(right, scope)?), *within)
            }
            // The parser lets nothing else stand where a place in a text is asked for.
            _ => Spot::Any(Vec::new()),
        })
    }

    pub(super) fn run(&mut self, pieces: &[String], kind: WordKind, scope: Scope) -> Result<Spot, L::Error> {
        let mut leaves = Vec::new();
        for piece in pieces {
            let leaf = self.leaf(piece, piece, kind, scope)?;
            self.score(leaf);
            leaves.push(leaf);
        }
        Ok(match leaves.as_slice() {
            [only] => Spot::Word(*only),
            _ => Spot::Run(leaves),
        })
    }

    fn word(&mut self, word: &Word, scope: Scope) -> Result<Spot, L::Error> {
        let [piece] = word.pieces.as_slice() else {
            let run = self.run(&word.pieces, word.kind, scope)?;
            let can_join =
                word.kind == WordKind::Stemmed && word.pieces.iter().all(|p| p.chars().all(char::is_alphabetic));
            if !can_join {
                return Ok(run);
            }
            let joined = self.leaf(&word.typed, &word.pieces.concat(), word.kind, scope)?;
            if self.leaves.get(joined).is_none_or(|leaf| leaf.forms.is_empty()) {
                return Ok(run);
            }
            self.score(joined);
            return Ok(Spot::Any(vec![run, Spot::Word(joined)]));
        };
        if matches!(word.typed.as_str(), "NEAR" | "ADJ" | "PRE" | "WITHIN") {
            let typed = &word.typed;
            self.notices.push(format!("`{typed}` was looked for as a word; a distance has a number: w/5, pre/5"));
        }
        let leaf = self.leaf(&word.typed, piece, word.kind, scope)?;
        if word.kind != WordKind::Stemmed || is_pattern(piece) || !scope.is_text() {
            self.score(leaf);
            return Ok(Spot::Word(leaf));
        }
        let [same, related] = self.alternatives(piece, scope)?;
        self.score_with(leaf, same.clone(), related);
        let mut spots = vec![Spot::Word(leaf)];
        for (first, second) in compounds::split(piece) {
            let known = self.leaves.len();
            let first = self.leaf(&word.typed, first, WordKind::Exact, scope)?;
            let second = self.leaf(&word.typed, second, WordKind::Stemmed, scope)?;
            if [first, second].iter().all(|&n| self.leaves.get(n).is_some_and(|leaf| !leaf.forms.is_empty())) {
                spots.push(Spot::Run(vec![first, second]));
            } else {
                self.leaves.truncate(known);
            }
        }
        spots.extend(same);
        Ok(if spots.len() == 1 { Spot::Word(leaf) } else { Spot::Any(spots) })
    }

    /// Adds a word to the leaves and says what the reader should know of it.
    pub(super) fn leaf(&mut self, typed: &str, piece: &str, kind: WordKind, scope: Scope) -> Result<usize, L::Error> {
        if scope == Scope::Speaker && typed.eq_ignore_ascii_case(UNKNOWN_SPEAKER) {
            return Ok(self.push_leaf(typed, scope, vec![UNKNOWN.to_owned()]));
        }
        let kind = if scope.is_text() || kind != WordKind::Stemmed { kind } else { WordKind::Exact };
        let mut widened = self.lexicon.widen(piece, kind, scope)?;
        if widened.left_out > 0 {
            let (kept, left_out) = (widened.forms.len(), widened.left_out);
            self.notices.push(format!(
                "`{piece}` stands for {} words; the {kept} most frequent were looked for",
                kept + left_out
            ));
        }
        if let Some(initials) = initials(typed) {
            widened.forms.extend(self.lexicon.widen(&initials, WordKind::Exact, scope)?.forms);
        }
        Ok(self.push_leaf(typed, scope, widened.forms))
    }

    pub(super) fn push_leaf(&mut self, typed: &str, scope: Scope, mut forms: Vec<String>) -> usize {
        forms.sort_unstable();
        forms.dedup();
        self.leaves.push(Leaf { typed: bare(typed).to_owned(), scope, forms: forms.into() });
        self.leaves.len() - 1
    }

    /// Lets a leaf score, unless it is excluded or names something.
    pub(super) fn score(&mut self, leaf: usize) {
        self.score_with(leaf, Vec::new(), Vec::new());
    }

    fn score_with(&mut self, leaf: usize, same: Vec<Spot>, related: Vec<Spot>) {
        if self.excluded == 0 && self.leaves.get(leaf).is_some_and(|leaf| leaf.scope.is_text()) {
            self.scored.push(Scored { leaf, same, related });
        }
    }
}

/// Returns the term of the initials that a short word in capitals stands for: `US` is also
/// `U.S.`, which has a term of its own.
fn initials(typed: &str) -> Option<String> {
    let is_short = (2..=3).contains(&typed.len()) && typed.bytes().all(|b| b.is_ascii_uppercase());
    is_short.then(|| typed.to_lowercase().chars().map(String::from).collect::<Vec<_>>().join("."))
}
