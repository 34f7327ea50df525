//! "Claim 5: “I built the bridge,” Roe said.", "What he said: “…”": a label before a quotation that opens a paragraph is no
//! part of what is said, nor is one before words without marks that a name at their end is told to have said.

use super::transcript::DASHES;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::left_out::item;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::marks::pairs::Place;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens of a label.
const LABEL: usize = 8;
/// Verbs that no label has.
const VERBS: &WordSet = &WordSet::of(&[
    "added", "are", "asked", "asks", "been", "called", "had", "has", "have", "is", "posted", "reads", "replied",
    "said", "says", "sent", "tell", "tells", "texted", "told", "tweeted", "was", "were", "will", "would", "writes",
    "wrote",
]);
const PRONOUNS: &WordSet = &WordSet::of(&["he", "it", "she", "they"]);

/// Where the words of a paragraph begin behind a bullet or number and a label with a colon: "2.", "• Claim 5:".
pub(super) fn behind(scene: &Scene<'_>, paragraph: Run) -> usize {
    let (start, end) = (paragraph.start as usize, paragraph.end as usize);
    let first = item::begin(scene, paragraph).unwrap_or(start);
    colon(scene, first, end).map_or(first, |colon| colon + 1)
}

/// The colon that ends a label before a quotation.
fn colon(scene: &Scene<'_>, first: usize, end: usize) -> Option<usize> {
    let is_part = |i: usize| scene.is_wordlike(i) || is_possessive(scene, i) || scene.word(i) == "#";
    let colon = (first..end.min(first + LABEL)).find(|&i| !is_part(i))?;
    // "Roe said of the plan: “…”".
    let is_clause = (first..colon).any(|i| scene.is_word(i, VERBS)) && !scene.is_word(first, &["what"]);
    let is_quotation = scene.marks.places.get(colon + 1) == Some(&Place::Opening);
    // "QUOTE OF THE DAY -- “…”".
    let is_loud = || (first..colon).all(|i| !scene.word(i).contains(char::is_lowercase));
    let is_colon = scene.word(colon) == ":" || DASHES.contains(&scene.word(colon)) && is_loud();
    (is_colon && colon > first && is_quotation && !is_clause).then_some(colon)
}

/// The token that ends a label before words without marks: "Gas prices: They will fall, Roe said.", "**The mill.** It
/// will be idle, Roe said."
fn end_of_plain(scene: &Scene<'_>, paragraph: Run) -> Option<usize> {
    const PLAIN: usize = 6;
    let (start, end) = (paragraph.start as usize, paragraph.end as usize);
    let stars = (start..end).take_while(|&i| scene.word(i).starts_with('*')).count();
    let first = start + stars;
    let is_star = |i: usize| scene.word(i).starts_with('*');
    let reach = end.min(first + PLAIN + 1);
    let close = (first..reach).find(|&i| if stars > 0 { is_star(i) } else { scene.word(i) == ":" })?;
    let close = (close..end).take_while(|&i| i == close || is_star(i)).last().unwrap_or(close);
    let is_part = |i: usize| scene.is_wordlike(i) || is_possessive(scene, i) || matches!(scene.word(i), "," | "#");
    let asks = scene.is_word(first, &["how", "what", "why"]);
    let is_plain = (first..close).all(|i| is_part(i) && (asks || !is_verb(scene, i)));
    let begins = scene.forms.get(close + 1).is_some_and(|form| form.is_capital);
    (close > first && begins && close + 1 < end && (stars > 0 || is_plain)).then_some(close)
}

/// Leaves the label of a paragraph out of what is said in it, and what "he said" in it tells of words that a name is told
/// to have said behind them.
pub(crate) fn leave_out(scene: &Scene<'_>, paragraph: Run, attributions: &mut Vec<Attribution>) {
    let start = paragraph.start as usize;
    if scene.is_word(start, &["dear"]) {
        // "Dear Ann: My dog barks."
        attributions.retain(|a| a.source.is_none_or(|source| source.start != paragraph.start));
    }
    let Some(colon) = colon(scene, start, paragraph.end as usize) else {
        if let Some(close) = end_of_plain(scene, paragraph) {
            let opens = |piece: &&mut Run| piece.start as usize <= close && piece.end as usize > close + 1;
            let pieces = attributions.iter_mut().flat_map(|a| a.contents.iter_mut());
            pieces.filter(opens).for_each(|piece| piece.start = close as u32 + 1);
        }
        return;
    };
    for attribution in attributions.iter_mut() {
        if attribution.contents.iter().any(|piece| piece.end as usize > colon + 1) {
            attribution.contents.retain(|piece| piece.end as usize > colon);
            let own = attribution.contents.iter_mut().filter(|piece| piece.start as usize <= colon);
            own.for_each(|piece| *piece = run_of(colon + 1, piece.end as usize));
        }
    }
    let quotation = run_of(colon + 1, colon + 2);
    let is_in_label = |a: &Attribution| a.cue.is_some_and(|cue| (cue.start as usize) <= colon);
    let says = |a: &Attribution| a.contents.iter().any(|piece| overlap(*piece, quotation) > 0);
    if attributions.iter().any(|a| !is_in_label(a) && says(a)) {
        let is_pronoun = |a: &Attribution| a.source.is_none_or(|s| scene.is_word(s.start as usize, PRONOUNS));
        attributions.retain(|a| !(is_in_label(a) && says(a) && is_pronoun(a)));
    }
}
