//! How far a name reaches where the tagger stops short of it or runs on: "[Sue] Ellen Pratt", "the [Dock and]
//! Harbour Workers Union", "Lowell Strickland [of Deseret]", "Hatch Engineering [of Port Lyle]".

use super::bodies::{GENERAL, is_company_form};
use super::form::normalise;
use super::lists;
use super::missed::{is_name_word, is_title_case};
use super::persons::is_title;
use super::tag::Tagged;
use super::tidy::is_shouted;
use crate::annotate::EntityKind;
use crate::annotate::date::is_weekday;
use crate::annotate::text::{Run, Text, TokenKind};

/// Most words that a body is called by before "and".
const BEFORE_AND: usize = 3;
/// Words with a capital that begin surnames of Irish, Dutch, French, Māori and other languages.
const SURNAMES_BEGIN: &[&str] = &["De", "Du", "La", "Le", "Mac", "Nic", "Ní", "Te", "Uí", "Van", "Von", "Ó"];
/// Words that tell what party or people somebody belongs to, and are no given names.
const MEMBERS: &[&str] = &["Democrat", "Democratic", "Labor", "Labour", "Liberal", "Republican", "Tory"];
/// Last words of bodies that often have several trades or tasks in their names, sorted.
#[rustfmt::skip]
const OF_SEVERAL: &[&str] = &[
    "Agency", "Alliance", "Association", "Authority", "Board", "Bureau", "Commission", "Committee", "Company",
    "Council", "Department", "District", "Employees", "Federation", "Guild", "Institute", "League", "Ministry", "Office",
    "Service", "Services", "Society", "Trust", "Union", "Workers",
];
/// Last words of firms, which are based somewhere, sorted.
#[rustfmt::skip]
const OF_FIRMS: &[&str] = &[
    "Airlines", "Analytics", "Associates", "Brothers", "Builders", "Capital", "Chemicals", "Construction",
    "Consultants", "Consulting", "Electric", "Electronics", "Energy", "Engineering", "Fibre", "Foods", "Group",
    "Holdings", "Industries", "Insurance", "Laboratories", "Labs", "Logistics", "Marine", "Metals", "Minerals",
    "Mining", "Motors", "Navigation", "Partners", "Petroleum", "Pharmaceuticals", "Products", "Properties",
    "Realty", "Research", "Resources", "Securities", "Shipping", "Software", "Steel", "Strategies", "Systems",
    "Technologies", "Transport",
];

/// Mends the names of a text; they stay in text order and apart.
pub(super) fn mend(text: &Text<'_>, tagged: &mut [Tagged], is_all: bool) {
    let mut free_from = 0;
    for n in 0..tagged.len() {
        let free_until = tagged.get(n + 1).map_or(text.tokens.len(), |next| next.tokens.start as usize);
        let name = &mut tagged[n];
        if is_all {
            take_letters(text, name, free_from);
        }
        take_given(text, name, free_from);
        take_trades(text, name, free_from);
        take_owner(text, name, free_from);
        take_members(text, name, free_from);
        stop(text, name);
        take_rest(text, name, free_until);
        if is_all {
            take_surname(text, name, (free_from, free_until));
        }
        free_from = name.tokens.end as usize;
    }
}

/// Lengthens a person's name by a given name that stands before an initial, another given name or a word that
/// begins surnames: "[Thurlow] R. Hasbrouck", "[Sue] Ellen Pratt", "[Colm] Ó Flaithearta".
fn take_given(text: &Text<'_>, name: &mut Tagged, free_from: usize) {
    let start = name.tokens.start as usize;
    let Some(before) = start.checked_sub(1).filter(|&i| i >= free_from && is_name_word(text, i)) else { return };
    let (word, first) = (text.word(before), text.word(start));
    if name.kind != EntityKind::Person || opens_sentence(text, start) || !may_be_given(word) {
        return;
    }
    let is_given = |word: &str| listed(word) & lists::GIVEN != 0;
    let is_initial = first.ends_with('.') && first.chars().count() == 2;
    let is_long = name.tokens.range().len() > 1;
    let is_unlisted = listed(word) == 0;
    let begins = is_initial || SURNAMES_BEGIN.contains(&first);
    let fits = is_initial || is_given(word) && (begins || is_given(first)) || is_unlisted && begins;
    if is_long && fits && !is_title_case(text, sentence_of(text, start)) {
        name.tokens.start -= 1;
    }
}

