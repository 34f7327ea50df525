//! What a passage holds, found by looking at every pair of places: slow and plain.

use jiff::civil::Date;
use onrecord::annotate::{Annotations, EntityKind, Text};
use onrecord::query::{Clock, Field, Node, NodeKind, Sign, Within, Word, WordKind};
use onrecord::{Article, Span, passage, terms};

/// Words with where they stand.
#[derive(Default)]
struct Words {
    words: Vec<String>,
    spans: Vec<Span>,
    sentences: Vec<usize>,
}

/// A quote as far as it lies in the passage.
pub struct Said {
    words: Words,
    pub speaker: Option<String>,
    mention: Option<Span>,
}

/// A passage with all that a query can ask of it.
pub struct Passage {
    pub id: String,
    number: usize,
    body: Words,
    pub words: Vec<String>,
    pub quotes: Vec<Said>,
    pub persons: Vec<(String, Span)>,
    headline: Words,
    pub source: Option<String>,
    pub published: Option<Date>,
}

impl Words {
    fn of(text: &str, origin: usize, starts: &[u32]) -> Words {
        let mut words = Words::default();
        terms::tokenize(text, |term| {
            words.words.push(term.text.to_owned());
            words.spans.push(term.span.shifted(origin));
            words.sentences.push(starts.partition_point(|start| *start < term.span.end));
        });
        words
    }

    fn append(&mut self, other: Words) {
        self.words.extend(other.words);
        self.spans.extend(other.spans);
        self.sentences.extend(other.sentences);
    }
}

impl Passage {
    /// Takes an article apart.
    pub fn of_article(article: &Article, found: &Annotations) -> Vec<Passage> {
        let text = Text::new(&article.text);
        let sentences: Vec<Span> = text.sentences.iter().filter_map(|&s| text.span_of(s)).collect();
        let one = |(number, span): (usize, Span)| {
            let starts: Vec<u32> =
                sentences.iter().filter(|s| span.contains(**s)).map(|s| s.start - span.start).collect();
            let body = Words::of(span.of(&article.text), 0, &starts);
            let inside = |mention: Span| span.contains(mention).then(|| mention.relative_to(span.start as usize));
            let mut quotes = Vec::new();
            for quote in &found.quotes {
                let mut words = Words::default();
                for piece in quote.contents().filter_map(|piece| piece.intersection(span)) {
                    let here = piece.relative_to(span.start as usize);
                    words.append(Words::of(piece.of(&article.text), here.start as usize, &[]));
                }
                if quote.contents().any(|piece| piece.intersection(span).is_some()) {
                    quotes.push(Said {
                        words,
                        speaker: quote.speaker.clone(),
                        mention: quote.mention.and_then(inside),
                    });
                }
            }
            let is_person = |e: &&onrecord::annotate::EntityMention| e.kind == EntityKind::Person;
            let persons =
                found.entities.iter().filter(is_person).filter_map(|e| Some((e.name.clone(), inside(e.span)?)));
            Passage {
                id: format!("{}#{number}", article.id),
                number,
                words: body.words.clone(),
                body,
                quotes,
                persons: persons.collect(),
                headline: Words::of(article.headline.as_deref().unwrap_or(""), 0, &[]),
                source: article.source.clone(),
                published: article.published,
            }
        };
        passage::split(&article.text).into_iter().enumerate().map(one).collect()
    }

    /// Tells whether the passage is as a query asks.
    pub fn holds(&self, node: &Node) -> bool {
        match &node.kind {
            NodeKind::List(clauses) => self.holds_all(clauses),
            NodeKind::Or(parts) => parts.iter().any(|part| self.holds(part)),
            NodeKind::Not(inner) => !self.holds(inner),
            NodeKind::Lead(inner) => self.number < 2 && self.holds(inner),
            NodeKind::Days { clock: Clock::Published, period, .. } => self
                .published
                .is_some_and(|day| period.from.is_none_or(|from| from <= day) && period.to.is_none_or(|to| day <= to)),
            NodeKind::Field { field, inner } => self.holds_field(*field, inner),
            _ => holds_words(&self.body, node),
        }
    }

