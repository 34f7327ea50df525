//! Turns of a transcript whose name is described before the colon: "VALE (voice-over): …", "SEN. ANN ROE, D-Ore.: …",
//! "ANN ROE, chief of staff: …", and questions without a colon: "Q Will he travel?"

use rustc_hash::FxHashSet;

use super::transcript::{is_heading, last_word, spoken};
use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::draft::Draft;
use crate::annotate::text::{Run, TokenKind};

/// Most tokens of a name, and up to its colon.
const NAME: usize = 8;
const LABEL: usize = 26;
/// Described names that make a layout of it.
const LAYOUT: usize = 2;

/// Tells whether a text is a transcript by such turns: two of them, and one whose name comes back with a colon alone.
pub(super) fn are_turns(scene: &Scene<'_>, turns: &[Option<Draft>]) -> bool {
    let labels = labels(scene, turns);
    if labels.is_empty() {
        return false;
    }
    let free = (0..turns.len()).filter(|&paragraph| turns[paragraph].is_none());
    let names: Vec<&str> =
        free.filter_map(|p| label(scene, p)).map(|label| scene.word(label.name.end as usize - 1)).collect();
    names.len() >= 2 && names.iter().any(|name| labels.contains(name))
}

/// Adds such turns to those that the other paragraphs of a transcript are.
pub(super) fn add(scene: &Scene<'_>, turns: &mut [Option<Draft>]) {
    let labels = labels(scene, turns);
    for (paragraph, turn) in turns.iter_mut().enumerate().filter(|(_, turn)| turn.is_none()) {
        *turn = described(scene, paragraph, &labels).or_else(|| asked(scene, paragraph));
    }
    // Where names have what they are beside them, each of that layout is one: "DORA CLINE, then 9: …".
    let is_described = |paragraph: &usize| turns[*paragraph].is_some() && label(scene, *paragraph).is_some();
    if (0..turns.len()).filter(is_described).count() < LAYOUT {
        return;
    }
    for (paragraph, turn) in turns.iter_mut().enumerate().filter(|(_, turn)| turn.is_none()) {
        let Some(Label { name, colon, .. }) = label(scene, paragraph).filter(|l| l.name.range().len() > 1) else {
            continue;
        };
        let end = scene.text.paragraph_tokens(paragraph).end as usize;
        *turn = Some(spoken(scene, paragraph, Some(name), run_of(colon + 1, end)));
    }
}

/// The last words of the names of turns.
fn labels<'a>(scene: &Scene<'a>, turns: &[Option<Draft>]) -> FxHashSet<&'a str> {
    turns.iter().flatten().map(|turn| last_word(scene, turn)).collect()
}

fn described(scene: &Scene<'_>, paragraph: usize, labels: &FxHashSet<&str>) -> Option<Draft> {
    let Label { name, colon, is_bracket } = label(scene, paragraph)?;
    let is_known = labels.contains(scene.word(name.end as usize - 1));
    // "BO DELL, adviser to the speaker: …" of who speaks only once.
    let says_what = || (name.end as usize + 1..colon).any(|i| scene.is_calling(i) && !scene.forms[i].is_capital);
    let fits = is_bracket || is_known || name.range().len() > 1 && says_what();
    let run = scene.text.paragraph_tokens(paragraph);
    fits.then(|| spoken(scene, paragraph, Some(name), run_of(colon + 1, run.end as usize)))
}

/// A name in capitals that opens a paragraph, with what is said of it before a colon.
struct Label {
    name: Run,
    colon: usize,
    /// Whether that stands in brackets.
    is_bracket: bool,
}

fn label(scene: &Scene<'_>, paragraph: usize) -> Option<Label> {
    let run = scene.text.paragraph_tokens(paragraph);
    let start = run.start as usize;
    let end = run.range().take(NAME + 1).find(|&i| !is_name(scene, i)).filter(|&end| end > start)?;
    let last = scene.word(end - 1);
    let is_shouted = last.chars().count() > 2 && !last.contains(char::is_lowercase);
    let colon = run.range().take(LABEL).find(|&i| scene.word(i) == ":").filter(|&colon| colon > end)?;
    let is_bracket = matches!((scene.word(end), scene.word(colon - 1)), ("(", ")") | ("[", "]"));
    let is_clause = scene.is_word(end + 1, &["who"]);
    let has_verb = (end + 1..colon).any(|i| !is_clause && is_verb(scene, i) || scene.marks.region_of(i).is_some());
    let begins = scene.forms.get(colon + 1).is_some_and(|form| form.is_capital) || !scene.is_wordlike(colon + 1);
    let name = run_of(start, end);
    let is_place = scene.entities_in(name).iter().any(|e| e.kind == EntityKind::Place);
    let fits = is_shouted && (is_bracket || scene.word(end) == ",") && !has_verb && begins && !is_place;
    (fits && colon + 1 < run.end as usize && !is_heading(scene, name)).then_some(Label { name, colon, is_bracket })
}

/// Tells whether a token may be part of a name in capitals, or of the titles before it.
fn is_name(scene: &Scene<'_>, token: usize) -> bool {
    match scene.text.tokens[token].kind {
        TokenKind::Word => !scene.word(token).contains(char::is_lowercase) || scene.is_title(token),
        TokenKind::Mark => matches!(scene.word(token), "." | "-"),
        _ => false,
    }
}

/// A question behind "Q" alone, where the answers have names.
fn asked(scene: &Scene<'_>, paragraph: usize) -> Option<Draft> {
    let run = scene.text.paragraph_tokens(paragraph);
    let first = run.start as usize;
    let is_spaced = scene.text.tokens.get(first + 1).is_some_and(|token| token.spaced);
    let begins = scene.is_wordlike(first + 1) || scene.marks.region_of(first + 1).is_some();
    let fits = scene.word(first) == "Q" && is_spaced && begins && first + 1 < run.end as usize;
    fits.then(|| spoken(scene, paragraph, None, words(run)))
}

/// The words behind the first token.
fn words(run: Run) -> Run {
    Run { start: run.start + 1, end: run.end }
}
