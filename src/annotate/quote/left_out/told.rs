//! What stands between the reporting word and what is said: who is told ("told the guests [she would run]"), where and
//! of what somebody speaks ("said of the bridge: [“It is shut”]").

use crate::annotate::quote::grammar::nouns::{DETERMINERS, is_possessive};
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::begins_sentence;
use crate::annotate::quote::grammar::subjects::{is_name_end, may_end_who, subject_at};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::marks::pairs::Place;
use crate::annotate::quote::words::stem::stem;
use crate::annotate::quote::words::writings;
use crate::annotate::text::{Run, TokenKind};
use crate::annotate::word_set::WordSet;
use crate::annotate::{EntityKind, date};

/// Most words that name who is told, and words that begin what is told.
const ADDRESSEE: usize = 9;
const CLAUSES: &WordSet =
    &WordSet::of(&["that", "he", "she", "it", "they", "we", "i", "how", "why", "whether", "there"]);

const TIMES: &WordSet =
    &WordSet::of(&["afternoon", "early", "evening", "late", "morning", "night", "today", "yesterday"]);

/// Nouns for papers, and most tokens of the name of one with its noun.
const PAPERS: &WordSet = &WordSet::of(&["daily", "magazine", "newspaper", "paper", "website", "weekly"]);
const PAPER: usize = 5;

/// Most words of who is told and where.
const PHRASE: usize = 20;
/// Most words of where or of what somebody speaks, and of what document in it.
const REACH: usize = 14;
const DOCUMENT: usize = 5;

/// Takes off who is told: "told the dinner guests she would run" has its words from "she" on, "warned residents
/// that it would rain" from "that" on.
pub(crate) fn without_addressee(scene: &Scene<'_>, attribution: &mut Attribution) {
    const TELLS: &WordSet = &WordSet::of(&["assur", "inform", "notif", "promis", "remind", "warn"]);
    const LINKS: &WordSet = &WordSet::of(&["about", "against", "at", "for", "from", "in", "of", "on", "to"]);
    let Some(cue) = attribution.cue else { return };
    if let Some(first) = attribution.contents.iter_mut().find(|piece| piece.start >= cue.end)
        && let Some(mark) = quotation_behind(scene, cue, *first)
    {
        first.start = behind_paper(scene, mark).unwrap_or(mark) as u32;
        return;
    }
    let tells = cue.range().any(|i| scene.is_word(i, &["told", "tells"]));
    if let Some(first) = attribution.contents.iter_mut().find(|piece| piece.start >= cue.end && tells)
        && let Some(behind) = behind_paper(scene, first.start as usize).filter(|&behind| behind < first.end as usize)
    {
        first.start = behind as u32;
        return;
    }
    // "Posted on X that it was late".
    if let Some(first) = attribution.contents.iter_mut().find(|piece| piece.start == cue.end)
        && scene.is_word(cue.end as usize - 1, &["on", "to"])
        && scene.forms[first.start as usize].is_capital
        && scene.is_word(first.start as usize + 1, &["that"])
    {
        first.start += 1;
        return;
    }
    if let Some(first) = attribution.contents.iter_mut().find(|piece| piece.start == cue.end)
        && let Some(that) = behind_outlet(scene, cue, *first)
    {
        first.start = that as u32;
        return;
    }
    // The taggers may count "her" of "told her mother" to the reporting word.
    let is_next = |piece: &&mut Run| (cue.end..=cue.end + 1).contains(&piece.start);
    let Some(first) = attribution.contents.iter_mut().find(is_next) else { return };
    let start = first.start as usize;
    let is_owned = scene.is_word(start - 1, &["her", "his", "their"]) && start > cue.start as usize + 1;
    let verb = scene.word(start - 1 - usize::from(is_owned)).to_lowercase();
    // "Tells Vale News [anchor Ann Roe] that …": a part of who is told is known.
    let is_named = || scene.forms[start - 1].is_capital || scene.forms[start].is_capital;
    let is_told = || cue.range().any(|i| scene.is_word(i, &["told", "tells"]));
    let is_part = || is_named() && is_told() && !scene.is_word(start, CLAUSES);
    let tells = stem(&verb) == "tell" || is_part();
    let may_tell = TELLS.contains(&&*stem(&verb)) && verb != "promise" && !scene.is_word(start, LINKS);
    if stem(&verb) == "ask" {
        *first = run_of(behind_asked(scene, *first).unwrap_or(start), first.end as usize);
        return;
    }
    // "Warned that it would rain and that the pier was shut".
    if !tells && !may_tell || scene.is_word(start, &["that", "how", "why", "whether"]) {
        return;
    }
    let is_plain_word = |i: usize| scene.is_wordlike(i) || is_possessive(scene, i);
    let plain = first.range().take(ADDRESSEE + 1).take_while(|&i| is_plain_word(i));
    let is_clause = |i: usize| match tells {
        true => scene.is_word(i, CLAUSES) || is_subject(scene, i),
        false => scene.is_word(i, &["that"]) && !is_relative(scene, start, i),
    };
    let told = plain.skip(1).find(|&i| is_clause(i));
    let told = told.or_else(|| behind_addressee(scene, *first).filter(|_| tells));
    let is_plain = |end: usize| (start..end).all(|i| scene.marks.region_of(i).is_none());
    if let Some(told) = told.filter(|&told| is_plain(told)) {
        *first = run_of(told, first.end as usize);
    }
}

