//! A query with everything around it: limits, order, filters.

use jiff::civil::Date;

use super::ast::{Clock, Field, Node, NodeKind, Sign};
use super::error::QueryErrorKind;
use super::{Facet, QueryError, parse};
use crate::span::Span;
use crate::terms;
use crate::when::Period;

/// How many of the bare words a passage must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum MatchMode {
    /// All of them; any of them where no passage has all.
    #[default]
    All,
    /// Any of them.
    Any,
}

/// What decides the order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Newest first, undated last.
    Newest,
    /// Oldest first, undated last.
    Oldest,
}

/// Which hits are shown together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Grouping {
    /// Each passage by itself.
    #[default]
    None,
    /// The best passage of each article.
    Article,
    /// The best passage of each story: articles that carry the same wire copy
    /// ([`Family`](crate::family::Family)) count as one.
    Story,
}

/// A request: the query as typed, its tree, and what flags and parameters add.
///
/// ```
/// use jiff::civil::date;
/// use onrecord::query::{Query, Sort};
///
/// let query = Query::parse("recusal -inquiry", date(2020, 7, 20))?.limit(5).sort(Sort::Newest).speaker("Kim Lowe");
/// assert_eq!(query.text(), "recusal -inquiry");
/// # Ok::<(), onrecord::query::QueryError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    pub(crate) text: String,
    pub(crate) tree: Node,
    pub(crate) limit: usize,
    pub(crate) offset: usize,
    pub(crate) sort: Sort,
    pub(crate) match_mode: MatchMode,
    pub(crate) speakers: Vec<String>,
    pub(crate) entities: Vec<String>,
    pub(crate) sources: Vec<String>,
    pub(crate) published: Period,
    pub(crate) during: Vec<Period>,
    pub(crate) about: Option<Period>,
    pub(crate) said_only: bool,
    pub(crate) grouping: Grouping,
    pub(crate) facets: Vec<Facet>,
    pub(crate) explain: bool,
    pub(crate) exact: bool,
    pub(crate) expand: bool,
    pub(crate) whole_articles: bool,
    pub(crate) context: usize,
    pub(crate) min_confidence: Option<f32>,
    /// Whether no words were asked for, so that the filters are the query.
    pub(crate) filters_alone: bool,
}

impl Query {
    /// Reads a query; `today` is what `yesterday` and `last month` are seen from.
    ///
    /// # Errors
    ///
    /// [`QueryError`] with column, caret and hint where `text` is not a query.
    pub fn parse(text: &str, today: Date) -> Result<Query, QueryError> {
        Ok(Query::of_tree(text, parse::parse(text, today)?))
    }

    /// Reads a text as plain words: marks and operators mean nothing, any word is enough.
    ///
    /// For topics and other texts that nobody typed as a query. Empty texts are allowed and
    /// find nothing.
    pub fn words(text: &str) -> Query {
        Query::of_tree(text, parse::plain_words(text)).match_mode(MatchMode::Any)
    }

    /// Reads a text as one phrase: these words as written, in this order.
    pub fn phrase(text: &str) -> Query {
        Query::of_tree(text, phrase(text))
    }

    /// Begins a request without words, which its filters alone are to say: everything that one
    /// speaker said. [`Query::complete`] ends it.
    pub fn of_filters() -> Query {
        let tree = Node::new(NodeKind::List(Vec::new()), Span::default());
        Query { filters_alone: true, ..Query::of_tree("", tree) }
    }

    /// Returns the request with its filters as its text, where it has no words; any other as it is.
    ///
    /// # Errors
    ///
    /// The [`QueryError`] of an empty query, where there is no filter either.
    pub fn complete(mut self) -> Result<Query, QueryError> {
        if !self.filters_alone {
            return Ok(self);
        }
        let tree = self.whole_tree();
        if matches!(&tree.kind, NodeKind::List(clauses) if clauses.is_empty()) {
            return Err(QueryError::new(QueryErrorKind::Empty, Span::default(), ""));
        }
        self.text = tree.to_string();
        Ok(self)
    }

