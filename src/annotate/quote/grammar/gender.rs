//! "He", "Mrs.", "Congressman" → the gender that a word tells.

use super::scene::Scene;
use crate::annotate::quote::words::name::is_title;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// "He" or "she", whatever the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    He,
    She,
}

impl Gender {
    /// Returns how the lists of first names write it.
    pub fn listed(self) -> u8 {
        match self {
            Gender::He => 1,
            Gender::She => 2,
        }
    }
}

/// Returns the gender of a pronoun.
pub(crate) fn pronoun(word: &str) -> Option<Gender> {
    if !matches!(word.as_bytes(), [b'h' | b'H' | b's' | b'S', _, ..]) {
        return None;
    }
    let is = |list: &[&str]| list.iter().any(|w| w.len() == word.len() && word.eq_ignore_ascii_case(w));
    if is(&["he", "him", "his", "himself"]) {
        return Some(Gender::He);
    }
    is(&["she", "her", "hers", "herself"]).then_some(Gender::She)
}

/// Returns the gender of the pronoun that follows a name in its sentence, nearby.
pub(crate) fn pronoun_after(scene: &Scene<'_>, name: Run) -> Option<Gender> {
    const REACH: usize = 12;
    let sentence = scene.sentences.get(name.start as usize)?;
    let follows =
        (name.end as usize..name.end as usize + REACH).take_while(|&i| scene.sentences.get(i) == Some(sentence));
    let mut unbroken = follows.take_while(|&i| !scene.forms[i].is_capital && scene.forms[i].mark != 7);
    unbroken.find_map(|i| pronoun(scene.word(i)))
}

/// Returns the gender that a word before a name tells ("Mrs. Roe", "Congressman Dell").
pub(crate) fn title_gender(scene: &Scene<'_>, token: usize) -> Option<Gender> {
    const HIS: &WordSet = &WordSet::of(&[
        "mr.", "mr", "sir", "lord", "king", "emperor", "pope", "prince", "herr", "monsieur", "senhor", "señor", "shri",
        "signor",
    ]);
    const HERS: &WordSet = &WordSet::of(&[
        "mrs.", "mrs", "ms.", "ms", "miss", "lady", "dame", "queen", "empress", "princess", "frau", "madame", "mme",
        "senhora", "señora", "shrimati", "signora", "smt", "smt.",
    ]);
    // "Sister Pearl" as a nun, "Mother Ann" as an abbess.
    const LORDS: &WordSet = &WordSet::of(&["baron", "brother", "duke", "earl", "father", "marquess", "viscount"]);
    const LADIES: &WordSet =
        &WordSet::of(&["baroness", "countess", "duchess", "marchioness", "matron", "mother", "sister", "viscountess"]);
    let is_large = || scene.forms.get(token).is_some_and(|form| form.is_capital);
    if scene.is_word(token, HIS) || scene.is_word(token, LORDS) && is_large() {
        return Some(Gender::He);
    }
    if scene.is_word(token, HERS) || scene.is_word(token, LADIES) && is_large() {
        return Some(Gender::She);
    }
    let title = Some(scene.word(token)).filter(|word| is_title(word))?;
    match () {
        _ if title.ends_with("woman") => Some(Gender::She),
        _ if title.ends_with("man") => Some(Gender::He),
        _ => None,
    }
}
