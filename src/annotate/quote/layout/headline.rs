//! Headlines that tell by a colon alone who says them: “Roe: Bridge Will Stay Shut”, “Roe to Council: Wait”, “‘We Were
//! Never Told’: Ann Roe”. No word reports, and few headlines have that form, so that the taggers pass over half.

use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::marks::pairs::Place;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens before the colon of who speaks, and most of a headline.
const REACH: usize = 12;
const LONGEST: usize = 40;
/// Most words of a title and a name's first one.
const TITLES: usize = 5;
/// Words that open to whom, where or of what she spoke.
const LINKS: &WordSet = &WordSet::of(&["after", "at", "in", "on", "to"]);
/// Words that open what is about somebody and is said by nobody ("Ann Roe: a life", "Ann Roe: baker who fed a town").
const ARTICLES: &WordSet = &WordSet::of(&["a", "an", "the"]);
const CLAUSES: &WordSet = &WordSet::of(&["how", "what", "when", "where", "which", "who", "why"]);
/// Words that only clauses have.
const SUBJECTS: &[&str] = &["i", "we", "he", "she", "they", "there"];
/// Nouns for one that speaks without a name, beside those for several ("Experts: …").
const NOUNS: &WordSet = &WordSet::of(&["newspaper", "police", "poll", "report", "study", "survey"]);

/// What makes a headline one about somebody who has died.
const DEATHS: &WordSet = &WordSet::of(&["dead", "died", "dies", "mourned", "obituary"]);

/// Gives what stands behind or before the colon of an article's first line to whom the other side names.
pub(crate) fn led(scene: &Scene<'_>, line: Run, attributions: &mut Vec<Attribution>) {
    if line.range().len() > LONGEST {
        return;
    }
    let Some(colon) = line.range().find(|&i| scene.word(i) == ":" && scene.marks.places[i] == Place::Outside) else {
        return;
    };
    let Some((source, words)) = before(scene, line, colon).or_else(|| behind(scene, line, colon)) else { return };
    let holds = |a: &Attribution| a.contents.iter().any(|&piece| overlap(piece, words) > 0);
    let is_found = |a: &Attribution| a.contents == [words] && a.source == Some(source);
    match attributions.iter_mut().find(|a| is_found(a)) {
        Some(found) => found.is_headed = true,
        None => {
            attributions.retain(|a| !holds(a) && a.source.is_none_or(|s| overlap(s, source) == 0));
            attributions.push(Attribution::headed(run_of(colon, colon + 1), source, words));
        }
    }
}

/// Who opens the line, and all that stands behind the colon, where it is something to say.
fn before(scene: &Scene<'_>, line: Run, colon: usize) -> Option<(Run, Run)> {
    let start = line.start as usize;
    let named = person_at(scene, start).or_else(|| noun_at(scene, start));
    let source = named.filter(|source| colon - start <= REACH && source.end as usize <= colon)?;
    let link = source.end as usize;
    let is_open = link == colon || scene.is_word(link, LINKS);
    let words = run_of(colon + 1, line.end as usize);
    let is_marked = words.range().any(|i| scene.marks.places[i] != Place::Outside);
    let verb = words.range().find(|&i| is_verb(scene, i));
    let asks = scene.word(line.end as usize - 1) == "?";
    let is_about =
        |verb: usize| scene.is_word(colon + 1, ARTICLES) || (colon + 1..verb).any(|i| scene.is_word(i, CLAUSES));
    let is_clause = words.range().any(|i| is_subject(scene, i)) || verb.is_some_and(|verb| !is_about(verb));
    let tells = is_marked || !asks && is_clause;
    (is_open && tells).then_some((source, words))
}

/// A noun for one or several that speak without a name.
fn noun_at(scene: &Scene<'_>, noun: usize) -> Option<Run> {
    let is_many = || scene.kinds[noun].speaks() && scene.word(noun).ends_with('s') && !scene.is_one_person(noun);
    let is_name = !scene.entities_in(run_of(noun, noun + 1)).is_empty();
    (!is_name && (scene.is_word(noun, NOUNS) || is_many())).then(|| run_of(noun, noun + 1))
}

/// Who is named right behind the colon, and the quotation that the line opens with.
fn behind(scene: &Scene<'_>, line: Run, colon: usize) -> Option<(Run, Run)> {
    let region = scene.marks.region_of(line.start as usize)?;
    let is_all = region.start == line.start && region.end as usize == colon;
    // “‘A quiet giant’: Ann Roe, poet, dies at 93” is about her.
    let is_dead = (colon + 1..line.end as usize).any(|i| scene.is_word(i, DEATHS));
    Some((person_at(scene, colon + 1)?, region)).filter(|_| is_all && !is_dead)
}

/// The person whose name, with her titles, begins at a token.
fn person_at(scene: &Scene<'_>, start: usize) -> Option<Run> {
    let is_named = |&i: &usize| !scene.is_title(i) && !scene.entities_in(run_of(i, i + 1)).is_empty();
    let first = (start..start + TITLES).find(is_named)?;
    let entity = scene.entities_in(run_of(first, first + 1)).first().filter(|e| e.kind == EntityKind::Person)?;
    let is_titled = (start..first).all(|i| scene.forms[i].is_capital);
    let name = scene.tokens_of(entity);
    (name.start as usize == first && is_titled).then(|| run_of(start, name.end as usize))
}

/// Tells whether a token is a pronoun that only clauses have ("We’ll").
fn is_subject(scene: &Scene<'_>, token: usize) -> bool {
    let word = scene.word(token).split(['’', '\'']).next().unwrap_or_default();
    SUBJECTS.iter().any(|subject| word.eq_ignore_ascii_case(subject))
}
