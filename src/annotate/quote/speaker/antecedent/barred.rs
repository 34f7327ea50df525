//! Whom the words around a pronoun keep from being it: "Asked by [Dell] if he would go, he said", "“Wait,” he told [Dell]",
//! "“Was it you?” asked [Dell]. “No,” he replied", "[Dell]'s driver spoke next. “I saw it,” he said".

use super::{Anaphor, aside, exchange, questioned, written_to};
use crate::annotate::callings::sex;
use crate::annotate::quote::grammar::gender::{Gender, pronoun};
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::phrases::is_stop;
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::sentences;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::quote::source::modifiers::is_others;
use crate::annotate::quote::speaker::nameless;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens of what opens a sentence, from there to a pronoun or verb, and of titles before a name.
const OPENING: usize = 50;
pub(super) const TITLES: usize = 6;
/// Most words between a pronoun and its verb ("has since told"), and between an owner and what is hers.
const HELPERS: usize = 3;
const OWNED: usize = 5;

/// Whom somebody asks or calls.
pub(super) const HIM: &WordSet = &WordSet::of(&["her", "him"]);

/// Whom a pronoun cannot mean.
#[derive(Debug, Clone, Default)]
pub(super) struct Barred {
    persons: Vec<usize>,
    /// What opens the sentence, in which nobody is meant.
    opening: Option<Run>,
}

impl Barred {
    /// Reads what stands around a pronoun.
    pub fn of(scene: &Scene<'_>, people: &People, anaphor: Anaphor<'_>) -> Self {
        let mut barred = Barred { persons: Vec::new(), opening: opening(scene, people, anaphor) };
        let opening = barred.opening.as_slice();
        let is_plain = |n: &&Naming| !n.is_described && !is_possessive(scene, n.tokens.end as usize);
        let named = people.namings_between(opening).filter(is_plain);
        barred.persons.extend(named.map(|n| n.person));
        barred.persons.extend(told(scene, people, anaphor.token));
        barred.persons.extend(asker(scene, people, anaphor));
        barred.persons.extend(questioned::askers(scene, people, anaphor));
        if let Some(opening) = before_comma(scene, anaphor) {
            barred.persons.extend(exchange::met(scene, people, opening));
            barred.persons.extend(exchange::asker(scene, people, opening, anaphor));
        }
        if let Some(before) = sentence_before(scene, anaphor) {
            barred.persons.extend(asker_of_him(scene, people, before, anaphor.gender));
            barred.persons.extend(owner(scene, people, before, anaphor.gender));
            barred.persons.extend(exchange::asker(scene, people, before, anaphor));
            barred.persons.extend(aside::named(scene, people, before, anaphor.gender));
            barred.persons.extend(exchange::who_led(scene, people, before, anaphor.gender));
            barred.persons.extend(written_to::addressee(scene, people, before, anaphor));
            let clause = nameless::clause(scene, before);
            barred.persons.extend(clause.into_iter().flat_map(|clause| exchange::in_clause(people, clause)));
        }
        barred
    }

    /// Tells whether somebody is barred, or a phrase for somebody without a name: "Asked by [the judge], he said".
    pub fn holds(&self, scene: &Scene<'_>, person: Option<usize>, tokens: Run) -> bool {
        let is_by = || (tokens.start as usize).checked_sub(1).is_some_and(|i| scene.is_word(i, &["by"]));
        let is_inside = |opening: Run| overlap(opening, tokens) > 0 && is_by();
        person.map_or_else(|| self.opening.is_some_and(is_inside), |person| self.persons.contains(&person))
    }
}

/// The sentence from where it begins to the comma before the pronoun.
pub(super) fn before_comma(scene: &Scene<'_>, anaphor: Anaphor<'_>) -> Option<Run> {
    let comma = anaphor.token.checked_sub(1).filter(|&i| scene.word(i) == ",")?;
    let start = sentences::opening(scene, *scene.text.sentences.get(scene.sentences[comma] as usize)?);
    let is_words = |opening: Run| anaphor.contents.iter().any(|piece| overlap(*piece, opening) > 0);
    let opening = (start < comma && comma - start <= OPENING).then(|| run_of(start, comma))?;
    (!is_words(opening)).then_some(opening)
}

