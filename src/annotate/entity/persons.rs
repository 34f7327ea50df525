//! Names of people taken apart: titles, given names, surname, suffix; which names agree.
//!
//! "Jeff Sessions", "Jefferson B. Sessions III" and "Sessions" may be one man; "Jeff
//! Sessions" and "Mary Sessions" are never one. Only the words decide here; who is meant
//! by a bare surname is decided by [`super::cluster`].

use super::form::normalise;
use crate::annotate::word_set::{Look, WordList, WordSet};

/// Titles that stand before a name and are no part of it, in normal form without full stop.
#[rustfmt::skip]
const TITLES: &WordSet = &WordSet::of(&[
    "adm", "admiral", "ald", "alderman", "alderwoman", "amb", "ambassador", "archbishop", "assemblyman",
    "assemblywoman", "attorney", "ayatollah", "baron", "baroness", "bishop", "brig", "brother", "capt", "captain",
    "cardinal", "chairman", "chairwoman", "chancellor", "chief", "cllr", "cmdr", "col", "colonel", "commander",
    "commissioner", "commodore", "congressman", "congresswoman", "constable", "councillor", "councilman",
    "councilor", "councilwoman", "countess", "cpl", "cr", "dame", "deputies", "deputy", "detective", "dr", "drs",
    "father", "fr", "frau", "gen", "general", "gov", "governor", "governors", "herr", "hon", "imam", "insp",
    "inspector", "judge", "judges", "justice", "justices", "king", "lady", "lieutenant", "lord", "lt", "madam",
    "madame", "maj", "major", "marshal", "mayor", "messrs", "minister", "miss", "mister", "mme", "monsieur",
    "monsignor", "mr", "mrs", "ms", "mx", "officer", "pastor", "pfc", "pope", "premier", "president", "presidents",
    "prince", "princess", "prof", "professor", "pvt", "queen", "rabbi", "rep", "representative", "reps", "rev",
    "reverend", "sec", "secretary", "selectman", "selectwoman", "sen", "senator", "senators", "senhor", "senhora",
    "sens", "sergeant", "señor", "señora", "sgt", "sheikh", "sheriff", "shri", "shrimati", "signor", "signora",
    "sir", "sister", "smt", "spc", "speaker", "superintendent", "supervisor", "supt", "thiru", "treasurer", "vice",
]);

/// Endings that are part of a name but not its surname.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv", "esq"];

/// Bytes of the longest, with a full stop.
const LONGEST_SUFFIX: usize = 4;

/// Words that begin a surname of several words.
const PARTICLES: &WordSet = &WordSet::of(&[
    "al", "bin", "ben", "d", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "ibn", "la",
    "le", "los", "mac", "ni", "san", "st", "te", "ten", "ter", "ui", "van", "vom", "von", "zu",
]);

/// Bytes of the longest.
const LONGEST_PARTICLE: usize = 5;

/// Particles that are given names where they come first with a capital ("Ben Carver", "Al Lowe").
const ALSO_GIVEN: &[&str] = &["al", "ben", "do", "mac"];

