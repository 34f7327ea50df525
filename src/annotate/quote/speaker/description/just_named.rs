//! "Lee Bright set up the second goal.¶“It was a hard year,” [the winger] said": a description means who alone the
//! paragraph or the sentences before tell of, where nobody else is called so.
//!
//! What somebody is by herself is such a description ("the winger", "the mother of two", "the Larn native", "the
//! 49-year-old engineer", "the former mayor"), not what she is to others ("the coach", "the lawyer"). The ranker is
//! seldom sure of her: reported articles leave open whom a description means.

use super::{Description, about, introduced};
use crate::annotate::callings::{PAST, sex};
use crate::annotate::kin::is_kin;
use crate::annotate::quote::grammar::gender::{Gender, pronoun};
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::phrases::is_stop;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::people::demonyms::{is_demonym, is_native};
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::quote::people::states;
use crate::annotate::text::{Run, TokenKind};
use crate::annotate::word_set::WordSet;

/// How sure it is then.
pub(super) const SURE: f32 = 0.9;
/// Most words of a description, and words around a name that may call her so.
const LONGEST: usize = 9;
const AROUND: usize = 6;
/// Namings and words quoted that are looked at.
const NAMINGS: usize = 60;
const QUOTED: usize = 80;

/// Nouns for what somebody is by herself, and not to others as "the coach", "the lawyer" and "the spokesman" are.
const TRADES: &WordSet = &WordSet::of(&[
    "actor",
    "actress",
    "all-rounder",
    "alum",
    "architect",
    "artist",
    "astronaut",
    "astronomer",
    "author",
    "batsman",
    "batter",
    "biologist",
    "bowler",
    "boxer",
    "catcher",
    "chef",
    "choreographer",
    "climber",
    "colt",
    "comedian",
    "comic",
    "composer",
    "cyclist",
    "dancer",
    "defender",
    "designer",
    "drummer",
    "economist",
    "filmmaker",
    "flanker",
    "fly-half",
    "forward",
    "freshman",
    "frontman",
    "frontwoman",
    "full-back",
    "fullback",
    "goalie",
    "goalkeeper",
    "goaltender",
    "golfer",
    "grandfather",
    "grandmother",
    "guitarist",
    "gymnast",
    "heavyweight",
    "historian",
    "hitmaker",
    "hotelier",
    "influencer",
    "jockey",
    "left-back",
    "left-hander",
    "linebacker",
    "midfielder",
    "mogul",
    "musician",
    "novelist",
    "olympian",
    "outfielder",
    "painter",
    "philosopher",
    "photographer",
    "physicist",
    "pianist",
    "pitcher",
    "playmaker",
    "playwright",
    "poet",
    "presenter",
    "president-elect",
    "quarterback",
    "rapper",
    "restaurateur",
    "right-back",
    "right-hander",
    "rookie",
    "rower",
    "runner",
    "scientist",
    "screenwriter",
    "sculptor",
    "seamer",
    "senior",
    "shortstop",
    "singer",
    "singer-songwriter",
    "skater",
    "skier",
    "songstress",
    "songwriter",
    "sophomore",
    "spinner",
    "sprinter",
    "striker",
    "supermodel",
    "swimmer",
    "teenager",
    "the coach",
    "the lawyer",
    "the spokesman",
    "tycoon",
    "veteran",
    "violinist",
    "winemaker",
    "winger",
    "wrestler",
    "writer",
    "year-old",
]);
/// Such nouns only behind what or where they are of: "the Oscar nominee", "the pop star", not "the nominee", whom others
/// meet as that.
const KNOWN_BY: &WordSet =
    &WordSet::of(&["broadcaster", "captain", "champion", "model", "nominee", "producer", "rider", "star", "winner"]);
