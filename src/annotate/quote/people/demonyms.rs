//! Where the article says that its persons come from ("Swedish striker Karl Brenner", "Karl Brenner, a Swede,",
//! "Sweden's Karl Brenner", "Karl Brenner (Sweden)") → whom "the Swede" means.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::roster::Naming;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::phrases::is_stop;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::sentence::teller;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most words between an adjective and the name, and of an apposition.
const BETWEEN: usize = 4;
/// Most words of such a description.
const DESCRIPTION: usize = 6;
/// Most persons that are remembered of one nation.
const MOST: usize = 4;
/// How sure it is held to be that "the Swede" means the only person who is said to be one.
const SURE: f32 = 0.9;

/// The people of a nation, one alone, its adjectives and the nation; in small letters.
const NATIONS: &[(&str, &str, &str)] = &[
    ("afghan", "", "afghanistan"),
    ("albanian", "", "albania"),
    ("algerian", "", "algeria"),
    ("american", "u.s.", "america"),
    ("angolan", "", "angola"),
    ("argentine argentinian", "", "argentina"),
    ("armenian", "", "armenia"),
    ("australian aussie", "", "australia"),
    ("austrian", "", "austria"),
    ("belarusian", "", "belarus"),
    ("belgian", "", "belgium"),
    ("bolivian", "", "bolivia"),
    ("bosnian", "", "bosnia"),
    ("brazilian", "", "brazil"),
    ("briton", "british", "britain"),
    ("bulgarian", "", "bulgaria"),
    ("cameroonian", "", "cameroon"),
    ("canadian", "", "canada"),
    ("chilean", "", "chile"),
    ("chinese", "", "china"),
    ("colombian", "", "colombia"),
    ("croat croatian", "", "croatia"),
    ("cuban", "", "cuba"),
    ("cypriot", "", "cyprus"),
    ("czech", "", ""),
    ("dane", "danish", "denmark"),
    ("dutchman dutchwoman", "dutch", "netherlands holland"),
    ("ecuadorian ecuadorean", "", "ecuador"),
    ("egyptian", "", "egypt"),
    ("englishman englishwoman", "english", "england"),
    ("eritrean", "", "eritrea"),
    ("estonian", "", "estonia"),
    ("ethiopian", "", "ethiopia"),
    ("fijian", "", "fiji"),
    ("finn", "finnish", "finland"),
    ("frenchman frenchwoman", "french", "france"),
    ("georgian", "", ""),
    ("german", "", "germany"),
    ("ghanaian", "", "ghana"),
    ("greek", "", "greece"),
    ("hungarian", "", "hungary"),
    ("icelander", "icelandic", "iceland"),
    ("indian", "", "india"),
    ("indonesian", "", "indonesia"),
    ("iranian", "", "iran"),
    ("iraqi", "", "iraq"),
    ("irishman irishwoman", "irish", "ireland"),
    ("israeli", "", "israel"),
    ("italian", "", "italy"),
    ("ivorian", "", ""),
    ("jamaican", "", "jamaica"),
    ("japanese", "", "japan"),
    ("kazakh", "", "kazakhstan"),
    ("kenyan", "", "kenya"),
    ("kiwi", "", ""),
    ("korean", "", ""),
    ("latvian", "", "latvia"),
    ("lithuanian", "", "lithuania"),
    ("malian", "", "mali"),
    ("mexican", "", "mexico"),
    ("moroccan", "", "morocco"),
    ("nigerian", "", "nigeria"),
    ("norwegian", "", "norway"),
    ("pakistani", "", "pakistan"),
    ("paraguayan", "", "paraguay"),
    ("peruvian", "", "peru"),
    ("pole", "polish", "poland"),
    ("portuguese", "", "portugal"),
    ("romanian", "", "romania"),
    ("russian", "", "russia"),
    ("scot scotsman scotswoman", "scottish scots", "scotland"),
    ("senegalese", "", "senegal"),
    ("serb serbian", "", "serbia"),
    ("slovak", "slovakian", "slovakia"),
    ("slovene slovenian", "", "slovenia"),
    ("spaniard", "spanish", "spain"),
    ("swede", "swedish", "sweden"),
    ("swiss", "", "switzerland"),
    ("syrian", "", "syria"),
    ("thai", "", "thailand"),
    ("tunisian", "", "tunisia"),
    ("turk", "turkish", "turkey"),
    ("ugandan", "", "uganda"),
    ("ukrainian", "", "ukraine"),
    ("uruguayan", "", "uruguay"),
    ("venezuelan", "", "venezuela"),
    ("vietnamese", "", "vietnam"),
    ("welshman welshwoman", "welsh", "wales"),
];
/// People of towns and counties.
const LOCALS: &WordSet = &WordSet::of(&[
    "bostonian",
    "brit",
    "cornishman",
    "dubliner",
    "geordie",
    "glaswegian",
    "lancastrian",
    "liverpudlian",
    "londoner",
    "mancunian",
    "parisian",
    "scouser",
    "ulsterman",
    "yorkshireman",
]);

