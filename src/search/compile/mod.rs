//! Plan → tantivy queries over one index.
//!
//! Plain lists of words go to ranking's own walk over postings; anything else becomes a query
//! that decides what matches, with the same words to score it. Exclusions always stand beside
//! something that is required.

mod lexicon;
mod meant;
mod predicate;
mod units;

use std::fmt;
use std::sync::Arc;

use tantivy::query::{BooleanQuery, EmptyQuery, Occur, Query};
use tantivy::schema::Field;
use tantivy::{DocId, SegmentReader};

use crate::index::Index;
use crate::index::layout::Layouts;
use crate::index::readings::NameView;
use crate::index::schema::Fields;
use crate::names::NameKind;
use crate::query::plan::{Leaf, Plan, Planned, Scope, Scored, UNKNOWN};
use crate::query::spots::{Inner, Spot};
use crate::rank::articles::ArticlesQuery;
use crate::rank::facets::{MatchingQuotes, QuotesOfSegment};
use crate::rank::group::{Group, GroupQuery};
use crate::rank::ranked::{Match, Other, RankedQuery, RankedWord, Ranking};
pub(crate) use lexicon::IndexLexicon;
use predicate::{PassagesQuery, Test};
pub(crate) use units::Units;
use units::{UnitsQuery, Words};

/// Returns the query that finds and ranks what `planned` asks; speakers less sure than
/// `least` are unknown.
pub(crate) fn ranked(planned: &Planned, index: &Index, ranking: Ranking, least: f32) -> tantivy::Result<RankedQuery> {
    let groups = meant::groups(&planned.leaves, index)?;
    let speakers = index.name_view(least);
    let (fields, layouts) = (index.fields(), index.layouts());
    let compiler = Compiler { leaves: &planned.leaves, groups: &groups, speakers, fields, layouts };
    let words = planned.scored.iter().filter_map(|word| compiler.scored(word, &ranking)).collect();
    let query = match &planned.plain {
        Some(plain) => {
            let matching = if plain.any { Match::AnyWord } else { Match::AllWords };
            let query = RankedQuery::new(matching, words, ranking);
            match &plain.filter {
                Some(filter) => query.filtered(compiler.query(filter).into()),
                None => query,
            }
        }
        None => RankedQuery::new(Match::Query(compiler.query(&planned.plan).into()), words, ranking),
    };
    let is_word = |n: usize| {
        let leaf = planned.scored.get(n).and_then(|word| planned.leaves.get(word.leaf));
        leaf.is_some_and(|leaf| leaf.forms.len() <= MAX_PAIRED)
    };
    Ok(query.paired(planned.pairs.iter().copied().filter(|(a, b)| is_word(*a) && is_word(*b)).collect()))
}

/// A word of more forms, a pattern, makes no pair: its positions are too many to read.
const MAX_PAIRED: usize = 32;

/// Returns a word of the index as one that scores.
pub(crate) fn scored_forms(forms: &[String], fields: &Fields, weight: f32) -> RankedWord {
    let mut word = RankedWord::new(Group::new(fields.body, forms), Group::new(fields.headline, forms));
    word.weight = weight;
    word
}

/// The quotes that are as `inner` says.
pub(crate) struct AskedQuotes {
    inner: Arc<Inner>,
    words: Words,
    fields: Fields,
}

impl AskedQuotes {
    /// Returns the quotes; speakers less sure than `least` are unknown.
    pub(crate) fn new(planned: &Planned, inner: &Inner, index: &Index, least: f32) -> tantivy::Result<Self> {
        let groups = meant::groups(&planned.leaves, index)?;
        let words = Words { leaves: planned.leaves.clone(), groups, speakers: index.name_view(least) };
        Ok(AskedQuotes { inner: Arc::new(inner.clone()), words, fields: *index.fields() })
    }

    /// Returns the quotes of a segment's passages, to be asked whether they are.
    pub(crate) fn units(&self, reader: &SegmentReader) -> tantivy::Result<Units> {
        Units::open(reader, self.inner.clone(), Scope::Said, &self.words, &self.fields)
    }
}

impl fmt::Debug for AskedQuotes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AskedQuotes").field("inner", &self.inner).finish_non_exhaustive()
    }
}

impl MatchingQuotes for AskedQuotes {
    fn open(&self, reader: &SegmentReader) -> tantivy::Result<Box<dyn QuotesOfSegment>> {
        Ok(Box::new(self.units(reader)?))
    }
}

impl QuotesOfSegment for Units {
    fn matching(&mut self, doc: DocId, n: u32) -> Vec<u32> {
        self.slots(doc, n)
    }
}

/// Returns the kind of names that a scope holds.
pub(super) fn kind_of(scope: Scope) -> Option<NameKind> {
    match scope {
        Scope::Speaker => Some(NameKind::Speaker),
        Scope::Person => Some(NameKind::Person),
        Scope::Org => Some(NameKind::Org),
        Scope::Place => Some(NameKind::Place),
        _ => None,
    }
}

/// Returns the query that finds every passage.
pub(crate) fn every_passage(ranking: Ranking) -> RankedQuery {
    RankedQuery::new(Match::Query(Arc::new(PassagesQuery::new(Test::Passage))), Vec::new(), ranking)
}

/// Returns the field of a scope.
pub(crate) fn field_of(scope: Scope, fields: &Fields) -> Field {
    match scope {
        Scope::Body => fields.body,
        Scope::Said => fields.said,
        Scope::Headline => fields.headline,
        Scope::Speaker => fields.speaker,
        Scope::Person => fields.person,
        Scope::Org => fields.org,
        Scope::Place => fields.place,
        Scope::Source => fields.source,
        Scope::Byline => fields.byline,
        Scope::Section => fields.section,
        Scope::Url => fields.url,
    }
}

