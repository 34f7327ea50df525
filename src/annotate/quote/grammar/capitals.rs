//! Runs of capitalised words that no tagger holds to be a name: how far they reach, and what else the
//! article has that speaks for or against a name ("the Center for Tax Analysis").

use super::nouns::is_possessive;
use super::scene::{Scene, run_of};
use crate::annotate::EntityKind;
use crate::annotate::date::is_month;
use crate::annotate::entity::{is_company_form, is_firm_word};
use crate::annotate::quote::words::body_nouns::NOUNS;
use crate::annotate::quote::words::kinds::{BODY, class_of};
use crate::annotate::text::{Run, TokenKind};
use crate::annotate::word_set::WordSet;

/// Longest run, in tokens.
const LONGEST: usize = 10;
/// Tokens on each side where the last word of a run is looked for again: no text takes long.
const AROUND: usize = 1_500;
/// Words that open a description.
const OPENERS: &WordSet = &WordSet::of(&[
    "a",
    "an",
    "another",
    "both",
    "dozens",
    "each",
    "every",
    "her",
    "his",
    "hundreds",
    "its",
    "many",
    "most",
    "my",
    "neither",
    "no",
    "one",
    "other",
    "our",
    "scores",
    "several",
    "some",
    "that",
    "the",
    "their",
    "these",
    "this",
    "those",
    "thousands",
    "two",
    "your",
]);

/// Words that open a sentence and no name ("Although Vale Air had …").
const CONJUNCTIONS: &WordSet = &WordSet::of(&[
    "after", "although", "and", "as", "because", "before", "but", "if", "since", "though", "unless", "until", "when",
    "while",
]);

