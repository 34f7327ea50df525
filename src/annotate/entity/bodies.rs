//! Mentions of bodies and places → which are one.
//!
//! Equal words are one entity, whatever the article before them or the company form after
//! them. An abbreviation is the body whose initials it has; a short form is the one longer
//! name that begins with it ("Granite" for "Granite Mutual Insurance"), unless it is a body
//! in its own right ("Senate" beside "Senate Ethics Committee").

use rustc_hash::FxHashMap;

use super::cluster::Mention;
use super::reach::is_company;
use super::shorts::{Shorts, is_abbreviation, letters};
use super::{Mending, lists};
use crate::annotate::EntityKind;
use crate::annotate::text::Text;

/// Company forms at the end of a name, in normal form without full stops.
#[rustfmt::skip]
const FORMS: &[&str] = &[
    "a/s", "ab", "ag", "asa", "berhad", "bhd", "bv", "co", "corp", "gmbh", "inc", "kg", "kgaa", "limited", "llc", "llp",
    "ltd", "nv", "oy", "oyj", "plc", "pty", "sa", "se", "spa", "srl",
];

/// Words too general to stand for a longer name.
pub(super) const GENERAL: &[&str] = &[
    "academy",
    "administration",
    "agency",
    "american",
    "army",
    "assembly",
    "association",
    "authority",
    "bank",
    "board",
    "british",
    "bureau",
    "cabinet",
    "center",
    "central",
    "christian",
    "church",
    "city",
    "club",
    "college",
    "commission",
    "committee",
    "common",
    "communist",
    "company",
    "congress",
    "conservative",
    "constitution",
    "corporation",
    "council",
    "county",
    "court",
    "democratic",
    "department",
    "district",
    "east",
    "eastern",
    "economic",
    "education",
    "environmental",
    "european",
    "federal",
    "federation",
    "finance",
    "first",
    "force",
    "foreign",
    "foundation",
    "free",
    "general",
    "german",
    "global",
    "government",
    "great",
    "green",
    "group",
    "health",
    "high",
    "home",
    "house",
    "independent",
    "institute",
    "interior",
    "international",
    "islamic",
    "justice",
    "labor",
    "labour",
    "league",
    "liberal",
    "market",
    "media",
    "ministry",
    "museum",
    "national",
    "new",
    "news",
    "north",
    "northern",
    "office",
    "pacific",
    "parliament",
    "party",
    "people's",
    "police",
    "post",
    "public",
    "radio",
    "red",
    "republic",
    "republican",
    "research",
    "royal",
    "russian",
    "school",
    "security",
    "senate",
    "service",
    "social",
    "society",
    "south",
    "southern",
    "st.",
    "state",
    "supreme",
    "times",
    "trade",
    "union",
    "united",
    "university",
    "west",
    "western",
    "white",
    "women's",
    "workers",
    "world",
    "young",
];

/// Short forms that mean one entity in any newspaper, with its usual name.
const WELL_KNOWN: &[(&str, &str)] = &[
    ("ala", "Alabama"),
    ("america", "United States"),
    ("ariz", "Arizona"),
    ("ark", "Arkansas"),
    ("britain", "United Kingdom"),
    ("calif", "California"),
    ("colo", "Colorado"),
    ("conn", "Connecticut"),
    ("d.c", "District of Columbia"),
    ("dc", "District of Columbia"),
    ("del", "Delaware"),
    ("e.u", "European Union"),
    ("eu", "European Union"),
    ("fed", "Federal Reserve"),
    ("fla", "Florida"),
    ("g.o.p", "Republican Party"),
    ("ga", "Georgia"),
    ("gop", "Republican Party"),
    ("great britain", "United Kingdom"),
    ("ill", "Illinois"),
    ("ind", "Indiana"),
    ("kan", "Kansas"),
    ("ky", "Kentucky"),
    ("la", "Louisiana"),
    ("mass", "Massachusetts"),
    ("md", "Maryland"),
    ("mich", "Michigan"),
    ("minn", "Minnesota"),
    ("miss", "Mississippi"),
    ("mo", "Missouri"),
    ("mont", "Montana"),
    ("n.c", "North Carolina"),
    ("n.d", "North Dakota"),
    ("n.h", "New Hampshire"),
    ("n.j", "New Jersey"),
    ("n.m", "New Mexico"),
    ("n.y", "New York"),
    ("neb", "Nebraska"),
    ("nev", "Nevada"),
    ("okla", "Oklahoma"),
    ("ore", "Oregon"),
    ("pa", "Pennsylvania"),
    ("r.i", "Rhode Island"),
    ("s.c", "South Carolina"),
    ("s.d", "South Dakota"),
    ("tenn", "Tennessee"),
    ("tex", "Texas"),
    ("u.k", "United Kingdom"),
    ("u.n", "United Nations"),
    ("u.s", "United States"),
    ("u.s.a", "United States"),
    ("uk", "United Kingdom"),
    ("un", "United Nations"),
    ("united kingdom", "United Kingdom"),
    ("united states", "United States"),
    ("united states of america", "United States"),
    ("us", "United States"),
    ("usa", "United States"),
    ("va", "Virginia"),
    ("vt", "Vermont"),
    ("w.va", "West Virginia"),
    ("wash", "Washington"),
    ("wis", "Wisconsin"),
    ("wyo", "Wyoming"),
];