/// Where the words begin behind whom they are confirmed to: "confirmed to Vale Beat [that the show was over]".
fn behind_outlet(scene: &Scene<'_>, cue: Run, piece: Run) -> Option<usize> {
    const CONFIRMS: &WordSet =
        &WordSet::of(&["admit", "claim", "confess", "confirm", "disclos", "propos", "report", "reveal"]);
    if !cue.range().any(|i| CONFIRMS.contains(&&*stem(&scene.word(i).to_lowercase()))) {
        return None;
    }
    let start = piece.start as usize;
    let to = (start.saturating_sub(1)..=start).rev().find(|&i| scene.is_word(i, &["to"]))?;
    let name = to + 1 + usize::from(scene.is_word(to + 1, &["a", "an", "the"]));
    let is_plain = |i: &usize| (scene.is_wordlike(*i) || is_possessive(scene, *i)) && !is_verb(scene, *i);
    let mut words = (name + 1..(piece.end as usize).min(name + PAPER)).take_while(is_plain);
    let that = words.find(|&i| scene.is_word(i, &["that"]))?;
    let is_who = scene.forms[name].is_capital && scene.is_wordlike(name) || may_end_who(scene, that - 1);
    let is_person = scene.entities_in(run_of(name, that)).iter().any(|e| e.kind == EntityKind::Person);
    (is_who && !is_person && scene.marks.region_of(that).is_none()).then_some(that)
}

/// Where the words begin behind who is asked: "asked the minister [how many dogs had died]".
fn behind_asked(scene: &Scene<'_>, piece: Run) -> Option<usize> {
    const QUESTIONS: &WordSet = &WordSet::of(&["how", "if", "what", "when", "where", "whether", "why"]);
    let start = piece.start as usize;
    let is_who = |i: usize| (scene.is_wordlike(i) || is_possessive(scene, i)) && !scene.kinds[i].is_finite();
    let begins = scene.is_word(start, DETERMINERS) || scene.forms[start].is_capital || scene.word(start).ends_with('s');
    let mut plain = piece.range().take(ADDRESSEE + 1).take_while(|&i| is_who(i) || scene.is_word(i, QUESTIONS));
    let question = plain.find(|&i| scene.is_word(i, QUESTIONS)).filter(|&i| i > start && begins)?;
    let is_somebody = may_end_who(scene, question - 1) || scene.forms[question - 1].is_capital;
    is_somebody.then_some(question)
}

