//! What the taggers answered about unseen articles, kept in a file.
//!
//! The taggers take most of the training time. Rankers, speakers and confidence can be
//! trained again without them as long as neither they nor the articles change.

use crate::annotate::quote::Reader;
use crate::annotate::quote::models::learnt::Models;
use crate::annotate::quote::tagger::passes::{LABELS, Passes, Tags};
use crate::annotate::sequence::{Model, ModelError};
use crate::annotate::{EntityMention, Options, Quote, Text};

/// Lexicon, whole taggers, and for each article the tags of models that never saw it.
#[derive(Debug, Clone, Default)]
pub(super) struct Tagged {
    pub lexicon: Vec<u8>,
    pub classes: Vec<u8>,
    pub taggers: [Vec<u8>; 3],
    pub tags: Vec<Tags>,
}

impl Tagged {
    /// Returns the whole taggers.
    pub fn passes(&self) -> Result<Passes, ModelError> {
        let [both, first, second] = self.taggers.each_ref().map(|bytes| Model::from_bytes(bytes));
        Ok(Passes { both: both?, first: first?, second: second? })
    }

    /// Returns the bytes of a file that [`Tagged::from_bytes`] reads.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut file = Vec::new();
        let mut put = |bytes: &[u8]| {
            file.extend((bytes.len() as u32).to_le_bytes());
            file.extend_from_slice(bytes);
        };
        put(&self.lexicon);
        put(&self.classes);
        self.taggers.iter().for_each(|t| put(t));
        for tags in &self.tags {
            put(&tags.labels);
            put(&tags.marginals.iter().flat_map(|m| m.to_le_bytes()).collect::<Vec<u8>>());
        }
        file
    }

    /// Reads a kept file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut rest = bytes;
        let mut take = || -> Result<Vec<u8>, ModelError> {
            let (size, after) = rest.split_first_chunk::<4>().ok_or(ModelError::Format)?;
            let size = u32::from_le_bytes(*size) as usize;
            let part = after.get(..size).ok_or(ModelError::Format)?;
            rest = &after[size..];
            Ok(part.to_vec())
        };
        let mut kept =
            Tagged { lexicon: take()?, classes: take()?, taggers: [take()?, take()?, take()?], tags: Vec::new() };
        while let Ok(labels) = take() {
            let marginals = take()?.as_chunks::<4>().0.iter().map(|m| f32::from_le_bytes(*m)).collect::<Vec<f32>>();
            if marginals.len() != labels.len() * LABELS {
                return Err(ModelError::Format);
            }
            kept.tags.push(Tags { labels, marginals });
        }
        Ok(kept)
    }
}

/// A model file other than the shipped one.
#[derive(Debug)]
pub struct Loaded(Models);

impl Loaded {
    /// Reads a model file; it is kept for as long as the program runs.
    pub fn new(file: Vec<u8>) -> Result<Self, ModelError> {
        Models::from_bytes(Vec::leak(file)).map(Loaded)
    }

    /// Finds the quotes of a text as [`annotate`](crate::annotate::quote::annotate) does.
    pub fn annotate(&self, text: &Text<'_>, entities: &[EntityMention], options: &Options) -> Vec<Quote> {
        Reader::new(&self.0).annotate(text, entities, options).quotes
    }
}
