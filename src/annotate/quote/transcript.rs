//! Paragraphs that are somebody's words by their layout alone.
//!
//! A transcript sets `NAME: words`, an interview `Q:` and `A:`; a collection of statements
//! signs each with a dash and a name. One such paragraph proves nothing ("Note: …"), so a
//! colon needs a name in capitals or of a known person, and an article at least two of them.
//! Who answers in an interview is the person named most before its first question; who asks
//! has no name.

use super::draft::{Draft, Origin};
use super::link::Attribution;
use super::people::People;
use super::scene::{Scene, run_of};
use crate::annotate::EntityKind;
use crate::annotate::text::{Run, TokenKind};

/// Longest name before a colon, in tokens.
const NAME: usize = 6;

/// Returns for each paragraph the draft that its layout makes, if any.
pub(super) fn transcript(scene: &Scene<'_>, people: &People) -> Vec<Option<Draft>> {
    let n = scene.text.paragraphs.len();
    if let Some(turns) = interview(scene, people) {
        return turns;
    }
    let found: Vec<Option<Draft>> = (0..n).map(|p| turn(scene, people, p)).collect();
    let name = |d: &Draft| d.attribution.source.map(|s| scene.word(s.end as usize - 1));
    let names: Vec<Option<&str>> = found.iter().flatten().map(name).collect();
    // Headings may be names with a colon too, but each once and with few words.
    let come_back = |d: &Draft| names.iter().filter(|n| **n == name(d)).count() >= 2;
    let long = |d: &Draft| d.pieces().iter().map(|p| p.range().len()).sum::<usize>() >= 12;
    let n_sure = found.iter().flatten().filter(|d| shouts(scene, d) || come_back(d) && long(d)).count();
    if names.len() >= 2 && n_sure * 2 >= names.len() { found } else { vec![None; n] }
}

/// Two questions and two answers at least make an interview.
fn interview(scene: &Scene<'_>, people: &People) -> Option<Vec<Option<Draft>>> {
    let turns: Vec<Option<(bool, usize)>> = (0..scene.text.paragraphs.len()).map(|p| letter(scene, p)).collect();
    let n = |asks| turns.iter().flatten().filter(|t| t.0 == asks).count();
    if n(true) < 2 || n(false) < 2 {
        return None;
    }
    let first = turns.iter().position(Option::is_some)?;
    let before = scene.text.paragraph_tokens(first).start;
    let answers = most_named(people, before);
    let draft = |(paragraph, turn): (usize, &Option<(bool, usize)>)| {
        let (asks, start) = (*turn)?;
        let words = run_of(start, scene.text.paragraph_tokens(paragraph).end as usize);
        let person = answers.filter(|_| !asks);
        let attribution = Attribution { contents: vec![words], ..Attribution::default() };
        Some(Draft { attribution, paragraph, origin: Origin::Transcript, person })
    };
    Some(turns.iter().enumerate().map(draft).collect())
}

/// Whether a paragraph opens with a question's or an answer's letter, and where its words start.
fn letter(scene: &Scene<'_>, paragraph: usize) -> Option<(bool, usize)> {
    let run = scene.text.paragraph_tokens(paragraph);
    let start = run.start as usize;
    let word = scene.word(start);
    let asks = match word.trim_end_matches('.') {
        "Q" | "Question" => true,
        "A" | "Answer" => false,
        _ => return None,
    };
    let marked = word.ends_with('.') || matches!(scene.word(start + 1), ":" | ".");
    let words = if word.ends_with('.') { start + 1 } else { start + 2 };
    (marked && words < run.end as usize).then_some((asks, words))
}

/// The person named most before a token; of several the first.
fn most_named(people: &People, before: u32) -> Option<usize> {
    let mut counts = vec![0usize; people.persons.len()];
    people.namings.iter().take_while(|n| n.tokens.start < before).for_each(|n| counts[n.person] += 1);
    let most = counts.iter().copied().max().filter(|&n| n > 0)?;
    counts.iter().position(|&n| n == most)
}

