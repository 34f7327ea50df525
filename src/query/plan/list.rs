//! The clauses of a list: which are words, which filters, what stands in one quote.

use super::alternatives::{Around, of_phrases};
use super::build::Builder;
use super::{Lexicon, PlainWords, Plan, Scope, Scored, compounds};
use crate::query::MatchMode;
use crate::query::ast::{Field, Node, NodeKind, Sign, Word, WordKind};
use crate::query::spots::{Inner, Spot};
use crate::query::words::is_pattern;

/// A clause of a list, planned.
pub(super) struct Part {
    sign: Sign,
    plan: Plan,
    /// Whether it asks for words rather than filters.
    is_text: bool,
    /// Whether it is one word of the body, stemmed or not.
    is_word: bool,
    /// How many of the clauses that it joins may be left out where any word is enough.
    n_free: usize,
}

impl Part {
    pub(super) fn is_wanted(&self) -> bool {
        self.sign == Sign::Plain && self.is_text
    }

    /// Returns how many words may be left out where any of them is enough.
    pub(super) fn n_free(&self) -> usize {
        if self.is_wanted() { 1 } else { self.n_free }
    }
}

/// Recognises a list of words with filters.
pub(super) fn plain_words(parts: &[Part], mode: MatchMode) -> Option<PlainWords> {
    let is_required = |part: &Part| part.sign == Sign::Must && mode == MatchMode::All;
    let (words, others): (Vec<&Part>, Vec<&Part>) =
        parts.iter().partition(|part| part.is_word && (part.is_wanted() || is_required(part)));
    if words.is_empty() || others.iter().any(|part| part.is_text && part.sign != Sign::MustNot) {
        return None;
    }
    let filters: Vec<Plan> = others.iter().map(|part| signed(part)).collect();
    let filter = (!filters.is_empty()).then_some(Plan::And(filters));
    Some(PlainWords { any: mode == MatchMode::Any, filter })
}

fn signed(part: &Part) -> Plan {
    match part.sign {
        Sign::MustNot => Plan::Not(Box::new(part.plan.clone())),
        Sign::Plain | Sign::Must => part.plan.clone(),
    }
}

/// Joins the clauses of a list: all of them, or the required ones and any of the others.
pub(super) fn join(parts: Vec<Part>, mode: MatchMode) -> Plan {
    if parts.is_empty() {
        return Plan::Or(Vec::new());
    }
    let (wanted, fixed): (Vec<Part>, Vec<Part>) =
        parts.into_iter().partition(|part| mode == MatchMode::Any && part.is_wanted());
    let has_required_words = fixed.iter().any(|part| part.is_text && part.sign == Sign::Must);
    let mut all: Vec<Plan> = fixed.iter().map(signed).collect();
    if !wanted.is_empty() && !has_required_words {
        all.push(Plan::Or(wanted.into_iter().map(|part| part.plan).collect()));
    }
    if all.len() == 1 { all.swap_remove(0) } else { Plan::And(all) }
}

