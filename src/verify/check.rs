//! A file of citations + the index → what has become of each.

use std::io::{self, BufRead};

use super::VerifyError;
use super::align::Change;
use super::files::{self, BadCitation, Citation, CitationFormat};
use super::record;
use super::successor;
use super::words::{self, Recorded};
use crate::index::StoredArticle;
use crate::search::Searcher;
use crate::span::Span;

/// What has become of what was cited.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Standing {
    /// It is there, letter by letter.
    Unchanged,
    /// It is there with another text, or in another place; or the citation’s own words are not
    /// those whose hash it has.
    Changed {
        /// From the text cited to the text on record; empty where the citation has no text, or
        /// where only the place has changed.
        changes: Vec<Change>,
        /// Id of the passage that has the text, where it is another one: of the article cited or,
        /// where that was edited and has another id now, of its later version.
        found_at: Option<String>,
    },
    /// There is no such passage or article any more.
    Gone {
        /// Id of a passage that has the same words, under another article.
        found_at: Option<String>,
    },
}

/// A citation and what has become of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Checked {
    /// The citation, as the file has it.
    pub citation: Citation,
    /// What has become of it.
    pub standing: Standing,
}

/// How many citations have come to what.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tally {
    /// How the file is written.
    pub format: CitationFormat,
    /// There, and the same.
    pub unchanged: u64,
    /// Changed.
    pub changed: u64,
    /// Gone.
    pub gone: u64,
    /// Records that are no citations.
    pub unreadable: u64,
}

impl Tally {
    /// Returns how many citations were checked.
    pub fn checked(&self) -> u64 {
        self.unchanged + self.changed + self.gone
    }

    /// Tells whether every record was a citation that still holds.
    pub fn is_clean(&self) -> bool {
        self.changed + self.gone + self.unreadable == 0
    }
}

/// Why reading ended.
struct Stop(VerifyError);

impl From<io::Error> for Stop {
    fn from(source: io::Error) -> Self {
        Stop(VerifyError::Read { name: String::new(), source })
    }
}

/// Checks every citation of a file, one after the other; `name` is what errors call the file.
///
/// # Errors
///
/// [`VerifyError`] where the file or the index cannot be read, or no citation is in the file.
pub fn citations(
    searcher: &Searcher,
    name: &str,
    file: impl BufRead,
    mut each: impl FnMut(Result<Checked, BadCitation>),
) -> Result<Tally, VerifyError> {
    let (mut unchanged, mut changed, mut gone, mut unreadable) = (0, 0, 0, 0);
    let read = files::read(file, |found| {
        let citation = match found {
            Ok(citation) => citation,
            Err(bad) => {
                unreadable += 1;
                each(Err(bad));
                return Ok(());
            }
        };
        let standing = standing(searcher, &citation).map_err(Stop)?;
        match standing {
            Standing::Unchanged => unchanged += 1,
            Standing::Changed { .. } => changed += 1,
            Standing::Gone { .. } => gone += 1,
        }
        each(Ok(Checked { citation, standing }));
        Ok(())
    });
    let format = read.map_err(|Stop(error)| match error {
        VerifyError::Read { source, .. } => VerifyError::Read { name: name.to_owned(), source },
        other => other,
    })?;
    let tally = Tally { format, unchanged, changed, gone, unreadable };
    if tally.checked() + tally.unreadable == 0 {
        return Err(VerifyError::NoCitations { name: name.to_owned() });
    }
    Ok(tally)
}

fn standing(searcher: &Searcher, citation: &Citation) -> Result<Standing, VerifyError> {
    let index = searcher.index();
    if let Some(stored) = index.undoubted(&citation.id)? {
        return Ok(of_article(citation, &stored));
    }
    let place = citation.id.rsplit_once('#').and_then(|(id, n)| Some((id, n.parse::<u32>().ok()?)));
    if let Some((id, paragraph)) = place
        && let Some(stored) = index.undoubted(id)?
    {
        return Ok(of_passage(citation, &stored, paragraph));
    }
    if let Some(stored) = successor::of(searcher, citation)? {
        let id = stored.article.id.clone();
        let (now, standing) = match place {
            Some((_, paragraph)) => (format!("{id}#{paragraph}"), of_passage(citation, &stored, paragraph)),
            None => (id, of_article(citation, &stored)),
        };
        match standing {
            Standing::Unchanged => return Ok(Standing::Changed { changes: Vec::new(), found_at: Some(now) }),
            Standing::Changed { changes, found_at } => {
                return Ok(Standing::Changed { changes, found_at: found_at.or(Some(now)) });
            }
            Standing::Gone { .. } => {}
        }
    }
    let found_at = match &citation.text {
        Some(text) => record::passage_with(searcher, text)?,
        None => None,
    };
    Ok(Standing::Gone { found_at })
}

fn of_article(citation: &Citation, stored: &StoredArticle) -> Standing {
    let recorded = Recorded::of(stored, Span::new(0, stored.article.text.len()));
    if words::is_cited(citation, &recorded) {
        return Standing::Unchanged;
    }
    Standing::Changed { changes: words::changes(citation, &recorded), found_at: None }
}

/// Looks for the passage where it was, then elsewhere in its article, then for what is most
/// like it.
fn of_passage(citation: &Citation, stored: &StoredArticle, paragraph: u32) -> Standing {
    let id = |n: usize| format!("{}#{n}", stored.article.id);
    let recorded = |span: &Span| Recorded::of(stored, *span);
    let here = stored.passages.get(paragraph as usize).map(recorded);
    if here.as_ref().is_some_and(|here| words::is_cited(citation, here)) {
        return Standing::Unchanged;
    }
    let passages: Vec<Recorded<'_>> = stored.passages.iter().map(recorded).collect();
    let changed = |there: &Recorded<'_>, n: usize| {
        let found_at = (n != paragraph as usize).then(|| id(n));
        Standing::Changed { changes: words::changes(citation, there), found_at }
    };
    if let Some(n) = passages.iter().position(|there| words::is_cited(citation, there)) {
        return Standing::Changed { changes: Vec::new(), found_at: Some(id(n)) };
    }
    // The passage is there, and it is the citation that says something else.
    if let Some(n) = passages.iter().position(|there| words::has_hash(citation, there.text)) {
        return changed(&passages[n], n);
    }
    let Some(cited) = citation.text.as_ref().or(citation.words.as_ref()) else {
        return here.map_or(Standing::Gone { found_at: None }, |here| changed(&here, paragraph as usize));
    };
    let likeness = |there: &Recorded<'_>| record::likeness(cited, there.text);
    // The place it had counts for it, unless another passage is clearly more like it.
    let at_home = here.as_ref().map_or(0.0, |here| likeness(here) + 0.1);
    let others = passages.iter().enumerate().filter(|(n, _)| *n != paragraph as usize);
    let others = others.map(|(n, there)| (n, there, likeness(there)));
    let best = others.max_by(|a, b| a.2.total_cmp(&b.2)).filter(|(.., likeness)| *likeness > at_home.max(0.5));
    match (best, here) {
        (Some((n, there, _)), _) => changed(there, n),
        (None, Some(here)) => changed(&here, paragraph as usize),
        (None, None) => Standing::Gone { found_at: None },
    }
}
