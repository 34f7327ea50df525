//! Letters that stand for an office: "the CJ said", "the Larn East MP said". They name nobody; of whom the article calls
//! so in full ("Chief Justice [Ann Roe]") it is told by the first letters.

use super::inside::Candidate;
use super::name;
use super::scene::Scene;
use super::word_set::WordSet;
use crate::annotate::text::{Run, TokenKind};

/// Letters of offices, as no body's name.
const OFFICES: &WordSet = &WordSet::of(&[
    "ag", "aig", "ceo", "cfo", "cj", "cm", "coo", "dc", "dg", "dig", "dpm", "dpp", "gm", "igp", "md", "mec", "oc",
    "pc", "pm", "rpc", "vc",
]);
/// Letters of those who sit for a place.
const MEMBERS: &WordSet = &WordSet::of(&["mep", "mha", "mk", "mla", "mlc", "mna", "mp", "mpa", "mpl", "msp", "td"]);
/// Letters of those who play, heal or present.
const CALLED: &WordSet = &WordSet::of(&["cto", "dj", "gp", "mvp", "qb", "vp"]);
/// Most words of an office that is called so in full.
const WORDS: usize = 6;

fn is_capitals(scene: &Scene<'_>, i: usize) -> bool {
    scene.forms.get(i).is_some_and(|form| form.is_capital) && !scene.word(i).contains(char::is_lowercase)
}

/// Tells whether a token is the letters of an office.
pub(super) fn is_office(scene: &Scene<'_>, i: usize) -> bool {
    scene.is_word(i, OFFICES) && is_capitals(scene, i)
}

/// Tells whether a token is the letters of who sits for a place.
pub(super) fn is_seat(scene: &Scene<'_>, i: usize) -> bool {
    scene.is_word(i, MEMBERS) && is_capitals(scene, i)
}

/// Tells whether a token is the letters of an office or a seat.
pub(super) fn is_any(scene: &Scene<'_>, i: usize) -> bool {
    is_office(scene, i) || is_seat(scene, i) || scene.is_word(i, CALLED) && is_capitals(scene, i)
}

/// Tells whether what is taken for a name is such letters or says only where somebody sits: "the [CJ]", "the [Larn East]
/// MP".
pub(super) fn names_nobody(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    let (start, end) = (name.tokens.start as usize, name.tokens.end as usize);
    let is_led = scene.is_word(source.start as usize, &["the"]) && start == source.start as usize + 1;
    let is_last = |i: usize| i + 1 == source.end as usize;
    let is_own = is_last(end - 1) && is_any(scene, end - 1) && (end == start + 1 || scene.is_word(end - 1, MEMBERS));
    let is_of_seat = is_last(end) && is_seat(scene, end);
    is_led && (is_own || is_of_seat)
}

/// Tells whether a body is named by its letters ("the TBV").
pub(super) fn is_body(scene: &Scene<'_>, name: &Candidate) -> bool {
    let word = scene.word(name.tokens.start as usize);
    name.tokens.range().len() == 1
        && word.len() > 1
        && word.chars().all(|c| c.is_ascii_uppercase() || c == '.' || c == '&')
}

/// The letters for the offices that a name has before or behind it in full, in small letters.
pub(super) fn of(scene: &Scene<'_>, titled: usize, name: Run) -> Vec<&'static str> {
    let number = scene.sentences[name.start as usize];
    let inside = |i: usize| scene.sentences.get(i) == Some(&number);
    let is_word = |i: usize| inside(i) && scene.text.tokens[i].kind == TokenKind::Word;
    let is_part = |i: usize| is_word(i) && (scene.forms[i].is_capital || scene.is_word(i, &["of"]));
    let is_form = |i: usize| name::is_title(scene.word(i)) && !scene.is_calling(i);
    let initials = |words: &mut dyn Iterator<Item = usize>| -> String {
        let letters =
            words.take(WORDS).take_while(|&i| is_part(i)).filter(|&i| scene.forms[i].is_capital && !is_form(i));
        letters.filter_map(|i| scene.word(i).chars().next()).map(|c| c.to_ascii_lowercase()).collect()
    };
    let mut before = initials(&mut (0..name.start as usize).rev());
    // "The Chief Minister, Mr Ann Roe".
    if let Some(comma) = titled.checked_sub(1).filter(|&i| before.is_empty() && scene.is_word(i, &[","])) {
        before = initials(&mut (0..comma).rev());
    }
    let before: String = before.chars().rev().collect();
    let end = name.end as usize;
    let from = end + 1 + usize::from(scene.is_word(end + 1, &["the", "a"]));
    let behind =
        if scene.is_word(end, &[","]) { initials(&mut (from..scene.text.tokens.len())) } else { String::new() };
    // "Health MEC Ann Roe".
    let own = (titled.saturating_sub(1)..name.start as usize).rev().find(|&i| is_office(scene, i) && inside(i));
    let own = own.map(|i| scene.word(i).to_lowercase());
    let is_called =
        |office: &&&str| before.ends_with(**office) || behind.starts_with(**office) || own.as_deref() == Some(**office);
    OFFICES.iter().filter(is_called).copied().collect()
}
