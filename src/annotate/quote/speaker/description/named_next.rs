//! A report begins with what somebody is and names her in the next paragraphs: "[Larn's prime minister] said it was
//! over.¶“It is done,” Prime Minister Ann Roe told reporters", "[A spokesman for Roe] called it false.¶“No,” the spokesman,
//! Bo Dell, said".

use super::Description;
use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::phrases::is_stop;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::text::Run;

/// How sure it is where the name has that title or description, and where it has none.
const TITLED: f32 = 0.9;
const BARE: f32 = 0.85;
/// The last paragraph that may be the first of a report, behind a headline; paragraphs until she is named.
const FIRST: usize = 1;
const AHEAD: usize = 2;
/// Most words of an office, and namings that are looked at.
const OFFICE: usize = 4;
const NAMINGS: usize = 12;

/// Finds whom a description that opens a report means, and how sure that is.
pub(super) fn meant(scene: &Scene<'_>, people: &People, description: &Description<'_>) -> Option<(usize, f32)> {
    let source = description.source;
    let number = scene.paragraph_of(source.start as usize);
    let at = people.namings.partition_point(|n| n.tokens.start < source.end);
    let is_ahead = |n: &&Naming| scene.paragraph_of(n.tokens.start as usize) <= number + AHEAD;
    let mut next = people.namings[at..].iter().take(NAMINGS).take_while(is_ahead).filter(|n| !n.is_described);
    if scene.is_word(source.start as usize, &["a", "an"]) {
        let noun = noun_of_open(scene, source)?;
        let is_same = |n: &&Naming| is_resumed(scene, n, noun);
        return next.find(is_same).map(|n| (n.person, TITLED));
    }
    let office = office(scene, source).filter(|_| number <= FIRST)?;
    let is_before = |n: Naming| n.tokens.start < source.start;
    let mut bearers = people.titles.bearers(scene.word(office.end as usize - 1));
    if bearers.any(|bearer| people.first_naming(bearer.0).is_some_and(is_before)) {
        return None;
    }
    let is_first = |n: &Naming| people.first_naming(n.person).is_some_and(|first| first.tokens == n.tokens);
    let is_told = |n: &&Naming| scene.marks.region_of(n.tokens.start as usize).is_none();
    let name = next.find(is_told).filter(|n| is_first(n) && scene.paragraph_of(n.tokens.start as usize) > number)?;
    let start = name.tokens.start as usize;
    let title = run_of(start.checked_sub(office.range().len())?, start);
    let mut pairs = office.range().zip(title.range());
    if pairs.all(|(a, b)| scene.word(a).eq_ignore_ascii_case(scene.word(b)) && scene.forms[b].is_capital) {
        return Some((name.person, TITLED));
    }
    (name.is_full && speaks_alone(scene, name)).then_some((name.person, BARE))
}

/// The office in "Larn's prime minister" and "the president of Larn".
fn office(scene: &Scene<'_>, source: Run) -> Option<Run> {
    let (start, end) = (source.start as usize, source.end as usize);
    let is_place = |from: usize, until: usize| {
        let entities = scene.entities_in(run_of(from, until));
        entities.iter().any(|e| e.kind == EntityKind::Place && scene.tokens_of(e) == run_of(from, until))
    };
    let owner = (start + 1..end.min(start + OFFICE)).find(|&i| is_possessive(scene, i));
    let words = match owner {
        Some(s) if is_place(start, s) => run_of(s + 1, end),
        None if scene.is_word(start, &["the"]) => {
            let of = (start + 2..end).find(|&i| scene.is_word(i, &["of"])).filter(|of| is_place(of + 1, end))?;
            run_of(start + 1, of)
        }
        _ => return None,
    };
    let is_word = |i: usize| scene.is_wordlike(i) && !scene.forms[i].is_capital && !is_stop(scene.word(i));
    let fits = (1..=OFFICE).contains(&words.range().len()) && words.range().all(is_word);
    (fits && scene.is_calling(words.end as usize - 1)).then_some(words)
}

/// The noun of "a spokesman for Roe".
fn noun_of_open(scene: &Scene<'_>, source: Run) -> Option<usize> {
    let (start, end) = (source.start as usize, source.end as usize);
    let mut words = (start + 1..end.min(start + 2 + OFFICE)).take_while(|&i| !is_stop(scene.word(i)));
    words.find(|&i| scene.is_calling(i) && !scene.forms[i].is_capital && !scene.is_calling(i + 1))
}

/// Tells whether a name stands behind "the spokesman,".
fn is_resumed(scene: &Scene<'_>, name: &Naming, noun: usize) -> bool {
    let Some(comma) = (name.tokens.start as usize).checked_sub(1) else { return false };
    let Some(the) = comma.checked_sub(2) else { return false };
    let is_noun = scene.word(comma - 1).eq_ignore_ascii_case(scene.word(noun));
    is_noun
        && scene.word(comma) == ","
        && scene.is_word(the, &["the"])
        && matches!(scene.word(name.tokens.end as usize), "," | ".")
}

/// Tells whether a name without a title says what stands in marks before it: "“It is done,” [Ann Roe] told reporters".
fn speaks_alone(scene: &Scene<'_>, name: &Naming) -> bool {
    let (start, end) = (name.tokens.start as usize, name.tokens.end as usize);
    let Some(mark) = start.checked_sub(1) else { return false };
    let closes = scene.marks.region_of(mark).is_some_and(|region| region.end as usize == start);
    closes && is_verb(scene, end)
}
