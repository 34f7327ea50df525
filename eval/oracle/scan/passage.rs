//! Articles → passages with all that a query can ask of them.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use onrecord::annotate::{Annotations, DateMention, EntityKind, Quote, Text};
use onrecord::index::IndexError;
use onrecord::query::{Clock, Field, Node, NodeKind, Sign};
use onrecord::{Annotator, Article, Index, Span, passage, read, when};

use super::places;
use super::words::{Asked, Vocabulary, Words, one_word};

/// All passages, read once.
pub struct News {
    pub vocabulary: Vocabulary,
    pub passages: Vec<Passage>,
    places: HashMap<String, usize>,
}

/// A name in a passage.
pub struct Name {
    pub name: String,
    pub kind: EntityKind,
    words: Words,
    mention: Span,
}

/// A quote as far as it lies in the passage.
pub struct Said {
    words: Words,
    pub speaker: Option<(String, Words)>,
    mention: Option<Span>,
}

/// What is said once for a whole article.
pub struct Head {
    pub headline: Words,
    pub section: Option<String>,
    pub byline: Option<String>,
    pub source: Option<String>,
    section_words: Words,
    byline_words: Words,
    source_words: Words,
    pub url: Words,
    pub published: Option<Date>,
}

/// A passage.
pub struct Passage {
    pub id: String,
    number: usize,
    pub body: Words,
    pub quotes: Vec<Said>,
    pub names: Vec<Name>,
    /// The days that it speaks of, first and last.
    pub days: Vec<(Date, Date)>,
    pub head: Arc<Head>,
}

impl News {
    /// Reads the articles of a file or folder; records that cannot be read are left out.
    ///
    /// Of quotes whose speaker the article leaves open, `index` says whom other articles show it to be: that
    /// has tests of its own.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn read(path: &Path, index: &Index) -> Result<News, IndexError> {
        let annotator = Annotator::default();
        let mut news = News { vocabulary: Vocabulary::new(), passages: Vec::new(), places: HashMap::new() };
        for record in read::articles(path).flatten() {
            let mut found = annotator.annotate(&record.article);
            if let Some(stored) = index.article(&record.article.id)? {
                let open = found.quotes.iter_mut().zip(&stored.annotations.quotes);
                open.filter(|(quote, told)| quote.speaker.is_none() && quote.span == told.span)
                    .for_each(|(quote, told)| quote.speaker.clone_from(&told.speaker));
            }
            news.add(&record.article, &found);
        }
        news.places = news.passages.iter().enumerate().map(|(n, passage)| (passage.id.clone(), n)).collect();
        Ok(news)
    }

    pub fn passage(&self, id: &str) -> Option<&Passage> {
        self.places.get(id).and_then(|&n| self.passages.get(n))
    }

    fn add(&mut self, article: &Article, found: &Annotations) {
        let words = &mut self.vocabulary;
        let mut read = |field: &Option<String>| words.read(field.as_deref().unwrap_or(""), 0, &[]);
        let head = Arc::new(Head {
            headline: read(&article.headline),
            section_words: read(&article.section),
            byline_words: read(&article.byline),
            source_words: read(&article.source),
            url: read(&article.url),
            section: article.section.clone(),
            byline: article.byline.clone(),
            source: article.source.clone(),
            published: article.published,
        });
        let text = Text::new(&article.text);
        let sentences: Vec<Span> = text.sentences.iter().filter_map(|&s| text.span_of(s)).collect();
        for (number, span) in passage::split(&article.text).into_iter().enumerate() {
            let starts: Vec<u32> =
                sentences.iter().filter(|s| span.contains(**s)).map(|s| s.start - span.start).collect();
            let inside = |mention: Span| span.contains(mention).then(|| mention.relative_to(span.start as usize));
            let body = words.read(span.of(&article.text), 0, &starts);
            let quotes = found.quotes.iter().filter_map(|quote| said(words, article, quote, span)).collect();
            let mut name = |entity: &onrecord::annotate::EntityMention| {
                let mention = inside(entity.span)?;
                Some(Name {
                    name: entity.name.clone(),
                    kind: entity.kind,
                    words: words.read(&entity.name, 0, &[]),
                    mention,
                })
            };
            self.passages.push(Passage {
                id: format!("{}#{number}", article.id),
                number,
                body,
                quotes,
                names: found.entities.iter().filter_map(&mut name).collect(),
                days: found
                    .dates
                    .iter()
                    .filter(|date| inside(date.span).is_some())
                    .flat_map(|date| [date.days, own_days(date)])
                    .flatten()
                    .collect(),
                head: head.clone(),
            });
        }
    }
}