/// What opens the sentence before the pronoun: a participle with whoever does it or has it done: "Asked by Dell, he
/// said", "While praising Dell, he said", "In a letter to Dell, he said".
fn opening(scene: &Scene<'_>, people: &People, anaphor: Anaphor<'_>) -> Option<Run> {
    let opening = before_comma(scene, anaphor)?;
    let (start, comma) = (opening.start as usize, opening.end as usize);
    let is_led = scene.is_word(start, &["when", "while", "after", "before", "once", "if", "by", "without"]);
    let first = start + usize::from(is_led);
    let is_asked = || questioned::asked_by(scene, start).is_some_and(|by| by < comma);
    let fits =
        is_participle(scene, first) || scene.is_word(start, &["in"]) && is_to(scene, people, opening) || is_asked();
    // "Asked about it, Roe laughed, he said".
    let is_subject = |n: &Naming| {
        let (from, to) = (n.tokens.start as usize, n.tokens.end as usize);
        scene.word(from - 1) == "," && is_verb(scene, to)
    };
    let has_subject = || people.namings_between(&[run_of(first + 1, comma)]).any(is_subject);
    (fits && !has_subject()).then_some(opening)
}

/// Participles of those who are asked, led or met, which open a sentence about them.
pub(super) const PASSIVES: &WordSet = &WordSet::of(&[
    "accompanied",
    "accosted",
    "accused",
    "advised",
    "approached",
    "arrested",
    "asked",
    "attacked",
    "backed",
    "challenged",
    "confronted",
    "contacted",
    "criticised",
    "criticized",
    "cross-examined",
    "examined",
    "flanked",
    "greeted",
    "grilled",
    "heckled",
    "informed",
    "interrupted",
    "interviewed",
    "introduced",
    "invited",
    "joined",
    "needled",
    "praised",
    "pressed",
    "prodded",
    "prompted",
    "pushed",
    "questioned",
    "quizzed",
    "reminded",
    "stopped",
    "surrounded",
    "told",
    "urged",
    "warned",
]);
/// Words that end like a participle and are none with a subject.
const NO_PARTICIPLES: &WordSet = &WordSet::of(&[
    "according",
    "barring",
    "beginning",
    "building",
    "concerning",
    "considering",
    "during",
    "evening",
    "excluding",
    "following",
    "including",
    "judging",
    "meeting",
    "morning",
    "nothing",
    "notwithstanding",
    "pending",
    "regarding",
    "something",
    "spring",
    "starting",
    "wedding",
]);

/// Tells whether a participle stands at a token: "asked", "responding".
fn is_participle(scene: &Scene<'_>, token: usize) -> bool {
    let word = scene.word(token);
    let is_present = word.len() > 4 && word.ends_with("ing") && !scene.is_word(token, NO_PARTICIPLES);
    let is_name = || !scene.entities_in(run_of(token, token + 1)).is_empty();
    (is_present || scene.is_word(token, PASSIVES)) && !is_verb(scene, token + 1) && !is_name()
}

/// Tells whether words end in "to" and a person's name: "In a letter to Dell".
fn is_to(scene: &Scene<'_>, people: &People, words: Run) -> bool {
    let Some(name) = people.named_until(words.end as usize) else { return false };
    let before = before_titles(scene, name.tokens.start as usize);
    before.is_some_and(|i| i > words.start as usize && scene.is_word(i, &["to"]))
}

/// The token before the titles of a name.
pub(super) fn before_titles(scene: &Scene<'_>, name: usize) -> Option<usize> {
    let is_part = |i: &usize| scene.is_title(*i) || scene.forms[*i].is_capital || scene.is_word(*i, &["the"]);
    (0..name).rev().take(TITLES).find(|i| !is_part(i))
}