/// Words for one more than who was told of.
const ANOTHER: &WordSet = &WordSet::of(&[
    "elder", "fellow", "losing", "new", "older", "opposing", "other", "rival", "second", "winning", "younger",
]);
/// People of where they are from.
const LOCALS: &WordSet = &WordSet::of(&["lad", "lass", "man", "native", "resident", "woman"]);
/// What stands in "the Larn-born economist" behind the hyphen.
const MADE: &WordSet = &WordSet::of(&["based", "born", "educated", "raised", "trained", "turned"]);
/// What somebody is no longer, or says that she is.
const OWN: &WordSet = &WordSet::of(&["billionaire", "described", "longtime", "millionaire", "self-described"]);
/// Numbers of children.
const NUMBERS: &WordSet =
    &WordSet::of(&["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]);
/// How often somebody was chosen, behind which "-term" stands.
const TERMS: &WordSet = &WordSet::of(&["first", "second", "third", "two", "three", "four", "five", "six"]);
/// Words by which somebody speaks of herself.
const MINE: &WordSet =
    &WordSet::of(&["i", "i'd", "i'll", "i'm", "i've", "i’d", "i’ll", "i’m", "i’ve", "me", "my", "our", "us", "we"]);

/// A description that means who was just told of.
#[derive(Debug, Clone, Copy)]
struct Own {
    /// Its noun.
    head: usize,
    /// Whether others may be named beside her.
    is_plain: bool,
    /// 1 for a man's, 2 for a woman's.
    sex: u8,
}

/// Returns the person whom the words before tell of, where a description means her.
pub(super) fn only(scene: &Scene<'_>, people: &People, description: &Description<'_>) -> Option<usize> {
    let own = read(scene, description.source)?;
    let source = description.source;
    if is_called_elsewhere(scene, people, source, own.head) {
        return None;
    }
    let is_met = |n: &Naming| own.is_plain && about::is_object(scene, n);
    let person = about::person(scene, people, description, &is_met)?;
    let gender = match own.sex {
        0 => None,
        1 => Some(Gender::He),
        _ => Some(Gender::She),
    };
    let known = &people.persons[person];
    let fits = gender.is_none_or(|gender| known.may_be(gender))
        && !third_person(scene, people, description, (person, own.is_plain));
    let word = scene.word(own.head);
    let is_other = people.titles.bearers(word).any(|bearer| bearer.0 != person)
        || calls_another(scene, people, source, own.head, person);
    (fits && !is_other).then_some(person)
}

/// Reads what somebody is by herself.
fn read(scene: &Scene<'_>, source: Run) -> Option<Own> {
    let start = source.start as usize;
    let end = without_age(scene, source);
    if !scene.is_word(start, &["the"])
        || end < start + 2
        || end - start > LONGEST
        || (start..end).any(|i| is_possessive(scene, i))
    {
        return None;
    }
    if (start + 1..end).any(|i| scene.is_word(i, ANOTHER) && !scene.forms[i].is_capital) {
        return None;
    }
    let of = (start + 1..end).find(|&i| is_stop(scene.word(i)));
    let until = of.unwrap_or(end);
    let head = until.checked_sub(1).filter(|&head| head > start)?;
    let is_age = (start..until).any(|i| scene.age(i).is_some());
    let own = |is_plain: bool, head: usize| Own { head, is_plain, sex: sex(scene.word(head)) };
    if let Some(parent) = parent(scene, run_of(start + 1, end)) {
        return Some(Own { is_plain: false, ..own(false, parent) });
    }
    let word = scene.word(head);
    if let Some((kin, number)) = word.split_once("-of-") {
        let is_parent = is_kin(&kin.to_lowercase()) && NUMBERS.iter().any(|n| n.eq_ignore_ascii_case(number));
        return is_parent.then(|| Own { head, is_plain: false, sex: sex(kin) });
    }
    let has = |list: &WordSet| (start + 1..head).any(|i| scene.is_word(i, list));
    let is_former = (start + 1..head).any(|i| scene.is_word(i, PAST)) || has(OWN);
    let is_made = (start + 1..head).any(|i| scene.word(i) == "-" && scene.is_word(i + 1, MADE));
    let is_person =
        scene.is_calling(head) || sex(word) > 0 || scene.is_word(head, TRADES) || scene.is_word(head, KNOWN_BY);
    // "The former secretary of state".
    if of.is_some() {
        return (is_former && is_person && scene.is_word(until, &["of"]) && !scene.forms[head].is_capital)
            .then(|| own(false, head));
    }
    let is_person = is_person || scene.is_word(head, &["general"]) && scene.is_calling(head - 1);
    // "The three-term congressman".
    let is_chosen = (start + 1..head).any(|i| {
        let term = scene.word(i).split_once('-').filter(|(_, term)| *term == "term");
        term.is_some_and(|(number, _)| TERMS.iter().any(|n| n.eq_ignore_ascii_case(number)))
    });
    let is_small = !scene.forms[head].is_capital;
    let is_known = head > start + 1 && scene.is_word(head, KNOWN_BY);
    if is_small && (is_known || scene.is_word(head, TRADES))
        || is_age && (head + 1 == until && scene.age(head).is_some())
    {
        return Some(own(!is_former, head));
    }
    let is_number = scene.text.tokens.get(head).is_some_and(|t| t.kind == TokenKind::Number);
    let is_ranked = is_number && scene.is_word(head - 1, &["no", "no.", "number"]);
    let is_one = |from: usize| {
        is_demonym(scene, run_of(from, until))
            || is_native(scene, run_of(from, until))
            || states::of_local(scene, run_of(from, until)).is_some()
    };
    let is_from = (start + 1..=head).skip(until.saturating_sub(start + 3)).any(is_one);
    let is_home = scene.is_word(head, LOCALS) && scene.forms[head - 1].is_capital;
    let is_lady = scene.is_word(head, &["lady"]) && scene.is_word(head - 1, &["first"]) && is_former;
    let is_told =
        (is_age || is_former || is_made || is_chosen) && is_small && is_person && !is_kin(&word.to_lowercase());
    (is_ranked || is_from || is_home && is_small || is_lady || is_told).then(|| own(false, head))
}

/// Where a source ends without an age behind it: "the singer[, 34,]".
fn without_age(scene: &Scene<'_>, source: Run) -> usize {
    let (start, end) = (source.start as usize, source.end as usize);
    let is_number = |i: usize| scene.text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number);
    let comma = (start + 2..end).find(|&i| scene.word(i) == ",");
    let fits = |comma: &usize| is_number(comma + 1) && (comma + 2..end).all(|i| scene.word(i) == ",");
    comma.filter(fits).unwrap_or(end)
}

/// The noun of "mother of two", "mum-of-two".
fn parent(scene: &Scene<'_>, words: Run) -> Option<usize> {
    let (start, end) = (words.start as usize, words.end as usize);
    let is_number =
        |i: usize| scene.is_word(i, NUMBERS) || scene.text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number);
    let of = (start + 1..end).find(|&i| scene.is_word(i, &["of"]))?;
    let dash = usize::from(scene.word(of - 1) == "-");
    let noun = of.checked_sub(1 + dash).filter(|&noun| noun >= start && is_kin(&scene.word(noun).to_lowercase()))?;
    let number = of + 1 + usize::from(scene.word(of + 1) == "-");
    (is_number(number) && number + 1 == end).then_some(noun)
}

