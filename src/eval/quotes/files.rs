//! The two files of the quotation scorer, read and checked.

use std::path::Path;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::super::{EvalError, Identified, Place, read_json_lines};
use super::words::Stretch;
use super::{KINDS, SOURCE_TYPES};

/// An article with the attributions that people found in it.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldArticle {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) attributions: Vec<Attributed>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Attributed {
    pub(super) source: Vec<Stretch>,
    pub(super) cue: Vec<Stretch>,
    pub(super) content: Vec<Stretch>,
    pub(super) kind: String,
    pub(super) source_type: String,
    pub(super) source_head: Option<Stretch>,
    pub(super) speaker_name: Option<String>,
    pub(super) speaker_also: Option<Vec<String>>,
    pub(super) speaker_status: Option<String>,
    pub(super) speaker_entity: Option<String>,
}

/// An article with a system's quotes.
#[derive(Debug, Clone, Deserialize)]
pub struct SystemArticle {
    pub(super) id: String,
    pub(super) quotes: Vec<Quoted>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Quoted {
    start: usize,
    end: usize,
    spans: Option<Vec<Stretch>>,
    pub(super) kind: Option<String>,
    pub(super) speaker: Option<String>,
    speaker_start: Option<usize>,
    speaker_end: Option<usize>,
    cue_start: Option<usize>,
    cue_end: Option<usize>,
}

impl Quoted {
    pub(super) fn spans(&self) -> Vec<Stretch> {
        self.spans.clone().unwrap_or_else(|| vec![(self.start, self.end)])
    }

    pub(super) fn mention(&self) -> Option<Stretch> {
        self.speaker_start.zip(self.speaker_end)
    }
}

impl Identified for GoldArticle {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Identified for SystemArticle {
    fn id(&self) -> &str {
        &self.id
    }
}

/// Reads a gold file of `{"id","text","attributions":[…]}` lines.
///
/// # Errors
///
/// [`EvalError`] with the line, where the file cannot be read, a line is not of this form, or a span lies
/// outside the text.
pub fn read_gold(path: &Path) -> Result<Vec<GoldArticle>, EvalError> {
    read_json_lines(path, |place, article: &GoldArticle| {
        let length = article.text.chars().count();
        for (i, a) in article.attributions.iter().enumerate() {
            if a.content.is_empty() {
                return Err(place.refuse(format!("attribution {i}: no span of content")));
            }
            for (role, spans) in [("content", &a.content), ("source", &a.source), ("cue", &a.cue)] {
                check(place, &format!("attribution {i}: {role}"), spans, length)?;
            }
            if !KINDS.contains(&a.kind.as_str()) || !SOURCE_TYPES.contains(&a.source_type.as_str()) {
                return Err(place.refuse(format!("attribution {i}: unknown kind or source_type")));
            }
        }
        Ok(())
    })
}

/// Reads a system's file; every identifier must be in `gold`, every span must fit its text.
///
/// # Errors
///
/// [`EvalError`] with the line, where the file cannot be read, a line is not of this form, or it is of
/// an article that `gold` lacks.
pub fn read_system(path: &Path, gold: &[GoldArticle]) -> Result<Vec<SystemArticle>, EvalError> {
    let lengths: FxHashMap<&str, usize> = gold.iter().map(|a| (a.id.as_str(), a.text.chars().count())).collect();
    read_json_lines(path, |place, article: &SystemArticle| {
        let Some(&length) = lengths.get(article.id.as_str()) else {
            return Err(place.refuse(format!("id `{}` is not in the gold file", article.id)));
        };
        for (i, quote) in article.quotes.iter().enumerate() {
            let at = format!("quote {i}");
            check(place, &at, &[(quote.start, quote.end)], length)?;
            check(place, &at, &quote.spans(), length)?;
            if let Some(kind) = quote.kind.as_deref().filter(|kind| !KINDS.contains(kind)) {
                return Err(place.refuse(format!("{at}: kind `{kind}` is none of {}", KINDS.join(", "))));
            }
            for (role, start, end) in
                [("speaker", quote.speaker_start, quote.speaker_end), ("cue", quote.cue_start, quote.cue_end)]
            {
                match (start, end) {
                    (Some(start), Some(end)) => check(place, &format!("{at}: {role}"), &[(start, end)], length)?,
                    (None, None) => {}
                    _ => return Err(place.refuse(format!("{at}: {role}_start and {role}_end go together"))),
                }
            }
        }
        Ok(())
    })
}

fn check(place: &Place<'_>, role: &str, spans: &[Stretch], length: usize) -> Result<(), EvalError> {
    match spans.iter().find(|&&(start, end)| start >= end || end > length) {
        Some((start, end)) => {
            Err(place.refuse(format!("{role}: span [{start}, {end}) does not fit a text of {length} characters")))
        }
        None => Ok(()),
    }
}