impl<L: Lexicon> Builder<'_, L> {
    /// Plans the clauses of a list, those that are asked of one quote first; `mode` says how many of the
    /// words that one quote must have.
    pub(super) fn list(&mut self, clauses: &[(Sign, Node)], mode: MatchMode) -> Result<Vec<Part>, L::Error> {
        let in_quote = |field: Field| move |(sign, node): &&(Sign, Node)| *sign != Sign::MustNot && node.is_in(field);
        let said: Vec<_> = clauses.iter().filter(in_quote(Field::Said)).collect();
        let speakers: Vec<_> = clauses.iter().filter(in_quote(Field::Speaker)).collect();
        let same_quote = !said.is_empty() && !speakers.is_empty();
        let mut parts = if same_quote { self.one_quote(&said, &speakers, mode)? } else { Vec::new() };
        let mut around = of_phrases(self.thesaurus, clauses);
        let mut before = None;
        let mut n = 0;
        while let Some(clause) = clauses.get(n) {
            self.around = around.get_mut(n).map(std::mem::take).unwrap_or_default();
            let last = std::mem::take(&mut before);
            n += 1;
            if same_quote && (in_quote(Field::Said)(&clause) || in_quote(Field::Speaker)(&clause)) {
                continue;
            }
            if let Some(next) = clauses.get(n)
                && let Some(part) = self.two_words(clause, next)?
            {
                parts.push(part);
                n += 1;
                continue;
            }
            let part = self.clause(clause)?;
            before = (part.is_word && self.excluded == 0 && part.sign != Sign::MustNot).then(|| self.scored.len() - 1);
            self.pairs.extend(last.zip(before));
            parts.push(part);
        }
        self.around = Around::default();
        Ok(parts)
    }

    /// Asks for a quote by each speaker that has the words: all of them, or the required ones and any
    /// of the others.
    fn one_quote(
        &mut self,
        said: &[&(Sign, Node)],
        speakers: &[&(Sign, Node)],
        mode: MatchMode,
    ) -> Result<Vec<Part>, L::Error> {
        let is_free = |sign: Sign| mode == MatchMode::Any && sign == Sign::Plain;
        let mut parts = Vec::new();
        for (n, (_, speaker)) in speakers.iter().enumerate() {
            let (mut conditions, mut any) = (Vec::new(), Vec::new());
            for (sign, node) in said {
                let condition = self.inner(node, Scope::Said)?;
                if is_free(*sign) { any.push(condition) } else { conditions.push(condition) }
            }
            if !any.is_empty() && conditions.is_empty() {
                conditions.push(Inner::Or(any));
            }
            conditions.push(self.inner(speaker, Scope::Speaker)?);
            let plan = Plan::Unit { scope: Scope::Said, inner: Inner::And(conditions) };
            // The same words for every speaker: they count once.
            let n_free = if n == 0 { said.iter().filter(|(sign, _)| *sign == Sign::Plain).count() } else { 0 };
            parts.push(Part { sign: Sign::Must, plan, is_text: true, is_word: false, n_free });
        }
        Ok(parts)
    }

    fn clause(&mut self, (sign, node): &(Sign, Node)) -> Result<Part, L::Error> {
        self.excluded += usize::from(*sign == Sign::MustNot);
        let plan = self.node(node)?;
        self.excluded -= usize::from(*sign == Sign::MustNot);
        let is_word = match &plan {
            Plan::Unit { scope: Scope::Body, inner: Inner::Spot(spot) } => self.is_scored(spot),
            _ => false,
        };
        self.around = Around::default();
        Ok(Part { sign: *sign, plan, is_text: is_text(node), is_word, n_free: 0 })
    }

    /// Tells whether a place is a word, with what says the same, that ranking walks by itself.
    fn is_scored(&self, spot: &Spot) -> bool {
        match (spot, self.scored.last()) {
            (Spot::Word(_), _) => true,
            (Spot::Any(spots), Some(Scored { leaf, same, .. })) => {
                matches!(spots.split_first(), Some((Spot::Word(first), rest)) if first == leaf && rest == same)
            }
            _ => false,
        }
    }

    /// Reads two words that are also written as one; both, or the one.
    fn two_words(&mut self, first: &(Sign, Node), second: &(Sign, Node)) -> Result<Option<Part>, L::Error> {
        let (Some(a), Some(b)) = (single_word(first), single_word(second)) else { return Ok(None) };
        let Some(joined) = compounds::joined(a, b) else { return Ok(None) };
        let one = self.leaf(&joined, &joined, WordKind::Stemmed, Scope::Body)?;
        if self.leaves.get(one).is_none_or(|leaf| leaf.forms.is_empty()) {
            return Ok(None);
        }
        self.score(one);
        let one = Plan::Unit { scope: Scope::Body, inner: Inner::Spot(Spot::Word(one)) };
        let two = Plan::And(vec![self.node(&first.1)?, self.node(&second.1)?]);
        let sign = if first.0 == second.0 { first.0 } else { Sign::Must };
        Ok(Some(Part { sign, plan: Plan::Or(vec![two, one]), is_text: true, is_word: false, n_free: 0 }))
    }
}

/// Returns the folded word, where a clause is one stemmed word that is not excluded.
pub(super) fn single_word((sign, node): &(Sign, Node)) -> Option<&str> {
    match &node.kind {
        NodeKind::Word(Word { pieces, kind: WordKind::Stemmed, .. }) if *sign != Sign::MustNot => match &pieces[..] {
            [piece] if !is_pattern(piece) => Some(piece),
            _ => None,
        },
        _ => None,
    }
}

/// Tells whether a node asks for words of the text rather than for a property of the article.
fn is_text(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Word(_) | NodeKind::Phrase { .. } | NodeKind::Near { .. } | NodeKind::AtLeast { .. } => true,
        NodeKind::Field { field, .. } => field.is_text(),
        NodeKind::Listed(_) | NodeKind::Days { .. } | NodeKind::Every => false,
        NodeKind::List(_) | NodeKind::Or(_) | NodeKind::Not(_) | NodeKind::Lead(_) => {
            node.parts().into_iter().any(is_text)
        }
    }
}
