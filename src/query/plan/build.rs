//! Builds a plan node by node.

use super::alternatives::Around;
use super::list::{Part, join, plain_words};
use super::{Leaf, Lexicon, Plan, Planned, Scope, Scored, Thesaurus};
use crate::annotate::entity;
use crate::query::MatchMode;
use crate::query::ast::{Field, Node, NodeKind, Sign, Word, WordKind};
use crate::query::spots::{Inner, Spot};
use crate::query::words::{self, is_address};
use crate::terms;

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
    let parts = builder.list(clauses, mode)?;
    let can_relax = mode == MatchMode::All && parts.iter().map(Part::n_free).sum::<usize>() > 1;
    let plain = plain_words(&parts, mode);
    let plan = join(parts, mode);
    let Builder { leaves, scored, pairs, notices, .. } = builder;
    Ok(Planned { plan, leaves: leaves.into(), scored, pairs, plain, can_relax, notices })
}

/// A plan being built.
pub(super) struct Builder<'a, L> {
    pub(super) lexicon: &'a L,
    pub(super) thesaurus: Thesaurus<'a>,
    /// What stands for the next word because of its neighbours.
    pub(super) around: Around<'a>,
    pub(super) leaves: Vec<Leaf>,
    pub(super) scored: Vec<Scored>,
    pub(super) pairs: Vec<(usize, usize)>,
    /// How many exclusions the node at hand stands in.
    pub(super) excluded: usize,
    pub(super) notices: Vec<String>,
}

impl<L: Lexicon> Builder<'_, L> {
    pub(super) fn node(&mut self, node: &Node) -> Result<Plan, L::Error> {
        Ok(match &node.kind {
            NodeKind::List(clauses) => {
                let parts = self.list(clauses, MatchMode::All)?;
                join(parts, MatchMode::All)
            }
            NodeKind::Or(parts) => Plan::Or(parts.iter().map(|part| self.node(part)).collect::<Result<_, _>>()?),
            NodeKind::Not(inner) => self.excluding(|b| b.node(inner)).map(|plan| Plan::Not(Box::new(plan)))?,
            NodeKind::Days { clock, period, .. } => Plan::Days(*clock, *period),
            NodeKind::Every => Plan::And(Vec::new()),
            NodeKind::Lead(inner) => Plan::Lead(Box::new(self.node(inner)?)),
            NodeKind::Field { field, inner } => self.field(inner, scopes_of(*field))?,
            NodeKind::Word(_)
            | NodeKind::Phrase { .. }
            | NodeKind::Listed(_)
            | NodeKind::Near { .. }
            | NodeKind::AtLeast { .. } => Plan::Unit { scope: Scope::Body, inner: self.inner(node, Scope::Body)? },
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
    fn field(&mut self, node: &Node, scopes: &[Scope]) -> Result<Plan, L::Error> {
        Ok(match &node.kind {
            NodeKind::Not(inner) => self.excluding(|b| b.field(inner, scopes)).map(|plan| Plan::Not(Box::new(plan)))?,
            NodeKind::Or(parts) => Plan::Or(parts.iter().map(|p| self.field(p, scopes)).collect::<Result<_, _>>()?),
            NodeKind::List(clauses) if clauses.iter().all(|(sign, _)| *sign == Sign::MustNot) => {
                let parts = self.excluding(|b| clauses.iter().map(|(_, part)| b.field(part, scopes)).collect())?;
                Plan::Not(Box::new(Plan::Or(parts)))
            }
            _ => {
                let unit = |&scope| Ok(Plan::Unit { scope, inner: self.inner(node, scope)? });
                let mut units = scopes.iter().map(unit).collect::<Result<Vec<_>, _>>()?;
                if units.len() == 1 { units.swap_remove(0) } else { Plan::Or(units) }
            }
        })
    }

    /// Plans what is asked of one unit of a scope.
    pub(super) fn inner(&mut self, node: &Node, scope: Scope) -> Result<Inner, L::Error> {
        Ok(match &node.kind {
            NodeKind::Field { inner, .. } => self.inner(inner, scope)?,
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
            NodeKind::Word(Word { typed, .. }) | NodeKind::Phrase { typed, .. }
                if scope == Scope::Url && is_address(typed) =>
            {
                Inner::Spot(self.run(&terms::fold(typed), WordKind::Exact, scope)?)
            }
            NodeKind::Listed(name) => {
                let forms = self.lexicon.listed(name, scope)?;
                Inner::Spot(Spot::Word(self.push_leaf(name, scope, forms)))
            }
            // A name is found by its words, whatever stands between them.
            NodeKind::Phrase { typed, pieces } if scope.is_slotted() && scope != Scope::Said => {
                if let Some((forms, others)) = self.lexicon.one_of_several(typed, scope) {
                    self.notices.push(format!("`{typed}` is one of several; others: {}", others.join(", ")));
                    return Ok(Inner::Spot(Spot::Word(self.push_leaf(typed, scope, forms))));
                }
                let name = if matches!(scope, Scope::Speaker | Scope::Person) { untitled(typed) } else { typed };
                let untitled = if name == typed { pieces } else { &words::pieces(name) };
                let mut words = Vec::new();
                for piece in untitled {
                    words.push(Inner::Spot(Spot::Word(self.leaf(typed, piece, WordKind::Exact, scope)?)));
                }
                if words.is_empty() { Inner::Or(words) } else { Inner::And(words) }
            }
            _ => Inner::Spot(self.spot(node, scope)?),
        })
    }
}

/// Titles that are part of the name that is listed.
const OF_NAMES: [&str; 8] = ["king", "queen", "pope", "prince", "princess", "saint", "st", "st."];

/// Returns a name without the titles before it ("President Obama"), which listed names leave out.
fn untitled(name: &str) -> &str {
    let mut name = name.trim();
    while let Some((first, rest)) = name.split_once(char::is_whitespace)
        && entity::is_title(first)
        && !OF_NAMES.contains(&first.to_lowercase().as_str())
    {
        name = rest.trim_start();
    }
    name
}

fn scopes_of(field: Field) -> &'static [Scope] {
    match field {
        Field::Speaker => &[Scope::Speaker],
        Field::Said => &[Scope::Said],
        Field::Entity => &[Scope::Person, Scope::Org, Scope::Place],
        Field::Person => &[Scope::Person],
        Field::Org => &[Scope::Org],
        Field::Place => &[Scope::Place],
        Field::Headline => &[Scope::Headline],
        Field::Source => &[Scope::Source],
        Field::Byline => &[Scope::Byline],
        Field::Section => &[Scope::Section],
        Field::Url => &[Scope::Url],
    }
}
