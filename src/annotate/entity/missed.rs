//! Names that the tagger passed over and that give themselves away: a title or a given name in
//! front, a company's form behind, a listed body, a surname that the article has spelt out, a
//! word that says whose relative somebody is.

use rustc_hash::FxHashSet;

use super::bodies::is_state;
use super::form::normalise;
use super::kinds;
use super::lists;
use super::persons::{is_suffix, is_title};
use super::tag::Tagged;
use super::tidy::is_shouted;
use crate::annotate::EntityKind;
use crate::annotate::date::is_weekday;
use crate::annotate::kin::is_kin;
use crate::annotate::text::{Run, Text, TokenKind};

/// Adds what the tagger passed over and its own words give away: a given name and a surname
/// ("April Smith"), a name behind a title ("President Lowe"), a company by its form.
pub(super) fn add_telling(text: &Text<'_>, tagged: &mut Vec<Tagged>) {
    let mut added = Vec::new();
    let mut names = tagged.iter().peekable();
    for sentence in &text.sentences {
        let mut i = sentence.start as usize;
        while i < sentence.end as usize {
            if !is_name_word(text, i) {
                i += 1;
                continue;
            }
            let mut end = i + 1;
            while end < sentence.end as usize && is_name_word(text, end) {
                end += 1;
            }
            while names.peek().is_some_and(|n| n.tokens.end as usize <= i) {
                names.next();
            }
            let is_free = names.peek().is_none_or(|n| n.tokens.start as usize >= end);
            let opens = i == sentence.start as usize;
            if is_free && let Some(name) = read_free(text, Run { start: i as u32, end: end as u32 }, opens) {
                added.push(name);
            }
            i = end;
        }
    }
    add_all(tagged, added);
}

/// Adds "WHO" where the article spells the World Health Organization out: to the tagger it is a pronoun.
pub(super) fn add_who(text: &Text<'_>, tagged: &mut Vec<Tagged>) {
    let initials = |name: &Tagged| name.tokens.range().filter_map(|i| text.word(i).chars().next()).eq("WHO".chars());
    if !tagged.iter().any(|name| name.kind == EntityKind::Org && initials(name)) {
        return;
    }
    let is_plain =
        |i: usize| i < text.tokens.len() && (text.tokens[i].kind != TokenKind::Word || !is_shouted(text.word(i)));
    let fits = |&i: &usize| text.word(i) == "WHO" && i.checked_sub(1).is_none_or(is_plain) && is_plain(i + 1);
    let is_free = |i: &usize| {
        let at = tagged.partition_point(|name| name.tokens.end as usize <= *i);
        tagged.get(at).is_none_or(|name| name.tokens.start as usize > *i)
    };
    let found: Vec<usize> = (0..text.tokens.len()).filter(fits).filter(is_free).collect();
    let tokens = |i: usize| Run { start: i as u32, end: i as u32 + 1 };
    tagged.extend(found.into_iter().map(|i| Tagged { tokens: tokens(i), kind: EntityKind::Org }));
    tagged.sort_by_key(|name| name.tokens.start);
}

/// Adds the first name before somebody who shares its surname ("Bill and Mary Roe").
pub(super) fn add_couples(text: &Text<'_>, tagged: &mut Vec<Tagged>) {
    let mut added = Vec::new();
    for (n, name) in tagged.iter().enumerate() {
        let Some(first) = (name.tokens.start as usize).checked_sub(2) else { continue };
        let is_free = n.checked_sub(1).is_none_or(|before| tagged[before].tokens.end as usize <= first);
        let stands_alone = !first.checked_sub(1).is_some_and(|before| is_name_word(text, before));
        let is_given = |i: usize| {
            let word = normalise(text.word(i));
            is_name_word(text, i) && lists::listed_words([word.as_str()].into_iter()) & lists::GIVEN != 0
        };
        let fits = name.kind == EntityKind::Person && name.tokens.range().len() > 1 && text.word(first + 1) == "and";
        if fits && is_free && stands_alone && is_given(first) && is_given(first + 2) {
            added.push(Tagged { tokens: Run { start: first as u32, end: first as u32 + 1 }, kind: EntityKind::Person });
        }
    }
    add_all(tagged, added);
}

/// Adds names and keeps the order of the text.
fn add_all(tagged: &mut Vec<Tagged>, added: Vec<Tagged>) {
    if !added.is_empty() {
        tagged.extend(added);
        tagged.sort_by_key(|n| n.tokens.start);
    }
}