struct Compiler<'a> {
    leaves: &'a Arc<[Leaf]>,
    /// For each leaf its postings.
    groups: &'a Arc<[Group]>,
    speakers: NameView,
    fields: &'a Fields,
    layouts: &'a Arc<Layouts>,
}

impl Compiler<'_> {
    fn scored(&self, word: &Scored, ranking: &Ranking) -> Option<RankedWord> {
        let leaf = self.leaves.get(word.leaf)?;
        let mut ranked = scored_forms(&leaf.forms, self.fields, 1.0);
        let params = &ranking.params;
        for (spots, weight, matches) in [(&word.same, params.synonym, true), (&word.related, params.related, false)] {
            if !spots.is_empty() {
                let query = self.unit(leaf.scope, &Inner::Spot(Spot::Any(spots.clone()))).into();
                ranked.others.push(Other { query, weight, matches });
            }
        }
        Some(ranked)
    }

    fn query(&self, plan: &Plan) -> Box<dyn Query> {
        match plan {
            Plan::Unit { scope, inner } => self.unit(*scope, inner),
            Plan::And(parts) => self.all(parts),
            Plan::Or(parts) => any(parts.iter().map(|part| self.query(part)).collect()),
            Plan::Not(part) => all_but(Vec::new(), vec![self.query(part)]),
            Plan::Days(clock, period) => Box::new(PassagesQuery::new(Test::of_days(*clock, *period))),
            Plan::Lead(part) => {
                let lead: Box<dyn Query> = Box::new(PassagesQuery::new(Test::Lead));
                all_but(vec![self.query(part), lead], Vec::new())
            }
        }
    }

    fn all(&self, parts: &[Plan]) -> Box<dyn Query> {
        let (mut required, mut excluded) = (Vec::new(), Vec::new());
        for part in parts {
            match part {
                Plan::Not(part) => excluded.push(self.query(part)),
                _ => required.push(self.query(part)),
            }
        }
        all_but(required, excluded)
    }

    fn unit(&self, scope: Scope, inner: &Inner) -> Box<dyn Query> {
        match inner {
            Inner::Spot(Spot::Any(spots)) => {
                return any(spots.iter().map(|spot| self.unit(scope, &Inner::Spot(spot.clone()))).collect());
            }
            Inner::Or(parts) => return any(parts.iter().map(|part| self.unit(scope, part)).collect()),
            _ => {}
        }
        let candidates = match self.candidates(inner) {
            Some(candidates) => candidates,
            None => Box::new(PassagesQuery::new(Test::Passage)),
        };
        let query = match inner {
            // A speaker must be sure enough, too.
            Inner::Spot(Spot::Word(_)) if scope != Scope::Speaker => candidates,
            _ => {
                let words =
                    Words { leaves: self.leaves.clone(), groups: self.groups.clone(), speakers: self.speakers.clone() };
                Box::new(UnitsQuery::new(candidates, inner.clone(), scope, words, *self.fields))
            }
        };
        if scope.is_of_article() { Box::new(ArticlesQuery::new(query, self.layouts.clone())) } else { query }
    }

    /// Returns a query that finds at least the entries with such a unit; `None` where that
    /// may be any.
    fn candidates(&self, inner: &Inner) -> Option<Box<dyn Query>> {
        match inner {
            Inner::Spot(spot) | Inner::Count(_, spot) => Some(self.around(spot)),
            Inner::And(parts) => {
                let bounds: Vec<_> = parts.iter().filter_map(|part| self.candidates(part)).collect();
                (!bounds.is_empty()).then(|| all_but(bounds, Vec::new()))
            }
            Inner::Or(parts) => {
                let bounds: Option<Vec<_>> = parts.iter().map(|part| self.candidates(part)).collect();
                bounds.map(any)
            }
            Inner::Not(_) => None,
        }
    }

    /// Returns a query that finds at least the entries with such a place.
    fn around(&self, spot: &Spot) -> Box<dyn Query> {
        match spot {
            Spot::Word(leaf) if self.leaves.get(*leaf).is_some_and(is_unknown) => {
                Box::new(PassagesQuery::new(Test::Quoted))
            }
            Spot::Word(leaf) => match self.groups.get(*leaf).filter(|group| !group.is_empty()) {
                Some(group) => Box::new(GroupQuery(group.clone())),
                None => Box::new(EmptyQuery),
            },
            Spot::Run(leaves) => {
                all_but(leaves.iter().map(|&leaf| self.around(&Spot::Word(leaf))).collect(), Vec::new())
            }
            Spot::Any(spots) => any(spots.iter().map(|spot| self.around(spot)).collect()),
            Spot::Near(left, right, _) => all_but(vec![self.around(left), self.around(right)], Vec::new()),
        }
    }
}

/// Tells whether a leaf asks for a speaker that cannot be told.
fn is_unknown(leaf: &Leaf) -> bool {
    leaf.scope == Scope::Speaker && leaf.forms.iter().any(|form| form == UNKNOWN)
}

fn any(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.swap_remove(0),
        _ => Box::new(BooleanQuery::new(queries.into_iter().map(|query| (Occur::Should, query)).collect())),
    }
}

fn all_but(mut required: Vec<Box<dyn Query>>, excluded: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    if required.is_empty() {
        required.push(Box::new(PassagesQuery::new(Test::Passage)));
    }
    if excluded.is_empty() && required.len() == 1 {
        return required.swap_remove(0);
    }
    let required = required.into_iter().map(|query| (Occur::Must, query));
    let excluded = excluded.into_iter().map(|query| (Occur::MustNot, query));
    Box::new(BooleanQuery::new(required.chain(excluded).collect()))
}
