//! Surnames that begin with a particle, wherever they stand for somebody whom the article names in full: "Lena van Dell
//! …. But [Van Dell] said", "said [al-Roe]". The tagger takes them for bodies or passes over the particle.

use rustc_hash::FxHashMap;

use super::form::normalise;
use super::kinds::is_body_word;
use super::lists;
use super::missed::is_name_word;
use super::openers::opens_sentence_only;
use super::persons::{is_particle, is_title};
use super::ranks::is_rank;
use super::tag::Tagged;
use crate::annotate::EntityKind;
use crate::annotate::text::{Run, Text};

/// Most words of a full name, and surnames with one last word that are told apart.
const LONGEST: usize = 6;
const MOST: usize = 8;

/// Makes persons of such surnames; the names stay in text order and apart.
pub(super) fn mend(text: &Text<'_>, tagged: &mut Vec<Tagged>) {
    tagged.iter_mut().for_each(|name| trust(text, name));
    let surnames = surnames(text, tagged);
    if surnames.is_empty() {
        return;
    }
    let mut mended: Vec<Tagged> = Vec::with_capacity(tagged.len());
    let mut names = tagged.iter().copied().peekable();
    for at in 0..text.tokens.len() {
        let Some(run) = surname_at(text, &surnames, at) else { continue };
        while let Some(name) = names.next_if(|name| name.tokens.end <= run.start) {
            mended.push(name);
        }
        let is_free = mended.last().is_none_or(|name| name.tokens.end <= run.start);
        let is_part = names.peek().is_some_and(|name| is_longer(text, name, run));
        if !is_free || is_part || !stands_alone(text, run) {
            continue;
        }
        while names.next_if(|name| name.tokens.start < run.end).is_some() {}
        mended.push(Tagged { tokens: run, kind: EntityKind::Person });
    }
    mended.extend(names);
    *tagged = mended;
}

/// Makes a person of a listed given name, particles and one more word: "Bo du Dell".
fn trust(text: &Text<'_>, name: &mut Tagged) {
    let range = name.tokens.range();
    if name.kind != EntityKind::Org || !(3..=4).contains(&range.len()) {
        return;
    }
    let (first, last) = (text.word(range.start), text.word(range.end - 1));
    let is_listed = |word: &str, list: u16| lists::listed_words([&*normalise(word)].into_iter()) & list != 0;
    let is_joined = (range.start + 1..range.end - 1).all(|i| is_particle(text.word(i)));
    let is_name = is_name_word(text, range.end - 1) && !is_body_word(last) && !is_listed(last, lists::BODIES);
    if is_joined && is_name && is_listed(first, lists::GIVEN) && !is_listed(first, lists::PLACES) {
        name.kind = EntityKind::Person;
    }
}

/// Tells whether a name goes on before or behind a surname that it holds.
fn is_longer(text: &Text<'_>, name: &Tagged, run: Run) -> bool {
    let is_before = name.tokens.start < run.start && !opens_sentence_only(text, name.tokens.start as usize);
    name.tokens.start < run.end && (is_before || name.tokens.end > run.end)
}

/// Tells whether no other word of a name stands before or behind a run.
fn stands_alone(text: &Text<'_>, run: Run) -> bool {
    let is_name = |i: usize| i < text.tokens.len() && is_name_word(text, i);
    let before = (run.start as usize).checked_sub(1);
    let is_free = |i: usize| {
        let word = text.word(i);
        is_title(word) || is_rank(word) || opens_sentence_only(text, i) || ends_sentence(text, i)
    };
    before.is_none_or(|i| !is_name(i) || is_free(i))
        && (!is_name(run.end as usize) || ends_sentence(text, run.end as usize - 1))
}

/// Tells whether a sentence ends behind a token.
fn ends_sentence(text: &Text<'_>, token: usize) -> bool {
    text.sentences.binary_search_by_key(&(token as u32 + 1), |sentence| sentence.start).is_ok()
}

/// The particles of the surnames of persons named in full, by the last word; all in small letters.
fn surnames(text: &Text<'_>, tagged: &[Tagged]) -> FxHashMap<String, Vec<Vec<String>>> {
    let mut surnames: FxHashMap<String, Vec<Vec<String>>> = FxHashMap::default();
    let whole = tagged.iter().filter(|name| name.kind == EntityKind::Person);
    for name in whole.filter(|name| (2..=LONGEST).contains(&name.tokens.range().len())) {
        let words: Vec<String> = name.tokens.range().map(|i| text.word(i).to_lowercase()).collect();
        let Some((last, rest)) = words.split_last() else { continue };
        let n = rest.iter().skip(1).rev().take_while(|word| is_particle(word) && !word.ends_with('.')).count();
        let particles = rest[rest.len() - n..].to_vec();
        if n == 0 && !has_article(last) {
            continue;
        }
        let known = surnames.entry(last.clone()).or_default();
        if known.len() < MOST && !known.contains(&particles) {
            known.push(particles);
        }
    }
    surnames
}

/// Tells whether a surname in small letters begins with an Arabic article: "al-roe".
fn has_article(word: &str) -> bool {
    ["al-", "el-"].iter().any(|article| word.strip_prefix(article).is_some_and(|rest| rest.len() > 2))
}

/// The surname, with its particles, that ends with a token.
fn surname_at(text: &Text<'_>, surnames: &FxHashMap<String, Vec<Vec<String>>>, at: usize) -> Option<Run> {
    let word = text.word(at);
    if !is_name_word(text, at) && !has_article(word) {
        return None;
    }
    let known = surnames.get(&word.to_lowercase())?;
    let fits = |particles: &&Vec<String>| {
        let first = at.checked_sub(particles.len());
        first.is_some_and(|first| particles.iter().zip(first..).all(|(word, i)| text.word(i).to_lowercase() == *word))
    };
    let longest = known.iter().filter(fits).max_by_key(|particles| particles.len())?;
    Some(Run { start: (at - longest.len()) as u32, end: at as u32 + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::entity;

    #[test]
    fn particles_belong_to_surnames() {
        for (full, short) in
            [("Pieter van Wyk", "Van Wyk"), ("Jaafar al-Dulaimi", "al-Dulaimi"), ("Pieter du Plessis", "du Plessis")]
        {
            let source =
                format!("{full} met the unions.\n\nBut {short} said no. “Yes,” said {short}. On Monday, {short} left.");
            let text = Text::new(&source);
            let found = entity::annotate(&text);
            let n = found.iter().filter(|e| e.kind == EntityKind::Person && e.span.of(&source) == short).count();
            assert_eq!(n, 3, "{short}: {found:?}");
        }
    }
}