/// Returns how many days there are from the first to the last.
fn length((first, last): (Date, Date)) -> i32 {
    (last - first).get_days() + 1
}

/// Returns the days that the words of a mention name by themselves, where it opens a range.
fn own_days(mention: &DateMention) -> Option<(Date, Date)> {
    let (first, last) = mention.days?;
    let own = when::parse(&mention.value, first).ok()?;
    own.from.zip(own.to).filter(|&(from, to)| from == first && to < last)
}

/// Returns a quote as far as it lies in `span`, if it does.
fn said(vocabulary: &mut Vocabulary, article: &Article, quote: &Quote, span: Span) -> Option<Said> {
    let mut words: Option<Words> = None;
    for piece in quote.contents().filter_map(|piece| piece.intersection(span)) {
        let here = piece.relative_to(span.start as usize);
        words.get_or_insert_default().append(vocabulary.read(piece.of(&article.text), here.start, &[]));
    }
    let mention = quote.mention.filter(|mention| span.contains(*mention));
    Some(Said {
        words: words?,
        speaker: quote.speaker.as_ref().map(|name| (name.clone(), vocabulary.read(name, 0, &[]))),
        mention: mention.map(|mention| mention.relative_to(span.start as usize)),
    })
}

impl Said {
    /// Tells whether the quote is by the speaker asked for; `unknown` is who cannot be told.
    fn is_by(&self, asked: &Asked, speaker: &Node) -> bool {
        match (&self.speaker, &speaker.kind) {
            (None, NodeKind::Word(word)) => word.typed == "unknown",
            (None, _) => false,
            (Some((_, words)), _) => is_named(asked, words, speaker),
        }
    }
}

impl Passage {
    pub fn is_first(&self) -> bool {
        self.number == 0
    }

    /// Tells whether the passage is as a query asks.
    pub fn holds(&self, asked: &Asked, node: &Node) -> bool {
        match &node.kind {
            NodeKind::List(clauses) => self.holds_all(asked, clauses),
            NodeKind::Or(parts) => parts.iter().any(|part| self.holds(asked, part)),
            NodeKind::Not(inner) => !self.holds(asked, inner),
            NodeKind::Lead(inner) => self.number < 2 && self.holds(asked, inner),
            NodeKind::Days { clock, period, .. } => {
                let meets = |(first, last): (Date, Date)| {
                    period.from.is_none_or(|from| from <= last) && period.to.is_none_or(|to| first <= to)
                };
                let asked = period.from.zip(period.to).map(length);
                let is_so_exact = |days: &(Date, Date)| asked.is_none_or(|asked| length(*days) <= asked.max(7));
                match clock {
                    Clock::Published => self.head.published.is_some_and(|day| meets((day, day))),
                    Clock::About => self.days.iter().copied().filter(is_so_exact).any(meets),
                }
            }
            NodeKind::Field { field, inner } => self.holds_field(asked, *field, inner),
            _ => places::holds(asked, &self.body, node),
        }
    }

