//! "What Roe said was [that the dam was old]", "all she would say was [that it was over]": the words stand behind the
//! verb of a sentence that begins with the pronoun for them.

use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;

/// Leaves the words without the pronoun and the verb.
pub(crate) fn mend(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return };
    let Some(what) = (source.start as usize).checked_sub(1) else { return };
    let verb = cue.end as usize;
    let is_cleft = scene.is_word(what, &["all", "what"])
        && source.end <= cue.start
        && scene.is_word(verb, &["is", "was"])
        && scene.is_word(verb + 1, &["that"]);
    let is_words = |piece: &Run| piece.start as usize == verb && piece.end as usize > verb + 2;
    if !is_cleft || !attribution.contents.iter().any(is_words) {
        return;
    }
    attribution.contents.retain(|piece| piece.start as usize != what || piece.range().len() > 1);
    let words = attribution.contents.iter_mut().find(|piece| is_words(piece));
    words.into_iter().for_each(|piece| *piece = run_of(verb + 1, piece.end as usize));
}
