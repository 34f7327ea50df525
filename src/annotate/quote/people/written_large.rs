//! Words written large behind "the" that name nobody: an office without the name of who holds it ("the Human Resources
//! [Minister]", "the [Emir]"), and what follows an age ("the 31-year-old [Kiwi]").

use super::candidate::Candidate;
use super::roster::People;
use crate::annotate::quote::grammar::phrases::is_high;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Last words of offices.
const OFFICES: &WordSet = &WordSet::of(&[
    "attorney-general",
    "auditor-general",
    "chancellor",
    "commissioner",
    "governor",
    "governor-general",
    "mayor",
    "minister",
    "premier",
    "secretary",
    "secretary-general",
    "solicitor-general",
    "treasurer",
]);
/// Most tokens between "the" and the last word.
const LONGEST: usize = 6;

/// Tells whether what is taken for a name is such words.
pub(crate) fn names_nobody(scene: &Scene<'_>, people: &People, source: Run, name: &Candidate) -> bool {
    let (the, start) = (source.start as usize, name.tokens.start as usize);
    let Some(last) = (name.tokens.end as usize).checked_sub(1) else { return false };
    let is_last = last + 1 == source.end as usize || !scene.is_wordlike(last + 1);
    if !scene.is_word(the, &["the"]) || start <= the || last > the + LONGEST || !is_last {
        return false;
    }
    let is_named = name.person.is_some_and(|person| !people.persons[person].first.is_empty());
    let is_office = start == the + 1 && (scene.is_word(last, OFFICES) || is_high(scene, last));
    let is_aged = || start == last && start > the + 1 && (the + 1..start).all(|i| scene.is_in_age(i));
    let is_known = || name.person.is_some_and(|person| people.persons[person].n_mentions > 1);
    !is_named && (is_office || is_aged() && !is_known())
}
