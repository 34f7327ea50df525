//! What is said of one token to the tagger: hashes of words, shapes, lists and evidence.
//!
//! The features fall into four parts. Three depend on one form alone (the token's own, the
//! one before, the one after), so that their scores can be kept from text to text; the
//! fourth holds everything that needs two words or more. The choice of features follows
//! Ratinov & Roth 2009; `docs/entities.md` says what each family is worth.

use super::evidence::Evidence;
use super::form::{Case, Form, Forms};
use super::layout::{Layout, Line};
use super::lists::N_KINDS;
use crate::annotate::sequence::mix;

const BEFORE_LINE: u64 = 101;
const AFTER_LINE: u64 = 103;

/// Families of features, to learn what each is worth.
#[cfg(any(test, feature = "train"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Shapes, prefixes and suffixes of the word and its neighbours.
    Looks,
    /// How newspapers use the word and its neighbours.
    Usage,
    /// The words before and after.
    Window,
    /// The run of capitals around the word.
    Runs,
    /// The line and the article.
    Page,
    /// Listed names.
    Lists,
    /// The same word elsewhere in the article.
    Document,
}

#[cfg(any(test, feature = "train"))]
impl Family {
    /// All families with their names.
    pub const ALL: [(&str, Family); 7] = [
        ("looks", Family::Looks),
        ("usage", Family::Usage),
        ("window", Family::Window),
        ("runs", Family::Runs),
        ("page", Family::Page),
        ("lists", Family::Lists),
        ("document", Family::Document),
    ];
}

/// Pushes the features of a form by itself.
pub(super) fn own(form: &Form, push: &mut impl FnMut(u64)) {
    own_word(form, push);
    own_looks(form, push);
    usage(20, form, push);
}

fn own_word(form: &Form, push: &mut impl FnMut(u64)) {
    push(mix(1, form.key));
    push(mix(2, form.exact));
}

fn own_looks(form: &Form, push: &mut impl FnMut(u64)) {
    push(mix(3, form.shape));
    for k in 0..3 {
        if form.prefixes[k] != 0 {
            push(mix(10 + k as u64, form.prefixes[k]));
            push(mix(13 + k as u64, form.suffixes[k]));
        }
    }
}

/// Pushes the features of the form before (`side` 0) or after (`side` 1); `None` is the
/// edge of the line.
pub(super) fn neighbour(side: u64, form: Option<&Form>, push: &mut impl FnMut(u64)) {
    push(mix(30 + side, form.map_or(BEFORE_LINE, |form| form.key)));
    if let Some(form) = form {
        neighbour_looks(side, form, push);
        usage(40 + 10 * side, form, push);
    }
}

fn neighbour_looks(side: u64, form: &Form, push: &mut impl FnMut(u64)) {
    push(mix(32 + side, form.shape));
    push(mix(34 + side, form.suffixes[1]));
}

/// Pushes what newspapers' usage says of a form, as a whole and by its parts.
fn usage(template: u64, form: &Form, push: &mut impl FnMut(u64)) {
    if form.usage != 0 {
        let usage = u64::from(form.usage);
        push(mix(template, usage));
        push(mix(template + 1, usage & 0xF));
        push(mix(template + 2, usage >> 4 & 0xF));
        push(mix(template + 3, usage >> 8));
    }
}

/// What surrounds a token.
pub(super) struct Place<'t> {
    pub layout: &'t Layout,
    pub forms: &'t Forms,
    pub evidence: &'t Evidence,
    /// Index of the token's line.
    pub line: u32,
    /// Key of the article's first word where its first line is a headline in capitals.
    pub slug: u64,
}