/// Returns the usual name of a place or body that newspapers shorten in a fixed way.
pub(super) fn well_known(mention: &Mention<'_>) -> Option<&'static str> {
    let kind = mention.tagged.kind;
    if kind == EntityKind::Person || mention.words.len() > 5 {
        return None;
    }
    let key = core(mention).join(" ");
    let key = key.trim_end_matches('.');
    let at = WELL_KNOWN.binary_search_by(|(short, _)| (*short).cmp(key)).ok()?;
    let (short, name) = WELL_KNOWN[at];
    let is_body = matches!(name, "European Union" | "Federal Reserve" | "Republican Party" | "United Nations");
    // State abbreviations end in a full stop; "Miss" and "Wash" without one are words.
    let is_state = kind == EntityKind::Place && !is_body && short.len() <= 5;
    let has_stop = mention.words.last().is_some_and(|w| w.ends_with('.'));
    let needs_stop = is_state && !short.contains('.') && !matches!(short, "us" | "uk" | "usa" | "dc");
    let fits = is_body == (kind == EntityKind::Org);
    (fits && (has_stop || !needs_stop)).then_some(name)
}

/// Tells whether a word is the abbreviation of a state ("Ala.").
pub(super) fn is_state(word: &str) -> bool {
    let key = word.trim_end_matches('.').to_lowercase();
    word.starts_with(char::is_uppercase)
        && key.len() < 6
        && WELL_KNOWN.binary_search_by(|(short, _)| (*short).cmp(key.as_str())).is_ok()
}

/// Tells whether the last word of a name is a company's form ("Corp.", "AG").
pub(crate) fn is_company_form(word: &str) -> bool {
    let plain = word.trim_end_matches('.');
    let is_written_so = plain.len() > 2 || plain == "Co" || plain == "Oy" || plain.chars().all(char::is_uppercase);
    is_written_so && FORMS.contains(&plain.to_lowercase().as_str())
}

/// Tells whether a word is a company's form, with or without full stops inside ("S.A."); "Co" and "Inc" among them.
pub(crate) fn is_form(word: &str) -> bool {
    is_company_form(word) || word.contains('.') && is_company_form(&undotted(word))
}

/// A word without its full stops.
pub(super) fn undotted(word: &str) -> String {
    word.chars().filter(|c| *c != '.').collect()
}

/// Returns the words of a name without "the" before and company forms behind.
fn core<'m>(mention: &'m Mention<'_>) -> Vec<&'m str> {
    let mut words: Vec<&str> = mention.normal.iter().map(String::as_str).collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|w| FORMS.contains(&w.trim_end_matches('.'))) {
        words.pop();
    }
    words
}

