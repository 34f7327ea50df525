//! Paragraphs that are somebody's words by their layout alone.
//!
//! A transcript sets `NAME: words`; a collection of statements signs each with a dash and a
//! name. One such paragraph proves nothing ("Note: …"), so a colon needs a name in capitals
//! or of a known person, and an article at least two of them.

use super::draft::{Draft, Origin};
use super::link::Attribution;
use super::people::People;
use super::scene::{Scene, run_of};
use crate::annotate::text::{Run, TokenKind};

/// Longest name before a colon, in tokens.
const NAME: usize = 6;

/// Returns for each paragraph the draft that its layout makes, if any.
pub(super) fn transcript(scene: &Scene<'_>, people: &People) -> Vec<Option<Draft>> {
    let found: Vec<Option<Draft>> = (0..scene.text.paragraphs.len()).map(|p| turn(scene, people, p)).collect();
    if found.iter().flatten().count() >= 2 { found } else { vec![None; scene.text.paragraphs.len()] }
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
    let shouts = last.chars().count() > 2 && !last.chars().any(char::is_lowercase);
    let at = people.namings.partition_point(|n| n.tokens.start < name.start);
    let known = people.namings.get(at).is_some_and(|n| n.tokens.end <= name.end);
    let opens_sentence = scene.forms[colon + 1].is_capital || !scene.is_wordlike(colon + 1);
    if !(shouts || known) || !opens_sentence {
        return None;
    }
    let attribution = Attribution {
        cue: None,
        contents: vec![run_of(colon + 1, run.end as usize)],
        source: Some(name),
        content_probability: 0.9,
        cue_probability: 0.9,
        content_link: 0.9,
        source_link: 0.9,
    };
    Some(Draft { attribution, paragraph, origin: Origin::Transcript })
}

/// Returns the name that signs a statement: `— Ann Roe` alone in the paragraph after it.
pub(super) fn signature(scene: &Scene<'_>, run: Run) -> Option<Run> {
    let start = run.start as usize;
    let dash = matches!(scene.word(start), "—" | "–" | "-" | "--" | "―");
    let short = (2..=12).contains(&run.range().len());
    (dash && short && scene.forms[start + 1].is_capital).then(|| run_of(start + 1, run.end as usize))
}