/// Where the words begin behind a paper whose name stands in marks: "told the weekly “Vale Post” [that it was late]".
fn behind_paper(scene: &Scene<'_>, mark: usize) -> Option<usize> {
    const WORDS: usize = 4;
    let region = scene.marks.region_of(mark)?;
    let mut words = region.range().filter(|&i| scene.is_wordlike(i)).take(WORDS + 1);
    let is_name = words.by_ref().take(WORDS).all(|i| scene.forms[i].is_capital) && words.next().is_none();
    let end = region.end as usize;
    let behind = end + usize::from(scene.is_word(end, PAPERS));
    (is_name && (scene.is_word(behind, CLAUSES) || is_subject(scene, behind))).then_some(behind)
}

/// Leaves out a paper whose name stands in marks behind who tells it what stands before: "The pier is shut, Roe told the
/// weekly [“Vale Post”]".
pub(crate) fn without_paper(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    let tells = cue.range().any(|i| scene.is_word(i, &["told", "tells"]));
    let is_before = |piece: &Run| piece.end <= cue.start;
    let is_paper = |piece: &Run| {
        let mark =
            (cue.end as usize..piece.end as usize).take(PAPER).find(|&i| scene.marks.places[i] == Place::Opening);
        let Some(mark) = mark.filter(|_| piece.start >= cue.end) else { return false };
        let is_led = (cue.end as usize..mark).any(|i| scene.is_word(i, PAPERS));
        let region = scene.marks.region_of(mark).filter(|region| region.end >= piece.end);
        let is_name = |region: Run| region.range().filter(|&i| scene.is_wordlike(i)).all(|i| scene.forms[i].is_capital);
        is_led && region.is_some_and(|region| region.range().len() <= PAPER + 2 && is_name(region))
    };
    if tells && attribution.contents.iter().any(is_before) {
        attribution.contents.retain(|piece| !is_paper(piece));
    }
}

/// Takes off who is told, a piece of its own before a colon and a quotation: "emailed [his deputy], Bo Dell: “No.”"
pub(crate) fn without_named(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), [told, words, ..]) = (attribution.cue, &attribution.contents[..]) else { return };
    let (start, end, mark) = (told.start as usize, told.end as usize, words.start as usize);
    let is_next = told.start == cue.end && mark > end + 1 && mark - start <= PHRASE;
    if !is_next || scene.word(mark - 1) != ":" || scene.marks.places[mark] != Place::Opening {
        return;
    }
    let is_plain = |i: usize| (scene.is_wordlike(i) || is_possessive(scene, i)) && !is_verb(scene, i);
    let is_apposed = scene.word(end) == "," && is_name_end(scene, mark - 2) && (end + 1..mark - 1).all(is_plain);
    if is_apposed && (start..end).all(is_plain) && may_end_who(scene, end - 1) {
        attribution.contents.remove(0);
    }
}

/// Tells whether "that" begins a clause about a noun: "promised a law that would ban it".
fn is_relative(scene: &Scene<'_>, start: usize, that: usize) -> bool {
    let is_noun = !scene.is_calling(that - 1) && !is_name_end(scene, that - 1);
    is_verb(scene, that + 1) && is_noun && (start..that).any(|i| scene.is_word(i, &["a", "an", "the"]))
}

/// Where words begin behind an agency ("told Reuters [Japan would wait]"), or with "that" behind a longer phrase for who
/// is told ("told a crowd at the town hall on Sunday [that it was over]").
fn behind_addressee(scene: &Scene<'_>, piece: Run) -> Option<usize> {
    const AGENCIES: &WordSet = &WordSet::of(&[
        "afp",
        "ap",
        "bbc",
        "bloomberg",
        "cbs",
        "cnn",
        "dpa",
        "efe",
        "interfax",
        "kyodo",
        "nbc",
        "npr",
        "reuter",
        "reuters",
        "tass",
        "upi",
        "xinhua",
    ]);
    let start = piece.start as usize;
    if scene.is_word(start, AGENCIES) && scene.forms[start].is_capital {
        let is_subject = begins_sentence(scene, start + 1) || scene.forms.get(start + 1).is_some_and(|f| f.is_capital);
        return Some(start + 1).filter(|&next| is_subject && next < piece.end as usize);
    }
    let is_part = |i: usize| (scene.is_wordlike(i) || is_possessive(scene, i)) && !is_verb(scene, i);
    let mut plain = piece.range().take(PHRASE).take_while(|&i| is_part(i));
    plain.find(|&i| i > start + 1 && scene.is_word(i, &["that"]))
}

