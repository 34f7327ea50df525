//! "“Don't run,” Ann Roe recalled Bo Dell telling her": the words are his, whoever remembers or hears them.
//!
//! The taggers take "recalled" for the reporting word, or see nothing. As with "Roe recalled Dell telling her, “…”" there
//! are two quotes in it: that Roe recalls it stays, as the annotated articles have it.

use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::regions;
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens of who remembers, and of whom.
const SUBJECT: usize = 12;
const SPEAKER: usize = 10;
/// Attributions that are looked at beside a quotation.
const NEAREST: usize = 4;
/// Verbs that need whom somebody remembers, or hears.
const RECALLS: &WordSet = &WordSet::of(&["recall", "recalled", "recalls", "remember", "remembered", "remembers"]);
const HEARS: &WordSet = &WordSet::of(&["hear", "heard", "hears", "overheard"]);
/// What whoever is remembered, or heard, does.
const SAYING: &WordSet = &WordSet::of(&[
    "asking",
    "joking",
    "muttering",
    "saying",
    "screaming",
    "shouting",
    "telling",
    "warning",
    "whispering",
    "yelling",
]);
const SAY: &WordSet = &WordSet::of(&["ask", "mutter", "say", "scream", "shout", "tell", "whisper", "yell"]);

/// Gives the quotations of a paragraph before such a clause to whom it tells of.
pub(crate) fn mend(scene: &Scene<'_>, paragraph: Run, attributions: &mut Vec<Attribution>) {
    let clause = |region: Run| clause(scene, region).map(|clause| (region, clause));
    let found: Vec<(Run, Clause)> = regions(scene, paragraph).into_iter().filter_map(clause).collect();
    if found.is_empty() {
        return;
    }
    let pieces = attributions.iter().enumerate().flat_map(|(n, a)| a.contents.iter().map(move |&piece| (piece, n)));
    let mut pieces: Vec<(Run, usize)> = pieces.collect();
    pieces.sort_by_key(|(piece, _)| piece.start);
    for (region, Clause { recall, speaker, verb }) in found {
        let before = pieces.partition_point(|(piece, _)| piece.start < region.end);
        let near = pieces[..before].iter().rev().take(NEAREST);
        let known = near.into_iter().find(|(piece, _)| overlap(*piece, region) > 0).map(|&(_, n)| n);
        let cue = run_of(verb, verb + 1);
        match known {
            Some(n) if attributions[n].cue.is_some_and(|known| overlap(known, recall) > 0) => {
                attributions[n].cue = Some(recall);
                attributions.push(Attribution::surely(cue, speaker, region));
            }
            Some(n) if attributions[n].cue.is_none_or(|known| overlap(known, cue) > 0) => {
                (attributions[n].cue, attributions[n].source) = (Some(cue), Some(speaker));
            }
            Some(_) => {}
            None => attributions.push(Attribution::by_rule(cue, speaker, region)),
        }
    }
}

/// A clause that tells whom somebody remembers saying something.
struct Clause {
    recall: Run,
    speaker: Run,
    verb: usize,
}

/// The clause right behind a quotation that ends in a comma.
fn clause(scene: &Scene<'_>, region: Run) -> Option<Clause> {
    let ends_in_comma = region.range().rev().take(2).any(|i| scene.word(i) == ",");
    let start = region.end as usize + usize::from(scene.word(region.end as usize) == ",");
    let is_closed = ends_in_comma || start > region.end as usize;
    let is_part = |i: usize| scene.is_wordlike(i) || is_possessive(scene, i) || matches!(scene.word(i), "," | ".");
    let recall = (start + 1..start + SUBJECT).take_while(|&i| is_part(i)).find(|&i| is_recall(scene, i))?;
    if !is_closed || (start..recall).any(|i| is_verb(scene, i)) {
        return None;
    }
    let hears = scene.is_word(recall, HEARS);
    let verb = (recall + 2..recall + SPEAKER)
        .take_while(|&i| is_part(i))
        .find(|&i| scene.is_word(i, SAYING) || hears && scene.is_word(i, SAY))?;
    let number = scene.sentences[region.end as usize - 1];
    let is_one = [recall, verb].iter().all(|&i| scene.sentences.get(i) == Some(&number));
    // "Roe recalled, saying it was late".
    let is_named = scene.is_wordlike(recall + 1) && !(recall + 1..verb).any(|i| is_verb(scene, i));
    let end = verb - usize::from(scene.word(verb - 1) == ",");
    let speaker = run_of(recall + 1, end);
    (is_one && is_named && end > recall + 1).then_some(Clause { recall: run_of(recall, recall + 1), speaker, verb })
}

fn is_recall(scene: &Scene<'_>, token: usize) -> bool {
    scene.is_word(token, RECALLS) || scene.is_word(token, HEARS)
}
