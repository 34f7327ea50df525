//! "Roe blamed Bo Dell for calling the plan [“mad”]", "Roe rejected Dell's claim that the plan was [“mad”]": words in
//! marks that a gerund or a noun gives to another than whom the sentence is about.
//!
//! The annotated articles mark that Roe blames or rejects; who wants to know what Dell said needs a quote of his.

use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::regions;
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::subjects::subject_before;
use crate::annotate::quote::grammar::verbs::is_predicate;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::words::writings;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens from a gerund or noun to the marks, of a title before a name, and of an adjective before a noun.
const REACH: usize = 20;
const TITLE: usize = 5;
const ADJECTIVES: usize = 2;
/// Most of them in a paragraph, so that none takes long.
const MOST: usize = 64;
/// Gerunds that stand right before words or before whom they are about, and those that a clause may stand behind.
const CALLING: &WordSet = &WordSet::of(&[
    "branding",
    "calling",
    "chanting",
    "describing",
    "dubbing",
    "labeling",
    "labelling",
    "posting",
    "referring",
    "shouting",
    "tweeting",
    "yelling",
]);
const SAYING: &WordSet = &WordSet::of(&[
    "alleging",
    "arguing",
    "claiming",
    "declaring",
    "insisting",
    "saying",
    "suggesting",
    "telling",
    "writing",
]);
/// Nouns of what somebody says, behind which "that" stands.
const CLAIMS: &WordSet = &WordSet::of(&[
    "accusation",
    "accusations",
    "allegation",
    "allegations",
    "argument",
    "arguments",
    "assertion",
    "assertions",
    "assessment",
    "boast",
    "charge",
    "charges",
    "claim",
    "claims",
    "comment",
    "comments",
    "complaint",
    "complaints",
    "contention",
    "declaration",
    "insistence",
    "observation",
    "prediction",
    "remark",
    "remarks",
    "statement",
    "statements",
    "suggestion",
    "suggestions",
    "warning",
    "warnings",
]);
/// Those of what somebody says that something is, behind which "as" stands.
const DESCRIPTIONS: &WordSet =
    &WordSet::of(&["characterisation", "characterization", "depiction", "description", "dismissal", "portrayal"]);

/// Gives such words of a paragraph to who says them, beside what else is told of them.
pub(crate) fn find(scene: &Scene<'_>, paragraph: Run, attributions: &mut Vec<Attribution>) {
    let given = |region: Run| Some((region, of_gerund(scene, region).or_else(|| of_noun(scene, region))?));
    for (region, (cue, who, words)) in regions(scene, paragraph).into_iter().filter_map(given).take(MOST) {
        let is_whose = |a: &Attribution| a.source.is_some_and(|own| overlap(own, who) > 0);
        let holds = |piece: &Run| overlap(*piece, region) > 0;
        if let Some(known) = attributions.iter_mut().find(|a| is_whose(a) && a.contents.iter().any(holds)) {
            // "Dell was sued [by Roe for calling her “a liar”]".
            let is_led = |piece: &&mut Run| holds(piece) && piece.start < cue.start && piece.start >= who.end;
            if let Some(piece) = known.contents.iter_mut().find(|piece| is_led(piece)) {
                *piece = words;
                *known = Attribution {
                    contents: std::mem::take(&mut known.contents),
                    ..Attribution::surely(cue, who, words)
                };
            }
            continue;
        }
        // What stands behind whom the words belong to is no part of what another says.
        let is_part = |piece: &Run| holds(piece) && piece.start >= who.end;
        attributions.iter_mut().for_each(|a| a.contents.retain(|piece| !is_part(piece)));
        attributions.retain(|a| !a.contents.is_empty());
        let make = if words == region { Attribution::headed } else { Attribution::surely };
        attributions.push(make(cue, who, words));
    }
}

/// The gerund, who is blamed or praised for it, and the words.
fn of_gerund(scene: &Scene<'_>, region: Run) -> Option<(Run, Run, Run)> {
    let mark = region.start as usize;
    let is_plain =
        |i: &usize| (scene.is_wordlike(*i) || is_possessive(scene, *i)) && scene.marks.region_of(*i).is_none();
    let mut before = (mark.saturating_sub(REACH)..mark).rev().take_while(is_plain);
    let is_for = |i: usize| i > 0 && scene.is_word(i - 1, &["for"]);
    let gerund = before.find(|&i| (scene.is_word(i, CALLING) || scene.is_word(i, SAYING)) && is_for(i))?;
    let name = person_before(scene, gerund - 1)?;
    let verb = (name.start as usize).checked_sub(1)?;
    let who = if scene.is_word(verb, &["by"]) { subject_of_passive(scene, verb)? } else { name };
    // "Apologised to Roe for calling it “mad”".
    let particle = usize::from(scene.is_word(verb, &["at", "off", "out"]));
    let act = verb - particle.min(verb);
    let is_act = is_predicate(scene, act) || scene.word(act).len() > 3 && scene.word(act).ends_with("ed");
    let is_object = who != name || is_act || scene.is_calling(act);
    let start = if scene.is_word(gerund, SAYING) && gerund + 1 < mark { gerund + 1 } else { mark };
    let is_clause = start < mark || !(gerund + 1..mark).any(|i| is_predicate(scene, i));
    let is_one = scene.sentences[gerund] == scene.sentences[name.start as usize];
    (is_object && is_clause && is_one).then(|| (run_of(gerund, gerund + 1), who, run_of(start, region.end as usize)))
}