/// Words in small letters inside names of persons ("Anton de Vries", "Lena van der Aa"): fewer than begin a surname
/// behind a given name, for "do" and "ten" stand between two names as well.
const PARTICLES: &[&str] =
    &["bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "ibn", "la", "van", "von"];

/// Tells whether a token in small letters may be part of a person's name.
pub(crate) fn is_particle(scene: &Scene<'_>, token: usize) -> bool {
    PARTICLES.contains(&scene.word(token))
}

/// Tells whether a token is a word that begins with a capital.
pub(crate) fn is_capital(scene: &Scene<'_>, token: usize) -> bool {
    scene.forms[token].is_capital && scene.text.tokens[token].kind == TokenKind::Word
}

/// Tells whether a token is a weekday or a month ("The Times on Saturday").
pub(crate) fn is_day(scene: &Scene<'_>, token: usize) -> bool {
    scene.word(token).ends_with("day") || is_month(scene.word(token))
}

/// Runs of two capitalised words or more that are nobody's name.
pub(crate) fn runs(scene: &Scene<'_>) -> impl Iterator<Item = Run> {
    let runs = scene.text.sentences.iter().flat_map(|&sentence| runs_in(scene, sentence, false));
    runs.filter(|&run| run.range().len() > 1 && names_nobody(scene, run))
}

fn names_nobody(scene: &Scene<'_>, run: Run) -> bool {
    scene.entities_in(run).iter().all(|e| e.kind != EntityKind::Person)
}

/// The runs between two tokens. In a source they go on over possessives, and "The" at the start of a
/// sentence is no name.
fn runs_in(scene: &Scene<'_>, within: Run, is_source: bool) -> Vec<Run> {
    let end = within.end as usize;
    let opens = |i: usize| {
        scene.is_word(i, CONJUNCTIONS) || scene.is_word(i, &["a", "an"]) || is_source && scene.is_word(i, OPENERS)
    };
    let is_article = |i: usize| is_first(scene, i) && opens(i);
    let mut found = Vec::new();
    let mut i = within.start as usize;
    while i < end {
        let start = i;
        i += 1;
        if is_capital(scene, start) && !is_article(start) {
            i = end_of(scene, start, end, is_source);
            found.push(run_of(start, i));
        }
    }
    found
}

/// Returns where the run that begins at a capitalised word ends, "of" and the like in it, and possessives
/// where it may go on over them.
pub(crate) fn end_of(scene: &Scene<'_>, start: usize, limit: usize, over_owners: bool) -> usize {
    const JOINTS: &WordSet = &WordSet::of(&["a", "an", "and", "the"]);
    let is_joint = |i: usize| opens(scene.word(i)) || scene.is_word(i, JOINTS);
    let limit = limit.min(start + LONGEST);
    let mut end = start + 1;
    // "Committee on Water and Roads" is one, "the Road Board and the Water Board" are two.
    let mut is_open = false;
    while end < limit {
        is_open |= opens(scene.word(end));
        let is_named = is_particle(scene, end);
        // "Lorimer & Daughters", "Growers’ Alliance".
        let is_tight = scene.is_word(end, &["&"]) || over_owners && is_possessive(scene, end);
        let is_between = |j: usize| if is_named { is_particle(scene, j) } else { is_joint(j) };
        let next = if is_tight { Some(end + 1) } else { (end..limit.min(end + 3)).find(|&j| !is_between(j)) };
        // "Vale Mills Ltd. Vale" is the end of a sentence and the beginning of one.
        let is_again = |j: usize| scene.word(j) == scene.word(start) && scene.word(j - 1).ends_with('.');
        let is_part = |j: usize| j < limit && is_capital(scene, j) && !is_day(scene, j) && !is_again(j);
        let goes_on = |j: usize| is_part(j) && (j == end || is_open || is_tight || is_named);
        match next.filter(|&j| goes_on(j)) {
            Some(j) => end = j + 1,
            None => break,
        }
    }
    end
}

/// The longest run in a source in which the tagger found no name.
pub(crate) fn longest(scene: &Scene<'_>, source: Run) -> Option<Run> {
    // Of two alike the first: the last found of the reversed.
    let longest = runs_in(scene, source, true).into_iter().rev().max_by_key(|run| run.range().len())?;
    // "Supporters of Vale" are nobody by name, unless the article has them so inside a sentence.
    let start = longest.start as usize;
    let is_long = longest.range().len() > 2;
    if is_long && is_first(scene, start) && is_group(scene, start) && elsewhere(scene, run_of(start, start + 1)).0 == 0
    {
        return None;
    }
    Some(run_of(longest.start as usize, end_of_person(scene, longest)))
}

/// The run around the name of a body or place that goes beyond it ("Office of [Federal Ethics
/// Review]") or that it abbreviates ("Tax Board ([TB])"), unless it says who somebody is.
pub(crate) fn around(scene: &Scene<'_>, source: Run, name: Run) -> Option<Run> {
    let (start, end) = (name.start as usize, name.end as usize);
    let near = (start.saturating_sub(LONGEST)).max(source.start as usize)..(end + LONGEST).min(source.end as usize);
    let is_wider = |run: &Run| run.start <= name.start && run.end >= name.end && *run != name;
    let opens = |mark: u32| scene.is_word(mark as usize, &["("]);
    let is_spelt_out = |run: &Run| run.range().len() > 1 && run.end + 1 == name.start && opens(run.end);
    let mut runs = runs_in(scene, run_of(near.start, near.end), true).into_iter();
    let run = runs.find(|run| is_wider(run) || is_spelt_out(run))?;
    // Of "Vale Inc's Dell Unit" the Dell Unit speaks.
    let is_owner = |i: usize| is_possessive(scene, i) && is_company_form(scene.word(i - 1));
    if run.range().skip(1).any(is_owner) {
        return None;
    }
    // Of "Norland’s Data Authority" the Data Authority speaks, and "Vale Foods of Kell" is called Vale Foods.
    let is_named = |at: usize| !scene.entities_in(run_of(at, at + 1)).is_empty();
    let is_whole = || name.range().len() > 1 && !scene.is_word(start - 2, &["children", "men", "people", "women"]);
    let is_one = || scene.word(start - 1).ends_with('s') && is_whole();
    let is_owner = |i: usize| is_possessive(scene, i) && (is_named(i - 1) || is_one());
    let is_owned = start > 1 && run.start < name.start && is_owner(start - 1);
    let owns = run.end > name.end + 1 && is_possessive(scene, end) && is_named(end + 1);
    let is_based = scene.is_word(end, &["at", "in", "of"]) && is_firm_word(scene.word(end - 1));
    if is_owned || owns || is_based && run.start == name.start {
        return None;
    }
    let is_about = |i: usize| scene.is_calling(i) || scene.is_one_person(i);
    let says_more = run.range().filter(|i| !name.range().contains(i)).any(is_about);
    // "Even China" opens a sentence; "Pathway Communications" is named elsewhere, too.
    let first = run_of(run.start as usize, run.start as usize + 1);
    let is_chance = is_first(scene, run.start as usize)
        && (run.start + 1 == name.start || is_group(scene, run.start as usize))
        && !matches!(elsewhere(scene, first), (1.., 0));
    (names_nobody(scene, run) && !says_more && !is_chance && !is_headline(scene, run.start as usize)).then_some(run)
}

/// Tells whether a word stands for several of somebody's ("Residents of Vale", "Lawyers for Vale Air", but not
/// "Doctors for a Safer Vale").
fn is_group(scene: &Scene<'_>, token: usize) -> bool {
    const PEOPLE: &[&str] = &["Children", "Men", "People", "Women"];
    let is_many = scene.word(token).ends_with('s') || PEOPLE.contains(&scene.word(token));
    let is_staff = || scene.is_word(token, &["aides", "attorneys", "lawyers", "officials", "representatives"]);
    is_many
        && (scene.is_word(token + 1, &["at", "from", "in", "of"]) || scene.is_word(token + 1, &["for"]) && is_staff())
}

/// Tells whether a word opens a sentence or stands behind a mark.
fn is_first(scene: &Scene<'_>, token: usize) -> bool {
    token == 0 || scene.sentences[token - 1] != scene.sentences[token] || scene.forms[token - 1].mark != 0
}

/// Where the person's name ends that a run may begin with: of "Ann Roe of Vale" before "of", while "Guild
/// of Makers" and "Metal Workers of Vale" are whole.
fn end_of_person(scene: &Scene<'_>, run: Run) -> usize {
    let end = run.end as usize;
    let Some(of) = run.range().skip(1).find(|&i| scene.is_word(i, &["of"])) else { return end };
    let last = of - 1;
    let is_many = class_of(scene.kind(last)) == u64::from(BODY)
        || scene.is_word(last, NOUNS)
        || scene.word(last).ends_with('s')
        || of == run.start as usize + 1;
    if is_many { end } else { of }
}

/// Tells whether most words of a token's sentence are written large.
pub(crate) fn is_headline(scene: &Scene<'_>, token: usize) -> bool {
    /// Words that are looked at, and letters of those that count.
    const WORDS: usize = 40;
    const LETTERS: usize = 4;
    let Some(sentence) = scene.text.sentences.get(scene.sentences[token] as usize) else { return false };
    let counts = |i: &usize| scene.text.tokens[*i].kind == TokenKind::Word && scene.word(*i).len() >= LETTERS;
    let (mut large, mut all) = (0, 0);
    for i in sentence.range().take(WORDS).filter(counts) {
        all += 1;
        large += usize::from(scene.forms[i].is_capital);
    }
    all >= 4 && large * 4 >= all * 3
}

/// Tells whether a token's sentence is written in capitals.
pub(crate) fn is_loud(scene: &Scene<'_>, token: usize) -> bool {
    let Some(sentence) = scene.text.sentences.get(scene.sentences[token] as usize) else { return false };
    sentence.range().all(|i| !scene.word(i).contains(char::is_lowercase))
}

/// How often the article has the last word of a run with a capital inside a sentence, and in small
/// letters: never, once, or more.
pub(crate) fn elsewhere(scene: &Scene<'_>, run: Run) -> (u64, u64) {
    let last = run.end as usize - 1;
    let word = scene.forms[last].word;
    let (mut large, mut small) = (0, 0);
    let reach = last.saturating_sub(AROUND)..scene.forms.len().min(last + AROUND);
    for i in reach.filter(|&i| scene.forms[i].word == word && !run.range().contains(&i)) {
        match scene.forms[i].is_capital {
            false => small += 1,
            true if !is_first(scene, i) => large += 1,
            true => {}
        }
    }
    (large.min(2), small.min(2))
}

/// Tells whether a word goes on with a name by what the body is for.
pub(crate) fn opens(word: &str) -> bool {
    ["for", "of", "on"].contains(&word)
}
