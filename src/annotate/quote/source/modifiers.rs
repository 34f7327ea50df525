//! Names in a source that only tell whose, or of what kind, somebody else is: "the [FBI] director", "an aide to Mayor
//! [Ann Roe]", "[Ann Roe]'s late father", "[Town Hall] and union sources".

use super::inside::{MEDIA, ends};
use super::names::is_body_noun;
use super::{agents, behind, of_group, of_one};
use crate::annotate::kin::is_kin;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::phrases::is_stop;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::people::candidate::{Candidate, PLACE};
use crate::annotate::quote::people::demonyms::{is_demonym, is_native};
use crate::annotate::quote::people::roster::People;
use crate::annotate::quote::people::{home, letters, written_large};
use crate::annotate::quote::words::writings;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Leaves out the names that tell nothing but that; returns whether others speak who are told by one of them.
pub(crate) fn leave_out(scene: &Scene<'_>, people: &People, source: Run, names: &mut Vec<Candidate>) -> bool {
    let owners: Vec<bool> = (0..names.len()).map(|k| is_owner_of(scene, &names[k], names.get(k + 1))).collect();
    let mut owners = owners.into_iter();
    names.retain(|_| owners.next() != Some(true));
    // "Aides to [Ann Roe] and [Bo Dell]".
    let mut has_principal = false;
    let mut has_others = false;
    names.retain(|name| {
        let is_next = has_principal && name.kind == 1 && scene.is_word(before_titles(scene, source, name), &["and"]);
        let is_principal = is_next || is_principal(scene, source, name);
        has_principal |= is_principal;
        let is_of_others = is_of_others(scene, source, name);
        has_others |= is_of_others || is_done_by(scene, source, name);
        !is_principal
            && !is_of_others
            && !is_office(scene, source, name)
            && !is_calling(scene, people, source, name)
            && !letters::names_nobody(scene, people, source, name)
            && !home::is_no_name(scene, source, name.tokens)
            && !is_of_many(scene, source, name)
            && !is_of_medium(scene, source, name)
            && !written_large::names_nobody(scene, people, source, name)
            && !agents::is_agent(scene, source, name)
            && !agents::is_represented(scene, source, name)
            && !of_group::is_named(scene, source, name)
            && !of_group::is_family(scene, source, name)
    });
    has_others
}

/// The token before a name with its titles.
fn before_titles(scene: &Scene<'_>, source: Run, name: &Candidate) -> usize {
    let is_named = |i: usize| !scene.entities_in(run_of(i, i + 1)).is_empty();
    let is_title = |&i: &usize| scene.is_title(i) || scene.forms[i].is_capital && !is_named(i);
    let start = name.tokens.start as usize;
    let titles = (source.start as usize..start).rev().take_while(is_title).last();
    titles.unwrap_or(start).saturating_sub(1)
}

/// What is done to those whom somebody asks, leads or stands beside, and how people stand to somebody.
const DONE_BY: &WordSet = &WordSet::of(&[
    "accompanied",
    "appointed",
    "attended",
    "backed",
    "chaired",
    "commanded",
    "contacted",
    "controlled",
    "flanked",
    "formed",
    "founded",
    "headed",
    "hired",
    "hosted",
    "interviewed",
    "joined",
    "led",
    "owned",
    "polled",
    "questioned",
    "quoted",
    "reached",
    "run",
    "surveyed",
]);
const NEAR: &WordSet = &WordSet::of(&["allied", "close", "loyal", "opposed"]);
/// Words for those who fight or are many, whom no list of callings has.
const FIGHTERS: &WordSet = &WordSet::of(&[
    "guerrillas",
    "gunmen",
    "insurgents",
    "junta",
    "loyalists",
    "militants",
    "militiamen",
    "mutineers",
    "rebels",
    "separatists",
    "troops",
    "villagers",
    "youths",
]);
/// Those who are somebody's, as many or as a whole.
const PEOPLE: &WordSet = &WordSet::of(&[
    "advisers",
    "advisors",
    "aides",
    "allies",
    "associates",
    "attorneys",
    "backers",
    "colleagues",
    "critics",
    "defenders",
    "family",
    "fans",
    "followers",
    "friends",
    "lawyers",
    "loyalists",
    "office",
    "opponents",
    "relatives",
    "representatives",
    "rivals",
    "staff",
    "staffers",
    "supporters",
    "surrogates",
    "voters",
]);