    fn of_tree(text: &str, tree: Node) -> Query {
        Query {
            text: text.to_owned(),
            tree,
            limit: 10,
            offset: 0,
            sort: Sort::default(),
            match_mode: MatchMode::default(),
            speakers: Vec::new(),
            entities: Vec::new(),
            sources: Vec::new(),
            published: Period::default(),
            during: Vec::new(),
            about: None,
            said_only: false,
            grouping: Grouping::default(),
            facets: Vec::new(),
            explain: false,
            exact: false,
            expand: false,
            whole_articles: false,
            context: 0,
            min_confidence: None,
            filters_alone: false,
        }
    }

    /// Returns the tree of the whole request: what was typed, and each flag as the field
    /// that says the same.
    pub(crate) fn whole_tree(&self) -> Node {
        let mut clauses = match &self.tree.kind {
            NodeKind::List(clauses) => clauses.clone(),
            _ => vec![(Sign::Plain, self.tree.clone())],
        };
        if self.said_only {
            clauses = clauses.into_iter().map(|(sign, node)| (sign, inside_quotes(node))).collect();
        }
        let filters =
            [(Field::Speaker, &self.speakers), (Field::Entity, &self.entities), (Field::Source, &self.sources)];
        let typed_is_empty = clauses.is_empty();
        for (field, names) in filters.into_iter().filter(|(_, names)| !names.is_empty()) {
            let mut names: Vec<Node> = names.iter().map(|name| self::name(name)).collect();
            let inner = Box::new(match names.len() {
                1 => names.swap_remove(0),
                _ => Node::new(NodeKind::Or(names), Span::default()),
            });
            clauses.push((Sign::Must, Node::new(NodeKind::Field { field, inner }, Span::default())));
        }
        let published = (self.published != Period::default()).then_some((Clock::Published, self.published));
        for (clock, period) in published.into_iter().chain(self.about.map(|period| (Clock::About, period))) {
            let kind = NodeKind::Days { clock, typed: String::new(), period };
            clauses.push((Sign::Must, Node::new(kind, Span::default())));
        }
        if !self.during.is_empty() {
            let days = |&period| NodeKind::Days { clock: Clock::Published, typed: String::new(), period };
            let any = self.during.iter().map(|period| Node::new(days(period), Span::default())).collect();
            clauses.push((Sign::Must, Node::new(NodeKind::Or(any), Span::default())));
        }
        if typed_is_empty && !self.filters_alone {
            // No words were typed: nothing is found, whatever the filters.
            clauses.clear();
        }
        Node::new(NodeKind::List(clauses), self.tree.span)
    }

    /// Returns the query as typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the syntax tree.
    pub fn tree(&self) -> &Node {
        &self.tree
    }

    /// Sets how many hits are returned (10).
    pub fn limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// Sets how many hits are passed over (0).
    pub fn offset(mut self, offset: usize) -> Self {
        self.offset = offset;
        self
    }

    /// Sets the order.
    pub fn sort(mut self, sort: Sort) -> Self {
        self.sort = sort;
        self
    }

    /// Sets how many of the bare words a passage must have.
    pub fn match_mode(mut self, mode: MatchMode) -> Self {
        self.match_mode = mode;
        self
    }

    /// Asks for a quote by this speaker; repeated, by any of them. A name behind `=`, here as in
    /// [`Query::entity`] and [`Query::source`], means the one that is listed so, and no longer one.
    pub fn speaker(mut self, name: impl Into<String>) -> Self {
        self.speakers.push(name.into());
        self
    }

    /// Asks for a passage that names this person, organisation or place; repeated, any.
    pub fn entity(mut self, name: impl Into<String>) -> Self {
        self.entities.push(name.into());
        self
    }

    /// Asks for this publication; repeated, for any of them.
    pub fn source(mut self, name: impl Into<String>) -> Self {
        self.sources.push(name.into());
        self
    }