/// Where a quotation begins behind who is told: "told a visitor [“No.”]".
fn quotation_behind(scene: &Scene<'_>, cue: Run, piece: Run) -> Option<usize> {
    let (start, end) = (cue.end as usize, piece.end as usize);
    let mark = (start..end.min(start + ADDRESSEE + 1)).find(|&i| scene.marks.places[i] == Place::Opening)?;
    // "Told jurors the thief “ran”" has its words from "the" on.
    let begins = |i: usize| scene.is_word(i, CLAUSES) || i > start && scene.is_word(i, DETERMINERS);
    let is_plain = |i: usize| scene.is_wordlike(i) && !begins(i);
    let is_part = |i: usize| (is_plain(i) || is_possessive(scene, i)) && !scene.kinds[i].is_finite();
    let tells = start > 0 && stem(&scene.word(start - 1).to_lowercase()) == "tell";
    let is_before = (piece.start as usize) < mark && start < mark;
    (tells && is_before && (start..mark).all(is_part) && may_end_who(scene, mark - 1)).then_some(mark)
}

/// Tells whether an article stands right behind who is told: "told the guests [the] bridge was closed".
fn is_subject(scene: &Scene<'_>, article: usize) -> bool {
    let last = article - 1;
    // "Told councillors [the] road was shut", "told the Gazette [the] road was shut".
    let is_audience = || {
        let is_told = last > 0 && scene.is_word(last - 1, &["told", "tells"]);
        is_told && scene.word(last).ends_with('s') || scene.forms[last].is_capital
    };
    let is_who = may_end_who(scene, last) || is_audience();
    let verb = (article + 1..article + ADDRESSEE).find(|&i| scene.kinds.get(i).is_some_and(|kind| kind.is_finite()));
    let is_plain = |end: usize| {
        (article..end).all(|i| scene.is_wordlike(i) || scene.word(i) == "," || scene.marks.places[i] == Place::Opening)
    };
    scene.is_word(article, DETERMINERS)
        && is_who
        && !scene.is_word(last, &["all", "both"])
        && verb.is_some_and(is_plain)
}

/// Takes off where, or of what, somebody speaks before what is said: "said in Vale [that it rained]", "said of the
/// bridge: [“It is shut”]", "said on Vale TV's “This Week” [that it rained]".
pub(crate) fn without_opening(scene: &Scene<'_>, attribution: &mut Attribution) {
    const LINKS: &WordSet = &WordSet::of(&["at", "during", "from", "in", "of", "on"]);
    const SAYS: &WordSet =
        &WordSet::of(&["argued", "argues", "said", "say", "saying", "says", "stated", "writes", "writing", "wrote"]);
    let Some(cue) = attribution.cue else { return };
    behind_manner(scene, attribution, cue);
    let is_next = |piece: &&mut Run| (cue.end..=cue.end + 2).contains(&piece.start);
    let Some(first) = attribution.contents.iter_mut().find(is_next) else { return };
    let says = cue.range().any(|i| scene.is_word(i, SAYS));
    let start = first.start as usize;
    // The taggers may count "in a" to the reporting word.
    let link = (start.saturating_sub(2)..=start).rev().find(|&i| scene.is_word(i, LINKS));
    let Some(link) = link.filter(|_| says) else { return };
    let reach = run_of(link + 1, (first.end as usize).min(start + REACH));
    let begin =
        behind_place(scene, reach).or_else(|| behind_document(scene, reach)).or_else(|| behind_phrase(scene, reach));
    if let Some(begin) = begin.filter(|&begin| begin > start && begin + 1 < first.end as usize) {
        *first = run_of(begin, first.end as usize);
    }
}