/// Tells whether somebody is named only to say whose aide another is ("an aide to Mayor [Ann Roe]"), or who asked her
/// ("analysts polled by [the Post]").
fn is_principal(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    let first = source.start as usize;
    let link = before_titles(scene, source, name);
    if link <= first || behind::is_behind_post(scene, source, name) {
        return false;
    }
    let is_small = !scene.forms[link - 1].is_capital;
    // "Secretary of State Roe" is a title.
    let is_people = scene.is_word(link - 1, PEOPLE) && (is_small || link == first + 1);
    let is_noun = is_people || (scene.is_calling(link - 1) || scene.is_word(link - 1, of_one::CLOSE)) && is_small;
    let is_aide = name.kind == 1 && scene.is_word(link, &["for", "of", "to"]) && is_noun;
    // "Sources close to Roe", "analysts polled by the Post".
    let is_by = (scene.is_word(link, &["by"]) && scene.is_word(link - 1, DONE_BY)) || is_done_by(scene, source, name);
    // "The mayor, along with Roe"; "people who know Roe".
    let is_beside = scene.is_word(link, &["with"]) && scene.is_word(link - 1, &["along", "together"]);
    let is_object = name.kind == 1 && scene.is_word(link - 1, &["who"]) && is_verb(scene, link);
    // "Troops loyal to the ousted General Roe".
    let to = if scene.word(link).ends_with("ed") { link - 1 } else { link };
    let is_near = to > first && scene.is_word(to, &["to"]) && scene.is_word(to - 1, NEAR);
    is_aide || is_by || is_beside || is_object || is_near || of_one::is_named(scene, source, name)
}

/// Tells whether "by" and what a person is stand before her name, and what she did to those who speak: "a firm owned by
/// Vale investor and Larn resident [Ann Roe]".
fn is_done_by(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    const PHRASE: usize = 8;
    let (first, start) = (source.start as usize + 1, name.tokens.start as usize);
    let is_noun = |i: usize| scene.is_wordlike(i) && !is_stop(scene.word(i)) && !is_verb(scene, i);
    let is_part = |i: usize| is_noun(i) || scene.is_word(i, &["a", "an", "and", "the"]);
    let by = (first..start).rev().take(PHRASE).find(|&i| !is_part(i));
    by.is_some_and(|by| name.kind == 1 && scene.is_word(by, &["by"]) && scene.is_word(by - 1, DONE_BY))
}

