//! Columns of an index → which names each living article holds, for the joining of names.

use std::collections::BTreeMap;

use tantivy::columnar::StrColumn;
use tantivy::{DocId, Searcher, SegmentReader};

use super::aliases::{ALIAS_PARTS, BESIDE, GUESS, NEAR, NOUN, PAST, TRAIT};
use super::names::spell;
use super::schema::columns;
use crate::names::survey::{NameId, Seen, Sort, Survey};
use crate::names::{NameKind, described};

/// Reads the names of all living articles.
pub(super) fn of(searcher: &Searcher) -> tantivy::Result<Survey> {
    let mut survey = Survey::default();
    for reader in searcher.segment_readers() {
        add(&mut survey, reader)?;
    }
    survey.sort();
    Ok(survey)
}

/// A column of names with the number of each of its values.
struct Names {
    column: StrColumn,
    ids: Vec<NameId>,
    spellings: Vec<String>,
    /// Articles by value.
    articles: Vec<u32>,
}

impl Names {
    fn open(survey: &mut Survey, reader: &SegmentReader, kind: NameKind) -> tantivy::Result<Option<Names>> {
        let Some(column) = reader.fast_fields().str(super::names::column(kind))? else { return Ok(None) };
        let ords: Vec<u64> = (0..column.num_terms() as u64).collect();
        let (mut ids, mut spellings) = (Vec::new(), Vec::new());
        spell(&column, &ords, |name| {
            ids.push(survey.intern(Sort::Of(kind), name));
            spellings.push(name.to_owned());
        })?;
        let articles = vec![0; ids.len()];
        Ok(Some(Names { column, ids, spellings, articles }))
    }

    /// Adds the names of some entries to those of their article.
    fn read(&mut self, docs: std::ops::Range<DocId>, seen: &mut Seen) {
        let mut ords: BTreeMap<usize, u32> = BTreeMap::new();
        for ord in docs.flat_map(|doc| self.column.term_ords(doc)) {
            *ords.entry(usize::try_from(ord).unwrap_or(usize::MAX)).or_default() += 1;
        }
        for (ord, mentions) in ords {
            let (Some(&id), Some(articles)) = (self.ids.get(ord), self.articles.get_mut(ord)) else { continue };
            *articles += 1;
            seen.names.push((id, mentions));
        }
    }
}

fn add(survey: &mut Survey, reader: &SegmentReader) -> tantivy::Result<()> {
    let fast = reader.fast_fields();
    let (passages, published) = (fast.u64(columns::PASSAGES)?, fast.i64(columns::PUBLISHED)?);
    let (ids, sources) = (fast.str(columns::ARTICLE_ID)?, fast.str(columns::SOURCE)?);
    let aliases = fast.str(columns::ALIAS)?;
    let said = aliases.as_ref().map(|column| pairs(survey, column)).transpose()?.unwrap_or_default();
    let mut names = Vec::new();
    for kind in NameKind::ALL {
        names.extend(Names::open(survey, reader, kind)?);
    }
    let text = |column: &Option<StrColumn>, doc: DocId| -> tantivy::Result<Option<String>> {
        let Some((column, ord)) = column.as_ref().and_then(|c| Some((c, c.ords().first(doc)?))) else {
            return Ok(None);
        };
        let mut text = String::new();
        column.ord_to_str(ord, &mut text)?;
        Ok(Some(text))
    };
    for doc in reader.doc_ids_alive() {
        let Some(n) = passages.first(doc) else { continue };
        let last = doc + 1 + DocId::try_from(n).unwrap_or(0);
        let mut seen = Seen {
            id: text(&ids, doc)?.unwrap_or_default(),
            day: if n > 0 { published.first(doc + 1) } else { None },
            source: if n > 0 { text(&sources, doc + 1)? } else { None },
            ..Seen::default()
        };
        names.iter_mut().for_each(|names| names.read(doc + 1..last, &mut seen));
        for ord in aliases.iter().flat_map(|column| column.term_ords(doc)) {
            match usize::try_from(ord).ok().and_then(|n| said.get(n)) {
                Some(Pair::Call(name, other)) => seen.calls.push((*name, *other)),
                Some(Pair::Trait(name, said)) => seen.traits.push((*name, *said)),
                Some(Pair::Noun(name, word)) => seen.nouns.push((*name, *word)),
                Some(Pair::Past(name, word)) => seen.past.push((*name, *word)),
                Some(Pair::Beside(name, word)) => seen.beside.push((*name, *word)),
                Some(Pair::Near(description, person)) => seen.near.push((*description, *person)),
                Some(Pair::Guess(description, person)) => seen.guessed.push((*description, *person)),
                Some(Pair::Described(name, description)) => seen.described.push((*name, *description)),
                _ => {}
            }
        }
        survey.articles.push(seen);
    }
    for names in names {
        for ((id, spelling), articles) in names.ids.into_iter().zip(&names.spellings).zip(names.articles) {
            if articles > 0 {
                survey.add_spelling(id, spelling, articles);
            }
        }
    }
    Ok(())
}

