//! Ids and files → what an open index holds under them, for the run that builds the next one.

use std::path::PathBuf;

use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::entries::id_key;
use super::error::IndexError;
use super::open::Index;
use super::schema::columns;

impl Index {
    /// Returns the file that the article with this id was read from.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn file_of(&self, id: &str) -> Result<Option<PathBuf>, IndexError> {
        Ok(self.file_of_article(id)?.map(|name| self.path_of_file(&name)))
    }

    /// Returns the name of the file that the article with this id came from.
    pub(super) fn file_of_article(&self, id: &str) -> Result<Option<String>, IndexError> {
        let term = Term::from_field_text(self.fields().id, &id_key(id));
        self.file_of_term(&term).map_err(|e| self.failed(e))
    }

    fn file_of_term(&self, term: &Term) -> tantivy::Result<Option<String>> {
        for reader in self.searcher().segment_readers() {
            // An article entry stands before its passages, which carry the same id.
            let Some(article) = first_alive(reader, term)? else { continue };
            let Some(files) = reader.fast_fields().str(columns::FILE)? else { continue };
            if let Some(ord) = files.ords().first(article) {
                let mut name = String::new();
                files.ord_to_str(ord, &mut name)?;
                return Ok(Some(name));
            }
        }
        Ok(None)
    }

    /// Returns the ids and hashes of the articles that came from a file.
    pub(super) fn articles_in(&self, file: &str) -> Result<Vec<(String, u64)>, IndexError> {
        let term = Term::from_field_text(self.fields().file, file);
        self.ids_of(&term).map_err(|e| self.failed(e))
    }

    /// Returns how many passages have a folded word as it is written.
    pub(crate) fn passages_with(&self, word: &str) -> Result<u64, IndexError> {
        let term = Term::from_field_text(self.fields().body, word);
        self.searcher().doc_freq(&term).map_err(|e| self.failed(e))
    }

    fn ids_of(&self, term: &Term) -> tantivy::Result<Vec<(String, u64)>> {
        let mut found = Vec::new();
        for reader in self.searcher().segment_readers() {
            let Some(mut postings) = postings(reader, term)? else { continue };
            let Some(ids) = reader.fast_fields().str(columns::ARTICLE_ID)? else { continue };
            let hashes = reader.fast_fields().u64(columns::HASH)?;
            while postings.doc() != TERMINATED {
                let doc = postings.doc();
                postings.advance();
                let Some(ord) = ids.ords().first(doc).filter(|_| !reader.is_deleted(doc)) else { continue };
                let mut id = String::new();
                ids.ord_to_str(ord, &mut id)?;
                found.push((id, hashes.first(doc).unwrap_or(0)));
            }
        }
        Ok(found)
    }
}

fn postings(reader: &SegmentReader, term: &Term) -> tantivy::Result<Option<SegmentPostings>> {
    let index = reader.inverted_index(term.field())?;
    Ok(index.read_postings(term, IndexRecordOption::Basic)?)
}

fn first_alive(reader: &SegmentReader, term: &Term) -> tantivy::Result<Option<DocId>> {
    let Some(mut postings) = postings(reader, term)? else { return Ok(None) };
    while postings.doc() != TERMINATED && reader.is_deleted(postings.doc()) {
        postings.advance();
    }
    Ok(Some(postings.doc()).filter(|&doc| doc != TERMINATED))
}
