//! Names that the tagger passed over and that give themselves away: a title or a given name in
//! front, a company's form behind, a listed body, a surname that the article has spelt out, a
//! word that says whose relative somebody is.

use rustc_hash::FxHashSet;

use super::bodies::is_state;
use super::form::normalise;
use super::kinds;
use super::lists;
use super::persons::{is_suffix, is_title};
use super::reach::is_firm_word;
use super::tag::Tagged;
use super::tidy::{PERSONAL, is_shouted};
use crate::annotate::EntityKind;
use crate::annotate::date::is_weekday;
use crate::annotate::kin::is_kin;
use crate::annotate::text::{Run, Text, TokenKind};

/// Adds what the tagger passed over and its own words give away: a given name and a surname
/// ("April Smith"), a name behind a title ("President Lowe"), a company by its form, a body by its last word
/// ("Distilled Spirits Council").
pub(super) fn add_telling(text: &Text<'_>, tagged: &mut Vec<Tagged>) {
    let mut added = Vec::new();
    let mut names = tagged.iter().peekable();
    let mut free_from = 0;
    for sentence in &text.sentences {
        let mut i = sentence.start as usize;
        free_from = free_from.max(i);
        while i < sentence.end as usize {
            if !is_name_word(text, i) {
                i += 1;
                continue;
            }
            let mut end = i + 1;
            while end < sentence.end as usize && is_name_word(text, end) {
                end += 1;
            }
            while let Some(name) = names.next_if(|n| n.tokens.end as usize <= i) {
                free_from = free_from.max(name.tokens.end as usize);
            }
            let is_free = names.peek().is_none_or(|n| n.tokens.start as usize >= end);
            let opens = i == sentence.start as usize;
            let run = Run { start: i as u32, end: end as u32 };
            let read =
                || read_owned(text, run, free_from).or_else(|| read_free(text, run, (opens, free_from), *sentence));
            added.extend(if is_free { read() } else { None });
            i = end;
        }
    }
    add_all(tagged, added);
}