/// Tells whether a person is named only to say whose, where or with whom others are: "neighbors of [Ann Roe]", "lawyers
/// for the nurse, [Ann Roe],", "doctors treating [Ann Roe]", "the judge in the trial of [Ann Roe]".
fn is_of_others(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    const HEAD: usize = 3;
    const LINKS: &WordSet = &WordSet::of(&[
        "against", "around", "at", "for", "from", "in", "inside", "near", "of", "on", "outside", "to", "with",
    ]);
    const CLAUSES: &WordSet = &WordSet::of(&["accused", "charged", "suspected", "that", "where", "who"]);
    const MANY: &WordSet = &WordSet::of(&["family", "parents", "people", "publisher", "women", "men", "children"]);
    let (start, first) = (source.start as usize, name.tokens.start as usize);
    let is_small = |i: usize| scene.is_wordlike(i) && !scene.forms[i].is_capital;
    let opens = |i: usize| i == start && scene.is_wordlike(i) && scene.entities_in(run_of(i, i + 1)).is_empty();
    let speaks = |i: usize| scene.kinds[i].speaks() || scene.is_word(i, FIGHTERS);
    let is_clause = |i: usize| {
        let word = scene.word(i);
        scene.is_word(i, CLAUSES) || is_small(i) && word.len() > 5 && word.ends_with("ing") && speaks(i - 1)
    };
    let heads = (start..first.min(start + HEAD)).take_while(|&i| is_small(i) || opens(i));
    let head = heads.into_iter().find(|&i| scene.is_word(i + 1, LINKS) || is_clause(i + 1));
    let Some(head) = head.filter(|&head| name.kind == 1 && head + 1 < first) else { return false };
    let is_many =
        scene.word(head).ends_with('s') && speaks(head) || scene.is_word(head, MANY) || scene.is_word(head, FIGHTERS);
    let is_joined = |i: usize| scene.is_word(i, &["and", "including", "such", "like"]);
    let is_one = !(head + 1..source.end as usize).any(is_joined);
    let has_comma = (head + 1..first).any(|i| scene.word(i) == ",");
    // "The judge in the trial of Ann Roe", "the bank that employed Ann Roe", not "the mayor of Vale, Ann Roe".
    let is_far = || {
        let between = head + 2..before_titles(scene, source, name) + 1;
        let is_place = scene
            .entities_in(run_of(head + 2, first))
            .iter()
            .any(|e| e.span.end <= scene.text.tokens[first].span.start);
        !between.is_empty() && !is_place && !scene.is_word(head + 1, &["of", "for", "with", "from"])
    };
    is_one && !behind::is_behind_post(scene, source, name) && (is_many || speaks(head) && !has_comma && is_far())
}

/// Tells whether a body or place is named only to say whose people speak ("[Town Hall] and union sources").
fn is_of_many(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    const LONGEST: usize = 6;
    const OTHERS: &WordSet = &WordSet::of(&["its", "many", "most", "other", "others", "several", "some"]);
    let (and, last) = (name.tokens.end as usize, source.end as usize - 1);
    let is_between = |i: usize| scene.is_wordlike(i) && !is_stop(scene.word(i)) && !scene.is_word(i, OTHERS);
    let is_many = scene.kinds[last].speaks() && !scene.is_one_person(last) && scene.word(last).ends_with('s');
    matches!(name.kind, 2 | PLACE)
        && scene.is_word(and, &["and", "or"])
        && (and + 2..=and + LONGEST).contains(&last)
        && (and + 1..last).all(is_between)
        && is_many
        && !scene.forms[last].is_capital
}

/// Tells whether a place or an adjective of one is named only to say whose station or paper speaks ("[Norlander]
/// television", "[State] radio").
fn is_of_medium(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    const STATIONS: &WordSet =
        &WordSet::of(&["daily", "dailies", "media", "newspaper", "newspapers", "radio", "state", "television", "tv"]);
    let next = name.tokens.end as usize;
    let is_last = |i: usize| i + 1 == source.end as usize && scene.is_word(i, STATIONS);
    let is_lone = name.tokens.range().len() == 1 && matches!(name.kind, 2..=4);
    is_lone && (is_last(next) || scene.is_word(next, STATIONS) && is_last(next + 1)) && !scene.forms[next].is_capital
}

/// Tells whether a name only says whose paper the next one is ("the [Vale Party] daily [Courier]").
fn is_owner_of(scene: &Scene<'_>, name: &Candidate, next: Option<&Candidate>) -> bool {
    let between = |next: &Candidate| name.tokens.end as usize..next.tokens.start as usize;
    let is_medium = |next: &Candidate| !between(next).is_empty() && between(next).all(|i| scene.is_word(i, MEDIA));
    // "Hollar Inc's Sarn Mills unit".
    let is_part =
        |next: &Candidate| next.kind == 2 && between(next).len() == 1 && between(next).all(|i| is_possessive(scene, i));
    matches!(name.kind, 2 | PLACE) && next.is_some_and(|next| is_medium(next) || is_part(next))
}

