//! Builds a plan node by node.

use super::alternatives::{Around, of_phrases};
use super::compounds;
use super::{Leaf, Lexicon, PlainWords, Plan, Planned, Scope, Scored, Thesaurus, UNKNOWN, UNKNOWN_SPEAKER};
use crate::query::MatchMode;
use crate::query::ast::{Field, Node, NodeKind, Sign, Word, WordKind};
use crate::query::spots::{Inner, Spot};
use crate::query::words::is_pattern;

/// Plans a query; of a list at its top, [`MatchMode`] says how many words are required.
pub(crate) fn plan<L: Lexicon>(
    tree: &Node,
    mode: MatchMode,
    lexicon: &L,
    thesaurus: Thesaurus<'_>,
) -> Result<Planned, L::Error> {
    let mut builder = Builder {
        lexicon,
        thesaurus,
        around: Around::default(),
        leaves: Vec::new(),
        scored: Vec::new(),
        pairs: Vec::new(),
        excluded: 0,
        notices: Vec::new(),
    };
    let single;
    let clauses = match &tree.kind {
        NodeKind::List(clauses) => clauses.as_slice(),
        NodeKind::Not(inner) => {
            single = [(Sign::MustNot, (**inner).clone())];
            &single
        }
        _ => {
            single = [(Sign::Plain, tree.clone())];
            &single
        }
    };
    let parts = builder.list(clauses)?;
    let can_relax = mode == MatchMode::All && parts.iter().filter(|part| part.is_wanted()).count() > 1;
    let plain = plain_words(&parts, mode);
    let plan = join(parts, mode);
    let Builder { leaves, scored, pairs, notices, .. } = builder;
    Ok(Planned { plan, leaves: leaves.into(), scored, pairs, plain, can_relax, notices })
}

/// A clause of a list, planned.
struct Part {
    sign: Sign,
    plan: Plan,
    /// Whether it asks for words rather than filters.
    is_text: bool,
    /// Whether it is one word of the body, stemmed or not.
    is_word: bool,
}

impl Part {
    fn is_wanted(&self) -> bool {
        self.sign == Sign::Plain && self.is_text
    }
}