/// Tells whether a word is one capital letter.
fn is_letter(word: &str) -> bool {
    word.chars().count() == 1 && word.starts_with(char::is_uppercase)
}

/// Lengthens a person's name by initials without stops ("[K S] Roe"); "A" and "I" alone are words.
fn take_letters(text: &Text<'_>, name: &mut Tagged, free_from: usize) {
    const LETTERS: usize = 3;
    let start = name.tokens.start as usize;
    if name.kind != EntityKind::Person || opens_sentence(text, start) {
        return;
    }
    let letters = (free_from..start).rev().take(LETTERS).take_while(|&i| is_letter(text.word(i)));
    let letters: Vec<usize> = letters.collect();
    let Some(&first) = letters.last() else { return };
    let is_one = letters.len() == 1 && !is_letter(text.word(start));
    if !(is_one && matches!(text.word(first), "A" | "I" | "O")) {
        name.tokens.start = first as u32;
    }
}

/// Tells whether a word with a capital may be a given name.
pub(super) fn may_be_given(word: &str) -> bool {
    !is_weekday(word)
        && !is_title(word)
        && !is_general(word)
        && !MEMBERS.contains(&word)
        && !lists::is_plain_word(&normalise(word))
}

/// Lengthens a body's name over "and" by the trades or tasks before it: "the [Dock and] Harbour Workers Union".
fn take_trades(text: &Text<'_>, name: &mut Tagged, free_from: usize) {
    let Run { start, end } = name.tokens;
    let Some(and) = (start as usize).checked_sub(1).filter(|&i| text.word(i) == "and") else { return };
    if name.kind != EntityKind::Org || OF_SEVERAL.binary_search(&text.word(end as usize - 1)).is_err() {
        return;
    }
    let is_part = |i: usize| is_name_word(text, i) || i + 1 == and && text.tokens[i].kind == TokenKind::Possessive;
    let floor = free_from.max(and.saturating_sub(BEFORE_AND + 1));
    let parts = (floor..and).rev().take_while(|&i| is_part(i));
    let Some(mut first) = parts.last() else { return };
    if text.word(first) == "The" {
        first += 1;
    }
    let is_trade = |i: usize| !is_title(text.word(i)) && !MEMBERS.contains(&text.word(i));
    let is_cut = first.checked_sub(1).is_some_and(|i| i >= free_from && is_name_word(text, i) && text.word(i) != "The");
    // "He and Vale Union workers left."
    let is_lone = first + 1 == and && opens_sentence(text, first);
    if first < and && is_name_word(text, first) && !is_cut && !is_lone && is_trade(first) && !opens_sentence(text, and)
    {
        name.tokens.start = first as u32;
    }
}

/// Lengthens a name that any body of its sort could have by whose it is: "the [Sterling] Chamber of Commerce".
fn take_owner(text: &Text<'_>, name: &mut Tagged, free_from: usize) {
    const OWNER: usize = 3;
    let start = name.tokens.start as usize;
    let is_general_name = || {
        let mut large = name.tokens.range().filter(|&i| is_name_word(text, i)).map(|i| text.word(i));
        name.tokens.range().len() > 1 && large.all(is_general)
    };
    if name.kind != EntityKind::Org || opens_sentence(text, start) || !is_general_name() {
        return;
    }
    let opening = sentence_of(text, start).start as usize;
    let floor = free_from.max(opening + usize::from(text.word(opening) != "The"));
    let is_owner = |i: usize| is_name_word(text, i) && may_be_given(text.word(i)) && !is_shouted(text.word(i));
    let owners = (floor..start).rev().take_while(|&i| is_owner(i));
    let owners: Vec<usize> = owners.take(OWNER + 1).collect();
    let is_listed = |&i: &usize| listed(text.word(i)) & !(lists::NAMES | lists::PLACES) != 0;
    let is_cut =
        (floor..start - owners.len()).next_back().is_some_and(|i| is_name_word(text, i) && text.word(i) != "The");
    if (1..=OWNER).contains(&owners.len()) && !is_cut && !owners.iter().any(is_listed) {
        name.tokens.start -= owners.len() as u32;
    }
}

