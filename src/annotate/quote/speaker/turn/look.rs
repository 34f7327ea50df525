//! Somebody who may speak → what the ranker sees of her.

use super::{Choice, REACH, Turn};
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::link::draft::{Draft, Origin};
use crate::annotate::quote::marks::pairs::Place;
use crate::annotate::quote::people::roster::People;
use crate::annotate::quote::tagger::sink::Emit;
use crate::annotate::quote::words::kinds::class_of;
use crate::annotate::text::Run;

/// What is seen of one candidate, in small numbers.
pub(super) struct Look {
    /// How many quotes ago she spoke, and how many others spoke since; 9 for never.
    back: u64,
    rank: u64,
    /// Whether the speaker of the quote before is unknown.
    is_unknown: u64,
    /// Her part in the sentences before and after.
    lead: u64,
    follow: u64,
    /// The words around her there.
    before_kind: u64,
    after_word: u64,
    after_kind: u64,
    /// Whether the next quote is hers (1), another's (2), nobody's named (3) or has no source (4).
    next: u64,
    /// Whether she is named in the quotation, and in the one before.
    inside: u64,
    inside_before: u64,
    /// How many are named more; whether she is a person.
    place: u64,
    is_person: u64,
    /// How many there are.
    of: u64,
}

/// What is seen of a turn, whoever may speak.
pub(super) struct Surroundings {
    /// Whether it opens (1) and ends (2) its paragraph.
    shape: u64,
    /// Paragraphs since the quote before, whether that one fills its own, its kind, whether it asks.
    gap: u64,
    fills_before: u64,
    kind_before: u64,
    asks_before: u64,
    /// Whether the quote before has a source, or it is "I" (2), and the stem of its reporting word.
    sourced_before: u64,
    cue_before: u64,
    /// How many quotations in a row nobody is named beside: before, and after.
    run: [u64; 2],
    asks: u64,
    words: u64,
    words_before: u64,
    first: u64,
    /// Paragraphs since the sentence before, how it ends, whether it reports the quote before, and
    /// whether it asks.
    lead_gap: u64,
    lead_end: u64,
    lead_reports: u64,
    lead_asks: u64,
}

impl Choice<'_> {
    /// Looks at one candidate.
    pub(super) fn look(&self, scene: &Scene<'_>, people: &People, k: usize) -> Look {
        let candidate = &self.candidates[k];
        let person = candidate.named.person;
        let many = |p: Option<usize>| p.map_or(0, |p| people.persons[p].n_mentions);
        let named_in = |run: Run| person.is_some() && people.namings_between(&[run]).any(|n| Some(n.person) == person);
        let beside = candidate.lead_tokens;
        let unknown = self.turn.names.last().is_some_and(|n| n.is_none());
        Look {
            back: candidate.spoke.map_or(9, |s| s.0.min(4) as u64),
            rank: candidate.spoke.map_or(9, |s| s.1.min(3) as u64),
            is_unknown: u64::from(unknown),
            lead: candidate.lead as u64,
            follow: candidate.follow as u64,
            before_kind: beside.and_then(|t| t.start.checked_sub(1)).map_or(0, |i| class_of(scene.kind(i as usize))),
            after_word: beside.map_or(0, |t| scene.word_hash(t.end as usize)),
            after_kind: beside.map_or(0, |t| class_of(scene.kind(t.end as usize))),
            next: match (self.next, self.turn.after.first().map(|d| d.attribution.source)) {
                (_, None) => 0,
                (Some(next), _) if Some(next) == person => 1,
                (Some(_), _) => 2,
                (None, Some(Some(_))) => 3,
                (None, Some(None)) => 4,
            },
            inside: u64::from(named_in(self.words)),
            inside_before: u64::from(self.before.is_some_and(|d| named_in(whole(d)))),
            place: self.candidates.iter().filter(|c| many(c.named.person) > many(person)).count().min(3) as u64,
            is_person: u64::from(person.is_some()),
            of: self.candidates.len().min(4) as u64,
        }
    }
}

impl Surroundings {
    /// Looks at a turn, the quote before it and the sentence before.
    pub fn new(scene: &Scene<'_>, turn: Turn<'_>, words: Run, lead: Option<Run>) -> Self {
        let (before, start) = (turn.drafts.last(), words.start as usize);
        let paragraphs_from = |token: usize| (scene.paragraph_of(start) - scene.paragraph_of(token)).min(3) as u64;
        let before = before.map(|d| (d, whole(d)));
        let cue = before.and_then(|(d, _)| d.attribution.cue);
        Surroundings {
            shape: shape(scene, words),
            gap: before.map_or(9, |(_, w)| paragraphs_from((w.end as usize - 1).min(start))),
            fills_before: before.map_or(9, |(_, w)| u64::from(shape(scene, w) == 3)),
            kind_before: before.map_or(9, |(d, _)| d.kind(scene) as u64),
            asks_before: before.map_or(9, |(_, w)| u64::from(asks(scene, w))),
            sourced_before: before.map_or(9, |(d, _)| match d.attribution.source {
                Some(source) => 1 + u64::from(scene.is_word(source.start as usize, &["i", "we"])),
                None => 0,
            }),
            cue_before: cue.map_or(0, |c| scene.forms[c.end as usize - 1].stem),
            run: [in_a_row(turn.draft, turn.drafts.iter().rev()), in_a_row(turn.draft, turn.after.iter())],
            asks: u64::from(asks(scene, words)),
            words: length(words),
            words_before: before.map_or(9, |(_, w)| length(w)),
            first: words.range().find(|&i| scene.is_wordlike(i)).map_or(0, |i| scene.word_hash(i)),
            lead_gap: lead.map_or(9, |l| paragraphs_from(l.start as usize)),
            lead_end: lead.map_or(9, |l| match scene.word(l.end as usize - 1) {
                ":" => 1,
                "?" => 2,
                _ => 0,
            }),
            lead_reports: u64::from(lead.zip(cue).is_some_and(|(l, c)| l.start <= c.start && c.start < l.end)),
            lead_asks: u64::from(lead.is_some_and(|l| l.range().any(|i| is_asking(scene, i)))),
        }
    }
}

