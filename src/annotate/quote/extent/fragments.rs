//! Pieces that are no part of what is said: words of the clause in which somebody says it.
//!
//! A piece of an interrupted quote stands apart by a comma or a dash. What runs into the words for the source
//! ("Those who oppose [the sale of] boats say …"), is part of them ("Roe, [a maker of boats], reported …") or says
//! who they are ("…, said Ann Roe, [a clerk]") is none.

use crate::annotate::quote::grammar::quotations::is_unquoted;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::words::stem::stem;
use crate::annotate::text::{Run, TokenKind};
use crate::annotate::word_set::WordSet;

/// Most words that say who somebody is.
const CALLING: usize = 12;
/// Most tokens of what only joins or tells when.
const SHORT: usize = 3;
/// Words that begin what follows a name, and is about it.
const ARTICLES: &WordSet = &WordSet::of(&["a", "an", "the", "his", "her", "its", "their", "one"]);
/// Words for what a clause is about.
const PRONOUNS: &WordSet = &WordSet::of(&["something", "that", "what", "which", "who", "whom"]);
/// Nouns that take up what was said, to say something about it (summative appositions, Quirk et al. 1985).
const TAKEN_UP: &WordSet = &WordSet::of(&[
    "accusation",
    "accusations",
    "allegation",
    "allegations",
    "amendment",
    "announcement",
    "answer",
    "apology",
    "appeal",
    "argument",
    "assertion",
    "assertions",
    "assessment",
    "assurance",
    "charge",
    "charges",
    "claim",
    "claims",
    "comment",
    "comments",
    "complaint",
    "conclusion",
    "contention",
    "criticism",
    "decision",
    "demand",
    "departure",
    "description",
    "distinction",
    "explanation",
    "feeling",
    "figure",
    "finding",
    "findings",
    "gesture",
    "idea",
    "indication",
    "instruction",
    "invitation",
    "judgment",
    "move",
    "notion",
    "offer",
    "opinion",
    "phrase",
    "plea",
    "pledge",
    "possibility",
    "prediction",
    "promise",
    "proposal",
    "recommendation",
    "reference",
    "remark",
    "remarks",
    "reply",
    "report",
    "reports",
    "request",
    "rumor",
    "rumour",
    "sentiment",
    "silence",
    "statement",
    "statements",
    "step",
    "stance",
    "suggestion",
    "suggestions",
    "theory",
    "threat",
    "view",
    "vow",
    "warning",
    "wish",
    "word",
    "words",
]);

/// Leaves out what is remarked behind a clause that tells who said what stands before it: "The rate will fall, the board
/// said on Tuesday — [a turn that few foresaw]".
pub(crate) fn without_remark(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return };
    let (start, end) = (cue.start.min(source.start), cue.end.max(source.end));
    let is_dash = |i: u32| matches!(scene.word(i as usize), "—" | "–" | "--" | "-");
    let is_remark = |piece: &Run| {
        let is_close = piece.start >= end && piece.start - end <= CALLING as u32;
        is_close && is_unquoted(scene, *piece) && is_dash(piece.start - 1)
    };
    if attribution.contents.iter().any(|piece| piece.end <= start && is_unquoted(scene, *piece)) {
        attribution.contents.retain(|piece| !is_remark(piece));
    }
}

/// Verbs that report nothing with a particle behind their object ("thought it over"), by their stems.
const PHRASAL: &[(&str, &str)] =
    &[("giv", "away"), ("giv", "back"), ("giv", "up"), ("refer", "back"), ("think", "over")];
const OBJECTS: &WordSet = &WordSet::of(&["her", "him", "it", "me", "them", "us", "you"]);

/// Nouns that are verbs of saying or thinking, too.
const NOUNS: &WordSet = &WordSet::of(&[
    "charges",
    "claims",
    "complaints",
    "demands",
    "disputes",
    "plans",
    "reports",
    "suspect",
    "suspects",
    "threats",
]);
const AUXILIARIES: &WordSet =
    &WordSet::of(&["are", "had", "has", "have", "including", "is", "was", "were", "will", "would"]);

