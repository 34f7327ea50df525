//! "Linebacker Bo Dell: “Cold business.”", "Ann Roe, asked if she would run: “Wait.”", "Teacher Ann Roe was blunt: “No.”",
//! "Ann Roe had one word: “No.”", "The Vale Courier: “Enough.”": who opens a sentence that a colon and a whole quotation
//! end, where nobody else is named.

use super::colon::is_role;
use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::closes;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::verbs::{is_predicate, is_verb, reports};
use crate::annotate::quote::left_out::item;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens before the colon, before a name, and of when, where or asked what somebody spoke.
const REACH: usize = 30;
const LEAD: usize = 6;
const REST: usize = 24;
/// Words that open when, where or asked what somebody spoke, and clauses in it.
const OCCASIONS: &WordSet = &WordSet::of(&[
    "about",
    "after",
    "answering",
    "asked",
    "at",
    "before",
    "during",
    "in",
    "on",
    "pressed",
    "responding",
    "speaking",
    "talking",
    "to",
    "via",
    "when",
    "while",
    "writing",
]);
const CLAUSES: &WordSet = &WordSet::of(&[
    "after", "as", "before", "how", "if", "that", "what", "when", "where", "whether", "which", "while", "who", "why",
]);
/// Words before a name that make her no subject ("for linebacker Bo Dell"), or are none of what she is ("here's Roe").
const LINKS: &WordSet = &WordSet::of(&[
    "after",
    "again",
    "against",
    "also",
    "and",
    "as",
    "at",
    "but",
    "by",
    "even",
    "for",
    "from",
    "here",
    "in",
    "later",
    "like",
    "meanwhile",
    "not",
    "now",
    "of",
    "on",
    "only",
    "so",
    "still",
    "than",
    "then",
    "there",
    "to",
    "when",
    "with",
    "yet",
]);
/// Verbs that say how somebody is, those that the rankers know best, and those of who takes in what others say.
const STATES: &WordSet = &WordSet::of(&["was", "were", "is", "are", "seemed", "sounded", "remained"]);
const SAYS: &WordSet = &WordSet::of(&[
    "added", "adds", "asked", "asks", "replied", "replies", "said", "says", "told", "tells", "tweeted", "wrote",
    "writes",
]);
const HEARS: &WordSet = &WordSet::of(&["found", "got", "heard", "noticed", "read", "received", "saw", "watched"]);

/// Who opens the sentence of a colon before a quotation that ends it.
pub(super) fn subject(scene: &Scene<'_>, paragraph: Run, region: Run, colon: usize) -> Option<Run> {
    let sentence = scene.text.sentences.get(scene.sentences[colon] as usize)?.start as usize;
    let item = item::begin(scene, paragraph).filter(|&item| item >= sentence);
    let start = item.unwrap_or(sentence);
    let end = region.end as usize;
    let is_last = end >= paragraph.end as usize || scene.sentences[end] > scene.sentences[end - 1];
    if start >= colon || colon - start > REACH || !closes(scene, region) || !is_last {
        return None;
    }
    let whole = run_of(start, colon);
    person(scene, whole).or_else(|| body(scene, paragraph, region, whole))
}

/// The one person whom such a sentence names before its colon.
fn person(scene: &Scene<'_>, whole: Run) -> Option<Run> {
    let (start, colon) = (whole.start as usize, whole.end as usize);
    let persons = scene.entities_in(whole).iter().filter(|e| e.kind == EntityKind::Person);
    let mut names = persons.map(|e| scene.tokens_of(e));
    let name = names.next().filter(|name| name.start >= whole.start && name.end <= whole.end)?;
    let (first, behind) = (name.start as usize, name.end as usize);
    let is_plain = |i: usize| scene.is_wordlike(i) || is_possessive(scene, i) || scene.word(i) == "-";
    let is_part = |i: usize| is_plain(i) && !is_predicate(scene, i) && !reports(scene, i) && !scene.is_word(i, LINKS);
    let is_led = first - start <= LEAD && (start..first).all(is_part);
    if names.next().is_some() || !is_led || is_possessive(scene, behind) {
        return None;
    }
    let source = run_of(start, behind);
    let rest = run_of((behind + 1).min(colon), colon);
    let is_apposed = || is_role(scene, rest) || scene.is_word(behind + 1, &["now"]) && !tells(scene, rest);
    let fits = match scene.word(behind) {
        _ if behind == colon => first > start || name.range().len() > 1,
        "," => is_occasion(scene, rest) || is_apposed(),
        _ => {
            let rest = run_of(behind, colon);
            is_occasion(scene, rest) || is_blunt(scene, rest) || is_summary(scene, rest)
        }
    };
    fits.then_some(source)
}

