//! "Officers arrested Ann Roe, [a police spokeswoman] said.": words behind a name and a comma that tell who says the
//! sentence, and not what the one named is.

use super::closing::told;
use crate::annotate::quote::grammar::finite::may_begin;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Words that open who tells a sentence.
const DETERMINERS: &WordSet =
    &WordSet::of(&["a", "an", "another", "her", "his", "its", "my", "one", "our", "the", "their"]);
/// Words behind which a clause begins, whose subject a name is, and verbs before whose subject they stand: "as [Ann Roe],
/// a clerk said", "said [Ann Roe], a clerk told of it".
const BEGINS: &WordSet = &WordSet::of(&["added", "as", "explained", "said", "says", "than", "what"]);
/// Most tokens between two commas, of titles before a name, and before a name among which its clause's verb stands.
const BETWEEN: usize = 12;
const TITLES: usize = 6;
const BEFORE: usize = 60;

/// Returns who tells a sentence right behind a name in it: the name is no subject, and the sentence ends with her
/// ("Officers arrested Ann Roe, [a spokeswoman] said on Monday."), or the subject, and goes on with its verb ("Ann Roe, [a
/// spokeswoman] said, had fled").
pub(crate) fn behind(scene: &Scene<'_>, name: Run) -> Option<Run> {
    let comma = name.end as usize;
    let first = comma + 1;
    if scene.word(comma) != "," || !scene.is_word(first, DETERMINERS) {
        return None;
    }
    let sentence = *scene.text.sentences.get(*scene.sentences.get(first)? as usize)?;
    let last = (sentence.end as usize).checked_sub(1).filter(|&last| last > first)?;
    if scene.word(last) == "."
        && let Some((cue, source)) = told(scene, first, last)
    {
        // "A clerk said to be rich".
        let is_told_of =
            scene.is_word(cue.end as usize, &["to"]) && scene.is_word(cue.end as usize + 1, &["be", "have"]);
        return Some(source).filter(|_| !is_told_of && is_inside(scene, sentence, name));
    }
    let close = (first..last.min(first + BETWEEN)).find(|&i| scene.word(i) == ",")?;
    let (_, source) = told(scene, first, close)?;
    is_verb(scene, close + 1).then_some(source)
}

/// Tells whether a name stands behind the verb of its clause.
fn is_inside(scene: &Scene<'_>, sentence: Run, name: Run) -> bool {
    let start = name.start as usize;
    let titled = (start.saturating_sub(TITLES)..start).rev().take_while(|&i| scene.is_title(i)).last().unwrap_or(start);
    let from = opening(scene, sentence).max(titled.saturating_sub(BEFORE));
    let is_marked = |&i: &usize| scene.marks.region_of(i).is_some();
    let from = (from..titled).rev().find(is_marked).map_or(from, |i| i + 1);
    // "…, [Ann Roe], an aide to the mayor said": behind a comma she tells it herself.
    let begins = titled.checked_sub(1).is_none_or(|i| i < from || !scene.is_wordlike(i) || scene.is_word(i, BEGINS));
    !begins && (from..titled).any(|i| is_verb(scene, i) || may_begin(scene, i))
}
