//! Who speaks in a clause about a noun, where the taggers took whom or what it is about: "Roe, who [prosecutors] say hid
//! it", "Roe, [whose lawyer] said he was ill", "Roe, the man [Bo Dell] called “a child”", "Roe got [a letter] saying “No.”"

use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::subjects::{may_end_who, subject_before};
use crate::annotate::quote::grammar::verbs::{is_predicate, is_verb};
use crate::annotate::quote::words::writings;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens between "who" or "whose" and the reporting word, and of a noun phrase before a clause about it.
const REACH: usize = 9;
const NOUN: usize = 4;
/// Most words of an object before its noun, and between "who" and its verb.
const OBJECT: usize = 5;
const HELPERS: usize = 3;
/// Most tokens of a source that are looked at.
const LONGEST: usize = 60;
/// Verbs that say of whom they are about what he is, by "as" or in marks.
const NAMING: &WordSet = &WordSet::of(&[
    "accused",
    "branded",
    "called",
    "calls",
    "dubbed",
    "described",
    "describes",
    "dismissed",
    "hailed",
    "labeled",
    "labelled",
    "nicknamed",
    "praised",
]);
/// Things that say what is written on them, and what is done by who writes it.
const THINGS: &WordSet = &WordSet::of(&[
    "badge", "banner", "banners", "cap", "card", "flag", "hat", "hats", "leaflet", "note", "placard", "placards",
    "plaque", "poster", "posters", "shirt", "shirts", "sign", "signs", "slogan", "sticker", "stickers", "t-shirt",
    "t-shirts",
]);
const WRITES: &WordSet = &WordSet::of(&[
    "issued",
    "left",
    "penned",
    "posted",
    "published",
    "released",
    "sent",
    "shared",
    "signed",
    "submitted",
    "tweeted",
    "wrote",
]);

/// Returns who speaks in the clause of a reporting word, if it is not the source but in a clause about it.
pub(super) fn of(scene: &Scene<'_>, source: Run, cue: Run) -> Option<Run> {
    of_clause(scene, source, cue)
        .or_else(|| of_noun(scene, source, cue))
        .or_else(|| of_thing(scene, source, cue))
        .or_else(|| who_of_object(scene, source, cue))
}

/// "Roe met guards [who] said they were tired", where the taggers took Roe.
fn who_of_object(scene: &Scene<'_>, source: Run, cue: Run) -> Option<Run> {
    let is_helper = |i: &usize| scene.is_word(*i, &["also", "had", "has", "have", "later", "then"]);
    let who = (0..cue.start as usize).rev().take(HELPERS).find(|i| !is_helper(i))?;
    let object = of_object(scene, who)?;
    let fits = source.start < object.start && source.end <= cue.start && source.end as usize != who;
    let is_here = scene.sentences[source.start as usize] == scene.sentences[who];
    // "The two members of the family who".
    let mut before = (source.start as usize..object.start as usize).take(LONGEST);
    let is_clause = source.end <= object.start || before.any(|i| is_predicate(scene, i));
    (fits && is_here && is_clause).then(|| run_of(who, who + 1))
}

/// Returns the noun phrase behind a verb or preposition that "who" is about: "Roe met [two guards] who said", "quoted
/// [a farmer] who told her", not "Roe is the member who said", "Roe, a guard who said".
pub(super) fn of_object(scene: &Scene<'_>, who: usize) -> Option<Run> {
    const BE: &WordSet =
        &WordSet::of(&["am", "are", "be", "became", "been", "being", "is", "was", "were", "not", "as"]);
    const LINKS: &WordSet = &WordSet::of(&[
        "about",
        "against",
        "among",
        "at",
        "behind",
        "by",
        "for",
        "from",
        "including",
        "like",
        "of",
        "on",
        "to",
        "toward",
        "towards",
        "with",
    ]);
    const OPENERS: &WordSet =
        &WordSet::of(&["a", "an", "another", "her", "his", "its", "one", "some", "the", "their", "two"]);
    let noun = who.checked_sub(1).filter(|_| scene.is_word(who, &["who"]))?;
    let is_noun = scene.is_wordlike(noun) && !scene.forms[noun].is_capital && scene.kinds[noun].speaks();
    let is_link = |i: usize| scene.is_word(i, LINKS);
    let stops = |&i: &usize| !scene.is_wordlike(i) || is_predicate(scene, i) || is_link(i) || scene.is_word(i, BE);
    let mut words = (noun.saturating_sub(OBJECT)..noun).rev();
    let before = words.find(|i| scene.is_word(*i, OPENERS) || stops(i))?;
    let (before, start) =
        if scene.is_word(before, OPENERS) { (before.checked_sub(1)?, before) } else { (before, before + 1) };
    // "Roe is among those who said", "was one of two members who said".
    let is_member = (before.saturating_sub(2)..before).any(|i| scene.is_word(i, BE) || scene.is_word(i, &["one"]));
    let is_behind = (is_predicate(scene, before) || is_link(before) && !is_member) && !scene.is_word(before, BE);
    let is_one = scene.sentences[before] == scene.sentences[who] && start <= noun;
    (is_noun && is_behind && is_one).then(|| run_of(start, who))
}