/// Tells whether a name only says whose relative somebody is ("[Ann Roe]'s late father").
fn is_owner_of_kin(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    const BETWEEN: usize = 2;
    let possessive = name.tokens.end as usize;
    let last = (possessive + 1 + BETWEEN).min((source.end as usize).saturating_sub(1));
    is_possessive(scene, possessive)
        && (possessive + 1..=last).any(|i| is_kin(&scene.word(i).to_lowercase()) && !is_possessive(scene, i + 1))
}

/// Tells whether a name only says whose relative, rival or officer somebody is ("[Ann Roe]'s budget director").
pub(crate) fn is_owner_of_other(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    is_owner_of_kin(scene, source, name)
        || is_owner_of_person(scene, source, name)
        || is_owner_of_staff(scene, source, name)
}

/// Tells whether a person only says whose people or body speaks: "Mayor [Ann Roe]'s office", "[Ann Roe]'s ministry".
fn is_owner_of_staff(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    const STAFFS: &WordSet = &WordSet::of(&["administration", "camp", "campaign", "hospital", "school", "team"]);
    let (s, last) = (name.tokens.end as usize, (source.end as usize).saturating_sub(1));
    let is_staff = scene.is_word(last, PEOPLE) || scene.is_word(last, STAFFS) || is_body_noun(scene, last);
    let is_plain = |i: usize| scene.is_wordlike(i) && !scene.forms[i].is_capital;
    name.kind == 1 && is_possessive(scene, s) && is_staff && s < last && last <= s + 3 && (s + 1..=last).all(is_plain)
}

/// Nouns for somebody who is another's, which no list of callings has.
const OTHERS: &WordSet = &WordSet::of(&[
    "accuser",
    "appointee",
    "challenger",
    "choice",
    "chief",
    "mate",
    "mentor",
    "nominee",
    "pick",
    "predecessor",
    "pollster",
    "rival",
    "stand-in",
    "successor",
    "treasurer",
]);
/// Words behind such a noun that tell more of it.
const TELL_MORE: &WordSet = &WordSet::of(&["at", "for", "from", "in", "of", "on", "to", "who"]);

/// Tells whether a person only says whose rival or officer a source is ("[Ann Roe]'s budget director"), not
/// what she says it in ("Ann Roe's letter"), nor who that is ("Ann Roe's rival, Bo Dell,").
fn is_owner_of_person(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    const LONGEST: usize = 6;
    let (s, end) = (name.tokens.end as usize, source.end as usize);
    if name.kind != 1 || !is_possessive(scene, s) || s + 1 >= end {
        return false;
    }
    let is_plain = |i: usize| scene.is_wordlike(i) || scene.word(i) == "-";
    let ends = |i: usize| i + 1 == end || scene.is_word(i + 1, TELL_MORE);
    let mut words = (s + 1..end.min(s + 1 + LONGEST)).take_while(|&i| is_plain(i) && !scene.is_word(i, TELL_MORE));
    let noun = words.find(|&i| ends(i)).filter(|&i| !scene.forms[i].is_capital);
    let is_thing = |i: usize| writings::family_of(&scene.word(i).to_lowercase()).is_some();
    noun.is_some_and(|i| is_others(scene, i) && !is_thing(i))
}

/// Tells whether a token is a noun for somebody's relative, lawyer or the like, or what she is.
pub(super) fn is_close(scene: &Scene<'_>, noun: usize) -> bool {
    let is_one = scene.is_calling(noun) || scene.is_word(noun, of_one::CLOSE);
    is_kin(&scene.word(noun).to_lowercase()) || is_one && !scene.word(noun).ends_with('s')
}

