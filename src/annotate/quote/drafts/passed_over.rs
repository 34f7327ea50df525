//! What the rankers passed over in a paragraph, and what of theirs gives way to it: one rule after another, in an order
//! in which each sees what those before it found.

use super::{how_put, unled};
use crate::annotate::quote::extent::{aside, meanwhile};
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::layout::{colon, headline, label};
use crate::annotate::quote::left_out::dateline;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::nested::{phoned, quoted, recalled, relayed, secondhand};
use crate::annotate::quote::sentence::{
    according, closing, courts, halves, in_view, inserted, outer, parenthesis, per, stated, words_of,
};
use crate::annotate::quote::voices::{
    called, correction, others_words, overheard, passive, said_of, split_told, when_said, withheld,
};

/// Adds what is told in a paragraph by how it is laid out, and mends what was found there.
pub(super) fn add(scene: &Scene<'_>, paragraph: usize, attributions: &mut Vec<Attribution>) {
    let run = scene.text.paragraph_tokens(paragraph);
    let more = according::passed_over(scene, paragraph, attributions);
    attributions.extend(more);
    let more = closing::passed_over(scene, paragraph, attributions);
    closing::leave_out(scene, &more, attributions);
    attributions.extend(more);
    aside::without_own_report(scene, attributions);
    stated::add(scene, run, attributions);
    attributions.extend(outer::passed_over(scene, paragraph, attributions));
    withheld::find(scene, paragraph, attributions);
    quoted::part(scene, run, attributions);
    attributions.extend(passive::passed_over(scene, run, attributions));
    called::part(scene, run, attributions);
    inserted::mend(scene, paragraph, attributions);
    in_view::mend(scene, paragraph, attributions);
    attributions.iter_mut().for_each(|a| halves::complete(scene, a));
    halves::with_front(scene, attributions);
    parenthesis::mend(scene, attributions);
    relayed::widen(scene, attributions);
    phoned::join(scene, attributions);
    recalled::mend(scene, run, attributions);
    attributions.iter_mut().for_each(|a| secondhand::widen(scene, a));
    courts::add(scene, paragraph, attributions);
    how_put::add(scene, run, attributions);
    attributions.extend(overheard::passed_over(scene, run, attributions));
    words_of::find(scene, run, attributions);
    attributions.extend(unled::passed_over(scene, run, attributions));
    per::find(scene, run, attributions);
    split_told::join(scene, attributions);
    when_said::part(scene, paragraph, attributions);
    correction::mend(scene, attributions);
    meanwhile::part(scene, attributions);
    others_words::find(scene, run, attributions);
    said_of::mend(scene, run, attributions);
    colon::led(scene, run, attributions);
    label::leave_out(scene, run, attributions);
    dateline::leave_out(scene, run, attributions);
    if paragraph == 0 {
        headline::led(scene, run, attributions);
    }
}
