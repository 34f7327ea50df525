//! The words of an index: forms of a stem, words that fit a pattern or are spelled alike.

use std::collections::BTreeMap;

use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::{field_of, kind_of};
use crate::index::forms::Forms as FormTable;
use crate::index::schema::Fields;
use crate::names::table::{MARK, Table, meaning_of};
use crate::query::WordKind;
use crate::query::plan::{Forms, Lexicon, Scope};
use crate::query::words::{fits, is_pattern};
use crate::terms::{name_key, stem};

/// The most words that a pattern or a misspelling stands for; the most frequent are kept.
pub(crate) const MAX_FORMS: usize = 4096;

/// The words of one open index.
pub(crate) struct IndexLexicon<'a> {
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
    pub forms: &'a FormTable,
    /// What names mean.
    pub names: &'a Table,
}

impl Lexicon for IndexLexicon<'_> {
    type Error = tantivy::TantivyError;

    fn widen(&self, piece: &str, kind: WordKind, scope: Scope) -> tantivy::Result<Forms> {
        let field = field_of(scope, self.fields);
        if is_pattern(piece) {
            let prefix = piece.split(['*', '?']).next().unwrap_or("");
            return self.scan(field, prefix, |word| fits(piece, word));
        }
        let forms = match kind {
            WordKind::Fuzzy(edits) => {
                let Some(first) = piece.chars().next() else { return Ok(Forms::default()) };
                let letters: Vec<char> = piece.chars().collect();
                let mut alike = Alike::new(letters, usize::from(edits));
                return self.scan(field, &first.to_string(), |word| alike.is_like(word));
            }
            WordKind::Stemmed => {
                let mut forms: Vec<String> =
                    self.forms.of_stem(&stem(piece)).into_iter().map(|(form, _)| form).collect();
                forms.push(piece.to_owned());
                forms
            }
            WordKind::Exact => vec![piece.to_owned()],
        };
        let mut kept = Forms::default();
        for form in forms {
            if self.searcher.doc_freq(&Term::from_field_text(field, &form))? > 0 {
                kept.forms.push(form);
            }
        }
        if let Some(kind) = kind_of(scope) {
            kept.forms.extend(self.names.forms_of_word(kind, piece));
        }
        Ok(kept)
    }

    fn listed(&self, name: &str, scope: Scope) -> tantivy::Result<Vec<String>> {
        let (field, mut kept) = (field_of(scope, self.fields), Vec::new());
        let forms = match kind_of(scope) {
            Some(kind) => self.names.listed(kind, name),
            None => vec![format!("{MARK}{}", name_key(name))],
        };
        for form in forms {
            let term = meaning_of(&form).map_or(form.as_str(), |(term, _)| term);
            if self.searcher.doc_freq(&Term::from_field_text(field, term))? > 0 {
                kept.push(form);
            }
        }
        Ok(kept)
    }

    fn one_of_several(&self, name: &str, scope: Scope) -> Option<(Vec<String>, Vec<String>)> {
        self.names.exactly(kind_of(scope)?, name)
    }
}

impl IndexLexicon<'_> {
    /// Returns the field's words that start with `prefix` and pass `test`.
    fn scan(&self, field: Field, prefix: &str, mut test: impl FnMut(&str) -> bool) -> tantivy::Result<Forms> {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for reader in self.searcher.segment_readers() {
            let index = reader.inverted_index(field)?;
            let mut stream = index.terms().range().ge(prefix.as_bytes()).into_stream()?;
            while stream.advance() {
                let Ok(word) = std::str::from_utf8(stream.key()) else { continue };
                if !word.starts_with(prefix) {
                    break;
                }
                if !word.starts_with(MARK) && test(word) {
                    let count = u64::from(stream.value().doc_freq);
                    match counts.get_mut(word) {
                        Some(total) => *total += count,
                        None => drop(counts.insert(word.to_owned(), count)),
                    }
                }
            }
        }
        let mut words: Vec<(String, u64)> = counts.into_iter().collect();
        let left_out = words.len().saturating_sub(MAX_FORMS);
        if left_out > 0 {
            words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            words.truncate(MAX_FORMS);
        }
        Ok(Forms { forms: words.into_iter().map(|(word, _)| word).collect(), left_out })
    }
}

/// Compares words with one by letters inserted, removed, replaced or swapped with the next.
struct Alike {
    letters: Vec<char>,
    /// Which letters it has, a bit for each.
    kinds: u64,
    edits: usize,
    other: Vec<char>,
    rows: [Vec<usize>; 3],
}

impl Alike {
    fn new(letters: Vec<char>, edits: usize) -> Self {
        let kinds = letters.iter().copied().map(kind).fold(0, |kinds, kind| kinds | kind);
        Alike { letters, kinds, edits, other: Vec::new(), rows: Default::default() }
    }

    fn is_like(&mut self, word: &str) -> bool {
        let Alike { letters, kinds, edits, other, rows: [before, last, row] } = self;
        let (mut length, mut theirs) = (0, 0);
        for c in word.chars() {
            length += 1;
            theirs |= kind(c);
        }
        // An edit brings or takes one kind of letter at most.
        let differ = (*kinds & !theirs).count_ones().max((theirs & !*kinds).count_ones());
        if letters.len().abs_diff(length) > *edits || differ as usize > *edits {
            return false;
        }
        other.clear();
        other.extend(word.chars());
        last.clear();
        last.extend(0..=other.len());
        before.clone_from(last);
        for (i, &a) in letters.iter().enumerate() {
            row.clear();
            row.push(i + 1);
            for (j, &b) in other.iter().enumerate() {
                let mut cost = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
                let swapped = i > 0 && j > 0 && other[j - 1] == a && letters[i - 1] == b;
                if swapped {
                    cost = cost.min(before[j - 1] + 1);
                }
                row.push(cost);
            }
            if row.iter().all(|&cost| cost > *edits) {
                return false;
            }
            std::mem::swap(before, last);
            std::mem::swap(last, row);
        }
        last.last().is_some_and(|&cost| cost <= *edits)
    }
}

/// Returns the bit of a letter; rarer ones share theirs.
fn kind(c: char) -> u64 {
    1 << (c as u32 % 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_tolerance() {
        let mut one = Alike::new("tuberville".chars().collect(), 1);
        for (word, alike) in
            [("tuberville", true), ("tubervile", true), ("tubreville", true), ("tuberrvile", false), ("tub", false)]
        {
            assert_eq!(one.is_like(word), alike, "{word}");
        }
        let mut two = Alike::new("ab".chars().collect(), 2);
        assert!(two.is_like("") && two.is_like("ba") && !two.is_like("xyzab"));
    }
}