fn is_name_word(text: &Text<'_>, i: usize) -> bool {
    text.tokens[i].kind == TokenKind::Word && text.word(i).starts_with(char::is_uppercase)
}

/// Titles that no name but a person's follows, however strange ("a Mrs Fennimore-Splint").
const HONORIFICS: &[&str] = &["Mr", "Mrs", "Ms", "Dr"];

/// Reads a run of capitals in which the tagger found nothing.
fn read_free(text: &Text<'_>, run: Run, opens: bool) -> Option<Tagged> {
    const LONGEST: usize = 8;
    if run.range().len() > LONGEST {
        return None;
    }
    let words: Vec<&str> = run.range().map(|i| text.word(i)).collect();
    if let [word] = words[..] {
        let is_body = !opens && lists::is_only_body(&normalise(word));
        return is_body.then_some(Tagged { tokens: run, kind: EntityKind::Org });
    }
    let is_mixed = words.iter().all(|w| !is_shouted(w) || w.ends_with('.'));
    let company =
        words.last().is_some_and(|w| matches!(w.trim_end_matches('.'), "Inc" | "Co" | "Corp" | "Ltd" | "LLC"));
    let school = words.len() > 2 && matches!(words.last(), Some(&("School" | "College" | "University" | "Hospital")));
    if (company || school) && is_mixed {
        return Some(Tagged { tokens: run, kind: EntityKind::Org });
    }
    if kinds::ends_like_place(&words) && !opens && is_mixed {
        return Some(Tagged { tokens: run, kind: EntityKind::Place });
    }
    let n_titles = words.iter().take_while(|w| is_title(w)).count();
    let rest = &words[n_titles..];
    let normal: Vec<String> = rest.iter().map(|w| normalise(w)).collect();
    let listed = |k: usize| lists::listed_words([normal[k].as_str()].into_iter());
    let last = normal.len().checked_sub(1)?;
    let is_personal = listed(last) & lists::NAMES != 0 && lists::is_mostly_person(&normal[last]);
    let is_addressed = n_titles > 0 && HONORIFICS.contains(&words[n_titles - 1].trim_end_matches('.'));
    // "Said Mr. Lowe Monday."
    let is_named = |w: &&&str| !is_addressed || !is_weekday(w);
    let n_named = rest.iter().take_while(is_named).count();
    let is_person = match rest.len() {
        _ if is_addressed => n_named > 0,
        1 => n_titles > 0 && is_personal,
        2 | 3 => {
            listed(0) & lists::GIVEN != 0
                && is_personal
                && normal.iter().all(|w| !lists::is_plain_word(w))
                && lists::listed_words(normal.iter().map(String::as_str)) == 0
        }
        _ => false,
    };
    let start = run.start + n_titles as u32;
    let tokens = Run { start, end: start + n_named as u32 };
    (is_person && is_mixed).then_some(Tagged { tokens, kind: EntityKind::Person })
}

/// Lengthens "W. Paul" by the "Carver" that stands behind it.
pub(super) fn take_surnames(text: &Text<'_>, tagged: &mut [Tagged]) {
    for k in 0..tagged.len() {
        let next = tagged.get(k + 1).map_or(u32::MAX, |n| n.tokens.start);
        let name = &mut tagged[k];
        let end = name.tokens.end as usize;
        let sentence_end = text.sentences.partition_point(|s| s.end as usize <= end);
        let fits = name.kind == EntityKind::Person
            && name.tokens.end < next
            && text.sentences.get(sentence_end).is_some_and(|s| s.start < name.tokens.end && end < s.end as usize)
            && is_name_word(text, end);
        if !fits {
            continue;
        }
        let word = |i: usize| [normalise(text.word(i))];
        let listed = |word: [String; 1]| lists::listed_words(word.iter().map(String::as_str));
        let is_given = listed(word(end - 1)) & lists::GIVEN != 0;
        let surname = word(end);
        let is_surname = lists::is_mostly_person(&surname[0])
            && !lists::is_plain_word(&surname[0])
            && listed(surname) & lists::NAMES != 0;
        let has_suffix = end + 1 < text.tokens.len() && is_suffix(text.word(end + 1));
        if is_given && (is_surname || has_suffix) {
            name.tokens.end += 1;
        }
    }
}