/// Tells whether the article has introduced somebody without a name by a noun, or holds somebody to be meant.
fn is_called_elsewhere(scene: &Scene<'_>, people: &People, source: Run, head: usize) -> bool {
    let has_before = introduced(scene, people, source, head) != 0 && scene.age(head).is_none();
    has_before || people.titles.holder(scene, source).is_some()
}

/// Tells whether another's name stands beside the noun.
fn calls_another(scene: &Scene<'_>, people: &People, source: Run, head: usize, person: usize) -> bool {
    let stem = scene.forms[head].stem;
    let end = people.namings.partition_point(|n| n.tokens.start < source.start);
    let is_same = |i: usize| i != head && scene.forms.get(i).is_some_and(|form| form.stem == stem);
    let is_free = |i: &usize| people.named_until(*i + 1).is_none();
    let mut others = people.namings[..end].iter().rev().take(NAMINGS).filter(|n| n.person != person && !n.is_described);
    others.any(|n| {
        let (start, end) = (n.tokens.start as usize, n.tokens.end as usize);
        let mut before = (start.saturating_sub(AROUND)..start).rev().take_while(is_free);
        let behind = || (end + 1..end + 1 + AROUND).any(is_same);
        before.any(is_same) || scene.word(end) == "," && behind()
    })
}

/// Tells whether words in marks speak of somebody of a gender.
fn speaks_of(scene: &Scene<'_>, description: &Description<'_>, gender: Gender) -> bool {
    let words = || description.contents.iter().flat_map(|piece| piece.range()).take(QUOTED);
    let is_marked = words().next().is_some_and(|i| scene.marks.region_of(i).is_some());
    is_marked && words().any(|i| pronoun(scene.word(i)) == Some(gender))
}

/// Tells whether words in marks speak of a person by "she" or "he"; where the description is a plain one, only if they
/// speak of nobody by "I".
fn third_person(
    scene: &Scene<'_>,
    people: &People,
    description: &Description<'_>,
    (person, is_plain): (usize, bool),
) -> bool {
    let mut words = description.contents.iter().flat_map(|piece| piece.range()).take(QUOTED);
    let known = &people.persons[person];
    let is_of = |gender: Gender| known.may_be(gender) && speaks_of(scene, description, gender);
    (!is_plain || !words.any(|i| scene.is_word(i, MINE))) && (is_of(Gender::She) || is_of(Gender::He))
}
