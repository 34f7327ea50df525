//! Tokens → for each the probabilities of being content, source or cue, in two passes.
//!
//! A paragraph is one sequence. The first pass knows words, marks and positions; the second
//! knows what the first believed as well. A paragraph in which the first pass sees nothing
//! that reports speech is not read twice. Features of the first pass count in the second
//! too, so that both models' weights are summed at once.

use super::cells::{self, Cell, PAD};
use super::first::{self, REACH};
use super::forms::Form;
use super::second::{self, Belief};
use super::sums::{Both, One, Summing, join};
use super::tokens::Tokens;
use crate::annotate::sequence::{Model, Scratch};

/// Outside, then begin and inside of content, source and cue.
pub(super) const LABELS: usize = 7;
pub(super) const CONTENT: u8 = 1;
pub(super) const SOURCE: u8 = 3;
pub(super) const CUE: u8 = 5;
/// A paragraph without a cue or content as likely as this is settled after one pass.
const WORTH_A_SECOND_LOOK: f32 = 0.04;
/// Distances from which a word is seen.
const SEEN: usize = 2 * REACH as usize + 1;

/// Labels and label probabilities of all tokens of a text.
#[derive(Debug, Clone, Default)]
pub(super) struct Tags {
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
pub(super) struct Passes {
    /// Weights of what both look at: the first pass's labels, then the second's.
    pub both: Model,
    /// Transitions of the first pass.
    pub first: Model,
    /// Transitions of the second pass, and weights of what it alone looks at.
    pub second: Model,
}

/// Two models with what they said of words and groups of features before.
#[derive(Debug)]
pub(super) struct Tagger<'m> {
    passes: &'m Passes,
    first: Summing<Both<'m>>,
    second: Summing<One<'m>>,
    /// By the number of a form its sums for the tokens around it, the farthest after it last.
    of_forms: Vec<Option<Box<[i16; 16 * SEEN]>>>,
    cells: Vec<Cell>,
    beliefs: Vec<Belief>,
    classes: Vec<u8>,
    /// Sixteen for each token.
    sums: Vec<i16>,
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
            of_forms: Vec::new(),
            cells: Vec::new(),
            beliefs: Vec::new(),
            classes: Vec::new(),
            sums: Vec::new(),
            scores: Vec::new(),
            labels: Vec::new(),
            marginals: Vec::new(),
            scratch: Scratch::default(),
        }
    }

    /// Forgets what was kept of forms, whose numbers mean others from here on.
    pub fn forget_forms(&mut self) {
        self.of_forms.clear();
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
    #[cfg(feature = "train")]
    pub fn first_tags(&mut self, tokens: Tokens<'_>, paragraph: usize) -> Tags {
        self.first_pass(tokens, paragraph);
        Tags { labels: self.labels.clone(), marginals: self.marginals.clone() }
    }

    fn first_pass(&mut self, tokens: Tokens<'_>, paragraph: usize) {
        cells::fill(tokens, paragraph, &mut self.cells);
        let n = self.cells.len() - 2 * PAD;
        self.classes.clear();
        self.classes.extend(self.cells[PAD..PAD + n].iter().map(|c| c.class));
        self.sum_forms();
        for i in 0..n {
            first::push(&self.cells, i, &mut self.first);
            first::push_pairs(&self.cells, i, &mut self.first);
            let sums = &mut self.sums.as_chunks_mut::<16>().0[2 * PAD + i];
            join(sums, &std::mem::take(&mut self.first.sums));
        }
        self.decode(0, n);
    }

    /// Adds to each token's sums what the forms around it say by themselves.
    ///
    /// A form speaks to a stretch of tokens around it, whose sums lie side by side; what it
    /// says beyond the ends goes to rows that nobody reads.
    fn sum_forms(&mut self) {
        let Tagger { cells, sums, of_forms, first, .. } = self;
        sums.clear();
        sums.resize(16 * (cells.len() + 2 * PAD), 0);
        for (i, cell) in cells.iter().enumerate() {
            let id = cell.form.id as usize;
            if of_forms.len() <= id {
                of_forms.resize(id + 1, None);
            }
            let said = of_forms[id].get_or_insert_with(|| Box::new(sums_of_form(&cell.form, first)));
            if let Some(around) = sums[16 * i..].first_chunk_mut() {
                join(around, said);
            }
        }
    }

    fn second_pass(&mut self) {
        second::fill(&self.cells, &self.labels, &self.marginals, &mut self.beliefs);
        let n = self.labels.len();
        for i in 0..n {
            second::push(&self.cells, &self.beliefs, i, &mut self.second);
            let sums = &mut self.sums.as_chunks_mut::<16>().0[2 * PAD + i];
            if let Some(sums) = sums[LABELS..].first_chunk_mut() {
                join(sums, &std::mem::take(&mut self.second.sums));
            }
        }
        self.decode(1, n);
    }

    /// Turns the sums of a pass into probabilities and labels: the likeliest of each token
    /// after the first, the best that go together after the second.
    fn decode(&mut self, pass: usize, n: usize) {
        let model = if pass == 0 { &self.passes.first } else { &self.passes.second };
        self.scores.clear();
        for sums in &self.sums.as_chunks::<16>().0[2 * PAD..2 * PAD + n] {
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

/// Returns what a form says to the token that is [`REACH`] before it, and so on to the one
/// that is as far after it.
fn sums_of_form(form: &Form, summing: &mut Summing<Both<'_>>) -> [i16; 16 * SEEN] {
    let mut said = [0; 16 * SEEN];
    for (said, offset) in said.as_chunks_mut::<16>().0.iter_mut().zip((-REACH..=REACH).rev()) {
        first::of_form(form, offset, summing);
        *said = std::mem::take(&mut summing.sums);
    }
    said
}

/// Returns the runs of a label in `labels`, as offsets.
pub(super) fn runs(labels: &[u8], begin: u8) -> Vec<std::ops::Range<usize>> {
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
