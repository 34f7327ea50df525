//! Tokens of a paragraph → cells: everything the first tagger looks at, boundaries padded.

use super::tokens::Tokens;
use crate::annotate::quote::marks::pairs::Place;
use crate::annotate::quote::words::forms::Form;
use crate::annotate::quote::words::kinds::{BEYOND, Kind};

/// Cells of padding on each side of a paragraph.
pub(crate) const PAD: usize = 4;
/// From this rank on a stem is a likely cue.
pub(crate) const STRONG: u8 = 3;

/// A token with what its surroundings say about it; small numbers are buckets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell {
    pub form: Form,
    pub kind: Kind,
    /// The nearest word that reports before and after in the sentence, by class, and how far.
    pub reports: [(u8, u8); 2],
    /// The nearest that may speak.
    pub speaks: [(u8, u8); 2],
    pub place: u8,
    pub is_inside: u8,
    pub starts_sentence: u8,
    /// Transition class into this token.
    pub class: u8,
    /// Whether the sentence has quoted words.
    pub sentence_quotes: u8,
    /// Which paragraph: first, second, third, later; last.
    pub paragraph: u8,
    /// Distance to the likely cue before and after, in the sentence; and that cue's word.
    pub cue_left: u8,
    pub cue_right: u8,
    pub cue_left_word: u64,
    pub cue_right_word: u64,
    /// Distance to the quotation mark before and after.
    pub mark_left: u8,
    pub mark_right: u8,
    /// Distance from the sentence's start and to its end, and its first word.
    pub from_start: u8,
    pub to_end: u8,
    pub first_word: u64,
    /// Number of the sentence in the paragraph.
    pub sentence: u32,
}

/// Distance as a bucket, 1 to 12; 0 is kept for "none".
pub(super) fn bucket(distance: usize) -> u8 {
    const BUCKETS: [u8; 61] = buckets();
    BUCKETS[distance.min(60)]
}

const fn buckets() -> [u8; 61] {
    const STEPS: [usize; 11] = [1, 2, 3, 4, 5, 7, 10, 15, 22, 35, 60];
    let mut table = [0; 61];
    let mut step = 0;
    while step < STEPS.len() {
        let mut distance = STEPS[step];
        while distance < table.len() {
            table[distance] += 1;
            distance += 1;
        }
        step += 1;
    }
    table
}

/// What stands beyond the ends of a paragraph.
pub(super) const OUTSIDE: Cell = Cell {
    form: Form {
        id: 0,
        word: 1,
        stem: 1,
        prefix3: 1,
        prefix4: 1,
        suffix2: 1,
        suffix3: 1,
        shape: 1,
        cue_rank: 6,
        mark: 15,
        is_capital: false,
        is_english: false,
        is_calling: false,
        is_title: false,
        is_one_person: false,
        document: 0,
        joint: 0,
        kind: BEYOND,
    },
    kind: BEYOND,
    reports: [(0, 0); 2],
    speaks: [(0, 0); 2],
    place: 9,
    is_inside: 9,
    starts_sentence: 9,
    class: 16,
    sentence_quotes: 9,
    paragraph: 9,
    cue_left: 0,
    cue_right: 0,
    cue_left_word: 0,
    cue_right_word: 0,
    mark_left: 0,
    mark_right: 0,
    from_start: 13,
    to_end: 13,
    first_word: 0,
    sentence: u32::MAX,
};

