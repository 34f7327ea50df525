//! Tokens → the stretches inside quotation marks.
//!
//! Double marks of any kind pair within a paragraph; one left open counts to the end of the
//! paragraph when the next paragraph opens with a mark (how newspapers set a quotation of
//! several paragraphs), else it pairs with nothing (`drafts::open` says what then). Single marks
//! count outside double ones where they enclose two words or more: one word is a word, an
//! apostrophe, or irony. Each token is looked at a bounded number of times.

use crate::annotate::text::{Run, Text, TokenKind};
use crate::annotate::word_set::WordSet;

/// Where a token stands to the quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Place {
    #[default]
    Outside,
    Inside,
    Opening,
    Closing,
}

/// Stretches inside quotation marks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks {
    /// Token runs from the opening mark to the closing one, both included, in order.
    pub regions: Vec<Run>,
    /// For each token where it stands.
    pub places: Vec<Place>,
    /// Stretches in single marks inside double ones.
    pub inner: Vec<Run>,
    /// What stands behind double marks that open and pair with none.
    pub open: Vec<Open>,
}

/// The words behind a mark left open, without marks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Open {
    /// To the paragraph's end.
    pub words: Run,
    /// From the next paragraph's beginning to its only mark, if that one closes.
    pub next: Option<Run>,
}

impl Marks {
    /// Reads a text once.
    pub fn new(text: &Text<'_>) -> Self {
        let mut marks = Marks { places: vec![Place::Outside; text.tokens.len()], ..Marks::default() };
        for paragraph in 0..text.paragraphs.len() {
            let run = text.paragraph_tokens(paragraph);
            let next = text.paragraphs.get(paragraph + 1).map(|_| text.paragraph_tokens(paragraph + 1));
            let first = marks.regions.len();
            marks.double(text, run, next);
            for region in &marks.regions[first..] {
                single(
                    text,
                    Run { start: region.start + 1, end: region.end },
                    |_| true,
                    |inner| marks.inner.push(inner),
                );
            }
            let mut found = Vec::new();
            single(text, run, |i| marks.places[i] == Place::Outside, |region| found.push(region));
            found.into_iter().for_each(|region| marks.add(region.start as usize, region.end as usize, true));
            marks.regions[first..].sort_by_key(|r| r.start);
        }
        marks
    }

    /// Returns the region that covers a token.
    pub fn region_of(&self, token: usize) -> Option<Run> {
        let at = self.regions.partition_point(|r| r.end as usize <= token);
        self.regions.get(at).copied().filter(|r| r.start as usize <= token)
    }

    /// Tells whether a token is a mark left open.
    pub fn is_left_open(&self, token: usize) -> bool {
        self.open.binary_search_by_key(&(token + 1), |open| open.words.start as usize).is_ok()
    }

    /// Tells whether a token stands behind a mark left open.
    pub fn is_behind_open(&self, token: usize) -> bool {
        let before = self.open.partition_point(|open| open.words.start as usize <= token);
        let holds = |run: Run| run.range().contains(&token);
        let last = before.checked_sub(1).map(|at| self.open[at]);
        last.is_some_and(|open| holds(open.words) || open.next.is_some_and(holds))
    }

    fn double(&mut self, text: &Text<'_>, run: Run, next: Option<Run>) {
        let goes_on = next.is_some_and(|next| role(text, next.start as usize).is_some_and(|r| r != Role::Closes));
        let mut open: Option<usize> = None;
        for i in run.range() {
            match (role(text, i), open) {
                (Some(Role::Opens | Role::Either), None) => open = Some(i),
                // German marks close with the mark that opens in English.
                (Some(Role::Opens), Some(start)) if text.word(start) == "„" && text.word(i) == "“" => {
                    self.add(start, i + 1, true);
                    open = None;
                }
                (Some(Role::Closes | Role::Either), Some(start)) => {
                    self.add(start, i + 1, true);
                    // Both halves of a double mark are marks.
                    if text.word(start) == "‘" {
                        self.places[start + 1] = Place::Opening;
                    }
                    if text.word(i) == "’" {
                        self.places[i - 1] = Place::Closing;
                    }
                    open = None;
                }
                _ => {}
            }
        }
        match open {
            Some(start) if goes_on => self.add(start, run.end as usize, false),
            Some(start) if opens(text, start) => {
                // “So“ some end.
                let is_end = |i: &usize| role(text, *i) == Some(Role::Opens) && ends(text, *i, run);
                let end = (start + 1..run.end as usize).find(is_end).unwrap_or(run.end as usize);
                let words = Run { start: start as u32 + 1, end: end as u32 };
                let next = next.filter(|_| words.end == run.end).and_then(|next| closed(text, next));
                self.open.push(Open { words, next });
            }
            _ => {}
        }
    }