/// Makes a person of the one name of a relative, "his wife, Odessa," or "her sister Pearl", and
/// returns these names.
pub(super) fn add_relatives<'a>(text: &Text<'a>, tagged: &mut Vec<Tagged>) -> FxHashSet<&'a str> {
    let mut relatives = FxHashSet::default();
    let mut added = Vec::new();
    let mut known = 0;
    for sentence in &text.sentences {
        for at in sentence.range().filter(|&at| is_name_word(text, at) && is_relative(text, *sentence, at)) {
            let tokens = Run { start: at as u32, end: at as u32 + 1 };
            known += tagged[known..].iter().take_while(|n| n.tokens.end <= tokens.start).count();
            match tagged.get_mut(known).filter(|n| n.tokens.start < tokens.end) {
                Some(name) if name.tokens == tokens => name.kind = EntityKind::Person,
                Some(_) => continue,
                None => added.push(Tagged { tokens, kind: EntityKind::Person }),
            }
            relatives.insert(text.word(at));
        }
    }
    add_all(tagged, added);
    relatives
}

/// Tells whether a word with a capital is the one name of somebody's relative.
fn is_relative(text: &Text<'_>, sentence: Run, at: usize) -> bool {
    let word = |i: usize| if sentence.range().contains(&i) { text.word(i) } else { "" };
    let (name, next) = (word(at), word(at + 1));
    let comma = usize::from(word(at.wrapping_sub(1)) == ",");
    let Some(kin) = at.checked_sub(1 + comma) else { return false };
    let is_owner = |i: usize| {
        let possessive = sentence.range().contains(&i) && text.tokens[i].kind == TokenKind::Possessive;
        possessive || OWNERS.iter().any(|owner| owner.eq_ignore_ascii_case(word(i)))
    };
    // "her older sister", "Teale’s late husband"
    if !(1..=2).any(|back| kin.checked_sub(back).is_some_and(is_owner)) || !is_kin(word(kin)) {
        return false;
    }
    let ends = match next {
        "" | "," | "." | ";" | ":" | "?" | "!" | "—" | "-" => true,
        _ => comma == 0 && !next.starts_with(char::is_uppercase) && !lists::is_plain_word(&normalise(name)),
    };
    ends && !is_shouted(name) && !is_title(name)
}

const OWNERS: &[&str] = &["her", "his", "my", "our", "their", "your"];

/// Tells whether a line of several words writes all of them with a capital but for short ones.
fn is_title_case(text: &Text<'_>, sentence: Run) -> bool {
    let mut words = sentence.range().filter(|&i| text.tokens[i].kind == TokenKind::Word).map(|i| text.word(i));
    sentence.range().len() > 3 && words.all(|word| word.len() < 5 || !word.starts_with(char::is_lowercase))
}

/// Adds what is known and stands alone in prose, or anywhere in a headline: surnames of
/// the article's persons; "U.S." anywhere; states after a town or party ("Mobile, Ala.").
pub(super) fn add_known(
    text: &Text<'_>,
    tagged: &mut Vec<Tagged>,
    (surnames, shouted): (&FxHashSet<&str>, &FxHashSet<String>),
    relatives: &FxHashSet<&str>,
) {
    let mut added = Vec::new();
    let mut names = tagged.iter().peekable();
    for sentence in &text.sentences {
        let is_title_case = !surnames.is_empty() && is_title_case(text, *sentence);
        for i in sentence.range() {
            while names.peek().is_some_and(|n| n.tokens.end as usize <= i) {
                names.next();
            }
            let is_tagged = names.peek().is_some_and(|n| n.tokens.start as usize <= i);
            if is_tagged || text.tokens[i].kind != TokenKind::Word {
                continue;
            }
            let word = text.word(i);
            let is_capital = |k: usize| {
                sentence.range().contains(&k)
                    && text.tokens[k].kind == TokenKind::Word
                    && text.word(k).starts_with(char::is_uppercase)
                    && !is_title(text.word(k))
            };
            let opens = i == sentence.start as usize;
            let stands_alone = || is_title_case || (!is_capital(i + 1) && (opens || !is_capital(i - 1)));
            // "Dance finds her alarming", "Dance is what they do"
            let is_meant = || !opens || relatives.contains(word) || !lists::is_plain_word(&normalise(word));
            let kind = match word {
                "U.S." | "U.K." => EntityKind::Place,
                _ if word.ends_with('.') && i > sentence.start as usize => {
                    let follows = matches!(text.word(i - 1), "," | "-");
                    if follows && is_state(word) { EntityKind::Place } else { continue }
                }
                _ if surnames.contains(word) && stands_alone() && is_meant() => EntityKind::Person,
                _ if word.len() > 3 && is_shouted(word) && shouted.contains(word) => EntityKind::Person,
                _ => continue,
            };
            added.push(Tagged { tokens: Run { start: i as u32, end: i as u32 + 1 }, kind });
        }
    }
    add_all(tagged, added);
}