    /// A quote's words and its speaker, side by side in a list, are asked of one quote.
    fn holds_all(&self, clauses: &[(Sign, Node)]) -> bool {
        let of = |wanted: Field| {
            clauses.iter().filter_map(move |(sign, node)| match &node.kind {
                NodeKind::Field { field, inner } if *field == wanted && *sign != Sign::MustNot => Some(&**inner),
                _ => None,
            })
        };
        let said: Vec<&Node> = of(Field::Said).collect();
        let speakers: Vec<&Node> = of(Field::Speaker).collect();
        if !said.is_empty() && !speakers.is_empty() {
            let same = speakers.iter().all(|speaker| {
                self.quotes.iter().any(|quote| {
                    let named = quote.speaker.as_ref().is_some_and(|name| is_named(name, speaker));
                    named && said.iter().all(|words| holds_words(&quote.words, words))
                })
            });
            if !same {
                return false;
            }
        }
        clauses.iter().all(|(sign, node)| self.holds(node) != (*sign == Sign::MustNot))
    }

    fn holds_field(&self, field: Field, inner: &Node) -> bool {
        match field {
            Field::Said => self.quotes.iter().any(|quote| holds_words(&quote.words, inner)),
            Field::Speaker => self.quotes.iter().any(|q| q.speaker.as_ref().is_some_and(|name| is_named(name, inner))),
            Field::Person => self.persons.iter().any(|(name, _)| is_named(name, inner)),
            Field::Headline => holds_words(&self.headline, inner),
            Field::Source => self.source.as_ref().is_some_and(|name| holds_words(&Words::of(name, 0, &[]), inner)),
            other => panic!("{other:?} is not generated"),
        }
    }

    /// Tells whether a query may mark a stretch of the passage: each end is a word that it
    /// speaks of, or a name that it asks for.
    pub fn may_mark(&self, node: &Node, span: Span) -> bool {
        let mut spoken = Vec::new();
        collect(node, &mut spoken);
        let at = |position: u32, end: bool| {
            let of = |words: &Words| {
                let n = words.spans.iter().position(|s| if end { s.end == position } else { s.start == position });
                n.is_some_and(|n| spoken.iter().any(|test| test(&words.words[n])))
            };
            of(&self.body) || self.quotes.iter().any(|quote| of(&quote.words))
        };
        let is_mention = |mention: Span| mention == span || mention.overlaps(span);
        let named = self.persons.iter().any(|(_, mention)| is_mention(*mention))
            || self.quotes.iter().any(|quote| quote.mention.is_some_and(is_mention));
        named || (at(span.start, false) && at(span.end, true))
    }
}

type Test<'n> = Box<dyn Fn(&str) -> bool + 'n>;

/// Collects a test for each word that a query speaks of.
fn collect<'n>(node: &'n Node, tests: &mut Vec<Test<'n>>) {
    match &node.kind {
        NodeKind::Word(word) => {
            for piece in &word.pieces {
                tests.push(Box::new(move |text| fits_word(word.kind, piece, text)));
            }
        }
        NodeKind::Phrase { pieces, .. } => {
            for piece in pieces {
                tests.push(Box::new(move |text| fits(piece.as_bytes(), text.as_bytes())));
            }
        }
        NodeKind::List(clauses) => clauses.iter().for_each(|(_, part)| collect(part, tests)),
        NodeKind::Or(parts) => parts.iter().for_each(|part| collect(part, tests)),
        NodeKind::Near { left, right, .. } => {
            collect(left, tests);
            collect(right, tests);
        }
        NodeKind::Not(inner)
        | NodeKind::Field { inner, .. }
        | NodeKind::AtLeast { inner, .. }
        | NodeKind::Lead(inner) => collect(inner, tests),
        _ => {}
    }
}

/// Tells whether a name has all the words asked for, in whatever order.
fn is_named(name: &str, node: &Node) -> bool {
    let words = terms::fold(name);
    match &node.kind {
        NodeKind::Phrase { pieces, .. } => pieces.iter().all(|piece| words.contains(piece)),
        NodeKind::Word(word) => word.pieces.iter().all(|piece| words.contains(piece)),
        NodeKind::Or(parts) => parts.iter().any(|part| is_named(name, part)),
        other => panic!("{other:?} is not generated"),
    }
}