/// Reads "Jockeys’ Guild" and "Hill Jockeys’ Guild", of which the last word alone stands behind the possessive.
fn read_owned(text: &Text<'_>, run: Run, free_from: usize) -> Option<Tagged> {
    let start = run.start as usize;
    let owner = start.checked_sub(2).filter(|&i| i >= free_from)?;
    let is_plural = text.tokens[start - 1].kind == TokenKind::Possessive && text.word(owner).ends_with('s');
    let is_body = run.range().len() == 1 && TELLING.contains(&text.word(start));
    let fits = is_plural && is_body && is_name_word(text, owner) && !is_shouted(text.word(owner));
    let is_part = |&i: &usize| is_name_word(text, i) && text.word(i) != "The" && !is_title(text.word(i));
    let first = (free_from..owner).rev().take_while(is_part).last().unwrap_or(owner);
    let tokens = Run { start: first as u32, end: run.end };
    fits.then_some(Tagged { tokens, kind: EntityKind::Org })
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
pub(super) fn add_all(tagged: &mut Vec<Tagged>, added: Vec<Tagged>) {
    if !added.is_empty() {
        tagged.extend(added);
        tagged.sort_by_key(|n| n.tokens.start);
    }
}

/// Tells whether a token is a word that begins with a capital.
pub(super) fn is_name_word(text: &Text<'_>, i: usize) -> bool {
    text.tokens[i].kind == TokenKind::Word && text.word(i).starts_with(char::is_uppercase)
}

/// Titles that no name but a person's follows, however strange ("a Mrs Fennimore-Splint").
const HONORIFICS: &[&str] = &["Mr", "Mrs", "Ms", "Dr"];

/// Forms of companies that stand for little else.
const FORMS: &[&str] = &["AG", "ASA", "GmbH", "LLP", "NV", "Oyj", "PLC", "Plc", "SA", "SE", "plc"];

/// Last words that tell of a body ("Distilled Spirits Council").
const TELLING: &[&str] = &[
    "Agency",
    "Alliance",
    "Association",
    "Authority",
    "Board",
    "Bureau",
    "Commission",
    "Committee",
    "Council",
    "Federation",
    "Guild",
    "Institute",
    "Ministry",
    "Society",
    "Union",
];

/// Tells whether a word before a name tells whose it is or where ("the Norland-backed Vale Council").
fn is_of_others(word: &str) -> bool {
    ["-backed", "-based", "-led", "-run", "-sponsored"].iter().any(|end| word.ends_with(end))
}

/// Tells whether a name goes on neither before nor behind a run: "Students for a [Vale Society]", "[Joint Council] for
/// Vale". What stands before "and" may belong to it.
fn stands_alone(text: &Text<'_>, run: Run, free_from: usize) -> bool {
    let word = |i: u32| text.tokens.get(i as usize).map_or("", |_| text.word(i as usize));
    let before = run.start.checked_sub(1).map_or("", word);
    let trade = (run.start as usize).checked_sub(2).filter(|&i| i >= free_from && is_name_word(text, i));
    let is_joined = before == "and" && trade.is_none() || matches!(before, "&" | "of" | "for" | "on");
    !is_joined && !matches!(word(run.end), "&" | "for" | "of" | "on")
}

/// Reads a run of capitals in which the tagger found nothing.
fn read_free(text: &Text<'_>, run: Run, (opens, free_from): (bool, usize), sentence: Run) -> Option<Tagged> {
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
    if let Some(body) = read_body(text, run, free_from, sentence) {
        return Some(body);
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
    let is_officer = n_titles > 0 && PERSONAL.contains(&words[n_titles - 1].trim_end_matches('.'));
    let is_plain = || normal.iter().any(|w| lists::is_plain_word(w)) || is_weekday(rest[last]);
    let is_person = match rest.len() {
        _ if is_addressed => n_named > 0,
        2 if is_officer && !is_plain() => !TELLING.contains(&rest[1]) && !is_title(rest[1]),
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

/// Reads a run of capitals whose last word tells of a body or a company.
fn read_body(text: &Text<'_>, run: Run, free_from: usize, sentence: Run) -> Option<Tagged> {
    let last = text.word((run.end as usize).checked_sub(1)?);
    let is_opener = |i: usize| i == sentence.start as usize && lists::is_plain_word(&normalise(text.word(i)));
    let is_apart = |word: &str| word == "The" || is_of_others(word) || is_weekday(word);
    let is_before = |i: &usize| is_apart(text.word(*i)) || is_opener(*i);
    let n_before = run.range().take_while(is_before).count() as u32;
    let tokens = Run { start: run.start + n_before, ..run };
    let is_loud = |i: usize| is_shouted(text.word(i));
    let is_firm = || FORMS.contains(&last) && !tokens.range().rev().skip(1).any(is_loud);
    let is_number = |i: usize| text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number);
    let is_plain = |i: usize| lists::is_plain_word(&normalise(text.word(i)));
    let tells = || match last {
        "Local" => is_number(run.end as usize),
        _ if is_firm_word(last) => !tokens.range().all(is_plain),
        _ => TELLING.contains(&last),
    };
    let is_body = || tells() && stands_alone(text, tokens, free_from) && !tokens.range().any(is_loud);
    let fits = tokens.range().len() > 1 && (is_firm() || is_body()) && !is_title_case(text, sentence);
    fits.then_some(Tagged { tokens, kind: EntityKind::Org })
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
pub(super) fn is_title_case(text: &Text<'_>, sentence: Run) -> bool {
    /// Tokens that are looked at, so that no sentence takes long.
    const LOOK: usize = 200;
    let words = sentence.range().take(LOOK).filter(|&i| text.tokens[i].kind == TokenKind::Word);
    let mut words = words.map(|i| text.word(i));
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
            if is_tagged || !is_name_word(text, i) {
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
