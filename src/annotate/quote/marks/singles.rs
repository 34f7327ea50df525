//! Quotations in single marks, as British papers set them, where an apostrophe, marks inside or a paragraph's end broke
//! them: ‘It’s the players’ fault, not mine,’ ‘The “reform” is late.’, ‘One.¶‘Two.’, ‘Never.’
//!
//! The articles that the models learnt from are read without this.

use super::pairs::{Marks, closes_single, is_single, opens_single};
use crate::annotate::text::{Run, Text, TokenKind};
use crate::annotate::word_set::WordSet;

/// Tokens behind an apostrophe among which the mark is looked for that closes the quotation.
const REACH: usize = 200;
/// Marks behind which a quotation closes.
const STOPS: &WordSet = &WordSet::of(&[",", ".", "!", "?", "…", "..."]);

/// A quotation in single marks; whether marks of another kind stand inside.
struct Found {
    region: Run,
    is_closed: bool,
    encloses: bool,
}

/// Reads the single marks of a text once more.
pub(crate) fn mend(text: &Text<'_>, marks: &mut Marks) {
    let is_one = |i: usize| text.tokens[i].kind == TokenKind::Quote && is_single(text.word(i));
    let mut changed = false;
    for paragraph in 0..text.paragraphs.len() {
        let run = text.paragraph_tokens(paragraph);
        if !run.range().any(is_one) {
            continue;
        }
        let next = text.paragraphs.get(paragraph + 1).map(|_| text.paragraph_tokens(paragraph + 1));
        let first = marks.regions.partition_point(|r| r.end <= run.start);
        let last = marks.regions.partition_point(|r| r.start < run.end);
        let (old, doubles): (Vec<Run>, Vec<Run>) =
            marks.regions[first..last].iter().partition(|r| is_single_region(text, **r));
        let found = quotations(text, run, &doubles, next);
        let is_same = found.iter().map(|f| f.region).eq(old.iter().copied()) && !found.iter().any(|f| f.encloses);
        if is_same {
            continue;
        }
        changed = true;
        let is_inside = |double: &Run| found.iter().any(|f| f.region.start < double.start && double.end < f.region.end);
        let (inner, outer): (Vec<Run>, Vec<Run>) = doubles.into_iter().partition(is_inside);
        marks.inner.extend(inner);
        old.into_iter().for_each(|region| marks.clear(region));
        let mut regions: Vec<Run> = outer;
        for Found { region, is_closed, .. } in found {
            marks.place(region, is_closed);
            regions.push(region);
        }
        regions.sort_by_key(|r| r.start);
        marks.regions.splice(first..last, regions);
    }
    if changed {
        marks.inner.sort_by_key(|r| r.start);
    }
}

/// Tells whether a region is one of single marks; two that stand together are a double one.
fn is_single_region(text: &Text<'_>, region: Run) -> bool {
    let start = region.start as usize;
    let is_pair = || text.word(start) == "‘" && text.tokens.len() > start + 1 && is_single(text.word(start + 1));
    is_single(text.word(start)) && !is_pair()
}

