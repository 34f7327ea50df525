//! Found quotes beside the annotated ones → precision, recall and F1.
//!
//! As the evaluation of the annotated articles counts, save that it asks for tokens where
//! that asks for runs of letters.

use std::collections::BTreeSet;

use super::late::Desk;
use super::verdicts;
use crate::annotate::quote::link::draft;
use crate::annotate::quote::models::learnt::Models;
use crate::annotate::text::Run;
use crate::annotate::{MIN_CONFIDENCE, Options, QuoteKind};

/// Right answers, answers, and what was to be answered.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    pub right: usize,
    pub given: usize,
    pub asked: usize,
}

impl Tally {
    pub fn precision(self) -> f64 {
        self.right as f64 / self.given.max(1) as f64
    }

    pub fn recall(self) -> f64 {
        self.right as f64 / self.asked.max(1) as f64
    }

    pub fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.given + self.asked).max(1) as f64
    }
}

/// Figures of some articles.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Score {
    pub found: Tally,
    pub exact: Tally,
    pub in_marks: Tally,
    pub mention: Tally,
    /// Names at any confidence, and those shown by default.
    pub named: Tally,
    pub shown: Tally,
}

impl Score {
    /// Scores what models find in some articles.
    pub fn new(desk: &Desk<'_>, models: &Models, articles: impl Iterator<Item = usize>) -> Self {
        let mut score = Score::default();
        articles.for_each(|a| score.add(desk, models, a));
        score
    }

    fn add(&mut self, desk: &Desk<'_>, models: &Models, a: usize) {
        let scene = desk.scene(a);
        let (reading, gold) = (&desk.readings[a], &desk.articles[a].attributions);
        let any = desk.found(a, models, &Options { min_confidence: 0.0 });
        let words = |runs: &[Run]| -> BTreeSet<usize> {
            runs.iter().flat_map(|r| r.range()).filter(|&i| scene.is_wordlike(i)).collect()
        };
        let pieces: Vec<&[Run]> = any.iter().map(|(d, _)| d.pieces()).collect();
        let partners = verdicts::found(&scene, reading, &pieces);
        for tally in [&mut self.found, &mut self.exact, &mut self.mention] {
            tally.given += any.len();
            tally.asked += gold.len();
        }
        let is_quoted = |n: usize| draft::kind(&scene, &reading.runs[n][0]) != QuoteKind::Indirect;
        self.in_marks.asked += (0..gold.len()).filter(|&n| is_quoted(n)).count();
        let n_named = gold.iter().filter(|g| g.is_resolved && g.speaker.is_some()).count();
        self.named.asked += n_named;
        self.shown.asked += n_named;
        for ((draft, quote), partner) in any.iter().zip(partners) {
            let in_marks = quote.kind != QuoteKind::Indirect;
            self.in_marks.given += usize::from(in_marks);
            if let Some(n) = partner {
                let [content, source, _] = &reading.runs[n];
                self.found.right += 1;
                self.exact.right += usize::from(words(content) == words(draft.pieces()));
                self.in_marks.right += usize::from(in_marks && is_quoted(n));
                let mention = words(draft.attribution.source.as_slice());
                let source = words(source);
                let none = source.is_empty() && mention.is_empty();
                self.mention.right += usize::from(none || !mention.is_disjoint(&source));
            }
            self.add_name(quote, partner.map(|n| &gold[n]));
        }
    }

    fn add_name(&mut self, quote: &super::Quote, gold: Option<&super::GoldAttribution>) {
        let Some(name) = quote.speaker.as_deref().filter(|_| gold.is_none_or(|g| g.is_resolved)) else { return };
        let is_right = usize::from(gold.is_some_and(|g| g.is_by(name)));
        let is_shown = quote.sureness() >= MIN_CONFIDENCE;
        self.named.given += 1;
        self.named.right += is_right;
        self.shown.given += usize::from(is_shown);
        self.shown.right += if is_shown { is_right } else { 0 };
    }
}