/// Tells whether a token is a noun for one or several persons, in small letters or opening a sentence.
pub(super) fn is_somebody(scene: &Scene<'_>, noun: usize) -> bool {
    let word = scene.word(noun).to_lowercase();
    let is_many = word.ends_with('s') && scene.kinds[noun].speaks();
    let is_listed = scene.is_word(noun, PEOPLE) || scene.is_word(noun, FIGHTERS) || is_kin(&word);
    is_listed || is_many || scene.is_one_person(noun) || scene.is_calling(noun)
}

/// Tells whether a noun is for somebody who may be another's: "director", "rival".
pub(crate) fn is_others(scene: &Scene<'_>, noun: usize) -> bool {
    let is_person = scene.is_calling(noun) && scene.kinds[noun].speaks() || scene.is_word(noun, OTHERS);
    is_person && !scene.forms[noun].is_capital
}

/// Most words between a body and what its officer is.
const WIDEST: usize = 2;

/// Tells whether a body or place is named only to say whose officer somebody is ("the FBI director", "the Norland
/// leader", "the Harbor Secretary").
fn is_office(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    let (next, end) = (name.tokens.end as usize, source.end as usize);
    let is_small = |i: usize| i < end && scene.is_wordlike(i) && !scene.forms[i].is_capital;
    // "The White House budget chief".
    let is_plain = |i: usize| is_small(i) && scene.is_calling(i);
    let is_last = |i: usize| i + 1 == end && is_plain(i);
    let is_wide = (next..next + WIDEST).all(|i| is_small(i) && !is_stop(scene.word(i))) && is_last(next + WIDEST)
        || is_small(next) && !is_stop(scene.word(next)) && is_last(next + 1);
    // "The Treasury Secretary".
    let opens = scene.is_word(source.start as usize, &["the"]) && name.tokens.start == source.start + 1;
    let is_title = name.kind == 2 && opens && next + 1 == end && scene.is_calling(next);
    matches!(name.kind, 2..=4) && (is_plain(next) || is_wide || is_title)
}

/// Tells whether what is taken for a name is a calling that the article writes large ("the Archbishop"); what
/// is taken for a body ("the Examiner") or has several words ("the Lakes Democrat") only where the article
/// calls somebody so.
fn is_calling(scene: &Scene<'_>, people: &People, source: Run, name: &Candidate) -> bool {
    let (start, last) = (name.tokens.start as usize, name.tokens.end as usize - 1);
    let is_determined = start > source.start as usize && scene.is_word(start - 1, &["the", "a", "an", "this", "that"]);
    let is_called = is_determined && scene.is_calling(last) && !(start < last && name.kind == 1);
    // "The Health Service Executive" is a body though an executive is named.
    let is_long = name.kind == 2 && last > start + 1;
    let is_borne = || !is_long && people.titles.bearers(scene.word(last)).next().is_some();
    let is_nobody = || people.namesakes(&scene.word(last).to_lowercase()).all(|p| people.persons[p].first.is_empty());
    let is_last = || last + 1 >= source.end as usize || !scene.is_wordlike(last + 1);
    let is_one = || is_demonym(scene, name.tokens) || is_last() && is_native(scene, name.tokens);
    let is_native = || scene.is_word(start - 1, &["the"]) && is_one() && is_nobody();
    is_called && (start == last && matches!(name.kind, 1 | 4) || is_borne()) || is_determined && is_native()
}

/// Tells whether a source is a place behind what it is ("the island nation of Norland").
pub(super) fn is_nation(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    const NATIONS: &WordSet =
        &WordSet::of(&["country", "emirate", "island", "kingdom", "nation", "republic", "sultanate"]);
    let Some(noun) = (name.tokens.start as usize).checked_sub(2) else { return false };
    let first = source.start as usize;
    let is_behind = noun >= first && scene.is_word(noun, NATIONS) && scene.is_word(noun + 1, &["of"]);
    // "Farmers on the island of Norland".
    let is_whole = (first..noun).all(|i| scene.is_wordlike(i) && !is_stop(scene.word(i)));
    is_behind && is_whole && ends(scene, source, name.tokens)
}