/// Nations whose people the news tells of as a whole: "the Chinese said".
const WHOLES: &WordSet = &WordSet::of(&["chinese", "japanese", "vietnamese"]);

/// What a word says: one of a nation, what is of it, the nation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    One,
    Of,
    Nation,
}

static WORDS: LazyLock<FxHashMap<&'static str, (usize, Sort)>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for (number, (ones, adjectives, nations)) in NATIONS.iter().enumerate() {
        for (list, sort) in [(nations, Sort::Nation), (adjectives, Sort::Of), (ones, Sort::One)] {
            words.extend(list.split(' ').filter(|word| !word.is_empty()).map(|word| (word, (number, sort))));
        }
    }
    words
});

/// The nation that a token tells, and how.
fn nation(scene: &Scene<'_>, token: usize) -> Option<(usize, Sort)> {
    scene.forms.get(token).filter(|form| form.is_capital)?;
    WORDS.get(&*scene.word(token).to_lowercase()).copied()
}

/// Tells whether words stand for somebody from a nation, town or county, and are no name.
pub(crate) fn is_native(scene: &Scene<'_>, words: Run) -> bool {
    let first = words.start as usize;
    let is_one = || nation(scene, first).is_some_and(|(_, sort)| sort == Sort::One);
    words.range().len() == 1 && (scene.is_word(first, LOCALS) || is_one())
}

/// Who is said to be from which nation.
#[derive(Debug, Clone, Default)]
pub(crate) struct Natives {
    persons: FxHashMap<usize, Vec<usize>>,
    /// The nations of persons, by their titles, too: "Norwegian President Ann Roe".
    nations: FxHashMap<usize, Vec<usize>>,
}

impl Natives {
    /// Reads what stands around each naming.
    pub fn new(scene: &Scene<'_>, namings: &[Naming]) -> Self {
        let mut natives = Natives::default();
        for naming in namings.iter().filter(|naming| !naming.is_described) {
            for nation in [before(scene, naming, false), behind(scene, naming)].into_iter().flatten() {
                let persons = natives.persons.entry(nation).or_default();
                if persons.len() < MOST && !persons.contains(&naming.person) {
                    persons.push(naming.person);
                }
            }
            let titled = before(scene, naming, true).or_else(|| behind(scene, naming));
            if let Some(nation) = titled {
                let nations = natives.nations.entry(naming.person).or_default();
                if nations.len() < MOST && !nations.contains(&nation) {
                    nations.push(nation);
                }
            }
        }
        natives
    }

    /// The nation that words before a noun tell: "the [Russian foreign] minister", "[Norway's] envoy", not "the
    /// [Swedish-born] envoy".
    pub fn nation_in(&self, scene: &Scene<'_>, words: Run) -> Option<usize> {
        words.range().find_map(|i| {
            let (nation, sort) = nation(scene, i).filter(|_| scene.word(i + 1) != "-")?;
            (sort != Sort::Nation || is_possessive(scene, i + 1)).then_some(nation)
        })
    }

    /// Tells whether the article says of a person that she is of a nation, or of none.
    pub fn may_be_of(&self, person: usize, nation: usize) -> bool {
        self.nations.get(&person).is_none_or(|nations| nations.contains(&nation))
    }

    /// Finds where "the Swede" stands for the only person whom it fits, and says nothing of a noun behind it.
    pub fn namings(&self, scene: &Scene<'_>) -> Vec<Naming> {
        let n = if self.persons.is_empty() { 0 } else { scene.text.tokens.len() };
        let is_alone = |end: usize| {
            let is_noun = scene.is_wordlike(end) && !is_verb(scene, end) && !is_stop(scene.word(end));
            !is_noun && !is_possessive(scene, end) && scene.word(end) != "-"
        };
        let starts = (0..n).filter(|&i| scene.is_word(i, &["the"]) && is_alone(i + 2));
        let found = starts.filter_map(|start| {
            let tokens = run_of(start, n.min(start + 2));
            let (person, _) = self.holder(scene, tokens)?;
            Some(Naming { tokens, person, is_described: true, is_full: false })
        });
        found.collect()
    }

    /// Returns the only person whom "the Swede" fits, and how likely it is she.
    pub fn holder(&self, scene: &Scene<'_>, source: Run) -> Option<(usize, f32)> {
        let (start, last) = (source.start as usize, (source.end as usize).checked_sub(1)?);
        let is_word = |i: usize| (scene.is_wordlike(i) || scene.word(i) == "-") && !scene.forms[i].is_capital;
        let is_phrase = source.range().len() <= DESCRIPTION && (start + 1..last).all(is_word);
        let (nation, _) = nation(scene, last).filter(|(_, sort)| *sort == Sort::One)?;
        if scene.is_word(last, WHOLES) && start + 1 == last {
            return None;
        }
        let &[person] = self.persons.get(&nation)?.as_slice() else { return None };
        (scene.is_word(start, &["the"]) && is_phrase && start < last).then_some((person, SURE))
    }
}