/// Short forms of given names, each line one name; facts of usage.
const NICKNAMES: &[&[&str]] = &[
    &["abigail", "abby"],
    &["abraham", "abe"],
    &["albert", "al", "bert"],
    &["alexander", "alex", "alec", "sandy", "sasha"],
    &["alexandra", "alex", "sandra", "sasha"],
    &["alfred", "al", "fred", "alf"],
    &["amanda", "mandy"],
    &["andrew", "andy", "drew"],
    &["anthony", "tony"],
    &["arthur", "art"],
    &["barbara", "barb"],
    &["benjamin", "ben", "benny"],
    &["bernard", "bernie"],
    &["calvin", "cal"],
    &["catherine", "katherine", "kathryn", "cathy", "kathy", "kate", "katie", "kay", "kitty"],
    &["charles", "charlie", "chuck", "chip"],
    &["christina", "christine", "chris", "tina"],
    &["christopher", "chris", "kit"],
    &["cynthia", "cindy"],
    &["daniel", "dan", "danny"],
    &["david", "dave", "davey"],
    &["deborah", "debra", "deb", "debbie"],
    &["dennis", "denny"],
    &["donald", "don", "donnie"],
    &["dorothy", "dot", "dottie"],
    &["douglas", "doug"],
    &["edward", "ed", "eddie", "ted", "teddy", "ned"],
    &["edmund", "edmond", "ed", "eddie"],
    &["edwin", "ed", "eddie"],
    &["elizabeth", "liz", "beth", "betty", "betsy", "eliza", "lizzie", "libby", "bess"],
    &["eugene", "gene"],
    &["frances", "fran"],
    &["francis", "frank", "fran"],
    &["franklin", "frank"],
    &["frederick", "fred", "freddie"],
    &["gabriel", "gabe"],
    &["gerald", "gerry", "jerry"],
    &["gerard", "gerry", "jerry"],
    &["gregory", "greg"],
    &["harold", "hal", "harry"],
    &["harrison", "harry"],
    &["henry", "hank", "harry", "hal"],
    &["herbert", "herb"],
    &["jacob", "jake"],
    &["jacqueline", "jackie"],
    &["james", "jim", "jimmy", "jamie"],
    &["janet", "jan"],
    &["jeffrey", "geoffrey", "jeff", "geoff"],
    &["jefferson", "jeff"],
    &["jennifer", "jen", "jenny"],
    &["jeremy", "jerry"],
    &["jerome", "jerry"],
    &["jessica", "jess", "jessie"],
    &["john", "jack", "johnny", "jon"],
    &["jonathan", "jon", "jonny"],
    &["joseph", "joe", "joey"],
    &["joshua", "josh"],
    &["judith", "judy"],
    &["kenneth", "ken", "kenny"],
    &["kimberly", "kim"],
    &["lawrence", "laurence", "larry"],
    &["leonard", "len", "lenny", "leo"],
    &["louis", "lewis", "lou"],
    &["lucille", "lucy"],
    &["madeleine", "maddie"],
    &["margaret", "maggie", "meg", "peggy", "marge", "greta"],
    &["martha", "marty"],
    &["martin", "marty"],
    &["matthew", "matt"],
    &["melissa", "missy", "mel"],
    &["melvin", "mel"],
    &["michael", "mike", "mick", "mickey"],
    &["mitchell", "mitch"],
    &["addison", "mitch"],
    &["nathaniel", "nathan", "nate", "nat"],
    &["nicholas", "nick", "nicky"],
    &["nancy", "nan"],
    &["pamela", "pam"],
    &["patricia", "pat", "patty", "tricia", "trish"],
    &["patrick", "pat", "paddy"],
    &["peter", "pete"],
    &["philip", "phillip", "phil"],
    &["randall", "randolph", "randy"],
    &["raymond", "ray"],
    &["rebecca", "becky"],
    &["reginald", "reggie"],
    &["richard", "rick", "dick", "rich", "ricky", "richie"],
    &["robert", "bob", "rob", "bobby", "robbie", "bert"],
    &["roderick", "rod"],
    &["rodney", "rod"],
    &["roger", "rog"],
    &["ronald", "ron", "ronnie"],
    &["rudolph", "rudy"],
    &["russell", "russ"],
    &["samuel", "sam", "sammy"],
    &["samantha", "sam"],
    &["sarah", "sally"],
    &["stanley", "stan"],
    &["stephen", "steven", "steve"],
    &["stephanie", "steph"],
    &["susan", "suzanne", "sue", "susie"],
    &["terence", "terrence", "terry"],
    &["theodore", "ted", "teddy", "theo"],
    &["theresa", "teresa", "terry", "tess"],
    &["thomas", "tom", "tommy", "thom"],
    &["timothy", "tim"],
    &["valerie", "val"],
    &["victor", "vic"],
    &["victoria", "vicky"],
    &["vincent", "vince", "vinny"],
    &["virginia", "ginny"],
    &["walter", "walt", "wally"],
    &["warren", "ren"],
    &["william", "bill", "will", "billy", "willie", "liam"],
    &["zachary", "zach", "zack"],
];

/// Tells whether a word is a title before names.
pub(crate) fn is_title(word: &str) -> bool {
    in_plain(word, |plain| {
        // "Mayor-elect".
        let title = plain.strip_suffix("-elect").unwrap_or(plain);
        TITLES.may_hold(Look::of(title)) && TITLES.binary_search(&title).is_ok()
    })
}

