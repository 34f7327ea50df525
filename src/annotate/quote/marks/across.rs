//! Lines that a quotation runs across, read as one paragraph: “We have learned.¶It was an emotional day,” he said.
//!
//! Collections of one sentence a line break quotations; newspapers let a mark that is open at a paragraph's end open the
//! next one again, and those paragraphs stay apart. Sentences are as before: each ends with its line.

use super::pairs::{closes_line, left_open, opens_line};
use crate::annotate::text::{Run, Text};
use crate::span::Span;

/// Most lines that a quotation goes on for behind its first.
const LINES: usize = 6;

/// A text whose paragraphs are joined, and the tokens that begin the joined lines.
pub(crate) struct Joined<'a> {
    pub text: Text<'a>,
    pub seams: Vec<u32>,
}

/// Joins lines that quotations run across; `None` where there are none.
pub(crate) fn joined<'a>(text: &Text<'a>) -> Option<Joined<'a>> {
    let n = text.paragraphs.len();
    let mut groups: Vec<(usize, usize)> = Vec::new();
    let mut first = 0;
    while first < n {
        let mut last = first;
        while let Some(next) = last_line(text, last, last > first) {
            last = next;
        }
        groups.push((first, last));
        first = last + 1;
    }
    (groups.len() < n).then(|| join(text, &groups))
}

/// The line in which a quotation closes that a line leaves open, which may begin inside one itself.
fn last_line(text: &Text<'_>, line: usize, is_inside: bool) -> Option<usize> {
    let is_open = left_open(text, text.paragraph_tokens(line), is_inside);
    let last = (line + 1..text.paragraphs.len().min(line + 1 + LINES)).take_while(|_| is_open).find_map(|next| {
        let run = text.paragraph_tokens(next);
        match (opens_line(text, run), closes_line(text, run)) {
            (true, _) => Some(None),
            (false, Some(mark)) => Some((!is_signature(text, run, mark)).then_some(next)),
            (false, None) => None,
        }
    });
    last.flatten()
}

/// Tells whether a line that ends in a mark is a name: “We will wait.¶Ann Roe, the mayor.”
fn is_signature(text: &Text<'_>, run: Run, mark: usize) -> bool {
    let is_capital = |i: usize| text.word(i).chars().next().is_some_and(char::is_uppercase);
    let start = run.start as usize;
    mark + 1 == run.end as usize && is_capital(start) && is_capital(start + 1)
}

/// Parts pieces where a joined line begins: a piece of a quote lies in one line.
pub(crate) fn part(pieces: &mut Vec<Run>, seams: &[u32]) {
    let lies_across = |piece: &Run| {
        let first = seams.partition_point(|&seam| seam <= piece.start);
        seams.get(first).is_some_and(|&seam| seam < piece.end)
    };
    if !pieces.iter().any(lies_across) {
        return;
    }
    let mut parted = Vec::with_capacity(pieces.len() + 1);
    for &Run { mut start, end } in &*pieces {
        let first = seams.partition_point(|&seam| seam <= start);
        for &seam in seams[first..].iter().take_while(|&&seam| seam < end) {
            parted.push(Run { start, end: seam });
            start = seam;
        }
        parted.push(Run { start, end });
    }
    *pieces = parted;
}

fn join<'a>(text: &Text<'a>, groups: &[(usize, usize)]) -> Joined<'a> {
    let seams = groups.iter().flat_map(|&(first, last)| first + 1..last + 1).map(|p| text.paragraph_tokens(p).start);
    let spans =
        |&(first, last): &(usize, usize)| Span { start: text.paragraphs[first].start, end: text.paragraphs[last].end };
    let sentences = |&(first, last): &(usize, usize)| Run {
        start: text.paragraph_sentences[first].start,
        end: text.paragraph_sentences[last].end,
    };
    // A line without a token begins nowhere.
    let seams = seams.filter(|&seam| seam > 0).collect();
    let text = Text {
        paragraphs: groups.iter().map(spans).collect(),
        paragraph_sentences: groups.iter().map(sentences).collect(),
        ..text.clone()
    };
    Joined { text, seams }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(source: &str) -> Vec<&str> {
        let text = Text::new(source);
        let spans = joined(&text).map_or(text.paragraphs.clone(), |joined| joined.text.paragraphs);
        spans.iter().map(|span| span.of(source)).collect()
    }

    #[test]
    fn lines_are_joined_up_to_the_mark() {
        let told = "Ann Roe came.\n“It is wet.\nIt will rain,” she said.\nIt rained.";
        assert_eq!(paragraphs(told), ["Ann Roe came.", "“It is wet.\nIt will rain,” she said.", "It rained."]);
        let stranded = "\"Yes,\" she said.\"\nIt is wet.\nIt will rain.\"\nIt rained.\"";
        assert_eq!(paragraphs(stranded), ["\"Yes,\" she said.\"\nIt is wet.\nIt will rain.\"", "It rained.\""]);
        let again = "\"It is wet.\nYes,\" she said. \"It will rain.\nAnd snow.\"";
        assert_eq!(paragraphs(again), [again]);
    }

    #[test]
    fn paragraphs_stay_apart() {
        let reopened = "“It is wet.\n“It will rain,” she said.";
        assert_eq!(paragraphs(reopened).len(), 2);
        let signed = "“It is wet.\nAnn Roe.”";
        assert_eq!(paragraphs(signed).len(), 2);
        let inches = "A pipe of 6\" was laid.\nIt is wet,\" she said.";
        assert_eq!(paragraphs(inches).len(), 2);
        let far = format!("“It is wet.\n{}It will rain,” she said.", "It was.\n".repeat(LINES));
        assert_eq!(paragraphs(&far).len(), LINES + 2);
    }

    #[test]
    fn a_piece_lies_in_one_line() {
        let mut pieces = vec![Run { start: 1, end: 9 }, Run { start: 12, end: 14 }];
        part(&mut pieces, &[3, 5, 9, 20]);
        let starts: Vec<(u32, u32)> = pieces.iter().map(|p| (p.start, p.end)).collect();
        assert_eq!(starts, [(1, 3), (3, 5), (5, 9), (12, 14)]);
    }
}