    fn add(&mut self, start: usize, end: usize, is_closed: bool) {
        let region = Run { start: start as u32, end: end as u32 };
        self.place(region, is_closed);
        self.regions.push(region);
    }

    /// Notes where the tokens of a region stand.
    pub fn place(&mut self, region: Run, is_closed: bool) {
        let (start, end) = (region.start as usize, region.end as usize);
        self.places[start..end].fill(Place::Inside);
        self.places[start] = Place::Opening;
        if is_closed {
            self.places[end - 1] = Place::Closing;
        }
    }

    /// Takes the tokens of a region for words outside marks.
    pub fn clear(&mut self, region: Run) {
        self.places[region.range()].fill(Place::Outside);
    }
}

/// Hands out the stretches of a run in single marks, all of whose tokens may count.
fn single(text: &Text<'_>, run: Run, counts: impl Fn(usize) -> bool, mut found: impl FnMut(Run)) {
    let mut open: Option<usize> = None;
    let mut n_words = 0;
    for i in run.range() {
        if !counts(i) {
            open = None;
            continue;
        }
        let token = text.tokens[i];
        match token.kind {
            TokenKind::Word | TokenKind::Number => n_words += 1,
            TokenKind::Quote | TokenKind::Possessive if is_single(text.word(i)) => {
                let start = open.take();
                if closes_single(text, i, run.end as usize) {
                    if let Some(start) = start.filter(|_| n_words > 1) {
                        found(Run { start: start as u32, end: i as u32 + 1 });
                    }
                } else if token.kind == TokenKind::Quote && opens_single(text, i) {
                    (open, n_words) = (Some(i), 0);
                }
            }
            _ => {}
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Opens,
    Closes,
    Either,
}

/// What a double quotation mark may do.
fn role(text: &Text<'_>, i: usize) -> Option<Role> {
    if text.tokens.get(i)?.kind != TokenKind::Quote {
        return None;
    }
    let beside = |one: usize, other: usize| text.word(one) == text.word(other) && !text.tokens[other].spaced;
    match text.word(i) {
        // Two single ones that stand together are a double one; after a word the first may be an apostrophe.
        "‘" if i + 1 < text.tokens.len() && beside(i, i + 1) => Some(Role::Opens),
        "’" if i > 1 && beside(i - 1, i) && text.tokens[i - 2].kind == TokenKind::Mark => Some(Role::Closes),
        "“" | "„" | "‟" | "«" | "‹" | "``" | "〝" => Some(Role::Opens),
        "”" | "»" | "›" | "〞" => Some(Role::Closes),
        // Two apostrophes close what two backquotes open; some papers write both ends so.
        "\"" | "＂" | "''" => Some(Role::Either),
        _ => None,
    }
}

/// Tells whether a double mark stands where one opens.
fn opens(text: &Text<'_>, i: usize) -> bool {
    let beside_word = text.tokens.get(i + 1).is_some_and(|t| !t.spaced && t.kind != TokenKind::Mark);
    beside_word && (text.tokens[i].spaced || i == 0)
}

/// Tells whether a double mark stands where one closes.
fn ends(text: &Text<'_>, i: usize, run: Run) -> bool {
    !text.tokens[i].spaced && (i + 1 >= run.end as usize || text.tokens[i + 1].spaced)
}

/// Tells whether a line ends inside a quotation that it opens, behind the mark that closes an earlier one where it
/// `is_inside`. A mark behind the line's last sentence opens the next line.
pub(super) fn left_open(text: &Text<'_>, line: Run, is_inside: bool) -> bool {
    let mut open = is_inside.then_some(line.start as usize);
    for i in line.range() {
        open = match (role(text, i), open) {
            (Some(Role::Opens | Role::Either), None) => Some(i),
            (Some(Role::Closes | Role::Either), Some(_)) => None,
            _ => open,
        };
    }
    let is_stranded = |i: usize| {
        let is_last = i + 1 == line.end as usize && role(text, i) == Some(Role::Either);
        is_last && i > line.start as usize && matches!(text.word(i - 1), "." | "!" | "?")
    };
    open.is_some_and(|i| opens(text, i) || is_stranded(i))
}

/// Tells whether a line begins with a mark that may open.
pub(super) fn opens_line(text: &Text<'_>, line: Run) -> bool {
    role(text, line.start as usize).is_some_and(|role| role != Role::Closes)
}

/// Returns the first double mark of a line, if it closes what an earlier line opened.
pub(super) fn closes_line(text: &Text<'_>, line: Run) -> Option<usize> {
    let mut marks = line.range().filter_map(|i| Some((i, role(text, i)?)));
    let (mark, role) = marks.next()?;
    // “…, "he said.”: some put the space on the wrong side of the mark.
    let is_behind_comma = mark > line.start as usize && text.word(mark - 1) == ",";
    let closes = match role {
        Role::Closes => true,
        Role::Either => ends(text, mark, line) || is_behind_comma && marks.count() % 2 == 0,
        Role::Opens => false,
    };
    closes.then_some(mark)
}

/// Returns what stands before a paragraph's only double mark, if that one closes.
fn closed(text: &Text<'_>, run: Run) -> Option<Run> {
    let mut marks = run.range().filter_map(|i| Some((i, role(text, i)?)));
    let (mark, role) = marks.next().filter(|_| marks.next().is_none())?;
    let closes = match role {
        Role::Closes => true,
        Role::Either => ends(text, mark, run),
        Role::Opens => false,
    };
    closes.then_some(Run { start: run.start, end: mark as u32 })
}

pub(super) fn is_single(word: &str) -> bool {
    matches!(word, "'" | "‘" | "’" | "`" | "´" | "‚" | "‛")
}

pub(super) fn opens_single(text: &Text<'_>, i: usize) -> bool {
    const OPENERS: &WordSet = &WordSet::of(&["(", "[", "—", "-", "--", "–", "“", "\"", "«", "„"]);
    let after_opener = i > 0 && OPENERS.contains(&text.word(i - 1));
    let before_word = text.tokens.get(i + 1).is_some_and(|t| !t.spaced && t.kind != TokenKind::Mark);
    (text.tokens[i].spaced || after_opener) && before_word && !matches!(text.word(i), "’" | "´")
}

pub(super) fn closes_single(text: &Text<'_>, i: usize, end: usize) -> bool {
    let follows = i + 1 >= end || text.tokens[i + 1].spaced || text.tokens[i + 1].kind != TokenKind::Word;
    !text.tokens[i].spaced && follows && !matches!(text.word(i), "‘" | "‚" | "`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regions(source: &str) -> Vec<&str> {
        let text = Text::new(source);
        Marks::new(&text).regions.iter().map(|&r| text.span_of(r).map_or("", |s| s.of(source))).collect()
    }

    fn inner(source: &str) -> Vec<&str> {
        let text = Text::new(source);
        Marks::new(&text).inner.iter().map(|&r| text.span_of(r).map_or("", |s| s.of(source))).collect()
    }

    #[test]
    fn marks_of_every_kind_pair() {
        assert_eq!(regions("“No,” she said. \"Never.\""), ["“No,”", "\"Never.\""]);
        assert_eq!(regions("«Da», „nein“ ``so it goes'' done"), ["«Da»", "„nein“", "``so it goes''"]);
        assert_eq!(regions("''No,'' she said. ''Never.''"), ["''No,''", "''Never.''"]);
        assert_eq!(regions("“No,’’ she said. ‘‘Never.’’"), ["“No,’’", "‘‘Never.’’"]);
        assert_eq!(regions("He said 'a big deal' to voters' ears"), ["'a big deal'"]);
        assert_eq!(regions("the ‘late’ mayor’s friends’ cars"), Vec::<&str>::new());
        assert_eq!(regions("“He called it ‘a plain lie’ twice.”"), ["“He called it ‘a plain lie’ twice.”"]);
        assert_eq!(inner("“‘No more,’ he said, and went.”"), ["‘No more,’"]);
        assert_eq!(inner("“He called it ‘a plain lie’ twice,” the ‘old hand’ said."), ["‘a plain lie’"]);
        assert_eq!(
            inner("\"The voters' will: 'Go home,' they said, 'and don't stay.'\""),
            ["'Go home,'", "'and don't stay.'"]
        );
    }

    #[test]
    fn open_marks_run_on_only_into_a_quotation() {
        assert_eq!(regions("“One.\n\n“Two.” End."), ["“One.", "“Two.”"]);
        assert_eq!(regions("“One.\n\nTwo."), Vec::<&str>::new());
        assert_eq!(regions("A 6\" pipe and nothing else."), Vec::<&str>::new());
    }

    #[test]
    fn ten_thousand_marks_take_no_time() {
        for mark in ["\"", "“", "'", "‘", "’", "''", " ' a"] {
            let source = mark.repeat(10_000);
            let text = Text::new(&source);
            assert_eq!(Marks::new(&text).places.len(), text.tokens.len());
        }
    }
}