/// Recognises a list of words with filters.
fn plain_words(parts: &[Part], mode: MatchMode) -> Option<PlainWords> {
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
fn join(parts: Vec<Part>, mode: MatchMode) -> Plan {
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

pub(super) struct Builder<'a, L> {
    lexicon: &'a L,
    pub(super) thesaurus: Thesaurus<'a>,
    /// What stands for the next word because of its neighbours.
    pub(super) around: Around<'a>,
    pub(super) leaves: Vec<Leaf>,
    scored: Vec<Scored>,
    pairs: Vec<(usize, usize)>,
    /// How many exclusions the node at hand stands in.
    pub(super) excluded: usize,
    notices: Vec<String>,
}

impl<L: Lexicon> Builder<'_, L> {
    fn list(&mut self, clauses: &[(Sign, Node)]) -> Result<Vec<Part>, L::Error> {
        let in_quote = |field: Field| {
            move |(sign, node): &&(Sign, Node)| {
                *sign != Sign::MustNot && matches!(&node.kind, NodeKind::Field { field: f, .. } if *f == field)
            }
        };
        let said: Vec<_> = clauses.iter().filter(in_quote(Field::Said)).collect();
        let speakers: Vec<_> = clauses.iter().filter(in_quote(Field::Speaker)).collect();
        let mut parts = Vec::new();
        let same_quote = !said.is_empty() && !speakers.is_empty();
        for (_, speaker) in speakers.iter().filter(|_| same_quote) {
            let mut conditions = Vec::new();
            for (_, node) in &said {
                conditions.push(self.field_inner(node, Scope::Said)?);
            }
            conditions.push(self.field_inner(speaker, Scope::Speaker)?);
            let plan = Plan::Unit { scope: Scope::Said, inner: Inner::And(conditions) };
            parts.push(Part { sign: Sign::Must, plan, is_text: true, is_word: false });
        }
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

    fn clause(&mut self, (sign, node): &(Sign, Node)) -> Result<Part, L::Error> {
        self.excluded += usize::from(*sign == Sign::MustNot);
        let plan = self.node(node)?;
        self.excluded -= usize::from(*sign == Sign::MustNot);
        let is_word = match &plan {
            Plan::Unit { scope: Scope::Body, inner: Inner::Spot(spot) } => self.is_scored(spot),
            _ => false,
        };
        self.around = Around::default();
        Ok(Part { sign: *sign, plan, is_text: is_text(node), is_word })
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
        Ok(Some(Part { sign, plan: Plan::Or(vec![two, one]), is_text: true, is_word: false }))
    }

    fn node(&mut self, node: &Node) -> Result<Plan, L::Error> {
        Ok(match &node.kind {
            NodeKind::List(clauses) => {
                let parts = self.list(clauses)?;
                join(parts, MatchMode::All)
            }
            NodeKind::Or(parts) => Plan::Or(parts.iter().map(|part| self.node(part)).collect::<Result<_, _>>()?),
            NodeKind::Not(inner) => self.excluding(|b| b.node(inner)).map(|plan| Plan::Not(Box::new(plan)))?,
            NodeKind::Days { clock, period, .. } => Plan::Days(*clock, *period),
            NodeKind::Lead(inner) => Plan::Lead(Box::new(self.node(inner)?)),
            NodeKind::Field { field: Field::Entity, inner } => {
                let scopes = [Scope::Person, Scope::Org, Scope::Place];
                Plan::Or(scopes.iter().map(|&scope| self.field(inner, scope)).collect::<Result<_, _>>()?)
            }
            NodeKind::Field { field, inner } => self.field(inner, scope_of(*field))?,
            NodeKind::Word(_) | NodeKind::Phrase { .. } | NodeKind::Near { .. } | NodeKind::AtLeast { .. } => {
                Plan::Unit { scope: Scope::Body, inner: self.inner(node, Scope::Body)? }
            }
        })
    }

    fn excluding<T>(&mut self, build: impl FnOnce(&mut Self) -> Result<T, L::Error>) -> Result<T, L::Error> {
        self.excluded += 1;
        let built = build(self);
        self.excluded -= 1;
        built
    }

    /// Plans the part of a field. What is excluded alone, or joined by OR, is asked of the
    /// passage: only a list asks for one quote or name that has all.
    fn field(&mut self, node: &Node, scope: Scope) -> Result<Plan, L::Error> {
        Ok(match &node.kind {
            NodeKind::Not(inner) => self.excluding(|b| b.field(inner, scope)).map(|plan| Plan::Not(Box::new(plan)))?,
            NodeKind::Or(parts) => Plan::Or(parts.iter().map(|p| self.field(p, scope)).collect::<Result<_, _>>()?),
            NodeKind::List(clauses) if clauses.iter().all(|(sign, _)| *sign == Sign::MustNot) => {
                let parts = self.excluding(|b| clauses.iter().map(|(_, part)| b.field(part, scope)).collect())?;
                Plan::Not(Box::new(Plan::Or(parts)))
            }
            _ => Plan::Unit { scope, inner: self.inner(node, scope)? },
        })
    }

    fn field_inner(&mut self, node: &Node, scope: Scope) -> Result<Inner, L::Error> {
        match &node.kind {
            NodeKind::Field { inner, .. } => self.inner(inner, scope),
            _ => self.inner(node, scope),
        }
    }

    fn inner(&mut self, node: &Node, scope: Scope) -> Result<Inner, L::Error> {
        Ok(match &node.kind {
            NodeKind::List(clauses) => {
                let mut parts = Vec::new();
                for (sign, part) in clauses {
                    parts.push(match sign {
                        Sign::MustNot => Inner::Not(Box::new(self.excluding(|b| b.inner(part, scope))?)),
                        Sign::Plain | Sign::Must => self.inner(part, scope)?,
                    });
                }
                Inner::And(parts)
            }
            NodeKind::Or(parts) => Inner::Or(parts.iter().map(|p| self.inner(p, scope)).collect::<Result<_, _>>()?),
            NodeKind::Not(inner) => Inner::Not(Box::new(self.excluding(|b| b.inner(inner, scope))?)),
            NodeKind::AtLeast { count, inner } => Inner::Count(*count, self.spot(inner, scope)?),
            // A name is found by its words, whatever stands between them.
            NodeKind::Phrase { typed, pieces } if scope.is_slotted() && scope != Scope::Said => {
                if let Some((forms, others)) = self.lexicon.one_of_several(typed, scope) {
                    self.notices.push(format!("`{typed}` is one of several; others: {}", others.join(", ")));
                    return Ok(Inner::Spot(Spot::Word(self.push_leaf(typed, scope, forms))));
                }
                let mut words = Vec::new();
                for piece in pieces {
                    words.push(Inner::Spot(Spot::Word(self.leaf(typed, piece, WordKind::Exact, scope)?)));
                }
                if words.is_empty() { Inner::Or(words) } else { Inner::And(words) }
            }
            _ => Inner::Spot(self.spot(node, scope)?),
        })
    }

    fn spot(&mut self, node: &Node, scope: Scope) -> Result<Spot, L::Error> {
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

    fn run(&mut self, pieces: &[String], kind: WordKind, scope: Scope) -> Result<Spot, L::Error> {
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
        let leaf = self.leaf(&word.typed, piece, word.kind, scope)?;
        if word.kind != WordKind::Stemmed || is_pattern(piece) || !scope.is_text() {
            self.score(leaf);
            return Ok(Spot::Word(leaf));
        }
        let [same, related] = self.alternatives(piece, scope)?;
        self.score_with(leaf, same.clone(), related);
        let mut spots = vec![Spot::Word(leaf)];
        for (first, second) in compounds::split(piece) {
            let first = self.leaf(&word.typed, first, WordKind::Exact, scope)?;
            let second = self.leaf(&word.typed, second, WordKind::Stemmed, scope)?;
            if [first, second].iter().all(|&n| self.leaves.get(n).is_some_and(|leaf| !leaf.forms.is_empty())) {
                spots.push(Spot::Run(vec![first, second]));
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

    fn push_leaf(&mut self, typed: &str, scope: Scope, mut forms: Vec<String>) -> usize {
        forms.sort_unstable();
        forms.dedup();
        self.leaves.push(Leaf { typed: typed.to_owned(), scope, forms: forms.into() });
        self.leaves.len() - 1
    }

    /// Lets a leaf score, unless it is excluded or names something.
    fn score(&mut self, leaf: usize) {
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
        NodeKind::Days { .. } => false,
        NodeKind::List(_) | NodeKind::Or(_) | NodeKind::Not(_) | NodeKind::Lead(_) => {
            node.parts().into_iter().any(is_text)
        }
    }
}

fn scope_of(field: Field) -> Scope {
    match field {
        Field::Speaker => Scope::Speaker,
        Field::Said => Scope::Said,
        Field::Person | Field::Entity => Scope::Person,
        Field::Org => Scope::Org,
        Field::Place => Scope::Place,
        Field::Headline => Scope::Headline,
        Field::Source => Scope::Source,
        Field::Byline => Scope::Byline,
        Field::Section => Scope::Section,
        Field::Url => Scope::Url,
    }
}
