//! Knights, peers and judges: the name of "Sir Keir" is Keir, of "Lord Venning of Hale" Venning, of "Lord Justice
//! Penhallow" Penhallow. The tagger holds many of them to be bodies, the more the stranger the name.

use super::kinds::is_body_word;
use super::missed::is_name_word;
use super::persons::{is_particle, is_title};
use super::streets::WAYS;
use super::tag::Tagged;
use super::tidy::is_shouted;
use super::titled::is_before;
use crate::annotate::EntityKind;
use crate::annotate::text::{Run, Text};

/// Titles before a first name.
const KNIGHTS: &[&str] = &["Dame", "Sir"];
/// Titles before a surname, with where the peerage is of behind it. Others are given names, too: "Earl", "Duke".
const PEERS: &[&str] = &["Baroness", "Countess", "Lady", "Lord", "Viscount", "Viscountess"];
/// What follows "Lord" or "Lady" as a judge's title, and what follows "Mr" or "Mrs".
const LORDS: &[&str] = &["Chief", "Justice", "Justice-Clerk", "Justice-General"];
const RECORDERS: &[&str] = &["Recorder"];
/// Most words of such a name.
const LONGEST: usize = 3;

/// Makes persons of such names and leaves the titles out.
pub(super) fn mend(text: &Text<'_>, tagged: &mut [Tagged]) {
    let is_street =
        |name: &Tagged| name.kind == EntityKind::Place && WAYS.contains(&text.word(name.tokens.end as usize - 1));
    for name in tagged.iter_mut().filter(|name| !is_street(name)) {
        let found = knight(text, name.tokens).or_else(|| peer(text, name.tokens)).or_else(|| judge(text, name.tokens));
        if let Some(tokens) = found {
            *name = Tagged { tokens, kind: EntityKind::Person };
        }
    }
}

fn run_of(start: usize, end: usize) -> Run {
    Run { start: start as u32, end: end as u32 }
}

/// Tells whether a token may be a word of a person's name: no title, nothing that ends the name of a body.
fn is_personal(text: &Text<'_>, i: usize) -> bool {
    let word = text.word(i);
    let is_other = is_title(word) || is_before(word) || is_body_word(word) || is_shouted(word);
    is_name_word(text, i) && !is_other
}

/// "Sir [Keir]", "Dame [Ruth Roe]", but not "Notre Dame".
fn knight(text: &Text<'_>, name: Run) -> Option<Run> {
    let (start, end) = (name.start as usize, name.end as usize);
    let first = start + 1;
    let is_title = KNIGHTS.contains(&text.word(start)) && start.checked_sub(1).is_none_or(|i| text.word(i) != "Notre");
    let fits = is_title && (1..=LONGEST).contains(&(end.saturating_sub(first)));
    let is_part = |i: usize| is_personal(text, i) || i + 1 < end && is_particle(text.word(i));
    (fits && (first..end).all(is_part)).then(|| run_of(first, end))
}

/// "Lord [Venning] of Hale", "Lord [Axford]", but not "Lord Mayor of Larn", "Lord of the Rings".
fn peer(text: &Text<'_>, name: Run) -> Option<Run> {
    let (start, end) = (name.start as usize, name.end as usize);
    let is_peer = |i: usize| PEERS.contains(&text.word(i));
    let first = if is_peer(start) { start + 1 } else { start.checked_sub(1).filter(|&i| is_peer(i)).map(|_| start)? };
    if first > start && end == first + 1 {
        return is_personal(text, first).then(|| run_of(first, end));
    }
    let of = (first..end.min(first + LONGEST + 1)).find(|&i| text.word(i) == "of").filter(|&of| of > first)?;
    let is_place = of + 1 < end && is_name_word(text, of + 1);
    (is_place && (first..of).all(|i| is_personal(text, i))).then(|| run_of(first, of))
}

/// "Lord Justice [Penhallow]", "Mr Recorder [Lathe]", also where the first title stands before what the tagger found.
fn judge(text: &Text<'_>, name: Run) -> Option<Run> {
    let (start, last) = (name.start as usize, (name.end as usize).checked_sub(1)?);
    let titles = |first: usize| {
        let is_lord = matches!(text.word(first), "Lady" | "Lord");
        let offices = if is_lord { LORDS } else { RECORDERS };
        let is_led = is_lord || matches!(text.word(first).trim_end_matches('.'), "Miss" | "Mr" | "Mrs" | "Ms");
        is_led && first + 1 < last && (first + 1..last).all(|i| offices.contains(&text.word(i)))
    };
    let is_judge = titles(start) || start.checked_sub(1).is_some_and(titles);
    (is_judge && is_personal(text, last)).then(|| run_of(last, last + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_knights_peers_and_judges() {
        for (source, name) in [
            ("Sir Keir", "Keir"),
            ("Dame Ruth van Dell", "Ruth van Dell"),
            ("Lord Venning of Hale", "Venning"),
            ("Baroness Lloyd Ince of Crewdale", "Lloyd Ince"),
            ("Lord Justice Penhallow", "Penhallow"),
            ("Lord Justice-Clerk Ross", "Ross"),
            ("Mr Recorder Lathe", "Lathe"),
            ("Lord Axford", "Axford"),
            ("Lord Mayor of Larn", ""),
            ("Lord of the Rings", ""),
            ("Lady Margaret Hall", ""),
            ("Sir John Dell School", ""),
            ("Lord Chief Justice", ""),
        ] {
            let text = Text::new(source);
            let mut tagged = [Tagged { tokens: run_of(0, text.tokens.len()), kind: EntityKind::Org }];
            mend(&text, &mut tagged);
            let [Tagged { tokens, kind }] = tagged;
            let found = text.span_of(tokens).filter(|_| kind == EntityKind::Person).map_or("", |span| span.of(source));
            assert_eq!(found, name, "{source}");
        }
    }
}
