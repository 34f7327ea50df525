//! "TB: Did you read them?", "AF: I never did.": an interview that names its two by their initials.

use rustc_hash::FxHashMap;

use super::transcript::spoken;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::link::draft::Draft;
use crate::annotate::quote::people::roster::People;

/// Returns for each paragraph the turn of whose initials it opens with; nothing unless those of two persons come back.
pub(super) fn turns(scene: &Scene<'_>, people: &People) -> Option<Vec<Option<Draft>>> {
    let n = scene.text.paragraphs.len();
    let labels: Vec<Option<&str>> = (0..n).map(|p| label(scene, p)).collect();
    if labels.iter().flatten().count() < 4 {
        return None;
    }
    let mut bearers: FxHashMap<String, Option<usize>> = FxHashMap::default();
    for (person, known) in people.persons.iter().enumerate() {
        let initials = known.name.split([' ', '-']).filter_map(|word| word.chars().next()).collect();
        bearers.entry(initials).and_modify(|one| *one = None).or_insert(Some(person));
    }
    let bearer = |label: &str| bearers.get(label).copied().flatten();
    let mut counts: FxHashMap<usize, usize> = FxHashMap::default();
    labels.iter().flatten().filter_map(|label| bearer(label)).for_each(|p| *counts.entry(p).or_default() += 1);
    if counts.values().filter(|&&n| n > 1).count() < 2 {
        return None;
    }
    let turn = |(paragraph, label): (usize, &Option<&str>)| {
        let person = bearer((*label)?)?;
        let run = scene.text.paragraph_tokens(paragraph);
        let words = run_of(run.start as usize + 2, run.end as usize);
        Some(Draft { person: Some(person), ..spoken(scene, paragraph, None, words) })
    };
    Some(labels.iter().enumerate().map(turn).collect())
}

/// The capitals that open a paragraph before a colon.
fn label<'a>(scene: &Scene<'a>, paragraph: usize) -> Option<&'a str> {
    let run = scene.text.paragraph_tokens(paragraph);
    let start = run.start as usize;
    let word = scene.word(start);
    let is_label = (2..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
    (is_label && scene.word(start + 1) == ":" && start + 2 < run.end as usize).then_some(word)
}
