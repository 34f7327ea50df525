//! Names behind ranks, offices and forms of address where the tagger takes these in, or passes over a surname that is a
//! common word: "[PC] Roe", "President [Cotton] on Monday", "[Tan Sri] Lim Dell Hoe", "the [Fire Chief] Roe".

use rustc_hash::FxHashSet;

use super::form::normalise;
use super::kinds::is_body_word;
use super::lists;
use super::missed::{add_all, is_name_word, is_title_case};
use super::persons::{is_particle, is_suffix, is_title};
use super::ranks::is_rank;
use super::reach::may_be_given;
use super::tag::Tagged;
use super::tidy::{PERSONAL, is_shouted};
use crate::annotate::EntityKind;
use crate::annotate::date::{is_month, is_weekday};
use crate::annotate::text::{Run, Text, TokenKind};
use crate::annotate::word_set::WordSet;

/// Ranks and offices that no name begins with, beside those of [`is_rank`] and [`is_title`].
const RANKS: &WordSet = &WordSet::of(&[
    "Cllr",
    "Coroner",
    "Councilmember",
    "Counsel",
    "DCI",
    "DCS",
    "DSI",
    "DSU",
    "Duchess",
    "Emir",
    "Foreman",
    "Garda",
    "HHJ",
    "Headmaster",
    "Headmistress",
    "Headteacher",
    "Marchioness",
    "Matron",
    "Ombudsman",
    "Seri",
    "Sri",
    "Sultan",
    "Tanaiste",
    "Taoiseach",
    "Tánaiste",
    "Trooper",
    "Undersheriff",
    "Vice-chairman",
    "Vice-chairwoman",
    "Viscountess",
    "WPC",
    "Warden",
]);
/// Letters of ranks and seats that are also initials, companies' and places' names.
const LETTERS: &WordSet = &WordSet::of(&[
    "ACC", "ACP", "AIG", "ASP", "CS", "CSP", "Con", "DC", "DCC", "DI", "DP", "DS", "DSP", "MD", "PC", "PS", "SP", "SSP",
]);
/// Those of members of parliament, behind which whole names stand.
const SEATS: &WordSet = &WordSet::of(&["MEP", "MLA", "MP", "MSP", "TD"]);
/// Words that make such letters ranks of the police.
const POLICE: &WordSet = &WordSet::of(&[
    "Constable",
    "Det",
    "Detective",
    "Inspector",
    "Magistrates",
    "Police",
    "Sergeant",
    "Sgt",
    "arrested",
    "detective",
    "detectives",
    "inquest",
    "jury",
    "murder",
    "officer",
    "officers",
    "police",
]);
/// Offices behind which a single capitalised word is somebody's surname, whatever else it means.
const OFFICES: &[&str] = &[
    "Archbishop",
    "Attorney",
    "Baroness",
    "Bishop",
    "Cardinal",
    "Chairman",
    "Chairwoman",
    "Chancellor",
    "Commissioner",
    "Congressman",
    "Congresswoman",
    "Constable",
    "Corporal",
    "Countess",
    "Cpl",
    "Detective",
    "Governor",
    "Inspector",
    "Judge",
    "Justice",
    "Lady",
    "Lieutenant",
    "Mayor",
    "Officer",
    "Pastor",
    "Premier",
    "President",
    "Professor",
    "Rabbi",
    "Secretary",
    "Selectman",
    "Selectwoman",
    "Senator",
    "Sergeant",
    "Sheriff",
    "Sister",
    "Superintendent",
];
/// Words behind an office that are no surnames: "Mayor Pro Tem", "Justice Ministry", "President Street".
const NO_NAMES: &[&str] = &[
    "Action",
    "Advocate",
    "Avenue",
    "Cabinet",
    "City",
    "Cities",
    "Designate",
    "Elect",
    "Emerita",
    "Emeritus",
    "House",
    "Lane",
    "Office",
    "Place",
    "Pro",
    "Reform",
    "Road",
    "Select",
    "Square",
    "States",
    "Training",
];
/// Offices and titles that are also surnames.
const SURNAMES: &[&str] = &["Baron", "Bishop", "Dean", "Duke", "Judge", "King", "Major", "Marshal", "Pope", "Prince"];
/// Most words of a name, and ranks before it.
const LONGEST: usize = 4;
const RANKS_AT_MOST: usize = 6;

/// Tells whether a word is a rank, an office or a form of address that may stand before a name.
pub(crate) fn is_before(word: &str) -> bool {
    (is_rank(word) && !is_given(word)) || RANKS.holds(plain(word)) || LETTERS.holds(word) || SEATS.holds(word)
}

/// Tells whether a rank is also a given name: "Dean", "Canon".
fn is_given(word: &str) -> bool {
    !is_title(word) && lists::listed_words([&*normalise(word)].into_iter()) & lists::GIVEN != 0
}

/// Tells whether a line in which most words are written large is a headline, and no short sentence.
pub(super) fn is_headline(text: &Text<'_>, sentence: Run) -> bool {
    let last = sentence.range().next_back().map_or("", |i| text.word(i));
    is_title_case(text, sentence) && !matches!(last, "." | "”" | "\"" | "?" | "!")
}