/// All words of a draft, and what stands between its pieces.
fn whole(draft: &Draft) -> Run {
    match draft.pieces() {
        [first, .., last] => run_of(first.start as usize, last.end as usize),
        [only] => *only,
        [] => run_of(0, 1),
    }
}

/// Whether a draft opens (1) and ends (2) its paragraph, other quotations beside.
pub(crate) fn shape_of(scene: &Scene<'_>, draft: &Draft) -> u64 {
    shape(scene, whole(draft))
}

/// Whether words open (1) and end (2) their paragraph, other quotations beside.
fn shape(scene: &Scene<'_>, words: Run) -> u64 {
    let paragraph = scene.text.paragraph_tokens(scene.paragraph_of(words.start as usize));
    let is_word = |i: usize| scene.is_wordlike(i) && scene.marks.places[i] == Place::Outside;
    let (start, end) = (words.start as usize, words.end as usize);
    let opens = !((paragraph.start as usize).max(start.saturating_sub(REACH))..start).any(is_word);
    let ends = !(end..(paragraph.end as usize).min(end + REACH)).any(is_word);
    u64::from(opens) + 2 * u64::from(ends)
}

/// Returns how many of the quotes next to a turn nobody is named beside either, each in the paragraph
/// next to that of the one before.
fn in_a_row<'d>(turn: &Draft, others: impl Iterator<Item = &'d Draft>) -> u64 {
    const MOST: usize = 3;
    let mut paragraph = turn.paragraph;
    let follows = |other: &&Draft| {
        let is_turn = matches!(other.origin, Origin::Uncued | Origin::Lone) && other.attribution.source.is_none();
        let is_beside = other.paragraph.abs_diff(paragraph) == 1;
        paragraph = other.paragraph;
        is_turn && is_beside
    };
    others.take(MOST).take_while(follows).count() as u64
}

/// Whether words end with a question mark.
fn asks(scene: &Scene<'_>, words: Run) -> bool {
    let end = words.end as usize;
    (end.saturating_sub(2)..=end).any(|i| scene.is_word(i, &["?"]))
}

fn is_asking(scene: &Scene<'_>, token: usize) -> bool {
    scene.marks.places[token] == Place::Outside
        && scene.is_word(token, &["ask", "asked", "asking", "asks", "question", "questioned", "wanted"])
}

/// How many tokens, in steps.
fn length(words: Run) -> u64 {
    let n = words.range().len();
    [7, 14, 30].iter().filter(|&&step| step <= n).count() as u64
}

impl Look {
    /// Writes the features.
    pub(super) fn push(&self, turn: &Surroundings, emit: &mut Emit<'_>) {
        self.push_pairs(turn, emit);
        self.push_threes(turn, emit);
    }

    fn push_pairs(&self, turn: &Surroundings, emit: &mut Emit<'_>) {
        let &Look { back, rank, lead, follow, is_unknown, inside, inside_before, place, of, .. } = self;
        for pair in [
            [back, rank],
            [back, is_unknown],
            [lead, 9],
            [follow, 9],
            [lead, follow],
            [lead, turn.lead_gap],
            [lead, turn.lead_end],
            [lead, turn.lead_reports],
            [lead, turn.lead_asks],
            [lead, turn.shape],
            [lead, self.after_word],
            [lead, self.after_kind],
            [lead, self.before_kind],
            [follow, turn.shape],
            [follow, turn.lead_gap],
            [back, turn.shape],
            [back, turn.gap],
            [back, turn.asks_before],
            [back, turn.asks],
            [back, turn.words],
            [back, turn.words_before],
            [back, turn.first],
            [back, turn.cue_before],
            [back, turn.kind_before],
            [back, turn.fills_before],
            [back, lead],
            [back, follow],
            [inside, back],
            [inside, lead],
            [inside_before, back],
            [inside_before, lead],
            [place, back],
            [place, lead],
            [self.next, back],
            [self.next, lead],
            [of, back],
            [of, lead],
            [self.is_person, back],
            [back, turn.run[0]],
            [back, turn.run[1]],
        ] {
            emit.add(pair);
        }
    }

    fn push_threes(&self, turn: &Surroundings, emit: &mut Emit<'_>) {
        let &Look { back, rank, lead, is_unknown, .. } = self;
        for three in [
            [back, turn.gap, turn.shape],
            [back, turn.fills_before, turn.shape],
            [back, turn.fills_before, turn.asks_before],
            [back, turn.gap, turn.asks_before],
            [back, turn.gap, turn.kind_before],
            [back, turn.gap, turn.sourced_before],
            [back, rank, turn.fills_before],
            [back, self.next, turn.shape],
            [back, self.next, turn.fills_before],
            [back, lead, turn.lead_gap],
            [back, lead, turn.lead_reports],
            [back, lead, turn.lead_asks],
            [lead, turn.lead_gap, turn.shape],
            [lead, turn.lead_gap, turn.lead_end],
            [lead, is_unknown, turn.lead_gap],
            [back, turn.words, turn.words_before],
            [back, turn.asks, turn.asks_before],
            [back, turn.run[0], turn.run[1]],
            [back, turn.run[0], turn.words],
            [back, turn.run[1], turn.words],
            [back, turn.run[1], turn.asks_before],
            [back, rank, turn.run[0]],
        ] {
            emit.add(three);
        }
    }
}