fn holds_words(words: &Words, node: &Node) -> bool {
    match &node.kind {
        NodeKind::AtLeast { count, inner } => {
            let mut hulls: Vec<(usize, usize)> =
                places(words, inner).iter().filter_map(|p| Some((*p.first()?, *p.last()?))).collect();
            hulls.sort_unstable();
            hulls.dedup();
            hulls.len() >= *count as usize
        }
        NodeKind::List(clauses) => {
            clauses.iter().all(|(sign, part)| holds_words(words, part) != (*sign == Sign::MustNot))
        }
        NodeKind::Or(parts) => parts.iter().any(|part| holds_words(words, part)),
        NodeKind::Not(inner) => !holds_words(words, inner),
        _ => !places(words, node).is_empty(),
    }
}

/// Every way in which a part stands here, as the sorted numbers of its words.
fn places(words: &Words, node: &Node) -> Vec<Vec<usize>> {
    match &node.kind {
        NodeKind::Word(word) => word_places(words, word),
        NodeKind::Phrase { pieces, .. } => {
            let one = |at: usize, piece: &String| fits(piece.as_bytes(), words.words[at].as_bytes());
            let starts = 0..words.words.len().saturating_sub(pieces.len() - 1);
            let stands = |at: &usize| pieces.iter().enumerate().all(|(n, piece)| one(at + n, piece));
            starts.filter(stands).map(|at| (at..at + pieces.len()).collect()).collect()
        }
        NodeKind::Or(parts) => parts.iter().flat_map(|part| places(words, part)).collect(),
        NodeKind::Near { left, right, within } => {
            let (left, right) = (places(words, left), places(words, right));
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

fn word_places(words: &Words, word: &Word) -> Vec<Vec<usize>> {
    let [piece] = word.pieces.as_slice() else { panic!("{word:?} is not generated") };
    let here = words.words.iter().enumerate().filter(|(_, text)| fits_word(word.kind, piece, text));
    here.map(|(n, _)| vec![n]).collect()
}

fn fits_word(kind: WordKind, piece: &str, text: &str) -> bool {
    if piece.contains(['*', '?']) {
        return fits(piece.as_bytes(), text.as_bytes());
    }
    match kind {
        WordKind::Stemmed => terms::stem(piece) == terms::stem(text),
        WordKind::Exact => piece == text,
        WordKind::Fuzzy(edits) => {
            piece.chars().next() == text.chars().next() && edits_apart(piece, text) <= edits.into()
        }
    }
}

/// Letters to insert, remove, replace, or swap with the next.
fn edits_apart(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let mut least = (table[i - 1][j] + 1)
                    .min(table[i][j - 1] + 1)
                    .min(table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(table[i - 2][j - 2] + 1);
                }
                least
            };
        }
    }
    table[a.len()][b.len()]
}

fn is_near(words: &Words, a: &[usize], b: &[usize], within: Within) -> bool {
    if a.iter().any(|word| b.contains(word)) {
        return false;
    }
    let (first, last) = (|p: &[usize]| p[0], |p: &[usize]| p[p.len() - 1]);
    // A possessive ending between them counts for nothing.
    let apart = |from: usize, to: usize| 1 + (from + 1..to).filter(|&n| words.words[n] != terms::POSSESSIVE).count();
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
    }
}

fn fits(pattern: &[u8], word: &[u8]) -> bool {
    match pattern.split_first() {
        None => word.is_empty(),
        Some((b'*', rest)) => (0..=word.len()).any(|n| fits(rest, &word[n..])),
        Some((b'?', rest)) => {
            let letter = 1 + word.iter().skip(1).take_while(|byte| **byte & 0xC0 == 0x80).count();
            !word.is_empty() && fits(rest, &word[letter..])
        }
        Some((c, rest)) => word.first() == Some(c) && fits(rest, &word[1..]),
    }
}

/// Tells whether each match of a query shows words of the passage's text.
pub fn is_positive(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Not(_) | NodeKind::Days { .. } => false,
        NodeKind::List(clauses) => clauses.iter().any(|(sign, node)| *sign != Sign::MustNot && is_positive(node)),
        NodeKind::Or(parts) => parts.iter().all(is_positive),
        NodeKind::Lead(inner) => is_positive(inner),
        NodeKind::Field { field: Field::Said, inner } => is_positive(inner),
        NodeKind::Field { .. } => false,
        _ => true,
    }
}