/// The quotations in single marks of a paragraph, in text order.
fn quotations(text: &Text<'_>, run: Run, doubles: &[Run], next: Option<Run>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let (mut n_words, mut encloses) = (0, false);
    let mut double = doubles.iter().peekable();
    let mut i = run.start as usize;
    while i < run.end as usize {
        if let Some(region) = double.next_if(|region| region.start as usize == i) {
            (encloses, n_words) = (true, n_words + 2);
            i = region.end as usize;
            continue;
        }
        let token = text.tokens[i];
        match token.kind {
            TokenKind::Word | TokenKind::Number => n_words += 1,
            TokenKind::Quote | TokenKind::Possessive if is_single(text.word(i)) => {
                if closes_single(text, i, run.end as usize) {
                    if open.is_some() && is_apostrophe(text, i, run.end as usize) {
                        i += 1;
                        continue;
                    }
                    let is_stopped = i > 0 && STOPS.contains(&text.word(i - 1));
                    let is_whole = |start: &usize| !encloses || is_stopped && begins(text, *start, run);
                    let start = open.take().filter(|_| n_words > 1 || n_words == 1 && is_stopped).filter(is_whole);
                    let region = start.map(|start| Run { start: start as u32, end: i as u32 + 1 });
                    found.extend(region.map(|region| Found { region, is_closed: true, encloses }));
                } else if token.kind == TokenKind::Quote && opens_single(text, i) {
                    (open, n_words, encloses) = (Some(i), 0, false);
                }
            }
            _ => {}
        }
        i += 1;
    }
    let goes_on = next.is_some_and(|next| {
        let first = next.start as usize;
        text.tokens[first].kind == TokenKind::Quote && is_single(text.word(first)) && opens_single(text, first)
    });
    let start = open.filter(|start| goes_on && n_words > 1 && begins(text, *start, run));
    let region = start.map(|start| Run { start: start as u32, end: run.end });
    found.extend(region.map(|region| Found { region, is_closed: false, encloses }));
    found
}

/// Tells whether a mark stands where a quotation of whole sentences begins: at the paragraph's beginning, behind another
/// sentence, a colon or a comma.
fn begins(text: &Text<'_>, mark: usize, run: Run) -> bool {
    mark == run.start as usize || matches!(text.word(mark - 1), ":" | "," | "." | "!" | "?" | "’" | "'" | "”")
}

/// Tells whether what may close a quotation is the apostrophe of an owner of several, for the quotation closes behind
/// it: ‘It’s the players’ fault, not mine.’
fn is_apostrophe(text: &Text<'_>, mark: usize, end: usize) -> bool {
    if mark == 0 || mark + 1 >= end {
        return false;
    }
    let is_small = text.word(mark + 1).chars().next().is_some_and(char::is_lowercase);
    if !text.word(mark - 1).ends_with('s') || !is_small {
        return false;
    }
    for i in mark + 1..end.min(mark + REACH) {
        let is_mark =
            matches!(text.tokens[i].kind, TokenKind::Quote | TokenKind::Possessive) && is_single(text.word(i));
        if is_mark && opens_single(text, i) {
            return false;
        }
        if is_mark && closes_single(text, i, end) && STOPS.contains(&text.word(i - 1)) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regions(source: &str) -> Vec<&str> {
        let text = Text::new(source);
        let mut marks = Marks::new(&text);
        mend(&text, &mut marks);
        marks.regions.iter().map(|&r| text.span_of(r).map_or("", |s| s.of(source))).collect()
    }

    #[test]
    fn single_marks_hold_whole_quotations() {
        let owner = "‘It’s the players’ fault, not mine,’ Roe said. ‘The fans’ anger is fair.’";
        assert_eq!(regions(owner), ["‘It’s the players’ fault, not mine,’", "‘The fans’ anger is fair.’"]);
        assert_eq!(regions("Roe said: ‘The “reform” is late. It is bad.’"), ["‘The “reform” is late. It is bad.’"]);
        assert_eq!(regions("Roe said: ‘One is here.\n\n‘Two is there.’"), ["‘One is here.", "‘Two is there.’"]);
        assert_eq!(regions("‘Never,’ said Roe of the voters’ ears."), ["‘Never,’"]);
    }

    #[test]
    fn words_and_apostrophes_are_none() {
        assert_eq!(regions("the ‘late’ mayor’s friends’ cars"), Vec::<&str>::new());
        assert_eq!(regions("“The ‘plain lie’ is his,” Roe said."), ["“The ‘plain lie’ is his,”"]);
        assert_eq!(regions("Two dogs’ bowls and three cats’ beds."), Vec::<&str>::new());
    }

    #[test]
    fn ten_thousand_single_marks_take_no_time() {
        for mark in ["'", "‘", "’", " 's ", " ‘a s’ b", "“‘a"] {
            let source = mark.repeat(10_000);
            let text = Text::new(&source);
            let mut marks = Marks::new(&text);
            mend(&text, &mut marks);
            assert_eq!(marks.places.len(), text.tokens.len());
        }
    }
}