    /// Asks for articles published on the first day of `period` or later.
    pub fn since(mut self, period: Period) -> Self {
        self.published.from = period.from;
        self
    }

    /// Asks for articles published on the last day of `period` or before.
    pub fn until(mut self, period: Period) -> Self {
        self.published.to = period.to;
        self
    }

    /// Tells whether [`Query::since`] and [`Query::until`] leave no day between them.
    pub fn ends_before_it_starts(&self) -> bool {
        self.published.from.zip(self.published.to).is_some_and(|(from, to)| to < from)
    }

    /// Asks for articles published in this period; repeated, in any of them.
    pub fn during(mut self, period: Period) -> Self {
        self.during.push(period);
        self
    }

    /// Asks for passages that mention a day of this period.
    pub fn about(mut self, period: Period) -> Self {
        self.about = Some(period);
        self
    }

    /// Looks for the words inside quotes only.
    pub fn said_only(mut self, only: bool) -> Self {
        self.said_only = only;
        self
    }

    /// Sets which hits are shown together.
    pub fn group(mut self, grouping: Grouping) -> Self {
        self.grouping = grouping;
        self
    }

    /// Asks for counts of a facet over all matches.
    pub fn facet(mut self, facet: Facet) -> Self {
        if !self.facets.contains(&facet) {
            self.facets.push(facet);
        }
        self
    }

    /// Asks for the parts of each score.
    pub fn explain(mut self, explain: bool) -> Self {
        self.explain = explain;
        self
    }

    /// Looks for the words typed alone, without synonyms.
    pub fn exact(mut self, exact: bool) -> Self {
        self.exact = exact;
        self
    }

    /// Ranks by related words too, and by those that the best passages share; what matches
    /// stays the same.
    pub fn expand(mut self, expand: bool) -> Self {
        self.expand = expand;
        self
    }

    /// Ranks whole articles, each by its best passage and by all of it.
    pub fn whole_articles(mut self, whole: bool) -> Self {
        self.whole_articles = whole;
        self.grouping = if whole { Grouping::Article } else { Grouping::None };
        self
    }

    /// Sets how sure a speaker must be, from 0 to 1; below it the speaker counts as unknown.
    /// Without it the index's own threshold holds.
    pub fn min_confidence(mut self, least: f32) -> Self {
        self.min_confidence = Some(least);
        self
    }

    /// Sets how many paragraphs before and after each hit are returned (0).
    pub fn context(mut self, paragraphs: usize) -> Self {
        self.context = paragraphs;
        self
    }
}

/// Reads the name that a filter gives: behind `=` one as it is listed.
fn name(name: &str) -> Node {
    match name.strip_prefix('=') {
        Some(listed) => Node::new(NodeKind::Listed(listed.trim().to_owned()), Span::default()),
        None => phrase(name),
    }
}

fn phrase(name: &str) -> Node {
    Node::new(NodeKind::Phrase { typed: name.to_owned(), pieces: terms::fold(name) }, Span::default())
}

/// Asks for the words of a clause inside quotes; fields stay what they are.
fn inside_quotes(node: Node) -> Node {
    let span = node.span;
    let kind = match node.kind {
        NodeKind::Field { .. } | NodeKind::Days { .. } | NodeKind::Every => return node,
        NodeKind::Not(inner) => NodeKind::Not(Box::new(inside_quotes(*inner))),
        NodeKind::Lead(inner) => NodeKind::Lead(Box::new(inside_quotes(*inner))),
        NodeKind::Or(parts) => NodeKind::Or(parts.into_iter().map(inside_quotes).collect()),
        NodeKind::List(clauses) => {
            NodeKind::List(clauses.into_iter().map(|(sign, node)| (sign, inside_quotes(node))).collect())
        }
        kind => NodeKind::Field { field: Field::Said, inner: Box::new(Node::new(kind, span)) },
    };
    Node::new(kind, span)
}
