//! "The Post reported that [Roe said that she would run]": what somebody reports that another says. The taggers give the
//! inner words to the other alone, and leave "that Roe" of the outer ones.

use rustc_hash::FxHashMap;

use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;

/// Widens what is left of such words to the end of what the other says.
pub(crate) fn widen(scene: &Scene<'_>, attributions: &mut [Attribution]) {
    if attributions.len() < 2 {
        return;
    }
    let inner = |a: &Attribution| {
        let (source, cue, last) = (a.source?, a.cue?, a.contents.last()?);
        let is_next =
            source.end == cue.start && scene.sentences[cue.start as usize] == scene.sentences[last.end as usize - 1];
        (is_next && last.start >= cue.end).then_some((cue.start, (source, last.end)))
    };
    let inner: FxHashMap<u32, (Run, u32)> = attributions.iter().filter_map(inner).collect();
    for attribution in attributions {
        let [piece] = &mut attribution.contents[..] else { continue };
        let Some(&(source, end)) = inner.get(&piece.end) else { continue };
        let is_left = scene.is_word(piece.start as usize, &["that"]) && source.start == piece.start + 1;
        let is_behind = attribution.cue.is_some_and(|cue| cue.end <= piece.start);
        if is_left && is_behind && !piece.range().any(|i| is_verb(scene, i)) {
            piece.end = end;
        }
    }
}