impl Place<'_> {
    fn line(&self) -> &Line {
        &self.layout.lines[self.line as usize]
    }

    fn form(&self, i: usize, step: isize) -> Option<&Form> {
        let at = i.checked_add_signed(step)?;
        self.line().run.range().contains(&at).then(|| self.layout.form(self.forms, at))
    }

    fn key(&self, i: usize, step: isize) -> u64 {
        self.form(i, step).map_or(if step < 0 { BEFORE_LINE } else { AFTER_LINE }, |f| f.key)
    }

    fn shape(&self, i: usize, step: isize) -> u64 {
        self.form(i, step).map_or(if step < 0 { BEFORE_LINE } else { AFTER_LINE }, |f| f.shape)
    }

    fn case(&self, i: usize, step: isize) -> u64 {
        self.form(i, step).map_or(if step < 0 { 20 } else { 21 }, |f| f.case as u64)
    }

    /// Pushes all features of token `i` but those of one family.
    #[cfg(any(test, feature = "train"))]
    pub(super) fn all_features(&self, i: usize, without: Option<Family>, push: &mut impl FnMut(u64)) {
        let Some(without) = without else {
            self.features(i, push);
            own(self.layout.form(self.forms, i), push);
            neighbour(0, self.form(i, -1), push);
            neighbour(1, self.form(i, 1), push);
            return;
        };
        let keeps = |family| without != family;
        let form = self.layout.form(self.forms, i);
        own_word(form, push);
        let sides = [self.form(i, -1), self.form(i, 1)];
        let neighbours = || (0..).zip(sides).filter_map(|(side, form)| Some((side, form?)));
        if keeps(Family::Looks) {
            own_looks(form, push);
            neighbours().for_each(|(side, form)| neighbour_looks(side, form, push));
        }
        if keeps(Family::Usage) {
            usage(20, form, push);
            neighbours().for_each(|(side, form)| usage(40 + 10 * side, form, push));
        }
        if keeps(Family::Window) {
            self.window(i, push);
            push(mix(30, self.key(i, -1)));
            push(mix(31, self.form(i, 1).map_or(BEFORE_LINE, |form| form.key)));
        }
        if keeps(Family::Runs) {
            self.run(i, push);
        }
        if keeps(Family::Page) {
            self.page(i, push);
        }
        if keeps(Family::Lists) {
            self.lists(i, push);
        }
        if keeps(Family::Document) && form.case.is_capital() {
            self.evidence.features(i, self.line, self.layout, self.forms, push);
        }
    }

    /// Pushes the features of token `i` that need more than one word.
    pub(super) fn features(&self, i: usize, push: &mut impl FnMut(u64)) {
        self.window(i, push);
        self.run(i, push);
        self.page(i, push);
        self.lists(i, push);
        let form = self.layout.form(self.forms, i);
        if form.case.is_capital() {
            self.evidence.features(i, self.line, self.layout, self.forms, push);
        }
    }

    /// Words, shapes and cases up to two tokens away.
    fn window(&self, i: usize, push: &mut impl FnMut(u64)) {
        let form = self.layout.form(self.forms, i);
        let (key, case) = (form.key, form.case as u64);
        let (before, after) = (self.key(i, -1), self.key(i, 1));
        let (before2, after2) = (self.key(i, -2), self.key(i, 2));
        push(mix(100, mix(self.case(i, -1), mix(case, self.case(i, 1)))));
        push(mix(101, before2));
        push(mix(102, after2));
        push(mix(103, mix(before, key)));
        push(mix(104, mix(key, after)));
        push(mix(105, mix(self.shape(i, -1), form.shape)));
        push(mix(106, mix(form.shape, self.shape(i, 1))));
        push(mix(107, mix(before, case)));
        push(mix(108, mix(after, case)));
        push(mix(109, mix(before2, mix(before, case))));
        push(mix(110, mix(after2, mix(after, case))));
    }

    /// The run of capitals that holds the token: what stands around it, first and last word.
    fn run(&self, i: usize, push: &mut impl FnMut(u64)) {
        let run = self.layout.runs[i];
        let (start, end) = (run.start as usize, run.end as usize);
        let (left, right) = ((i - start).min(3) as u64, (end - i).min(3) as u64);
        let (before, after) = (self.key(start, -1), self.key(end - 1, 1));
        push(mix(120, mix(before, left)));
        push(mix(121, mix(after, right)));
        push(mix(122, mix(left, right)));
        if end - i > 1 {
            push(mix(123, mix(self.key(end - 1, 0), right)));
        }
        if i > start {
            push(mix(124, mix(self.key(start, 0), left)));
        }
        push(mix(125, mix(before, self.key(start, -2))));
        push(mix(126, mix(after, self.key(end - 1, 2))));
        let length = (end - start).min(4) as u64;
        push(mix(127, mix(self.shape(start, -1), mix(self.shape(end - 1, 1), length))));
    }

    /// The line and the article: case, length, numbers, place in the text, headline's slug.
    fn page(&self, i: usize, push: &mut impl FnMut(u64)) {
        let line = self.line();
        let (start, end) = (line.run.start as usize, line.run.end as usize);
        let case = self.case(i, 0);
        let style = line.style as u64;
        let opens = u64::from(i == start);
        let index = u64::from(self.line.min(3));
        push(mix(130, mix(case, opens << 2 | style)));
        push(mix(131, index << 2 | style));
        if i - start < 3 {
            push(mix(132, mix(self.key(start, 0), index)));
        }
        let length = end - start;
        push(mix(133, u64::from(length < 8) << 1 | u64::from(length < 20)));
        push(mix(134, mix(self.key(end - 1, 0), case)));
        let numbers = u64::from(line.numbers);
        let place = (i - start).min(2) as u64;
        push(mix(135, mix(numbers, mix(place, case))));
        push(mix(136, mix(numbers, mix(self.case(i, 1), mix(self.case(i, -1), place)))));
        push(mix(137, mix(numbers, length.min(12) as u64)));
        push(mix(138, mix(self.slug, mix(u64::from(numbers > 0), case))));
        push(mix(139, mix(self.slug, self.key(i, 0))));
        push(mix(140, mix(self.slug, mix(self.key(i, -1), case))));
        push(mix(141, mix(self.slug, mix(numbers, place))));
        let run = self.layout.runs[i];
        let around = mix(self.case(run.start as usize, -1), self.case(run.end as usize - 1, 1));
        push(mix(142, mix(self.slug, mix(run.range().len().min(4) as u64, around))));
    }

    /// Listed names that cover the token and its neighbours.
    fn lists(&self, i: usize, push: &mut impl FnMut(u64)) {
        let line = self.line();
        let listed = |step: isize| {
            let at = i.wrapping_add_signed(step);
            if line.run.range().contains(&at) { self.layout.listed[at] } else { 0 }
        };
        let (before, here, after) = (listed(-1), listed(0), listed(1));
        let case = mix(self.case(i, 0), u64::from(i == line.run.start as usize) << 2 | line.style as u64);
        for bit in 0..4 * N_KINDS as u64 {
            if here >> bit & 1 != 0 {
                push(mix(150, bit));
                push(mix(151, mix(bit, case)));
            }
            if before >> bit & 1 != 0 {
                push(mix(152, bit));
            }
            if after >> bit & 1 != 0 {
                push(mix(153, bit));
            }
        }
        if here != 0 {
            push(mix(154, here));
        }
        if here | after != 0 {
            push(mix(155, mix(here, after)));
        }
        if here | before != 0 {
            push(mix(156, mix(here, before)));
        }
    }
}

/// Returns the key of an article's first word where it opens a headline in capitals.
pub(super) fn slug(layout: &Layout, forms: &Forms) -> u64 {
    let Some(first) = layout.lines.first() else { return 0 };
    let form = layout.form(forms, first.run.start as usize);
    if first.style == super::layout::Style::AllCaps && form.case != Case::Mark { form.key } else { 0 }
}