/// Tells whether the words found are no words of anybody: a pronoun and the rest of a verb ("would not give [them
/// up]"), or what was done and, with no source, who did it ("[the money] was raised by [the Vale Fund]"), or what is
/// told of somebody whose noun was taken for a verb ("two suspects [were charged]").
pub(crate) fn are_no_words(scene: &Scene<'_>, attribution: &Attribution) -> bool {
    let Attribution { cue: Some(cue), contents, source, .. } = attribution else { return false };
    let last = cue.end as usize - 1;
    let behind = last + 1 + usize::from(scene.is_word(last + 1, &[","]));
    let is_noun = cue.range().len() == 1 && scene.is_word(last, NOUNS) && scene.is_word(behind, AUXILIARIES);
    if is_noun && contents.iter().all(|p| (cue.end..=behind as u32).contains(&p.start)) {
        return true;
    }
    match contents[..] {
        [only] if is_deed(scene, *cue, only) || is_manner(scene, *cue, only) => true,
        [only] => {
            let is_rest = only.start == cue.end && only.range().len() == 2 && scene.is_word(last + 1, OBJECTS);
            let is_phrasal = |verb: &str, particle: &str| {
                stem(&scene.word(last).to_lowercase()) == verb && scene.is_word(last + 2, &[particle])
            };
            is_rest && PHRASAL.iter().any(|&(verb, particle)| is_phrasal(verb, particle))
        }
        [first, second] => {
            let is_passive = cue.range().len() > 1 && scene.is_word(last, &["by"]) && source.is_none();
            is_passive && first.end <= cue.start && second.start == cue.end
        }
        _ => false,
    }
}

/// Tells whether it is told how somebody said what is known: "she said it [with a smile]".
fn is_manner(scene: &Scene<'_>, cue: Run, words: Run) -> bool {
    let (it, last) = (words.start as usize, words.end.saturating_sub(1) as usize);
    let says = scene.is_word(cue.end as usize - 1, &["said", "say", "says"]) && words.start == cue.end;
    let is_how = scene.is_word(it + 1, &["with"]) || last == it + 1 && scene.word(last).ends_with("ly");
    says && scene.is_word(it, &["it"]) && is_how && is_unquoted(scene, words)
}

/// Tells whether a verb that may report tells what somebody does: "claimed a hat-trick", "conceded a goal", "ignored the
/// question", "profit declined to $4 million", "that said, it rained".
fn is_deed(scene: &Scene<'_>, cue: Run, words: Run) -> bool {
    const WINS: &[&str] = &[
        "bronze",
        "championship",
        "crown",
        "double",
        "goal",
        "goals",
        "gold",
        "hat-trick",
        "life",
        "lives",
        "medal",
        "point",
        "points",
        "silver",
        "title",
        "trophy",
        "try",
        "victim",
        "victims",
        "wicket",
        "wickets",
    ];
    const LOSES: &[&str] = &["corner", "goal", "goals", "penalty", "penalties", "run", "runs", "try", "tries"];
    const ASKED: &[&str] = &["blame", "criticism", "question", "questions", "rumors", "rumours"];
    const DEEDS: &[(&str, &[&str])] = &[
        ("claim", WINS),
        ("conced", LOSES),
        ("ignor", ASKED),
        ("dodg", ASKED),
        ("duck", ASKED),
        ("evad", ASKED),
        ("tak", &["blame"]),
        ("took", &["blame"]),
    ];
    const ENDS: &WordSet = &WordSet::of(&["after", "and", "as", "but", "in", "of", "that", "when", "while", "with"]);
    const PHRASE: usize = 7;
    let (first, last) = (words.start as usize, cue.end as usize - 1);
    let is_plain = is_unquoted(scene, words) && words.start >= cue.end;
    let word = scene.word(last).to_lowercase();
    let verb = stem(&word);
    let is_part = |i: usize| {
        let is_plain = scene.is_wordlike(i) || scene.word(i) == "-";
        is_plain && !is_verb(scene, i) && !scene.is_word(i, ENDS)
    };
    let end = words.range().take(PHRASE).find(|&i| !is_part(i)).unwrap_or(words.end as usize);
    // "Claimed the goal was offside" has a clause.
    let mut nouns = first..if end < words.end as usize && is_verb(scene, end) { first } else { end };
    let listed = DEEDS.iter().find(|(stem, _)| verb == *stem).map(|(_, nouns)| *nouns);
    let is_number = |i: usize| scene.text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number);
    let is_amount = || is_number(first + 1) || matches!(scene.word(first + 1), "$" | "£" | "€");
    // "Profit declined to $4 million".
    let falls = scene.is_word(last, &["declined"]) && scene.is_word(first, &["to"]) && is_amount();
    // "That said, …".
    let that = (last > 0 && scene.is_word(last, &["said"])).then(|| last - 1);
    let begins = |i: usize| i == 0 || scene.sentences[i - 1] != scene.sentences[i];
    let is_said = that.is_some_and(|i| scene.is_word(i, &["that"]) && begins(i)) && scene.word(last + 1) == ",";
    is_plain && (falls || is_said || listed.is_some_and(|listed| nouns.any(|i| scene.is_word(i, listed))))
}