/// Whom the pronoun's own verb has as its object: "he told Dell", "he said of Dell".
fn told(scene: &Scene<'_>, people: &People, token: usize) -> Option<usize> {
    const TELLS: &WordSet = &WordSet::of(&[
        "asked", "asks", "assured", "called", "informed", "reminded", "tell", "telling", "tells", "told", "warned",
    ]);
    const SAYS: &WordSet = &WordSet::of(&["said", "says", "shouted", "wrote", "writes"]);
    let verb = (token + 1..token + 2 + HELPERS).find(|&i| !is_helper(scene, i))?;
    let link = verb + 1;
    let is_of = scene.is_word(verb, SAYS) && scene.is_word(link, &["about", "of", "to"]);
    let first = if is_of { link + 1 } else { Some(link).filter(|_| scene.is_word(verb, TELLS))? };
    let name = (first..first + TITLES).find_map(|i| people.naming_at(i as u32))?;
    let is_next = (first..name.tokens.start as usize)
        .all(|i| scene.is_title(i) || scene.forms[i].is_capital || scene.is_word(i, &["the"]));
    (is_next && !is_possessive(scene, name.tokens.end as usize)).then_some(name.person)
}

/// Tells whether a word may stand between a pronoun and its verb.
pub(super) fn is_helper(scene: &Scene<'_>, token: usize) -> bool {
    let is_manner = scene.word(token).len() > 4 && scene.word(token).ends_with("ly");
    is_manner || scene.is_word(token, &["also", "had", "has", "later", "once", "simply", "since", "then", "would"])
}

/// Who asked the question that the pronoun answers: "“Was it you?” asked Dell. “No,” he replied".
fn asker(scene: &Scene<'_>, people: &People, anaphor: Anaphor<'_>) -> Option<usize> {
    let (person, start) = anaphor.before.filter(|before| before.1 < anaphor.token)?;
    let verb = (anaphor.token + 1..anaphor.token + 2 + HELPERS).find(|&i| !is_helper(scene, i))?;
    let first = first_token(anaphor);
    let is_near = scene.paragraph_of(anaphor.token) - scene.paragraph_of(start) <= 1;
    let is_last = anaphor.told.last().is_none_or(|told| (told.source.start as usize) < start);
    // "When Roe wrote to him, he replied" answers something else.
    let is_first = first == 0 || scene.sentences[first - 1] != scene.sentences[first];
    let is_bare = first == anaphor.token || scene.marks.region_of(first).is_some_and(|r| r.start as usize == first);
    let opens = is_first && is_bare;
    if !scene.is_word(verb, REPLIES) || !is_near || !is_last || !opens {
        return None;
    }
    let region = scene.marks.region_of(start).filter(|region| region.end as usize <= first);
    let is_marked = region.is_some_and(|region| scene.word((region.end as usize).saturating_sub(2)) == "?");
    let is_told = || scene.is_word(start, QUESTIONS) && is_asker(scene, people, person, start);
    (is_marked || is_told()).then_some(person)
}

/// Tells whether somebody is named before "asked" in the sentence of a question that is told.
fn is_asker(scene: &Scene<'_>, people: &People, person: usize, question: usize) -> bool {
    let asks = |i: &usize| scene.is_word(*i, &["ask", "asked", "asks"]);
    let same = |i: &usize| scene.sentences[*i] == scene.sentences[question];
    let verb = (question.saturating_sub(TITLES)..question).rev().take_while(same).find(asks);
    let is_named = |end: usize| people.named_until(end).is_some_and(|n| n.person == person);
    let sentence = scene.text.sentences.get(scene.sentences[question] as usize);
    let is_apposed = |verb: usize| {
        sentence.and_then(|s| questioned::apposed_subject(scene, people, *s, verb)).is_some_and(|n| n.person == person)
    };
    verb.is_some_and(|verb| (verb.saturating_sub(HELPERS)..=verb).any(is_named) || is_apposed(verb))
}