/// Takes off how somebody spoke: "said with a laugh [that it rained]".
fn behind_manner(scene: &Scene<'_>, attribution: &mut Attribution, cue: Run) {
    const MANNERS: &WordSet =
        &WordSet::of(&["chuckle", "face", "frown", "grin", "laugh", "shrug", "sigh", "smile", "smirk", "wink"]);
    let link = [cue.end.saturating_sub(1), cue.end].map(|i| i as usize);
    let Some(link) = link.into_iter().find(|&i| scene.is_word(i, &["with"])) else { return };
    let noun = (link + 2..link + 2 + DOCUMENT).find(|&i| scene.is_word(i, MANNERS));
    let Some(noun) = noun.filter(|_| scene.is_word(link + 1, &["a", "an"])) else { return };
    let is_behind = |piece: &&mut Run| (cue.end..=cue.end + 1).contains(&piece.start) && piece.end as usize > noun + 2;
    if let Some(first) = attribution.contents.iter_mut().find(is_behind).filter(|_| scene.is_word(noun + 1, &["that"]))
    {
        first.start = first.start.max(noun as u32 + 1);
    }
}

/// Takes off the day on which it was told: "announced March 6 [she would run]".
pub(crate) fn without_day(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    let Some(first) = attribution.contents.iter_mut().find(|piece| piece.start == cue.end) else { return };
    let start = first.start as usize;
    let is_number = |i: usize| scene.text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number);
    let behind = match scene.word(start) {
        month if date::is_month(month) && is_number(start + 1) => start + 2,
        day if date::is_weekday(day) || scene.is_word(start, &["today", "yesterday"]) => start + 1,
        _ => return,
    };
    let opens =
        scene.is_word(behind, CLAUSES) || scene.is_word(behind, DETERMINERS) || subject_at(scene, behind).is_some();
    if opens && behind + 1 < first.end as usize {
        *first = run_of(behind, first.end as usize);
    }
}

/// Where words begin behind a place ("in Vale [the bridge was shut]").
fn behind_place(scene: &Scene<'_>, reach: Run) -> Option<usize> {
    let first = scene.entities_in(run_of(reach.start as usize, reach.start as usize + 1)).first()?;
    let name = scene.tokens_of(first);
    let opens = |i: usize| scene.is_word(i, CLAUSES) || scene.is_word(i, &["the"]) || begins_sentence(scene, i);
    let is_place = first.kind != EntityKind::Person && name.start == reach.start;
    Some(name.end as usize).filter(|&end| is_place && opens(end))
}

/// Where they begin behind a document ("in a letter [he was sorry]").
fn behind_document(scene: &Scene<'_>, reach: Run) -> Option<usize> {
    let plain = reach.range().take(DOCUMENT).take_while(|&i| scene.is_wordlike(i));
    // “In a brief statement” has two such nouns.
    let noun = |&i: &usize| writings::family_of(scene.word(i)).is_some();
    let is_time = |&i: &usize| date::is_weekday(scene.word(i)) || scene.is_word(i, TIMES);
    let behind = |noun: usize| (noun + 1..reach.end as usize).find(|i| !is_time(i));
    plain.skip(1).filter(noun).filter_map(behind).find(|&i| scene.is_word(i, CLAUSES))
}

/// Where they begin behind a phrase that a colon ends, or "that".
fn behind_phrase(scene: &Scene<'_>, reach: Run) -> Option<usize> {
    let is_outside = |i: usize| scene.marks.region_of(i).is_none();
    let is_verb = |i: usize| scene.is_wordlike(i) && scene.kinds[i].is_finite() && is_outside(i);
    reach.range().take_while(|&i| !is_verb(i)).find_map(|i| match scene.word(i) {
        ":" => Some(i + 1),
        "that" if is_outside(i) => Some(i),
        _ => None,
    })
}