/// Tells whether a word is an ending such as "Jr.".
pub(crate) fn is_suffix(word: &str) -> bool {
    word.len() <= LONGEST_SUFFIX && in_plain(word, |plain| SUFFIXES.contains(&plain))
}

/// Tells whether a word begins a surname of several words ("van", "Al" before "Thani"); "D." is an initial.
pub(crate) fn is_particle(word: &str) -> bool {
    if word.len() > LONGEST_PARTICLE {
        return false;
    }
    // "O" alone is an initial.
    if matches!(word, "Ó" | "ó") {
        return true;
    }
    in_plain(word, |plain| PARTICLES.holds(plain) && (!word.ends_with('.') || plain.len() > 1))
}

/// Tells whether the first word of a name is a given name although surnames begin so, too ("Ben Carver").
pub(crate) fn is_also_given(word: &str) -> bool {
    word.len() < LONGEST_PARTICLE
        && word.starts_with(char::is_uppercase)
        && in_plain(word, |plain| ALSO_GIVEN.contains(&plain))
}

/// Bytes of a word that is read without a copy on the heap, more than the longest title has.
const SHORT: usize = 24;

/// Asks something of a word as [`plain`] gives it. Of a number, whose digits the normal form makes equal, the copy is made.
fn in_plain<T>(word: &str, ask: impl FnOnce(&str) -> T) -> T {
    let mut short = [0; SHORT];
    let bytes = word.trim_end_matches('.').as_bytes();
    let is_plain = word.is_ascii() && word.len() <= SHORT && !bytes.first().is_some_and(u8::is_ascii_digit);
    if let Some(short) = short.get_mut(..bytes.len()).filter(|_| is_plain) {
        short.copy_from_slice(bytes);
        short.make_ascii_lowercase();
        if let Ok(plain) = std::str::from_utf8(short) {
            return ask(plain);
        }
    }
    ask(&plain(word))
}

/// Returns a word in normal form without full stops at its end.
fn plain(word: &str) -> String {
    let mut word = normalise(word);
    while word.ends_with('.') {
        word.pop();
    }
    word
}

/// A person's name in parts, each in normal form without full stops.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PersonName {
    /// Given names, initials and nicknames in order.
    pub given: Vec<String>,
    /// The last word of the surname.
    pub surname: String,
    /// Particles before it.
    pub particles: Vec<String>,
    pub suffix: Option<String>,
}

impl PersonName {
    /// Takes a name apart; `None` where nothing but titles remains.
    pub(crate) fn parse(words: &[&str]) -> Option<Self> {
        let words = words.iter().copied().filter(|w| has_letter(w));
        let (mut words, mut parts): (Vec<&str>, Vec<String>) = words.map(|w| (w, plain(w))).unzip();
        let n_titles = parts.iter().take_while(|w| TITLES.binary_search(&w.as_str()).is_ok()).count();
        let n_titles = n_titles.min(parts.len().saturating_sub(1));
        words.drain(..n_titles);
        parts.drain(..n_titles);
        let suffix = parts.pop_if(|last| SUFFIXES.contains(&last.as_str()));
        let surname = parts.pop()?;
        let n_particles = parts.iter().zip(&words).rev().take_while(|(_, w)| is_particle(w)).count();
        let is_given = n_particles > 0 && n_particles == parts.len() && is_also_given(words[0]);
        let particles = parts.split_off(parts.len() - n_particles + usize::from(is_given));
        Some(PersonName { given: parts, surname, particles, suffix })
    }

    /// Tells whether there is more than a surname.
    pub(crate) fn is_full(&self) -> bool {
        !self.given.is_empty()
    }

    /// Tells whether the suffixes of two names with one surname can be one person's.
    ///
    /// Of a father and a son one alone has a suffix: "Jon B. Carver" beside "Jon Carver Jr.". "Jon Carver"
    /// beside "Jon R. Carver Jr." is himself, and so is "Jon Luke Carver" beside "Jon Luke Carver Jr.".
    pub(crate) fn suffixes_agree(&self, other: &PersonName) -> bool {
        let (plain, suffixed) = match (&self.suffix, &other.suffix) {
            (Some(one), Some(other)) => return one == other,
            (None, None) => return true,
            (None, Some(_)) => (&self.given, &other.given),
            (Some(_), None) => (&other.given, &self.given),
        };
        let is_written_out = plain.len() > 1 && plain.iter().all(|w| w.chars().count() > 1 && !w.contains('.'));
        plain.is_empty()
            || plain.first() != suffixed.first()
            || plain.len() < suffixed.len()
            || is_written_out && plain == suffixed
    }