/// Fills `cells` with those of a paragraph, [`PAD`] more on each side.
pub(crate) fn fill(tokens: Tokens<'_>, paragraph: usize, cells: &mut Vec<Cell>) {
    let Tokens { text, forms, kinds, marks } = tokens;
    cells.clear();
    cells.resize(PAD, OUTSIDE);
    let is_last = paragraph + 1 == text.paragraphs.len();
    let which = paragraph.min(3) as u8 + if is_last { 4 } else { 0 };
    let sentences = &text.sentences[text.paragraph_sentences[paragraph].range()];
    for (number, sentence) in sentences.iter().enumerate() {
        let quotes = sentence.range().any(|i| marks.places[i] != Place::Outside);
        let (start, end) = (sentence.start as usize, sentence.end as usize);
        for i in sentence.range() {
            let place = marks.places[i];
            cells.push(Cell {
                form: forms[i],
                kind: kinds[i],
                place: match place {
                    Place::Opening => 1,
                    Place::Closing => 2,
                    Place::Outside | Place::Inside => 0,
                },
                is_inside: u8::from(place != Place::Outside),
                starts_sentence: u8::from(i == start),
                class: 0,
                sentence_quotes: u8::from(quotes),
                paragraph: which,
                from_start: bucket(i - start),
                to_end: bucket(end - 1 - i),
                first_word: forms[start].word,
                sentence: number as u32,
                ..OUTSIDE
            });
        }
    }
    let n = cells.len() - PAD;
    cells.resize(cells.len() + PAD, OUTSIDE);
    set_classes(&mut cells[PAD..PAD + n]);
    set_nearest(&mut cells[PAD..PAD + n]);
    set_kinds(&mut cells[PAD..PAD + n]);
}

fn set_classes(cells: &mut [Cell]) {
    let mut before = 0;
    for cell in cells {
        let here = match (cell.place, cell.form.mark) {
            (2, _) => 8,
            (1, _) => 7,
            (_, mark) => mark.min(7),
        };
        cell.class = match (cell.starts_sentence, here, before) {
            (1, ..) => 15,
            (_, 0, 0) => 0,
            (_, 0, before) => (7 + before).min(14),
            (_, here, _) => here,
        };
        before = here;
    }
}

fn set_nearest(cells: &mut [Cell]) {
    let n = cells.len();
    let (mut cue, mut mark): (Option<usize>, Option<usize>) = (None, None);
    for i in 0..n {
        let sentence = cells[i].sentence;
        if let Some(c) = cue.filter(|&c| cells[c].sentence == sentence) {
            cells[i].cue_left = bucket(i - c);
            cells[i].cue_left_word = cells[c].form.word;
        }
        cells[i].mark_left = mark.map_or(0, |m| bucket(i - m));
        cue = if cells[i].form.cue_rank >= STRONG { Some(i) } else { cue };
        mark = if cells[i].place > 0 { Some(i) } else { mark };
    }
    (cue, mark) = (None, None);
    for i in (0..n).rev() {
        let sentence = cells[i].sentence;
        if let Some(c) = cue.filter(|&c| cells[c].sentence == sentence) {
            cells[i].cue_right = bucket(c - i);
            cells[i].cue_right_word = cells[c].form.word;
        }
        cells[i].mark_right = mark.map_or(0, |m| bucket(m - i));
        cue = if cells[i].form.cue_rank >= STRONG { Some(i) } else { cue };
        mark = if cells[i].place > 0 { Some(i) } else { mark };
    }
}

/// Sets what is told by the kinds of the words on either side.
fn set_kinds(cells: &mut [Cell]) {
    let n = cells.len();
    for side in 0..2 {
        let (mut report, mut speaker): (Option<usize>, Option<usize>) = (None, None);
        for step in 0..n {
            let i = if side == 0 { step } else { n - 1 - step };
            let sentence = cells[i].sentence;
            let seen = |at: Option<usize>| {
                let c = at.filter(|&c| cells[c].sentence == sentence)?;
                Some((cells[c].kind.class, bucket(i.abs_diff(c))))
            };
            let (reports, speaks) = (seen(report).unwrap_or((0, 0)), seen(speaker).unwrap_or((0, 0)));
            cells[i].reports[side] = reports;
            cells[i].speaks[side] = speaks;
            report = if cells[i].kind.reports() { Some(i) } else { report };
            speaker = if cells[i].kind.speaks() { Some(i) } else { speaker };
        }
    }
}