    /// A quote's words and its speaker, side by side in a list, are asked of one quote.
    fn holds_all(&self, asked: &Asked, clauses: &[(Sign, Node)]) -> bool {
        let of = |wanted: Field| {
            clauses.iter().filter_map(move |(sign, node)| match &node.kind {
                NodeKind::Field { field, inner } if *field == wanted && *sign != Sign::MustNot => Some(&**inner),
                _ => None,
            })
        };
        let said: Vec<&Node> = of(Field::Said).collect();
        let speakers: Vec<&Node> = of(Field::Speaker).collect();
        let mut clauses: Vec<&(Sign, Node)> = clauses.iter().collect();
        if !said.is_empty() && !speakers.is_empty() {
            let in_one_quote = |speaker: &&Node| {
                self.quotes.iter().any(|quote| {
                    quote.is_by(asked, speaker) && said.iter().all(|words| places::holds(asked, &quote.words, words))
                })
            };
            if !speakers.iter().all(in_one_quote) {
                return false;
            }
            let is_done = |(sign, node): &(Sign, Node)| {
                let is_of_quote = matches!(node.kind, NodeKind::Field { field: Field::Said | Field::Speaker, .. });
                is_of_quote && *sign != Sign::MustNot
            };
            clauses.retain(|clause| !is_done(clause));
        }
        let mut rest = clauses.as_slice();
        while let [clause, after @ ..] = rest {
            let one = after.first().and_then(|next| one_word(clause, next)).filter(|one| asked.is_known(one));
            let as_one = one.as_ref().is_some_and(|one| places::has_word(asked, &self.body, one));
            rest = match (one, after) {
                // Two words that are also written as one: both of them, or the one.
                (Some(_), [next, after @ ..])
                    if as_one || self.holds(asked, &clause.1) && self.holds(asked, &next.1) =>
                {
                    after
                }
                (Some(_), _) => return false,
                (None, _) if self.holds(asked, &clause.1) == (clause.0 == Sign::MustNot) => return false,
                (None, _) => after,
            };
        }
        true
    }

    /// What is excluded alone, or joined by OR, is asked of the passage; anything else of one
    /// quote or of one name.
    fn holds_field(&self, asked: &Asked, field: Field, inner: &Node) -> bool {
        match &inner.kind {
            NodeKind::Not(part) => return !self.holds_field(asked, field, part),
            NodeKind::Or(parts) => return parts.iter().any(|part| self.holds_field(asked, field, part)),
            NodeKind::List(clauses) if clauses.iter().all(|(sign, _)| *sign == Sign::MustNot) => {
                return !clauses.iter().any(|(_, part)| self.holds_field(asked, field, part));
            }
            _ => {}
        }
        let names = |kinds: &[EntityKind]| {
            self.names.iter().any(|name| kinds.contains(&name.kind) && is_named(asked, &name.words, inner))
        };
        match field {
            Field::Said => self.quotes.iter().any(|quote| places::holds(asked, &quote.words, inner)),
            Field::Speaker => self.quotes.iter().any(|quote| quote.is_by(asked, inner)),
            Field::Person => names(&[EntityKind::Person]),
            Field::Org => names(&[EntityKind::Org]),
            Field::Place => names(&[EntityKind::Place]),
            Field::Entity => names(&[EntityKind::Person, EntityKind::Org, EntityKind::Place]),
            Field::Headline => places::holds(asked, &self.head.headline, inner),
            Field::Source => places::holds(asked, &self.head.source_words, inner),
            Field::Section => places::holds(asked, &self.head.section_words, inner),
            Field::Byline => places::holds(asked, &self.head.byline_words, inner),
            Field::Url => places::holds(asked, &self.head.url, inner),
            other => panic!("{other:?} is not generated"),
        }
    }

    /// Tells whether a query may mark a stretch of the passage: each end is a word that it
    /// speaks of, or a name that it asks for.
    pub fn may_mark(&self, asked: &Asked, span: Span) -> bool {
        let at = |position: u32, end: bool| {
            let of = |words: &Words| {
                let n = words.spans.iter().position(|s| if end { s.end == position } else { s.start == position });
                n.is_some_and(|n| asked.speaks_of(words.numbers[n]))
            };
            of(&self.body) || self.quotes.iter().any(|quote| of(&quote.words))
        };
        let is_mention = |mention: Span| mention == span || mention.overlaps(span);
        let is_name = self.names.iter().any(|name| is_mention(name.mention))
            || self.quotes.iter().any(|quote| quote.mention.is_some_and(is_mention));
        is_name || (at(span.start, false) && at(span.end, true))
    }
}

/// Tells whether a name has all the words asked for, in whatever order.
fn is_named(asked: &Asked, name: &Words, node: &Node) -> bool {
    let has = |kind, piece: &String| name.numbers.iter().any(|number| asked.fits(kind, piece, *number));
    match &node.kind {
        NodeKind::Phrase { pieces, .. } => pieces.iter().all(|piece| has(onrecord::query::WordKind::Exact, piece)),
        NodeKind::Word(word) => word.pieces.iter().all(|piece| has(word.kind, piece)),
        NodeKind::Or(parts) => parts.iter().any(|part| is_named(asked, name, part)),
        other => panic!("{other:?} is not generated"),
    }
}