    /// Takes a first word for a particle after all: "Al Thani" beside "Hassan Al Thani".
    pub(crate) fn without_given(self) -> Self {
        PersonName { particles: self.given.into_iter().chain(self.particles).collect(), given: Vec::new(), ..self }
    }

    /// Tells whether two names with one surname can be the same person's: no given name
    /// and no suffix contradicts.
    pub(crate) fn agrees_with(&self, other: &PersonName) -> bool {
        let given_agree = match (self.given.first(), other.given.first()) {
            (Some(a), Some(b)) => {
                let among = |one: &str, others: &[String]| others.iter().any(|o| same_given(one, o));
                // "Hector 'Macho' Camacho" and "Macho Camacho"; "J. Edgar" and "Edgar".
                same_given(a, b) || among(a, &other.given[1..]) || among(b, &self.given[1..])
            }
            _ => true,
        };
        self.surname == other.surname && self.suffixes_agree(other) && given_agree
    }
}

fn has_letter(word: &str) -> bool {
    word.chars().any(char::is_alphabetic)
}

/// Tells whether two given names are one: equal, an initial of the other, or short for it.
pub(crate) fn same_given(a: &str, b: &str) -> bool {
    let initial = |short: &str, long: &str| {
        let first = short.chars().next();
        short.chars().filter(|c| c.is_alphabetic()).count() <= 2
            && (short.chars().count() == 1 || short.contains('.'))
            && first == long.chars().next()
    };
    a == b || initial(a, b) || initial(b, a) || are_nicknames(a, b)
}

fn are_nicknames(a: &str, b: &str) -> bool {
    NICKNAMES.iter().any(|line| line.contains(&a) && line.contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> PersonName {
        PersonName::parse(&text.split(' ').collect::<Vec<_>>()).expect("a name")
    }

    #[test]
    fn titles_are_sorted() {
        assert!(TITLES.is_sorted());
    }

    #[test]
    fn parts_of_names() {
        let lowe = name("Sen. Kimberly J. Lowe Jr.");
        assert_eq!((lowe.given.join(" ").as_str(), lowe.surname.as_str()), ("kimberly j", "lowe"));
        assert_eq!(lowe.suffix.as_deref(), Some("jr"));
        assert_eq!(name("Anna van der Berg").particles, ["van", "der"]);
        for (full, given) in
            [("Ben Carver", "ben"), ("Dr. Ben Carver", "ben"), ("Al D. Lowe", "al d"), ("Jon D. Lowe", "jon d")]
        {
            assert_eq!((name(full).given.join(" ").as_str(), name(full).particles.len()), (given, 0), "{full}");
        }
        assert_eq!((name("al Thani").is_full(), name("Hassan Al Thani").particles), (false, vec!["al".to_owned()]));
        assert_eq!(PersonName::parse(&["President"]).map(|n| n.surname), Some("president".into()));
        assert_eq!(PersonName::parse(&["-"]), None);
    }

    #[test]
    fn names_that_agree() {
        for (a, b) in [
            ("Jeff Carver", "Jefferson B. Carver III"),
            ("J. Carver", "Jeff Carver"),
            ("Carver", "Jeff Carver"),
            ("Kim Lowe", "Kimberly Ann Lowe"),
            ("Jon Carver", "Jon R. Carver Jr."),
            ("Jon Luke Carver", "Jon Luke Carver Jr."),
        ] {
            assert!(name(a).agrees_with(&name(b)), "{a} {b}");
        }
        for (a, b) in [
            ("Jeff Carver", "Mary Carver"),
            ("Jon Carver Jr.", "Jon Carver Sr."),
            ("Jeff Carver", "Jeff Lowe"),
            ("Jon Carver", "Jon Carver Jr."),
            ("Jon B. Carver", "Jon Carver Jr."),
            ("Jon B. Carver", "Jon B. Carver Jr."),
        ] {
            assert!(!name(a).agrees_with(&name(b)), "{a} {b}");
        }
    }
}