/// Lengthens a name by whose union or alliance it is: "the [Gun Owners’] Alliance of Vale".
fn take_members(text: &Text<'_>, name: &mut Tagged, free_from: usize) {
    let start = name.tokens.start as usize;
    let Some(members) = start.checked_sub(2).filter(|&i| i >= free_from && is_name_word(text, i)) else { return };
    let is_plural = text.tokens[start - 1].kind == TokenKind::Possessive && text.word(members).ends_with('s');
    if name.kind != EntityKind::Org || !is_plural || OF_SEVERAL.binary_search(&text.word(start)).is_err() {
        return;
    }
    let floor = free_from.max(sentence_of(text, members).start as usize);
    let is_part = |&i: &usize| is_name_word(text, i) && text.word(i) != "The" && !is_title(text.word(i));
    name.tokens.start = (floor..members).rev().take_while(is_part).last().unwrap_or(members) as u32;
}

/// Ends a name before where somebody is from or somebody or something is based.
fn stop(text: &Text<'_>, name: &mut Tagged) {
    let Run { start, end } = name.tokens;
    // "Vale Mills Ltd. Vale" is two sentences' end and beginning.
    let is_again = |&i: &usize| text.word(i) == text.word(start as usize) && is_company_form(text.word(i - 1));
    if let Some(again) = name.tokens.range().skip(2).find(is_again) {
        name.tokens.end = again as u32;
        return;
    }
    let is_thing = |word: &str| matches!(word, "poll" | "survey");
    if end > start + 1 && is_thing(text.word(end as usize - 1)) {
        name.tokens.end -= 1;
        return;
    }
    let links = |&i: &usize| matches!(text.word(i), "of" | "in" | "at");
    let Some(link) = name.tokens.range().skip(1).find(links) else { return };
    // "Sheriff Ann Roe of Vale County"
    let n_titles = (start as usize..link).take_while(|&i| is_title(text.word(i))).count() as u32;
    let is_plain = |i: usize| is_name_word(text, i) && !is_general(text.word(i));
    let named = start + n_titles;
    if n_titles > 0
        && text.word(link) == "of"
        && (2..4).contains(&(link as u32 - named))
        && (named as usize..link).all(is_plain)
    {
        *name = Tagged { tokens: Run { start: named, end: link as u32 }, kind: EntityKind::Person };
        return;
    }
    if name.kind == EntityKind::Place {
        return;
    }
    let words: Vec<&str> = (start as usize..link).map(|i| text.word(i)).collect();
    let last = words[words.len() - 1];
    let is_seated = text.word(link) != "of" && OF_SEVERAL.binary_search(&last).is_ok();
    let is_based = name.kind == EntityKind::Org && words.len() > 1 && (is_firm_word(last) || is_seated);
    let is_titled = || (start as usize).checked_sub(1).is_some_and(|i| is_title(text.word(i)));
    let is_person = text.word(link) == "of" && is_named(&words, &is_titled);
    if link + 1 < end as usize && (is_based || is_person) {
        name.tokens.end = link as u32;
        name.kind = if is_based { EntityKind::Org } else { EntityKind::Person };
    }
}

/// Lengthens a body's name by a company's form, the number of a union's branch and what it is for: "Peel Sandford [&
/// Co]", "Transit Workers Local [318]", "Office of Tenant [Programs]".
fn take_rest(text: &Text<'_>, name: &mut Tagged, free_until: usize) {
    if name.kind != EntityKind::Org {
        return;
    }
    let end = name.tokens.end as usize;
    let limit = free_until.min(sentence_of(text, name.tokens.start as usize).end as usize);
    let word = |i: usize| if i < limit { text.word(i) } else { "" };
    let is_large = |i: usize| i < limit && is_name_word(text, i);
    let is_branch = matches!(text.word(end - 1), "Local" | "Lodge");
    let is_number = end < limit && text.tokens[end].kind == TokenKind::Number;
    let has_of = name.tokens.range().rev().take(3).any(|i| text.word(i) == "of") && text.word(end - 1) != "of";
    let may_go_on = || !is_title_case(text, sentence_of(text, end - 1)) && !is_large(end + 1);
    let n_more = match () {
        _ if word(end) == "&" && is_large(end + 1) => 2,
        _ if is_branch && is_number => 1,
        _ if name.tokens.range().len() > 1 && is_company_form(word(end)) && is_large(end) => 1,
        _ if has_of && is_large(end) && !is_weekday(word(end)) && !is_title(word(end)) && may_go_on() => 1,
        _ if word(end) == "and" && starts_free(text, name) => {
            let last = (end + 1..limit).take_while(|&i| is_large(i)).last().unwrap_or(end);
            let is_end = OF_SEVERAL.binary_search(&word(last)).is_ok() && !is_weekday(word(end + 1));
            if is_end && last > end + 1 { (last + 1 - end) as u32 } else { 0 }
        }
        _ => 0,
    };
    name.tokens.end += n_more;
}

