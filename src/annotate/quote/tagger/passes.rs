//! Tokens → for each the probabilities of being content, source or cue, in two passes.
//!
//! A paragraph is one sequence. The first pass knows words, marks and positions; the second
//! knows what the first believed as well. A paragraph in which the first pass sees nothing
//! that reports speech is not read twice. Features of the first pass count in the second
//! too, so that both models' weights are summed at once.

use super::around::Around;
use super::cells::{self, Cell, PAD};
use super::first;
use super::second::{self, Belief};
use super::sums::{Both, One, Row, Summing, join};
use super::tokens::Tokens;
use crate::annotate::sequence::{Model, Scratch};

/// Outside, then begin and inside of content, source and cue.
pub(crate) const LABELS: usize = 7;
pub(crate) const CONTENT: u8 = 1;
pub(crate) const SOURCE: u8 = 3;
pub(crate) const CUE: u8 = 5;
/// A paragraph without a cue or content as likely as this is settled after one pass.
const WORTH_A_SECOND_LOOK: f32 = 0.04;

/// Labels and label probabilities of all tokens of a text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tags {
    pub labels: Vec<u8>,
    pub marginals: Vec<f32>,
}

impl Tags {
    /// Returns the probability that a token belongs to a content, source or cue.
    pub fn probability(&self, token: usize, begin: u8) -> f32 {
        let at = token * LABELS + begin as usize;
        self.marginals.get(at..at + 2).map_or(0.0, |p| p[0] + p[1])
    }
}

/// The models of both passes.
#[derive(Debug, Clone)]
pub(crate) struct Passes {
    /// Weights of what both look at: the first pass's labels, then the second's.
    pub both: Model,
    /// Transitions of the first pass.
    pub first: Model,
    /// Transitions of the second pass, and weights of what it alone looks at.
    pub second: Model,
}

/// Two models with what they said of words and groups of features before.
#[derive(Debug)]
pub(crate) struct Tagger<'m> {
    passes: &'m Passes,
    first: Summing<Both<'m>>,
    second: Summing<One<'m>>,
    around: Around,
    cells: Vec<Cell>,
    beliefs: Vec<Belief>,
    classes: Vec<u8>,
    /// One for each token, after twice [`PAD`] others.
    rows: Vec<Row>,
    scores: Vec<f32>,
    labels: Vec<u8>,
    marginals: Vec<f32>,
    scratch: Scratch,
}

impl<'m> Tagger<'m> {
    /// Returns a tagger that has read nothing.
    pub fn new(passes: &'m Passes) -> Self {
        Tagger {
            passes,
            first: Summing::new(Both(&passes.both)),
            second: Summing::new(One(&passes.second)),
            around: Around::new(),
            cells: Vec::new(),
            beliefs: Vec::new(),
            classes: Vec::new(),
            rows: Vec::new(),
            scores: Vec::new(),
            labels: Vec::new(),
            marginals: Vec::new(),
            scratch: Scratch::default(),
        }
    }

    /// Forgets what was kept of forms, whose numbers mean others from here on.
    pub fn forget_forms(&mut self) {
        self.around.forget_forms();
    }

    /// Tags all tokens of a text; the forms must all come from one table.
    pub fn tag(&mut self, tokens: Tokens<'_>) -> Tags {
        let mut tags = Tags::default();
        for paragraph in 0..tokens.text.paragraphs.len() {
            self.first_pass(tokens, paragraph);
            let likely = |row: &[f32]| 1.0 - row[0] - row[SOURCE as usize] - row[SOURCE as usize + 1];
            if self.marginals.chunks_exact(LABELS).any(|row| likely(row) > WORTH_A_SECOND_LOOK) {
                self.second_pass();
            }
            tags.labels.extend_from_slice(&self.labels);
            tags.marginals.extend_from_slice(&self.marginals);
        }
        tags
    }

    /// Returns what the first pass alone says of a paragraph.
    #[cfg(any(test, feature = "train"))]
    pub fn first_tags(&mut self, tokens: Tokens<'_>, paragraph: usize) -> Tags {
        self.first_pass(tokens, paragraph);
        Tags { labels: self.labels.clone(), marginals: self.marginals.clone() }
    }

    fn first_pass(&mut self, tokens: Tokens<'_>, paragraph: usize) {
        cells::fill(tokens, paragraph, &mut self.cells);
        let n = self.cells.len() - 2 * PAD;
        self.classes.clear();
        self.classes.extend(self.cells[PAD..PAD + n].iter().map(|c| c.class));
        self.around.sum(&self.cells, &mut self.first, &mut self.rows);
        let Tagger { first, rows, cells, .. } = self;
        let mut add = |i: usize, more: &Row| join(&mut rows[2 * PAD + i], more);
        for i in 0..n {
            first.begin(i);
            first::push(cells, i, first);
            first::push_pairs(cells, i, first);
            first.end(&mut add);
        }
        first.settle(&mut add);
        self.decode(0, n);
    }

    fn second_pass(&mut self) {
        second::fill(&self.cells, &self.labels, &self.marginals, &mut self.beliefs);
        let n = self.labels.len();
        let Tagger { second, rows, cells, beliefs, .. } = self;
        let mut add = |i: usize, more: &[i16; 8]| {
            if let Some(sums) = rows[2 * PAD + i][LABELS..].first_chunk_mut() {
                join(sums, more);
            }
        };
        for i in 0..n {
            second.begin(i);
            second::push(cells, beliefs, i, second);
            second.end(&mut add);
        }
        second.settle(&mut add);
        self.decode(1, n);
    }

    /// Turns the sums of a pass into probabilities and labels: the likeliest of each token
    /// after the first, the best that go together after the second.
    fn decode(&mut self, pass: usize, n: usize) {
        let model = if pass == 0 { &self.passes.first } else { &self.passes.second };
        self.scores.clear();
        for sums in &self.rows[2 * PAD..2 * PAD + n] {
            self.scores.extend(sums[LABELS * pass..][..LABELS].iter().map(|&s| f32::from(s) * model.scale()));
        }
        self.marginals.clear();
        self.marginals.extend_from_slice(model.marginals(&self.scores, &self.classes, &mut self.scratch));
        self.labels.clear();
        if pass == 0 {
            self.labels.extend(self.marginals.chunks_exact(LABELS).map(likeliest));
        } else {
            self.labels.extend_from_slice(model.viterbi(&self.scores, &self.classes, &mut self.scratch));
        }
    }
}

fn likeliest(row: &[f32]) -> u8 {
    let best = row.iter().enumerate().fold((0, 0.0), |best, (y, &p)| if p > best.1 { (y, p) } else { best });
    best.0 as u8
}

/// Returns the runs of a label in `labels`, as offsets.
pub(crate) fn runs(labels: &[u8], begin: u8) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < labels.len() {
        if labels[i] != begin && labels[i] != begin + 1 {
            i += 1;
            continue;
        }
        let end = (i + 1..labels.len()).find(|&j| labels[j] != begin + 1).unwrap_or(labels.len());
        out.push(i..end);
        i = end;
    }
    out
}