/// Tells whether a turn's name is in capitals.
fn shouts(scene: &Scene<'_>, turn: &Draft) -> bool {
    let last = turn.attribution.source.map_or("", |s| scene.word(s.end as usize - 1));
    last.chars().count() > 2 && !last.chars().any(char::is_lowercase)
}

/// A speaker's turn: name, colon, words.
fn turn(scene: &Scene<'_>, people: &People, paragraph: usize) -> Option<Draft> {
    let run = scene.text.paragraph_tokens(paragraph);
    let start = run.start as usize;
    let colon = run.range().take(NAME + 1).find(|&i| scene.word(i) == ":")?;
    let is_name = |i: usize| match scene.text.tokens[i].kind {
        TokenKind::Word => scene.forms[i].is_capital,
        TokenKind::Mark => matches!(scene.word(i), "." | "-" | ","),
        _ => false,
    };
    if colon == start || !(start..colon).all(is_name) || colon + 1 >= run.end as usize {
        return None;
    }
    let name = run_of(start, colon);
    let last = scene.word(colon - 1);
    let in_capitals = last.chars().count() > 2 && !last.chars().any(char::is_lowercase);
    let at = people.namings.partition_point(|n| n.tokens.start < name.start);
    let known = people.namings.get(at).is_some_and(|n| n.tokens.end <= name.end);
    let opens_sentence = scene.forms[colon + 1].is_capital || !scene.is_wordlike(colon + 1);
    if !(in_capitals || known) || !opens_sentence {
        return None;
    }
    let words = without_directions(scene, run_of(colon + 1, run.end as usize));
    let attribution = Attribution {
        cue: None,
        contents: vec![words],
        source: Some(name),
        content_probability: 0.9,
        cue_probability: 0.9,
        content_link: 0.9,
        source_link: 0.9,
    };
    Some(Draft { attribution, paragraph, origin: Origin::Transcript, person: None })
}

/// Leaves out what a turn ends with in square brackets: "[Laughter.]"
fn without_directions(scene: &Scene<'_>, words: Run) -> Run {
    let mut end = words.end as usize;
    while end > words.start as usize && scene.word(end - 1) == "]" {
        let Some(open) = words.range().take_while(|&i| i < end).filter(|&i| scene.word(i) == "[").last() else { break };
        end = open;
    }
    if end > words.start as usize { run_of(words.start as usize, end) } else { words }
}

const DASHES: [&str; 5] = ["—", "–", "-", "--", "―"];

/// Returns the name that signs a statement: `— Ann Roe` alone in the paragraph after it.
pub(super) fn signature(scene: &Scene<'_>, run: Run) -> Option<Run> {
    let start = run.start as usize;
    if !DASHES.contains(&scene.word(start)) || !(2..=12).contains(&run.range().len()) {
        return None;
    }
    let name = run_of(start + 1, run.end as usize);
    (scene.forms[start + 1].is_capital && is_name(scene, name)).then_some(name)
}

/// Returns a quotation and the name that signs it in the same paragraph: `“…” — Ann Roe`.
pub(super) fn signed_quotation(scene: &Scene<'_>, run: Run) -> Option<(Run, Run)> {
    let region = scene.marks.region_of(run.start as usize).filter(|r| r.start == run.start)?;
    let dash = region.end as usize;
    let end = run.end as usize;
    if dash + 1 >= end || end - dash > 9 || !DASHES.contains(&scene.word(dash)) {
        return None;
    }
    let name = run_of(dash + 1, end);
    (scene.forms[dash + 1].is_capital && is_name(scene, name)).then_some((region, name))
}

/// Tells whether words are a name: a person or body, or nothing but capitals.
fn is_name(scene: &Scene<'_>, run: Run) -> bool {
    let known = scene.entities_in(run).iter().any(|e| e.kind != EntityKind::Place);
    let no_verb = run.range().all(|i| scene.forms[i].cue_rank < 3);
    let capitals = run.range().filter(|&i| scene.is_wordlike(i)).all(|i| scene.forms[i].is_capital);
    no_verb && (known || capitals)
}