/// Lengthens a person's name by the surname behind a word that Kenyan and Welsh names have before it: "Kip [arap Roe]".
fn take_surname(text: &Text<'_>, name: &mut Tagged, (free_from, free_until): (usize, usize)) {
    let is_link = |i: usize| matches!(text.word(i), "ap" | "arap" | "ole" | "wa");
    let (start, end) = (name.tokens.start as usize, name.tokens.end as usize);
    if name.kind != EntityKind::Person {
        return;
    }
    if end + 1 < free_until.min(text.tokens.len()) && is_link(end) && is_name_word(text, end + 1) {
        name.tokens.end += 2;
    }
    if start > free_from + 1 && is_link(start - 1) && is_name_word(text, start - 2) {
        name.tokens.start -= 2;
    }
}

/// Tells whether "the" stands before a name.
fn starts_free(text: &Text<'_>, name: &Tagged) -> bool {
    (name.tokens.start as usize).checked_sub(1).is_some_and(|i| text.word(i).eq_ignore_ascii_case("the"))
}

/// Tells whether a word ends the names of firms ("Engineering", "Ltd.").
pub(crate) fn is_firm_word(word: &str) -> bool {
    OF_FIRMS.binary_search(&word).is_ok() || is_company_form(word)
}

/// Tells whether a word ends the names of companies; more words than those that are based somewhere, for there is a
/// "Bank of Vale".
pub(crate) fn is_company(word: &str) -> bool {
    const OTHERS: &[&str] = &[
        "Aerospace",
        "Air",
        "Airways",
        "Automotive",
        "Bancorp",
        "Bank",
        "Biosciences",
        "Brands",
        "Breweries",
        "Brewing",
        "Cement",
        "Communications",
        "Gas",
        "Health",
        "Healthcare",
        "Hotels",
        "Lines",
        "Mills",
        "Motor",
        "Networks",
        "Offshore",
        "Oil",
        "Outfitters",
        "Paper",
        "Pharma",
        "Power",
        "Railway",
        "Retail",
        "Robotics",
        "Semiconductor",
        "Semiconductors",
        "Solar",
        "Stores",
        "Studios",
        "Supermarkets",
        "Telecom",
        "Textiles",
        "Therapeutics",
        "Toys",
        "Ventures",
        "Water",
        "Wind",
    ];
    is_firm_word(word) || OTHERS.contains(&word)
}

/// Tells whether words are a given name, which may be any behind a title, further ones or initials, and a surname that
/// is nothing else.
fn is_named(words: &[&str], is_titled: &dyn Fn() -> bool) -> bool {
    let [first, middle @ .., last] = words else { return false };
    let is_name = |word: &str| word.starts_with(char::is_uppercase) && !is_title(word);
    let is_initial = |word: &&str| word.ends_with('.') && word.chars().count() == 2;
    let is_surname = match listed(last) {
        _ if is_general(last) => false,
        0 => lists::is_mostly_person(&normalise(last)) && may_be_given(last),
        lists => lists & (lists::PLACES | lists::BODIES) == 0 && lists & lists::NAMES != 0,
    };
    let is_given = listed(first) & lists::GIVEN != 0 || is_titled();
    let fits = middle.len() < 2 && middle.iter().all(|word| is_initial(word) || listed(word) & lists::NAMES != 0);
    fits && is_given && is_surname && is_name(first) && is_name(last) && lists_none(words)
}

/// Tells whether a word is common in the names of bodies.
fn is_general(word: &str) -> bool {
    const OTHERS: &[&str] = &[
        "chamber", "commerce", "division", "grain", "industry", "infantry", "parish", "planning", "police", "reserve",
        "water",
    ];
    let word = &*normalise(word);
    OF_SEVERAL.iter().any(|w| w.eq_ignore_ascii_case(word)) || GENERAL.contains(&word) || OTHERS.contains(&word)
}

/// Tells whether words together are no listed name.
fn lists_none(words: &[&str]) -> bool {
    let normal: Vec<String> = words.iter().map(|word| normalise(word)).collect();
    lists::listed_words(normal.iter().map(String::as_str)) & (lists::PLACES | lists::BODIES) == 0
}

