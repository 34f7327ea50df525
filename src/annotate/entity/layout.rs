//! Text → what the tagger reads: forms, runs of capitals, listed names, stretches to decode.
//!
//! Only words with capitals and the short words between them can be part of a name; the
//! stretches of such tokens are decoded and everything else is left alone, which is four
//! tokens in five. Linear time.

use super::form::{Case, Form, Forms};
use super::lists;
use crate::annotate::text::{Run, Text};

/// How the words of a sentence are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Style {
    Prose,
    AllCaps,
    TitleCase,
}

/// One sentence as the tagger sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub run: Run,
    pub style: Style,
    /// Eighths of its tokens that are numbers; 7 for lines of one or two tokens.
    pub numbers: u8,
}

/// Per-token readings of a text; reused from text to text.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Form of each token.
    pub ids: Vec<u32>,
    pub lines: Vec<Line>,
    /// For a capitalised token the run of capitalised tokens around it; itself for others.
    pub runs: Vec<Run>,
    /// Listed names that cover each token: four bits a list, for begin, inside, last, unit.
    pub listed: Vec<u64>,
    /// Stretches to decode, each with its line.
    pub stretches: Vec<(Run, u32)>,
    is_open: Vec<bool>,
}

impl Layout {
    /// Reads a text whose token forms are in `ids` already.
    pub(super) fn read(&mut self, text: &Text<'_>, forms: &Forms) {
        let n = text.tokens.len();
        self.lines.clear();
        self.stretches.clear();
        self.runs.clear();
        self.runs.resize(n, Run::default());
        self.listed.clear();
        self.listed.resize(n, 0);
        self.is_open.clear();
        self.is_open.resize(n, false);
        for &run in &text.sentences {
            let line = self.describe(run, forms);
            self.lines.push(line);
            self.find_runs(run, forms);
            self.match_lists(run, forms);
            self.open_stretches(run, forms);
        }
    }

    pub(super) fn form<'f>(&self, forms: &'f Forms, i: usize) -> &'f Form {
        forms.get(self.ids[i])
    }

    fn describe(&self, run: Run, forms: &Forms) -> Line {
        let (mut upper, mut title, mut lower, mut numbers) = (0, 0, 0, 0);
        for i in run.range() {
            let form = self.form(forms, i);
            match form.case {
                Case::Upper | Case::Initial => upper += 1,
                Case::Title | Case::Mixed => title += 1,
                Case::Lower if !form.is_connector => lower += 2,
                Case::Lower => lower += 1,
                Case::Number => numbers += 1,
                _ => {}
            }
        }
        let style = if upper >= 2 && (title + lower) * 4 <= upper {
            Style::AllCaps
        } else if title >= 4 && lower * 3 <= title {
            Style::TitleCase
        } else {
            Style::Prose
        };
        let n = run.range().len();
        let numbers = if n < 3 { 7 } else { (numbers * 8 / n).min(4) as u8 };
        Line { run, style, numbers }
    }

    fn find_runs(&mut self, run: Run, forms: &Forms) {
        let mut at = run.start;
        while at < run.end {
            let mut end = at;
            while end < run.end && self.form(forms, end as usize).case.is_capital() {
                end += 1;
            }
            let end = end.max(at + 1);
            self.runs[at as usize..end as usize].fill(Run { start: at, end });
            at = end;
        }
    }

    fn match_lists(&mut self, run: Run, forms: &Forms) {
        for i in run.range() {
            let form = self.form(forms, i);
            if !(form.opens_name && form.case.is_capital()) {
                continue;
            }
            let mut longest = [0usize; lists::N_KINDS];
            let mut name = lists::NAME_SEED;
            for j in i..(run.end as usize).min(i + lists::MAX_WORDS) {
                name = lists::name_hash(name, self.form(forms, j).key);
                let bits = lists::listed(name);
                for (kind, length) in longest.iter_mut().enumerate() {
                    if bits >> kind & 1 != 0 {
                        *length = j + 1 - i;
                    }
                }
                if bits & lists::OPENS == 0 {
                    break;
                }
            }
            longest.iter().enumerate().for_each(|(kind, &length)| self.cover(i, length, kind));
        }
    }

    fn cover(&mut self, start: usize, length: usize, kind: usize) {
        const BEGIN: u64 = 1;
        const INSIDE: u64 = 2;
        const LAST: u64 = 4;
        const UNIT: u64 = 8;
        let shift = 4 * kind;
        if length == 1 && self.listed[start] >> shift & 7 == 0 {
            self.listed[start] |= UNIT << shift;
        }
        for k in 0..if length > 1 { length } else { 0 } {
            let part = if k == 0 {
                BEGIN
            } else if k + 1 == length {
                LAST
            } else {
                INSIDE
            };
            self.listed[start + k] |= part << shift;
        }
    }

    /// Opens capitals, up to three connecting tokens between them, and what may stand
    /// right beside them: a number, a particle before.
    fn open_stretches(&mut self, run: Run, forms: &Forms) {
        let joins = |form: &Form| form.is_connector || form.case == Case::Number;
        let mut last: Option<usize> = None;
        for i in run.range() {
            if !self.form(forms, i).case.is_capital() {
                continue;
            }
            self.is_open[i] = true;
            if let Some(last) = last
                && i - last <= 4
                && (last + 1..i).all(|k| joins(self.form(forms, k)))
            {
                self.is_open[last + 1..i].fill(true);
            }
            last = Some(i);
            for k in i + 1..(run.end as usize).min(i + 3) {
                let form = self.form(forms, k);
                if form.case == Case::Number {
                    self.is_open[k] = true;
                } else if !(form.is_connector && form.case == Case::Mark) {
                    break;
                }
            }
            if i > run.start as usize {
                let before = self.form(forms, i - 1);
                self.is_open[i - 1] |=
                    before.case == Case::Number || (before.is_connector && before.case == Case::Lower);
            }
        }
        let line = self.lines.len() as u32 - 1;
        let mut at = run.start;
        while at < run.end {
            let mut end = at;
            while end < run.end && self.is_open[end as usize] {
                end += 1;
            }
            if end > at {
                self.stretches.push((Run { start: at, end }, line));
            }
            at = end.max(at + 1);
        }
    }
}