/// A value of the `alias` column.
#[derive(Debug, Clone, Copy)]
enum Pair {
    /// A name and what else an article calls it.
    Call(NameId, NameId),
    /// A name and what an article says of its bearer.
    Trait(NameId, NameId),
    /// A name and what an article calls its bearer.
    Noun(NameId, NameId),
    /// A name and what an article says that its bearer is no longer.
    Past(NameId, NameId),
    /// A name and a word beside what an article calls its bearer.
    Beside(NameId, NameId),
    /// A description and a person named shortly before it.
    Near(NameId, NameId),
    /// A description and a person whom it may mean.
    Guess(NameId, NameId),
    /// A speaker and a description that means her.
    Described(NameId, NameId),
    /// Nothing that names are joined by.
    Other,
}

fn pairs(survey: &mut Survey, column: &StrColumn) -> tantivy::Result<Vec<Pair>> {
    let ords: Vec<u64> = (0..column.num_terms() as u64).collect();
    let mut pairs = Vec::with_capacity(ords.len());
    spell(column, &ords, |value| {
        let mut parts = value.splitn(3, ALIAS_PARTS);
        let pair = match (parts.next(), parts.next(), parts.next()) {
            (Some(TRAIT), Some(name), Some(said)) => {
                Pair::Trait(survey.intern(Sort::Of(NameKind::Person), name), survey.intern(Sort::Trait, said))
            }
            (Some(mark @ (NOUN | PAST | BESIDE)), Some(name), Some(word)) => {
                let (name, word) =
                    (survey.intern(Sort::Of(NameKind::Person), name), survey.intern(Sort::Calling, word));
                match mark {
                    NOUN => Pair::Noun(name, word),
                    PAST => Pair::Past(name, word),
                    _ => Pair::Beside(name, word),
                }
            }
            (Some(mark @ (NEAR | GUESS)), Some(description), Some(person)) => {
                let description = survey.intern(Sort::Of(NameKind::Speaker), description);
                let person = survey.intern(Sort::Of(NameKind::Person), person);
                if mark == NEAR { Pair::Near(description, person) } else { Pair::Guess(description, person) }
            }
            (Some(letter), Some(name), Some(alias)) => match NameKind::of_letter(letter) {
                Some(kind) if kind != NameKind::Speaker => {
                    let other = survey.intern(Sort::Of(kind), alias);
                    survey.add_spelling(other, alias, 0);
                    Pair::Call(survey.intern(Sort::Of(kind), name), other)
                }
                Some(kind) => match described::name_of(alias) {
                    Some(description) => {
                        let description = survey.intern(Sort::Of(kind), &description);
                        Pair::Described(survey.intern(Sort::Of(kind), name), description)
                    }
                    None => Pair::Other,
                },
                None => Pair::Other,
            },
            _ => Pair::Other,
        };
        pairs.push(pair);
    })?;
    Ok(pairs)
}