/// "Who [prosecutors] say" and "[whose lawyer] said".
fn of_clause(scene: &Scene<'_>, source: Run, cue: Run) -> Option<Run> {
    let end = cue.start as usize;
    let is_part =
        |i: usize| (scene.is_wordlike(i) || is_possessive(scene, i) || scene.word(i) == ",") && !is_verb(scene, i);
    let near = (end.saturating_sub(REACH)..end).rev().take_while(|&i| is_part(i));
    let who = near.into_iter().find(|&i| scene.is_word(i, &["who", "whose"]))?;
    let comma = who.checked_sub(1).filter(|&i| scene.word(i) == "," && (source.start as usize) < i)?;
    let inner = run_of(if scene.is_word(who, &["who"]) { who + 1 } else { who }, end);
    let is_comma = |i: usize| scene.word(i) == ",";
    let first = (who + 1..end).find(|&i| is_comma(i));
    let is_one = scene.sentences[comma] == scene.sentences[end];
    // "Whose agent, Ann Roe, said"; of "Roe, whose son is ill, said" it is Roe.
    let is_apposed = || {
        let first = first.filter(|&first| first + 2 < end && is_comma(end - 1));
        first.is_some_and(|first| subject_before(scene, end - 1).is_some_and(|name| name.start as usize > first))
    };
    let is_plain = first.is_none() && end > who + 1 && may_end_who(scene, end - 1);
    (is_one && (is_plain || scene.is_word(who, &["whose"]) && is_apposed())).then_some(inner)
}

/// "The man [Ann Roe] called “a child”", "a woman [friends] describe as shy".
fn of_noun(scene: &Scene<'_>, source: Run, cue: Run) -> Option<Run> {
    let verb = cue.end as usize - 1 - usize::from(scene.is_word(cue.end as usize - 1, &["as", "of"]));
    let is_named = scene.is_word(cue.end as usize, &["as"])
        || verb + 1 < cue.end as usize
        || scene.marks.region_of(cue.end as usize).is_some_and(|region| region.start == cue.end);
    if !scene.is_word(verb, NAMING) || !is_named || verb != cue.start as usize {
        return None;
    }
    let many =
        |last: usize| scene.kinds[last].speaks() && scene.word(last).ends_with('s') && !scene.forms[last].is_capital;
    let last = verb.checked_sub(1)?;
    let inner = subject_before(scene, verb).or_else(|| many(last).then(|| run_of(last, verb)))?;
    let noun =
        (inner.start as usize).checked_sub(1).filter(|&i| scene.kinds[i].speaks() && !scene.forms[i].is_capital)?;
    let article = (noun.saturating_sub(NOUN)..noun).rev().find(|&i| scene.is_word(i, &["a", "an", "the"]))?;
    let comma = article.checked_sub(1).filter(|&i| scene.word(i) == ",")?;
    (source.start as usize <= comma && scene.sentences[comma] == scene.sentences[verb]).then_some(inner)
}

/// "[A letter] saying", "[a cap] that read", unless who speaks wrote it.
fn of_thing(scene: &Scene<'_>, source: Run, cue: Run) -> Option<Run> {
    // The cue may be "wore a cap saying".
    let last = cue.end as usize - 1;
    let before = last.checked_sub(1)?;
    let is_that = scene.is_word(before, &["that", "which"]) && scene.is_word(last, &["read", "reads", "said", "says"]);
    let noun = if is_that { before.checked_sub(1)? } else { before };
    if !is_that && !scene.is_word(last, &["reading", "saying"]) || (noun as u32) < source.end {
        return None;
    }
    let word = scene.word(noun).to_lowercase();
    let is_thing = scene.is_word(noun, THINGS) || writings::family_of(&word).is_some();
    let article = (noun.saturating_sub(NOUN)..noun).rev().find(|&i| scene.is_word(i, &["a", "an", "the"]))?;
    let is_here = scene.sentences[article] == scene.sentences[source.start as usize];
    let mut between = source.end as usize..article;
    let is_written = between.len() > REACH || between.any(|i| scene.is_word(i, WRITES));
    (is_thing && is_here && !is_written && source.end as usize <= article).then(|| run_of(article, noun + 1))
}