/// The nation that words before a name tell: "Swedish striker", "Swede", "Sweden's"; also before titles written large,
/// where these are looked at ("Swedish President").
fn before(scene: &Scene<'_>, naming: &Naming, has_titles: bool) -> Option<usize> {
    let start = naming.tokens.start as usize;
    let number = scene.sentences[start];
    // The tagger of names may hold the first word to be a part of it.
    let first = start + usize::from(naming.tokens.range().len() > 2);
    let is_titled = has_titles && start > 0 && (scene.is_title(start - 1) || scene.is_calling(start - 1));
    for i in (start.saturating_sub(BETWEEN + 1)..first).rev() {
        if scene.sentences[i] != number {
            return None;
        }
        if let Some((nation, sort)) = nation(scene, i) {
            return (sort != Sort::Nation || is_possessive(scene, i + 1)).then_some(nation);
        }
        let is_part = (scene.is_wordlike(i) || is_possessive(scene, i) || scene.word(i) == "-")
            && (i == start || !scene.forms[i].is_capital || is_titled)
            && !is_stop(scene.word(i));
        if !is_part {
            return None;
        }
    }
    None
}

/// The nation that words behind a name tell: "of Sweden", "(Sweden)", ", a Swede", ", the Swedish striker".
fn behind(scene: &Scene<'_>, naming: &Naming) -> Option<usize> {
    let end = naming.tokens.end as usize;
    let number = scene.sentences[naming.tokens.start as usize];
    let is_here = |i: &usize| scene.sentences.get(*i) == Some(&number);
    if scene.is_word(end, &["of", "("]) && is_here(&(end + 1)) {
        let (nation, sort) = nation(scene, end + 1)?;
        let is_closed = scene.word(end) != "(" || scene.word(end + 2) == ")";
        return (is_closed && sort == Sort::Nation).then_some(nation);
    }
    let is_led = scene.word(end) == "," && scene.is_word(end + 1, &["a", "an", "the"]);
    if !is_led || teller::behind(scene, naming.tokens).is_some() {
        return None;
    }
    let is_part = |i: &usize| is_here(i) && scene.is_wordlike(*i) && !is_stop(scene.word(*i));
    let words = (end + 2..end + 3 + BETWEEN).take_while(is_part);
    let (at, (nation, sort)) = words.into_iter().find_map(|i| Some((i, nation(scene, i)?)))?;
    (sort != Sort::Nation && !is_possessive(scene, at + 1)).then_some(nation)
}

/// Nouns for somebody from a country or of a party.
const DEMONYMS: &WordSet = &WordSet::of(&[
    "american",
    "argentine",
    "argentinian",
    "australian",
    "austrian",
    "belgian",
    "brazilian",
    "briton",
    "bulgarian",
    "canadian",
    "chilean",
    "colombian",
    "croat",
    "croatian",
    "cuban",
    "czech",
    "dane",
    "dutchman",
    "dutchwoman",
    "egyptian",
    "englishman",
    "englishwoman",
    "estonian",
    "ethiopian",
    "fijian",
    "finn",
    "frenchman",
    "frenchwoman",
    "german",
    "ghanaian",
    "greek",
    "green",
    "hungarian",
    "icelander",
    "indian",
    "iranian",
    "iraqi",
    "irishman",
    "irishwoman",
    "israeli",
    "italian",
    "jamaican",
    "kazakh",
    "kenyan",
    "latvian",
    "lithuanian",
    "mexican",
    "moroccan",
    "nigerian",
    "norwegian",
    "pakistani",
    "peruvian",
    "pole",
    "romanian",
    "russian",
    "scot",
    "scotsman",
    "scotswoman",
    "serb",
    "serbian",
    "slovak",
    "slovene",
    "spaniard",
    "swede",
    "syrian",
    "taoiseach",
    "texan",
    "tory",
    "tunisian",
    "turk",
    "ukrainian",
    "uruguayan",
    "venezuelan",
    "welshman",
    "welshwoman",
]);

/// Tells whether words are such a noun ("Dane", "South African", "New Zealander").
pub(crate) fn is_demonym(scene: &Scene<'_>, words: Run) -> bool {
    let first = words.start as usize;
    match words.range().len() {
        1 => scene.is_word(first, DEMONYMS),
        2 => {
            let african = scene.is_word(first, &["south"]) && scene.is_word(first + 1, &["african", "korean"]);
            african || scene.is_word(first, &["new"]) && scene.is_word(first + 1, &["zealander", "yorker"])
        }
        _ => false,
    }
}