/// What somebody does who is asked.
pub(super) const REPLIES: &WordSet = &WordSet::of(&[
    "answered",
    "answers",
    "countered",
    "replied",
    "replies",
    "responded",
    "responds",
    "retorted",
    "shot",
]);
/// Words that open a question that is told.
pub(super) const QUESTIONS: &WordSet =
    &WordSet::of(&["how", "if", "what", "when", "where", "whether", "which", "who", "whom", "whose", "why"]);

/// The first token of what is quoted, or the pronoun.
pub(super) fn first_token(anaphor: Anaphor<'_>) -> usize {
    anaphor.contents.first().map_or(anaphor.token, |piece| (piece.start as usize).min(anaphor.token))
}

/// The sentence before the pronoun's own and what is quoted.
pub(super) fn sentence_before(scene: &Scene<'_>, anaphor: Anaphor<'_>) -> Option<Run> {
    let first = first_token(anaphor);
    let sentence = *scene.text.sentences.get((scene.sentences[first] as usize).checked_sub(1)?)?;
    let is_near = scene.paragraph_of(first) - scene.paragraph_of(sentence.start as usize) <= 1;
    is_near.then_some(Run { end: sentence.end.min(sentence.start + 2 * OPENING as u32), ..sentence })
}

/// The subject of a sentence that asks him something: "Dell asked him where he had been".
fn asker_of_him(scene: &Scene<'_>, people: &People, sentence: Run, gender: Gender) -> Option<usize> {
    let is_him = |i: usize| scene.is_word(i, HIM) && pronoun(scene.word(i)) == Some(gender);
    let is_asked = |&i: &usize| {
        let is_put = || scene.is_word(i, &["put"]) && scene.is_word(i + 1, &["it"]) && scene.is_word(i + 2, &["to"]);
        let is_suggested = || scene.is_word(i, &["suggested"]) && scene.is_word(i + 1, &["to"]);
        scene.is_word(i, &["asked", "asks", "questioned"]) && is_him(i + 1)
            || is_suggested() && is_him(i + 2)
            || is_put() && is_him(i + 3)
    };
    let verb = sentence.range().find(is_asked)?;
    if let Some(subject) = questioned::apposed_subject(scene, people, sentence, verb) {
        return Some(subject.person);
    }
    let before = *people.namings_between(&[Run { end: verb as u32, ..sentence }]).last()?;
    let is_subject = (before.tokens.end as usize..verb).all(|i| scene.word(i) != "," && !is_verb(scene, i));
    (is_subject && !is_possessive(scene, before.tokens.end as usize)).then_some(before.person)
}

/// Whose driver or rival a sentence opens with, who is the nearer one: "Dell's driver spoke next".
fn owner(scene: &Scene<'_>, people: &People, sentence: Run, gender: Gender) -> Option<usize> {
    let reach = Run { end: sentence.end.min(sentence.start + 2 * TITLES as u32), ..sentence };
    let owner = *people.namings_between(&[reach]).next()?;
    let s = owner.tokens.end as usize;
    let is_first = before_titles(scene, owner.tokens.start as usize).is_none_or(|i| i < sentence.start as usize);
    let is_word = |&i: &usize| scene.is_wordlike(i) && !is_verb(scene, i) && !is_stop(scene.word(i));
    let noun = (s + 1..s + 1 + OWNED).take_while(is_word).last().filter(|&i| is_others(scene, i))?;
    let is_other = match sex(scene.word(noun)) {
        1 => gender == Gender::She,
        2 => gender == Gender::He,
        _ => false,
    };
    // "Dell's rival, Ann Roe", "Dell's rival called him a liar".
    let is_named = scene.word(noun + 1) == "," || scene.forms.get(noun + 1).is_some_and(|form| form.is_capital);
    let is_him = |i: usize| scene.is_word(i, HIM) && pronoun(scene.word(i)) == Some(gender);
    let fits = is_first && is_possessive(scene, s) && !is_other && !is_named;
    (fits && !(noun..sentence.end as usize).any(is_him)).then_some(owner.person)
}