/// The person whose name, with her titles, ends right before a token.
fn person_before(scene: &Scene<'_>, end: usize) -> Option<Run> {
    let entity = scene.entities_in(run_of(end.checked_sub(1)?, end)).last()?;
    let name = scene.tokens_of(entity);
    let start = (0..name.start as usize).rev().take(TITLE).take_while(|&i| scene.is_title(i)).last();
    let is_person = entity.kind == EntityKind::Person && name.end as usize == end;
    is_person.then(|| run_of(start.unwrap_or(name.start as usize), end))
}

/// Whom something was done to by somebody: "[Bo Dell] was sued by".
fn subject_of_passive(scene: &Scene<'_>, by: usize) -> Option<Run> {
    const VERB: usize = 3;
    let be = (by.saturating_sub(VERB)..by).rev().find(|&i| scene.is_word(i, &["been", "is", "was", "were"]))?;
    let be = be - usize::from(be > 0 && scene.is_word(be - 1, &["had", "has", "have"]));
    subject_before(scene, be)
}

/// The noun, whose it is, and the words.
fn of_noun(scene: &Scene<'_>, region: Run) -> Option<(Run, Run, Run)> {
    let mark = region.start as usize;
    let is_plain =
        |i: &usize| (scene.is_wordlike(*i) || is_possessive(scene, *i)) && scene.marks.region_of(*i).is_none();
    let before = (mark.saturating_sub(REACH)..mark).rev().take_while(is_plain);
    let is_as = mark > 0 && scene.is_word(mark - 1, &["as"]);
    let nouns = if is_as { DESCRIPTIONS } else { CLAIMS };
    let noun = before.into_iter().find(|&i| scene.is_word(i, nouns))?;
    let (who, behind) = owner(scene, noun).map(|who| (who, noun + 1)).or_else(|| author(scene, noun))?;
    let is_that = scene.is_word(behind, &["that"]);
    let is_one = scene.sentences[who.start as usize] == scene.sentences[mark];
    let article = noun.saturating_sub(1);
    let first = if scene.is_word(article, &["a", "an", "the"]) { article } else { noun };
    let first = first.min(who.start as usize);
    let is_object = first > 0 && is_governed(scene, first - 1);
    let is_document = writings::family_of(scene.word(noun)).is_some() && !scene.is_word(noun, CLAIMS);
    let start = if is_as { mark } else { behind };
    // "Roe's claim that it was late is “a lie”" has a verb of the sentence's own.
    let n_verbs = (behind.min(mark)..mark).filter(|&i| is_predicate(scene, i)).count();
    let fits = (is_as || is_that && n_verbs < 2) && is_one && is_object && !is_document;
    fits.then(|| (run_of(noun, noun + 1), who, run_of(start, region.end as usize)))
}

/// Tells whether a verb or a preposition stands at a token: of "said Roe's claim that it was late was “a lie”" the marks
/// are no words of Roe's.
fn is_governed(scene: &Scene<'_>, token: usize) -> bool {
    const LINKS: &WordSet =
        &WordSet::of(&["about", "against", "at", "by", "for", "from", "of", "on", "over", "to", "up", "with"]);
    let is_past = scene.word(token).len() > 4 && scene.word(token).ends_with("ed");
    let is_participle = scene.word(token).len() > 5 && scene.word(token).ends_with("ing");
    let says = scene.is_word(token, &["said", "say", "says"]);
    !says && is_predicate(scene, token) || is_past || is_participle || scene.is_word(token, LINKS)
}

/// The person whose noun it is: "[Ann Roe]'s own claim".
fn owner(scene: &Scene<'_>, noun: usize) -> Option<Run> {
    let owns = (noun.saturating_sub(ADJECTIVES + 1)..noun).rev().find(|&i| is_possessive(scene, i))?;
    person_before(scene, owns)
}

/// The person behind "by", and where it goes on behind her: "a claim by [Ann Roe]".
fn author(scene: &Scene<'_>, noun: usize) -> Option<(Run, usize)> {
    let by = Some(noun + 1).filter(|&by| scene.is_word(by, &["by", "from"]))?;
    let first = (by + 1..by + TITLE).find(|&i| !scene.is_title(i))?;
    let entity = scene.entities_in(run_of(first, first + 1)).first().filter(|e| e.kind == EntityKind::Person)?;
    let name = scene.tokens_of(entity);
    (name.start as usize == first).then(|| (run_of(by + 1, name.end as usize), name.end as usize))
}
