//! "The Bureau of Alcohol, Tobacco and Firearms said": a body whose name is a list of what it is for, common words written
//! large, which the taggers end at the comma.

use crate::annotate::EntityKind;
use crate::annotate::entity::is_common;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::people::candidate::Candidate;
use crate::annotate::text::Run;

/// Most words before the first comma, of one thing behind it, and of those things.
const FIRST: usize = 7;
const WORDS: usize = 2;
const THINGS: usize = 6;

/// Reads a source that is all such a name: "the Department of Health, Education and Welfare", "Montana Fish, Wildlife and
/// Parks", not "the Department of Health, Vale and Larn".
pub(super) fn body(scene: &Scene<'_>, source: Run) -> Option<Candidate> {
    let start = source.start as usize + usize::from(scene.is_word(source.start as usize, &["the"]));
    let end = source.end as usize;
    let comma = (start..end.min(start + FIRST + 1)).find(|&i| scene.word(i) == ",")?;
    if !is_for(scene, run_of(start, comma)) {
        return None;
    }
    let mut at = comma;
    for _ in 0..THINGS {
        let is_last = scene.is_word(at, &["and"]) || scene.word(at) == "," && scene.is_word(at + 1, &["and"]);
        if !is_last && scene.word(at) != "," {
            return None;
        }
        let from = if scene.word(at) == "," && is_last { at + 2 } else { at + 1 };
        at = (from..end).find(|&i| !is_thing(scene, i)).unwrap_or(end);
        if !(1..=WORDS).contains(&at.saturating_sub(from)) {
            return None;
        }
        if is_last {
            let tokens = run_of(start, at);
            let name = scene.text.span_of(tokens)?.of(scene.text.source).to_owned();
            return (at == end).then_some(Candidate { tokens, kind: 4, name, person: None, n_mentions: 1 });
        }
    }
    None
}

/// Tells whether words name a body by what it is for: "Department of Health", "Montana Fish".
fn is_for(scene: &Scene<'_>, words: Run) -> bool {
    let Some(last) = (words.end as usize).checked_sub(1).filter(|&last| last > words.start as usize) else {
        return false;
    };
    let is_joint = |i: usize| scene.is_word(i, &["for", "of", "on"]);
    let is_part = |i: usize| scene.forms[i].is_capital || is_joint(i);
    let is_of = words.range().skip(1).any(is_joint);
    let place = scene.entities_in(run_of(words.start as usize, last)).first();
    let is_of_place = || place.is_some_and(|e| e.kind == EntityKind::Place && scene.tokens_of(e).end as usize == last);
    words.range().all(is_part) && is_thing(scene, last) && (is_of || is_of_place())
}

/// Tells whether a token is a word written large that is common, or that no tagger knows as a name.
fn is_thing(scene: &Scene<'_>, i: usize) -> bool {
    let is_free = || scene.entities_in(run_of(i, i + 1)).is_empty();
    scene.forms.get(i).is_some_and(|form| form.is_capital) && (is_common(scene.word(i)) || is_free())
}
