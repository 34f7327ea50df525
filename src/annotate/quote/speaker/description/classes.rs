//! "The peer" of whom the article calls Lord Roe, "the lawmaker" of Senator Dell, "the octogenarian" of who is 84: what
//! somebody is by her title or age, where nobody else has one and nobody is called so.

use super::{Description, introduced};
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::word_set::WordSet;

/// Nouns, and the titles before a name of whom they stand for.
const CLASSES: &[(&WordSet, &WordSet)] = &[
    (
        &WordSet::of(&["peer", "peeress"]),
        &WordSet::of(&["baroness", "countess", "earl", "lady", "lord", "viscount", "viscountess"]),
    ),
    (
        &WordSet::of(&["lawmaker", "legislator", "parliamentarian"]),
        &WordSet::of(&[
            "assemblyman",
            "assemblywoman",
            "congressman",
            "congresswoman",
            "mla",
            "mna",
            "mp",
            "msp",
            "rep.",
            "sen.",
            "senator",
            "td",
        ]),
    ),
    (&WordSet::of(&["backbencher"]), &WordSet::of(&["mp", "td"])),
    (
        &WordSet::of(&["clergyman", "priest"]),
        &WordSet::of(&["canon", "father", "fr", "fr.", "rev", "rev.", "reverend"]),
    ),
    (
        &WordSet::of(&["cleric"]),
        &WordSet::of(&[
            "ayatollah",
            "canon",
            "father",
            "fr",
            "fr.",
            "imam",
            "maulana",
            "mullah",
            "rev",
            "rev.",
            "reverend",
            "sheikh",
        ]),
    ),
    (
        &WordSet::of(&["detective", "officer"]),
        &WordSet::of(&["constable", "inspector", "insp", "sergeant", "sgt", "sgt.", "superintendent", "supt"]),
    ),
    (&WordSet::of(&["minister"]), &WordSet::of(&["chancellor", "secretary"])),
    (&WordSet::of(&["doctor"]), &WordSet::of(&["gp"])),
];
/// Nouns for the old, and their ages.
const AGES: &[(&str, std::ops::Range<u32>)] = &[
    ("pensioner", 60..120),
    ("septuagenarian", 70..80),
    ("octogenarian", 80..90),
    ("nonagenarian", 90..100),
    ("centenarian", 100..120),
];
/// Most tokens of such a description, and of titles before a name.
const LONGEST: usize = 3;
const TITLES: usize = 3;
/// Names before that are looked at.
const NAMINGS: usize = 200;

/// Returns the only person who is what a description says.
pub(super) fn person(scene: &Scene<'_>, people: &People, description: &Description<'_>) -> Option<usize> {
    let (start, end) = (description.source.start as usize, description.source.end as usize);
    let head = end.checked_sub(1).filter(|&head| head > start && end - start <= LONGEST)?;
    let class = CLASSES.iter().find(|class| scene.is_word(head, class.0)).map(|class| class.1);
    let age = AGES.iter().find(|age| scene.is_word(head, &[age.0])).map(|age| &age.1);
    if class.is_none() && age.is_none() || people.titles.bearers(scene.word(head)).next().is_some() {
        return None;
    }
    if introduced(scene, people, description.source, head) != 0 {
        return None;
    }
    let fits = |n: &&Naming| {
        let is_old = || age.is_some_and(|age| people.titles.age(n.person).is_some_and(|years| age.contains(&years)));
        class.is_some_and(|titles| has_title(scene, n, titles)) || is_old()
    };
    let before = people.namings.partition_point(|n| (n.tokens.start as usize) < start);
    let named = people.namings[..before].iter().rev().take(NAMINGS).filter(|n| !n.is_described);
    let mut found = named.filter(fits).map(|n| n.person);
    let person = found.next()?;
    found.all(|other| other == person).then_some(person)
}

/// Tells whether a name has one of these titles before it, or in what the tagger takes for it.
fn has_title(scene: &Scene<'_>, naming: &Naming, titles: &WordSet) -> bool {
    let (start, end) = (naming.tokens.start as usize, naming.tokens.end as usize);
    let is_here = |&i: &usize| scene.sentences[i] == scene.sentences[start] && scene.forms[i].is_capital;
    let before = (start.saturating_sub(TITLES)..start).rev().take_while(is_here);
    before.chain(start..end.saturating_sub(1)).any(|i| scene.is_word(i, titles))
}