/// Takes out such pieces, unless no other is left.
pub(crate) fn take_out(scene: &Scene<'_>, attribution: &mut Attribution) {
    until_taken_up(scene, attribution);
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return };
    if attribution.contents.len() < 2 {
        return;
    }
    let kept = |p: &&Run| {
        !is_before(scene, **p, cue, source) && !is_calling(scene, **p, cue, source) && !is_rest(scene, **p, cue)
    };
    let kept: Vec<Run> = attribution.contents.iter().filter(kept).copied().collect();
    if !kept.is_empty() {
        attribution.contents = kept;
    }
}

/// Tells whether a piece before a cue is part of the clause that the cue belongs to.
fn is_before(scene: &Scene<'_>, piece: Run, cue: Run, source: Run) -> bool {
    let Some(last) = piece.range().rev().find(|&i| scene.is_wordlike(i)) else { return false };
    if piece.end > cue.start || !is_unquoted(scene, piece) {
        return false;
    }
    // "A rule [which] Roe said [had ended]" is told with the pronoun.
    let is_pronoun = piece.range().filter(|&i| scene.is_wordlike(i)).all(|i| scene.is_word(i, PRONOUNS));
    let runs_on = scene.is_wordlike(last + 1) && !is_pronoun;
    let is_next = !(last + 1..cue.start as usize).any(|i| scene.is_wordlike(i));
    // "Prosecuting, Roe said [it was late]".
    let is_lone = piece.range().len() == 1 && scene.word(last).ends_with("ing") && source.start as usize == last + 2;
    runs_on || is_lone || is_next && source.start <= last as u32 && source.end <= cue.start
}

/// Tells whether a piece behind a cue only joins what follows ("…, she said, [but] she warned that …") or tells when and
/// where something was said ("…, she said [here today]").
fn is_rest(scene: &Scene<'_>, piece: Run, cue: Run) -> bool {
    const JOINTS: &WordSet =
        &WordSet::of(&["although", "and", "but", "he", "however", "it", "she", "they", "though", "while", "yet"]);
    const LEADS: &WordSet = &WordSet::of(&["here", "last", "late", "this"]);
    const WHEN: &WordSet =
        &WordSet::of(&["afternoon", "evening", "here", "morning", "night", "today", "tonight", "yesterday"]);
    let (first, last) = (piece.start as usize, (piece.end as usize).saturating_sub(1));
    let is_short = piece.start >= cue.end && piece.range().len() <= SHORT && is_unquoted(scene, piece);
    let joins = || piece.range().all(|i| !scene.is_wordlike(i) || scene.is_word(i, JOINTS));
    let is_when = || (first..last).all(|i| scene.is_word(i, LEADS)) && scene.is_word(last, WHEN);
    is_short && (joins() && !scene.is_word(first, &["it"]) || piece.start <= cue.end + 1 && is_when())
}

/// Tells whether a piece behind a name says who it is.
fn is_calling(scene: &Scene<'_>, piece: Run, cue: Run, source: Run) -> bool {
    let Some(first) = piece.range().find(|&i| scene.is_wordlike(i)) else { return false };
    let is_behind =
        cue.end <= source.start && scene.word(source.end as usize) == "," && first == source.end as usize + 1;
    let n_words = piece.range().filter(|&i| scene.is_wordlike(i)).count();
    let is_phrase = n_words <= CALLING && !piece.range().any(|i| scene.kinds[i].is_finite());
    // "Said Larn Dagen, or Larn Day".
    let is_other = scene.is_word(first, &["or"]) && scene.forms.get(first + 1).is_some_and(|form| form.is_capital);
    let is_noun =
        is_other || scene.is_word(first, ARTICLES) || scene.forms[first].is_capital || scene.is_calling(first);
    is_behind && is_phrase && is_noun && is_unquoted(scene, piece)
}

/// Ends a piece before what takes it up: "accused Roe of theft, [charges that she denied]".
fn until_taken_up(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    let is_behind = |p: &&mut Run| p.start >= cue.end;
    let Some(last) = attribution.contents.last_mut().filter(is_behind) else { return };
    let takes_up = |i: usize| {
        // “…,” a promise.
        let region = if scene.word(i) == "," { scene.marks.region_of(i) } else { None };
        let is_last = region.is_none_or(|region| region.end as usize == i + 2);
        if scene.word(i) != "," || !is_last {
            return false;
        }
        let first = i + 1 + usize::from(region.is_some());
        let article = usize::from(scene.is_word(first, &["a", "an"]));
        // "A promise", "a harsh promise", "charges".
        let noun = (first + article..=first + 2 * article).find(|&n| scene.is_word(n, TAKEN_UP));
        let is_plural = |n: usize| article == 1 || scene.word(n).ends_with('s');
        noun.is_some_and(|n| n + 1 < last.end as usize && is_plural(n))
    };
    if let Some(comma) = last.range().skip(1).find(|&i| takes_up(i)) {
        let region = scene.marks.region_of(comma);
        *last = run_of(last.start as usize, region.map_or(comma, |region| region.end as usize));
    }
}
