//! Names that mean different people in different articles → postings of the articles in which
//! they mean the one that is asked for.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::{field_of, kind_of};
use crate::index::Index;
use crate::index::names::spell;
use crate::index::schema::columns;
use crate::names::NameKind;
use crate::names::table::{EntityId, MARK, meaning_of};
use crate::query::plan::Leaf;
use crate::rank::group::{Allowed, Group};

/// Returns the postings that each leaf is made of.
pub(super) fn groups(leaves: &[Leaf], index: &Index) -> tantivy::Result<Arc<[Group]>> {
    let mut groups = Vec::with_capacity(leaves.len());
    for leaf in leaves {
        let field = field_of(leaf.scope, index.fields());
        let plain = leaf.forms.iter().filter(|form| meaning_of(form).is_none());
        let mut group = Group::new(field, plain);
        if let Some(kind) = kind_of(leaf.scope) {
            for (term, entity) in leaf.forms.iter().filter_map(|form| meaning_of(form)) {
                let wanted = Wanted { index, kind, term: Term::from_field_text(field, term), entity };
                let mut allowed = Allowed::default();
                for reader in index.searcher().segment_readers() {
                    allowed.insert(reader.segment_id(), wanted.passages(reader, term)?.into());
                }
                group.only.push((term.to_owned(), Arc::new(allowed)));
            }
        }
        groups.push(group);
    }
    Ok(groups.into())
}

/// A name and whom it must mean.
struct Wanted<'a> {
    index: &'a Index,
    kind: NameKind,
    term: Term,
    entity: EntityId,
}

impl Wanted<'_> {
    /// Returns the passages of a segment in which the name means the one that is wanted.
    fn passages(&self, reader: &SegmentReader, term: &str) -> tantivy::Result<Vec<DocId>> {
        let index = reader.inverted_index(self.term.field())?;
        let Some(mut postings) = index.read_postings(&self.term, IndexRecordOption::Basic)? else {
            return Ok(Vec::new());
        };
        let (layout, ids) = (self.index.layouts().of(reader)?, reader.fast_fields().str(columns::ARTICLE_ID)?);
        let Some(ids) = ids else { return Ok(Vec::new()) };
        let mut found: Vec<(DocId, u64)> = Vec::new();
        while postings.doc() != TERMINATED {
            let passage = postings.doc();
            found.extend(ids.ords().first(layout.around(passage).start).map(|ord| (passage, ord)));
            postings.advance();
        }
        let mut ords: Vec<u64> = found.iter().map(|(_, ord)| *ord).collect();
        ords.sort_unstable();
        ords.dedup();
        let key = term.strip_prefix(MARK).unwrap_or(term);
        let mut meant: FxHashMap<u64, bool> = FxHashMap::default();
        let mut next = ords.iter();
        spell(&ids, &ords, |id| {
            if let Some(&ord) = next.next() {
                let meaning = self.index.table().meaning_of_key(self.kind, key, id);
                meant.insert(ord, meaning == Some(self.entity));
            }
        })?;
        found.retain(|(_, ord)| meant.get(ord).copied().unwrap_or(false));
        Ok(found.into_iter().map(|(passage, _)| passage).collect())
    }
}