/// A word without the full stop of an abbreviation.
fn plain(word: &str) -> &str {
    word.trim_end_matches('.')
}

/// What stands before a name, and the name.
#[derive(Debug, Clone, Copy)]
struct Titled {
    ranks: Run,
    name: Run,
}

/// Mends the names of a text that stand behind such words; they stay in text order and apart.
pub(super) fn mend(text: &Text<'_>, tagged: &mut Vec<Tagged>) {
    let mut added = Vec::new();
    let mut known = 0;
    let mut is_of_police = None;
    let whole = whole_surnames(text, tagged);
    // "Miss Roe" is Ann Roe-Dell.
    let halves: FxHashSet<&str> = whole.iter().filter_map(|surname| Some(surname.split_once('-')?.0)).collect();
    let is_whole_elsewhere = |titled: Titled| whole.contains(text.word(titled.name.end as usize - 1));
    for sentence in text.sentences.iter().copied().filter(|&sentence| !is_headline(text, sentence)) {
        let mut at = sentence.start as usize;
        while at < sentence.end as usize {
            let Some(titled) = read(text, sentence, at) else {
                at += 1;
                continue;
            };
            at = titled.name.end as usize;
            known += tagged[known..].iter().take_while(|name| name.tokens.end <= titled.ranks.start).count();
            let here = tagged[known..].iter().take_while(|name| name.tokens.start < titled.name.end).count();
            let here = &mut tagged[known..known + here];
            let is_letters = titled.ranks.range().all(|i| LETTERS.contains(&text.word(i)));
            let mut is_rank =
                || *is_of_police.get_or_insert_with(|| tells_of_police(text)) || is_whole_elsewhere(titled);
            if is_letters && !is_rank() {
                continue;
            }
            match here {
                [] => added.extend(
                    passed_over(text, titled).filter(|name| !halves.contains(text.word(name.tokens.start as usize))),
                ),
                [name] => settle(text, name, titled, is_letters),
                // "[RCMP] Cpl. [Roe]" are two already.
                _ => {}
            }
        }
    }
    add_all(tagged, added);
}

/// The surnames of those named in full, with a first name that is no letters.
fn whole_surnames<'a>(text: &Text<'a>, tagged: &[Tagged]) -> FxHashSet<&'a str> {
    let is_whole = |name: &&Tagged| name.kind == EntityKind::Person && name.tokens.range().len() > 1;
    let named = tagged.iter().filter(is_whole).filter(|name| !is_shouted(text.word(name.tokens.start as usize)));
    named.map(|name| text.word(name.tokens.end as usize - 1)).collect()
}

/// Reads the ranks that begin at a token, and the name behind them.
fn read(text: &Text<'_>, sentence: Run, at: usize) -> Option<Titled> {
    let end = sentence.end as usize;
    let is_word = |i: usize| i < end && is_name_word(text, i);
    let is_det = |i: usize| i > at && plain(text.word(i - 1)) == "Det";
    let is_part = |i: usize| match text.word(i) {
        "Con" => is_word(i) && is_det(i),
        // "Datuk Seri", not "Sri Lanka".
        "Seri" | "Sri" => i > at && is_word(i),
        "Tan" => is_word(i) && i + 1 < end && text.word(i + 1) == "Sri",
        word => is_word(i) && is_before(word),
    };
    let ranks_end = (at..end.min(at + RANKS_AT_MOST + 1)).find(|&i| !is_part(i))?;
    if ranks_end == at {
        return None;
    }
    // "President King".
    let is_king = ranks_end > at + 1 && !is_word(ranks_end) && SURNAMES.contains(&text.word(ranks_end - 1));
    let ranks_end = if is_king && is_office(text, ranks_end - 2) { ranks_end - 1 } else { ranks_end };
    let is_name = |i: usize| {
        let is_joint = is_particle(text.word(i)) && is_word(i + 1) && !text.word(i).ends_with('.');
        (is_word(i) && !is_day(text, i) && !is_suffix(text.word(i))) || i < end && is_joint
    };
    let limit = end.min(ranks_end + LONGEST + 1);
    let name_end = (ranks_end..limit).find(|&i| !is_name(i)).unwrap_or(limit);
    let n = name_end - ranks_end;
    let is_joined = name_end < end && matches!(text.word(name_end), "-" | "–" | "&");
    // "Deputy District Attorney Roe" is read from "Attorney".
    let is_rank_inside = (ranks_end + 1..name_end.max(ranks_end + 1) - 1).any(|i| is_title(text.word(i)));
    let fits = (1..=LONGEST).contains(&n) && !is_joined && !is_rank_inside;
    let run = |start: usize, end: usize| Run { start: start as u32, end: end as u32 };
    fits.then(|| Titled { ranks: run(at, ranks_end), name: run(ranks_end, name_end) })
}