fn listed(word: &str) -> u16 {
    lists::listed_words([&*normalise(word)].into_iter())
}

/// The sentence that a token is part of.
fn sentence_of(text: &Text<'_>, token: usize) -> Run {
    let sentence = text.sentences.partition_point(|s| s.start as usize <= token).checked_sub(1);
    sentence.map_or(Run::default(), |s| text.sentences[s])
}

pub(super) fn opens_sentence(text: &Text<'_>, token: usize) -> bool {
    sentence_of(text, token).start as usize == token
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(source: &str, name: &str, kind: EntityKind) -> (String, EntityKind) {
        let text = Text::new(source);
        let at = source.find(name).expect("the name");
        let inside = |&i: &usize| {
            let span = text.span_of(Run { start: i as u32, end: i as u32 + 1 }).expect("a token");
            at <= span.start as usize && span.end as usize <= at + name.len()
        };
        let tokens: Vec<usize> = (0..text.tokens.len()).filter(inside).collect();
        let run = Run { start: tokens[0] as u32, end: tokens[tokens.len() - 1] as u32 + 1 };
        let mut tagged = [Tagged { tokens: run, kind }];
        mend(&text, &mut tagged, true);
        (text.span_of(tagged[0].tokens).expect("a name").of(source).to_string(), tagged[0].kind)
    }

    #[test]
    fn tables_are_sorted() {
        assert!(OF_SEVERAL.is_sorted() && OF_FIRMS.is_sorted());
    }

    #[test]
    fn names_are_whole() {
        use EntityKind::{Org, Person};
        for (source, tagged, kind, name) in [
            ("Thurlow R. Hasbrouck yesterday left.", "R. Hasbrouck", Person, "Thurlow R. Hasbrouck"),
            ("Sue Ellen Pratt yesterday left.", "Ellen Pratt", Person, "Sue Ellen Pratt"),
            ("Later K S Pratt left.", "Pratt", Person, "K S Pratt"),
            ("Later A Pratt fan left.", "Pratt", Person, "Pratt"),
            ("Later Kip arap Pratt left.", "Kip", Person, "Kip arap Pratt"),
            ("Yesterday Ellen Pratt yesterday left.", "Ellen Pratt", Person, "Ellen Pratt"),
            ("He met Senator R. Hasbrouck.", "R. Hasbrouck", Person, "R. Hasbrouck"),
            ("On Tuesday R. Hasbrouck yesterday left.", "R. Hasbrouck", Person, "R. Hasbrouck"),
            (
                "The Dock and Harbour Workers Union yesterday left.",
                "Harbour Workers Union",
                Org,
                "Dock and Harbour Workers Union",
            ),
            ("Hauliers’ and Drivers’ Union men yesterday left.", "Drivers’ Union", Org, "Hauliers’ and Drivers’ Union"),
            (
                "The Sterling Chamber of Commerce yesterday left.",
                "Chamber of Commerce",
                Org,
                "Sterling Chamber of Commerce",
            ),
            ("Later Senator Chamber of Commerce yesterday left.", "Chamber of Commerce", Org, "Chamber of Commerce"),
            (
                "Congress and the Harbour Workers Union yesterday left.",
                "Harbour Workers Union",
                Org,
                "Harbour Workers Union",
            ),
        ] {
            assert_eq!(mended(source, tagged, kind), (name.to_string(), kind), "{source}");
        }
    }

    #[test]
    fn names_end_before_where_somebody_is_from() {
        use EntityKind::{Org, Person};
        for (source, name, kind) in [
            ("Lowell Strickland of Deseret", "Lowell Strickland", Person),
            ("Hatch Engineering of Port Lyle", "Hatch Engineering", Org),
            ("Vale Mills Ltd. Vale", "Vale Mills Ltd.", Org),
            ("Vale College poll", "Vale College", Org),
            ("Sheriff Dutch Hanrahan of Vale County", "Dutch Hanrahan", Person),
            ("Chief Justice of Norland", "Chief Justice of Norland", Org),
            ("Vale Shoppers Institute in Kell", "Vale Shoppers Institute", Org),
            ("Bank of Norland", "Bank of Norland", Org),
            ("Victoria University of Wellington", "Victoria University of Wellington", Org),
            ("Madison Chamber of Commerce", "Madison Chamber of Commerce", Org),
        ] {
            assert_eq!(mended(source, source, Org), (name.to_string(), kind), "{source}");
        }
    }
}
