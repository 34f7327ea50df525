//! Annotated articles → labels of tokens.

use super::names::are_compatible;
use crate::annotate::quote::marks::pairs::Marks;
use crate::annotate::quote::tagger::passes::{CONTENT, CUE, SOURCE};
use crate::annotate::quote::tagger::tokens::Tokens;
use crate::annotate::quote::words::forms::{Form, FormTable, Words};
use crate::annotate::quote::words::kinds::{Kind, kinds};
use crate::annotate::text::{Run, Text};
use crate::annotate::{EntityMention, entity};
use crate::span::Span;

/// An article whose attributions were marked by hand.
#[derive(Debug, Clone, Default)]
pub struct GoldArticle {
    /// The body.
    pub text: String,
    /// The attributions in it.
    pub attributions: Vec<GoldAttribution>,
    /// Whether it was written for training; how sure answers are is not learnt from it.
    pub is_written: bool,
}

/// Content, source and cue of an attribution, as byte spans.
#[derive(Debug, Clone, Default)]
pub struct GoldAttribution {
    /// Pieces of the attributed words.
    pub content: Vec<Span>,
    /// Pieces of the words that name the speaker.
    pub source: Vec<Span>,
    /// Pieces of the reporting words.
    pub cue: Vec<Span>,
    /// The speaker's name, where it can be told.
    pub speaker: Option<String>,
    /// Further names of a joint source.
    pub also: Vec<String>,
    /// Whether it is known who is meant: a name, or that there is none.
    pub is_resolved: bool,
}

impl GoldAttribution {
    /// Tells whether a name can be that of who said it.
    pub(super) fn is_by(&self, name: &str) -> bool {
        self.speaker.iter().chain(&self.also).any(|speaker| are_compatible(speaker, name))
    }
}

/// An article read for training.
pub(super) struct Reading<'a> {
    pub text: Text<'a>,
    pub forms: Vec<Form>,
    pub kinds: Vec<Kind>,
    pub entities: Vec<EntityMention>,
    pub marks: Marks,
    pub labels: Vec<u8>,
    /// For each attribution its token runs: content, source, cue.
    pub runs: Vec<[Vec<Run>; 3]>,
    pub is_written: bool,
}

impl<'a> Reading<'a> {
    pub fn new(article: &'a GoldArticle) -> Self {
        let text = Text::as_learnt(&article.text);
        let mut labels = vec![0; text.tokens.len()];
        let tokens_of = |spans: &[Span]| -> Vec<Run> {
            let run = |s: &Span| Run {
                start: text.tokens.partition_point(|t| t.span.end <= s.start) as u32,
                end: text.tokens.partition_point(|t| t.span.start < s.end) as u32,
            };
            spans.iter().map(run).filter(|r| r.start < r.end).collect()
        };
        let runs: Vec<[Vec<Run>; 3]> = article
            .attributions
            .iter()
            .map(|a| [tokens_of(&a.content), tokens_of(&a.source), tokens_of(&a.cue)])
            .collect();
        // Of nested attributions the outer one counts: the words that somebody says that others
        // said are hers.
        let told: Vec<bool> = runs.iter().enumerate().map(|(n, r)| is_told_inside(&runs, n, r)).collect();
        for (role, begin) in [CONTENT, SOURCE, CUE].into_iter().enumerate() {
            let outer = runs.iter().zip(&told).filter(|(_, told)| !**told);
            for run in outer.flat_map(|(r, _)| &r[role]) {
                labels[run.range()].fill(begin + 1);
                labels[run.start as usize] = begin;
            }
        }
        for paragraph in 0..text.paragraphs.len() {
            let start = text.paragraph_tokens(paragraph).start as usize;
            if let Some(label) = labels.get_mut(start).filter(|l| **l > 0 && **l % 2 == 0) {
                *label -= 1;
            }
        }
        let entities = entity::annotate_as_learnt(&text);
        Reading {
            entities,
            kinds: Vec::new(),
            forms: Vec::new(),
            marks: Marks::default(),
            labels,
            runs,
            text,
            is_written: article.is_written,
        }
    }

    /// Returns what is known of the tokens before any model.
    pub fn tokens(&self) -> Tokens<'_> {
        Tokens { text: &self.text, forms: &self.forms, kinds: &self.kinds, marks: &self.marks }
    }

    /// Looks the words up once the lexicon is known.
    pub fn read_forms(&mut self, table: &mut FormTable, words: Words) {
        self.forms = table.read(&self.text, words);
        self.look_again();
    }

    /// Reads the kinds of words and the marks anew.
    pub fn look_again(&mut self) {
        self.kinds = kinds(&self.text, &self.forms, &self.entities);
        self.marks = Marks::new(&self.text);
    }
}

/// Tells whether an attribution lies within what another one attributes.
fn is_told_inside(all: &[[Vec<Run>; 3]], n: usize, [content, source, cue]: &[Vec<Run>; 3]) -> bool {
    let own = || content.iter().chain(source).chain(cue);
    let lies_in = |outer: &[Vec<Run>; 3]| {
        let within = |r: &Run| outer[0].iter().any(|o| o.start <= r.start && r.end <= o.end);
        own().next().is_some() && own().all(within) && outer[0] != *content
    };
    all.iter().enumerate().any(|(m, outer)| m != n && lies_in(outer))
}