/// Groups the bodies and places among `mentions`, numbering on from `first`; returns the
/// number of all groups.
pub(super) fn group(
    text: &Text<'_>,
    mentions: &[Mention<'_>],
    groups: &mut [Option<usize>],
    (first, mending): (usize, Mending),
) -> usize {
    let is_all = mending == Mending::All;
    let mut shorts = Shorts::new(is_all);
    let mut names = Names { first, starts: Vec::new(), by_name: FxHashMap::default() };
    let mut waiting = Vec::new();
    let openings = openings(mentions);
    // "Kestrel" is a body in its own right, but not behind "Kestrel Gas".
    let is_second = |i: usize, words: &[&str]| {
        let [word] = words else { return false };
        openings.get(word).is_some_and(|&(first, is_firm)| is_firm && first < i)
    };
    for (i, mention) in mentions.iter().enumerate() {
        let kind = mention.tagged.kind;
        if kind == EntityKind::Person {
            continue;
        }
        let words = core(mention);
        // "Vale Inc" is another body than "Vale Aerospace Inc".
        let is_whole = is_all && mention.words.len() > 1 && mention.words.last().is_some_and(|last| is_form(last));
        let is_short = || !is_whole && (is_short_form(mention, &words) || is_second(i, &words));
        if kind == EntityKind::Org && words.len() <= 3 && is_short() {
            waiting.push(i);
            continue;
        }
        let name = well_known(mention).map_or_else(|| words.join(" "), str::to_lowercase);
        let group = names.group(kind, name, mention);
        groups[i] = Some(group);
        if kind == EntityKind::Org {
            shorts.learn(mention, &words, group);
            if let Some(short) = mentions.get(i + 1).filter(|short| explains(text, mention, short)) {
                shorts.initials.insert(letters(&core(short)), group);
            }
        }
    }
    // "Vale Foods" may be short for "Vale Foods Group", and "Vale" for "Vale Foods".
    waiting.sort_by_key(|&i| std::cmp::Reverse(core(&mentions[i]).len()));
    let n_whole = names.starts.len();
    for i in waiting {
        let mention = &mentions[i];
        let words = core(mention);
        let mut name = words.join(" ");
        let mut known = names.known(&name);
        // "Vale" is not "Vale Inc" behind "Vale Oil Ltd", nor is it that: it is named apart.
        let begun = shorts.begun(&name).filter(|_| is_all);
        let is_later = |group: usize| names.starts[..n_whole].get(group - first) > begun.as_ref();
        if begun.is_some() && known.is_some_and(is_later) {
            name.push(' ');
            known = names.known(&name);
        } else {
            known = known.or_else(|| shorts.find(mention, &words));
        }
        let group = known.unwrap_or_else(|| names.group(EntityKind::Org, name, mention));
        groups[i] = Some(group);
        if known.is_none() {
            shorts.learn(mention, &words, group);
        }
    }
    first + names.starts.len()
}

/// The groups by kind and name.
struct Names {
    /// The number of the first, and where each is named first.
    first: usize,
    starts: Vec<u32>,
    by_name: FxHashMap<(EntityKind, String), usize>,
}

impl Names {
    /// Returns the group of a name, a new one if need be.
    fn group(&mut self, kind: EntityKind, name: String, mention: &Mention<'_>) -> usize {
        *self.by_name.entry((kind, name)).or_insert_with(|| {
            self.starts.push(mention.tagged.tokens.start);
            self.first + self.starts.len() - 1
        })
    }

    fn known(&self, name: &str) -> Option<usize> {
        self.by_name.get(&(EntityKind::Org, name.to_owned())).copied()
    }
}

/// The first mention of a body by the first word of its name, and whether its last word tells that it is a company.
fn openings<'m>(mentions: &'m [Mention<'_>]) -> FxHashMap<&'m str, (usize, bool)> {
    let mut openings = FxHashMap::default();
    for (i, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.tagged.kind == EntityKind::Org) {
        let Some(first) = core(mention).first().copied() else { continue };
        let is_firm = mention.words.len() > 1 && mention.words.last().is_some_and(|last| is_company(last));
        openings.entry(first).or_insert((i, is_firm));
    }
    openings
}

/// Tells whether a name may be short for a longer one: an abbreviation, or words that are
/// no body by themselves.
fn is_short_form(mention: &Mention<'_>, words: &[&str]) -> bool {
    is_abbreviation(mention) && well_known(mention).is_none()
        || (words.len() < 3
            && !GENERAL.contains(&words[0])
            && lists::listed_words(words.iter().copied()) & lists::BODIES == 0)
}

/// Tells whether a name of several words is followed by its abbreviation in brackets: "Centers for Disease
/// Control and Prevention (CDC)".
fn explains(text: &Text<'_>, name: &Mention<'_>, short: &Mention<'_>) -> bool {
    let open = name.tagged.tokens.end as usize;
    let (start, end) = (short.tagged.tokens.start as usize, short.tagged.tokens.end as usize);
    let is_in_brackets =
        start == open + 1 && end < text.tokens.len() && text.word(open) == "(" && text.word(end) == ")";
    let first = |mention: &Mention<'_>| core(mention).first().and_then(|word| word.chars().next());
    is_in_brackets && name.words.len() > 1 && is_abbreviation(short) && first(name) == first(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(WELL_KNOWN.is_sorted());
        assert!(GENERAL.is_sorted());
    }
}