/// Tells whether a word behind a title tells when: a weekday, or a month before a number ("August 3", not "Mayor August").
fn is_day(text: &Text<'_>, token: usize) -> bool {
    let is_dated = || text.tokens.get(token + 1).is_some_and(|next| next.kind == TokenKind::Number);
    is_weekday(text.word(token)) || is_month(text.word(token)) && is_dated()
}

/// Tells whether a text is about the police, an inquest or a trial.
fn tells_of_police(text: &Text<'_>) -> bool {
    (0..text.tokens.len()).any(|i| POLICE.holds(text.word(i)))
}

/// The person whom the tagger passed over: one of whom only the surname is given.
fn passed_over(text: &Text<'_>, titled: Titled) -> Option<Tagged> {
    let (first, rank) = (titled.name.start as usize, titled.name.start as usize - 1);
    let before = (titled.ranks.start as usize).checked_sub(1).map_or("", |i| text.word(i));
    let is_lone = titled.name.range().len() == 1 && is_surname(text, first);
    let is_led = matches!(before, "the" | "The" | "Our" | "a" | "an");
    let is_letters = LETTERS.contains(&text.word(rank)) && is_listed(text.word(first));
    let fits = is_lone && (is_office(text, rank) || is_letters) && !is_led;
    fits.then_some(Tagged { tokens: titled.name, kind: EntityKind::Person })
}

/// Tells whether a single word behind a token can only be a surname: "Sen.", "Mayor", "Fire Chief".
fn is_office(text: &Text<'_>, rank: usize) -> bool {
    let word = plain(text.word(rank));
    let is_of = || rank.checked_sub(1).is_some_and(|i| is_name_word(text, i) && text.word(i) != "The");
    PERSONAL.contains(&word) || OFFICES.contains(&word) || RANKS.contains(&word) || word == "Chief" && is_of()
}

/// Tells whether a word behind an office may be a surname.
fn is_surname(text: &Text<'_>, token: usize) -> bool {
    let word = text.word(token);
    let normal = normalise(word);
    let is_king = SURNAMES.contains(&word);
    let is_other = !is_king && (is_title(word) || is_before(word));
    let is_other = is_other || is_body_word(word) || NO_NAMES.contains(&word);
    !is_other && !is_shouted(word) && (is_listed(word) || !lists::is_plain_word(&normal))
}

/// Tells whether a word is a listed surname or given name.
fn is_listed(word: &str) -> bool {
    lists::listed_words([&*normalise(word)].into_iter()) & lists::NAMES != 0
}

/// Ends what the tagger found before the ranks, or makes a person of it.
fn settle(text: &Text<'_>, name: &mut Tagged, titled: Titled, is_letters: bool) {
    let Run { start, end } = titled.name;
    let last = end as usize - 1;
    if name.tokens.end != end || is_body_word(text.word(last)) || NO_NAMES.contains(&text.word(last)) {
        return;
    }
    let is_person = name.kind == EntityKind::Person;
    let rank = text.word(start as usize - 1);
    let is_lone = titled.name.range().len() == 1 && is_office(text, start as usize - 1) && is_surname(text, last);
    let is_address = matches!(rank, "Seri" | "Sri");
    if name.tokens.start < start {
        // "[PC] Roe", "[RCMP Cpl.] Roe", "[Senator] Cotton".
        let is_sure = !is_letters && is_lone && name.tokens.start >= titled.ranks.start && is_listed(text.word(last));
        // "[MP] Roe" may be initials.
        let is_seat = SEATS.contains(&rank);
        let is_whole = titled.name.range().len() > 1;
        if is_person && (is_whole || !is_seat) || is_sure || is_whole && is_address {
            *name = Tagged { tokens: titled.name, kind: EntityKind::Person };
        }
    } else if is_person && name.tokens.start > start {
        // "MP [Goh] Siew Hua".
        let is_given = |i: u32| may_be_given(text.word(i as usize)) && is_name_word(text, i as usize);
        if (SEATS.contains(&rank) || is_address) && (start..name.tokens.start).all(is_given) {
            name.tokens.start = start;
        }
    } else if is_lone {
        name.kind = EntityKind::Person;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::entity;

    fn persons(source: &str) -> Vec<String> {
        let text = Text::new(source);
        let found = entity::annotate(&text);
        let persons = found.iter().filter(|e| e.kind == EntityKind::Person);
        persons.map(|e| e.span.of(source).to_string()).collect()
    }

    #[test]
    fn ranks_are_no_part_of_a_name() {
        for (source, name) in [
            ("Police met PC Hobson on Monday.", "Hobson"),
            ("Later Trooper Hobson came.", "Hobson"),
            ("Later Fire Chief Hobson came.", "Hobson"),
            ("Later Lady Justice Orme came.", "Orme"),
            ("Later President Cotton on Monday came.", "Cotton"),
            ("Later Tan Sri Lim Wee Chai came.", "Lim Wee Chai"),
        ] {
            assert_eq!(persons(source), [name], "{source}");
        }
    }

    #[test]
    fn offices_are_no_persons() {
        for source in ["Mayor Pro Tem was the title.", "They met on President Street.", "The Justice Department won."] {
            assert_eq!(persons(source), [""; 0], "{source}");
        }
    }
}