fn tells(scene: &Scene<'_>, words: Run) -> bool {
    words.range().any(|i| is_predicate(scene, i) || reports(scene, i))
}

/// Tells whether words behind a name say when, where or asked what somebody spoke, without a clause of their own: "asked
/// if she would run", "in a speech on May 3"; not "at a rally, said no".
pub(super) fn is_occasion(scene: &Scene<'_>, rest: Run) -> bool {
    let start = rest.start as usize;
    let mut is_clause = false;
    for i in rest.range() {
        let is_end = scene.word(i).starts_with(['.', '!', '?', ';', ':']) && i + 1 < rest.end as usize;
        is_clause = (is_clause || scene.is_word(i, CLAUSES)) && scene.word(i) != ",";
        if is_end || !is_clause && i > start && is_predicate(scene, i) {
            return false;
        }
    }
    (1..=REST).contains(&rest.range().len()) && scene.is_word(start, OCCASIONS)
}

/// Tells whether a verb and little else stand behind a name: "was blunt", "disagreed".
fn is_blunt(scene: &Scene<'_>, rest: Run) -> bool {
    const STATE: usize = 4;
    let (start, end) = (rest.start as usize, rest.end as usize);
    let is_plain = |i: usize| scene.is_wordlike(i) && !reports(scene, i);
    let is_state = scene.is_word(start, STATES) && (2..=STATE).contains(&(end - start)) && rest.range().all(is_plain);
    let is_verb = is_verb(scene, start) || reports(scene, start);
    let is_act = end == start + 1 && is_verb && !scene.is_word(start, HEARS) && !scene.is_word(start, SAYS);
    is_state || is_act
}

/// Tells whether words behind a name say that hers follow: "summed up the evening", "had one word for the play".
fn is_summary(scene: &Scene<'_>, rest: Run) -> bool {
    const LONGEST: usize = 10;
    const NOUNS: &WordSet =
        &WordSet::of(&["advice", "answer", "explanation", "message", "reply", "theory", "verdict", "word", "words"]);
    let start = rest.start as usize;
    let sums = scene.is_word(start, &["summed", "sums"]) && rest.range().any(|i| scene.is_word(i, &["up"]));
    let has = scene.is_word(start, &["gave", "had", "has", "offered", "offers"]);
    let is_plain = |i: usize| scene.is_wordlike(i) || is_possessive(scene, i);
    let is_one = (start + 1..rest.end as usize).all(|i| is_plain(i) && !is_predicate(scene, i));
    let noun = || rest.range().skip(1).take(4).any(|i| scene.is_word(i, NOUNS));
    rest.range().len() <= LONGEST && is_one && (sums || has && noun())
}

/// The body whose name fills a paragraph up to the colon: "[The Vale Courier]: “Enough.”"
fn body(scene: &Scene<'_>, paragraph: Run, region: Run, whole: Run) -> Option<Run> {
    let is_paragraph = (region.end as usize..paragraph.end as usize).all(|i| !scene.is_wordlike(i));
    let opens = whole.start as usize + usize::from(scene.is_word(whole.start as usize, &["the"]));
    let is_body = |name: Run| name.end == whole.end && name.start as usize <= opens;
    let mut bodies = scene.entities_in(whole).iter().filter(|e| e.kind == EntityKind::Org);
    (is_paragraph && bodies.any(|e| is_body(scene.tokens_of(e)))).then_some(whole)
}
