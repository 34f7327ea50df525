//! Synonyms of the words of a query → places in a text.

use super::build::Builder;
use super::list::single_word;
use super::{Lexicon, Scope, Thesaurus};
use crate::query::Synonyms;
use crate::query::Within;
use crate::query::ast::{Node, Sign, WordKind};
use crate::query::spots::Spot;
use crate::query::synonyms::Alternative;
use crate::terms;

/// The most words of a phrase that is looked up.
const MAX_PHRASE: usize = 4;

/// What may stand for one word of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Around<'a> {
    /// Says the same.
    pub same: Vec<&'a Alternative>,
    /// Is related.
    pub related: Vec<&'a Alternative>,
}

/// Looks up the phrases that words side by side in a list make: what says the same as the
/// phrase stands for each of its words.
pub(super) fn of_phrases<'a>(thesaurus: Thesaurus<'a>, clauses: &[(Sign, Node)]) -> Vec<Around<'a>> {
    let mut around = vec![Around::default(); clauses.len()];
    let stems: Vec<Option<String>> = clauses.iter().map(|clause| single_word(clause).map(terms::stem)).collect();
    for start in 0..stems.len() {
        let known: Vec<String> = stems.iter().skip(start).map_while(Clone::clone).take(MAX_PHRASE).collect();
        for length in 2..=known.len() {
            let Some(phrase) = known.get(..length) else { continue };
            for (table, of) in [(thesaurus.same, true), (thesaurus.related, false)] {
                let found = table.map_or(&[][..], |table| table.of(phrase));
                for word in around.iter_mut().skip(start).take(length) {
                    (if of { &mut word.same } else { &mut word.related }).extend(found);
                }
            }
        }
    }
    around
}

impl<'a, L: Lexicon> Builder<'a, L> {
    /// Returns the places that say the same as a word, and those of related words.
    pub(super) fn alternatives(&mut self, piece: &str, scope: Scope) -> Result<[Vec<Spot>; 2], L::Error> {
        let Around { mut same, mut related } = std::mem::take(&mut self.around);
        if self.excluded > 0 {
            return Ok([Vec::new(), Vec::new()]);
        }
        let stems = [terms::stem(piece)];
        let of = |table: Option<&'a Synonyms>| table.map_or(&[][..], |table| table.of(&stems));
        same.extend(of(self.thesaurus.same));
        related.extend(of(self.thesaurus.related));
        Ok([self.spots_of(&same, scope)?, self.spots_of(&related, scope)?])
    }

    fn spots_of(&mut self, alternatives: &[&Alternative], scope: Scope) -> Result<Vec<Spot>, L::Error> {
        let mut spots = Vec::new();
        for alternative in alternatives {
            spots.extend(self.spot_of(alternative, scope)?);
        }
        Ok(spots)
    }

    /// Returns where an alternative stands; `None` where the index lacks one of its words.
    fn spot_of(&mut self, alternative: &Alternative, scope: Scope) -> Result<Option<Spot>, L::Error> {
        let known = self.leaves.len();
        let mut runs: Vec<(u32, Vec<usize>)> = Vec::new();
        for word in &alternative.words {
            let kind = if word.exact { WordKind::Exact } else { WordKind::Stemmed };
            let leaf = self.leaf(&alternative.typed, &word.text, kind, scope)?;
            if self.leaves.get(leaf).is_none_or(|leaf| leaf.forms.is_empty()) {
                self.leaves.truncate(known);
                return Ok(None);
            }
            match runs.last_mut() {
                Some((_, run)) if word.gap == 0 => run.push(leaf),
                _ => runs.push((word.gap, vec![leaf])),
            }
        }
        let spot = |run: Vec<usize>| if let [only] = run[..] { Spot::Word(only) } else { Spot::Run(run) };
        Ok(runs.into_iter().fold(None, |before, (gap, run)| match before {
            None => Some(spot(run)),
            Some(before) => Some(Spot::Near(Box::new(before), Box::new(spot(run)), Within::Before(gap + 1))),
        }))
    }
}
