//! A paragraph's candidates → its attributions, each rule beside the rankers in turn: first those that mend one
//! attribution by itself, then those that see them all. Two of them are here: a content that mostly fills a quotation is
//! that quotation, and pieces that only marks part are one.

use super::unled;
use crate::annotate::quote::extent::{
    aside, bounds, clause, cleft, contrast, fragments, fronted, main_verb, relative_aside,
};
use crate::annotate::quote::grammar::scene::{Scene, overlap};
use crate::annotate::quote::left_out::{
    acts, adjunct, between_commas, epithet, heard, manner, named_works, nouns, object, occasion, told, trailing, works,
};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::link::candidates::Candidates;
use crate::annotate::quote::link::choose::link;
use crate::annotate::quote::models::learnt::Models;
use crate::annotate::quote::nested::quoted;
use crate::annotate::quote::sentence::{according, closing, inverted, medial};
use crate::annotate::quote::source::reach;
use crate::annotate::quote::voices::{answers, coordinated, full_stop, hearsay, overheard, passive, replies, retort};
use crate::annotate::text::Run;

/// Links a paragraph's candidates and puts the pieces in order.
pub(super) fn linked(scene: &Scene<'_>, candidates: &Candidates, models: &Models) -> Vec<Attribution> {
    let mut attributions = link(scene, candidates, models);
    let mut answers = Vec::new();
    for attribution in &mut attributions {
        if models.steps.marks {
            snap(scene, attribution);
        }
        join(scene, attribution);
        answers.extend(mend(scene, attribution));
        if models.steps.marks {
            answers.extend(mend_by_marks(scene, attribution));
        }
    }
    attributions.extend(answers);
    replies::share(scene, &mut attributions);
    attributions.retain(|a| !a.contents.is_empty() && !fragments::are_no_words(scene, a));
    attributions.retain(|a| !acts::is_act(scene, a) && !nouns::is_no_cue(scene, a));
    bounds::without_next(scene, &mut attributions);
    let more: Vec<Attribution> = attributions.iter_mut().flat_map(|a| bounds::others_inside(scene, a)).collect();
    attributions.extend(more);
    if models.steps.marks {
        part(scene, &mut attributions);
    }
    clause::complete(scene, &mut attributions);
    // What was widened may have run over the next piece.
    attributions.iter_mut().for_each(|a| join(scene, a));
    attributions.iter_mut().for_each(|a| main_verb::until(scene, a));
    attributions.iter_mut().for_each(|a| bounds::without_pronoun(scene, a));
    attributions
}

/// Mends one attribution: who speaks, and what is no part of the words. Returns what another says in it.
fn mend(scene: &Scene<'_>, attribution: &mut Attribution) -> Option<Attribution> {
    inverted::turn_round(scene, attribution);
    inverted::turn_back(scene, attribution);
    inverted::at_end(scene, attribution);
    medial::mend(scene, attribution);
    bounds::around_cue(scene, attribution);
    reach::mend(scene, attribution);
    let other = aside::mend(scene, attribution);
    bounds::without_source(scene, attribution);
    told::without_addressee(scene, attribution);
    told::without_named(scene, attribution);
    told::without_opening(scene, attribution);
    manner::leave_out(scene, attribution);
    told::without_day(scene, attribution);
    told::without_paper(scene, attribution);
    cleft::mend(scene, attribution);
    works::leave_out(scene, attribution);
    named_works::leave_out(scene, attribution);
    fragments::without_remark(scene, attribution);
    fronted::until_main(scene, attribution);
    fronted::until_quoted(scene, attribution);
    fronted::until_next(scene, attribution);
    fronted::without_front(scene, attribution);
    adjunct::leave_out(scene, attribution);
    quoted::without_agency(scene, attribution);
    works::without_place(scene, attribution);
    contrast::until(scene, attribution);
    contrast::without_before(scene, attribution);
    contrast::without_second(scene, attribution);
    passive::mend(scene, attribution);
    hearsay::mend(scene, attribution);
    overheard::without_hearer(scene, attribution);
    between_commas::mend(scene, attribution);
    other
}

/// Mends one attribution by its quotation marks; returns what others answer.
fn mend_by_marks(scene: &Scene<'_>, attribution: &mut Attribution) -> Vec<Attribution> {
    let mut answers = Vec::new();
    object::leave_out(scene, attribution);
    object::until_words(scene, attribution);
    epithet::leave_out(scene, attribution);
    answers::apart(scene, attribution);
    answers.extend(answers::of_asked(scene, attribution));
    answers.extend(full_stop::part(scene, attribution));
    answers.extend(replies::part(scene, attribution));
    bounds::mend(scene, attribution);
    according::mend(scene, attribution);
    heard::without_court(scene, attribution);
    occasion::leave_out(scene, attribution);
    answers.extend(retort::part(scene, attribution));
    relative_aside::mend(scene, attribution);
    trailing::leave_out(scene, attribution);
    trailing::until_effect(scene, attribution);
    answers
}

/// Parts what several say in one sentence, and makes whole what is told of all of it.
fn part(scene: &Scene<'_>, attributions: &mut Vec<Attribution>) {
    let more = coordinated::part(scene, attributions);
    attributions.extend(more);
    let more: Vec<Attribution> = attributions.iter_mut().filter_map(|a| bounds::within_sentence(scene, a)).collect();
    attributions.extend(more);
    let mend = |a: &mut Attribution| closing::mend(scene, a).or_else(|| heard::mend(scene, a));
    let more: Vec<Attribution> = attributions.iter_mut().filter_map(mend).collect();
    attributions.extend(more);
    attributions.iter_mut().for_each(|a| fragments::take_out(scene, a));
    let more = according::told_inside(scene, attributions);
    attributions.extend(more);
    let more: Vec<Attribution> = attributions.iter_mut().flat_map(|a| unled::parted(scene, a)).collect();
    attributions.extend(more);
}

/// Widens pieces to the quotations that they mostly are.
fn snap(scene: &Scene<'_>, attribution: &mut Attribution) {
    let fixed: Vec<Run> = attribution.cue.into_iter().chain(attribution.source).collect();
    for piece in &mut attribution.contents {
        let end = piece.end;
        let first = scene.marks.regions.partition_point(|r| r.end <= piece.start);
        for region in scene.marks.regions[first..].iter().copied().take_while(|r| r.start < end) {
            let shared = overlap(*piece, region);
            let mostly = shared * 2 >= region.end - region.start || shared * 10 >= (piece.end - piece.start) * 9;
            let is_free = fixed.iter().all(|f| overlap(*f, region) == 0);
            if mostly && is_free {
                *piece = Run { start: piece.start.min(region.start), end: piece.end.max(region.end) };
            }
        }
    }
}

/// Puts pieces in order and joins those that only marks part.
fn join(scene: &Scene<'_>, attribution: &mut Attribution) {
    attribution.contents.sort_by_key(|r| r.start);
    let mut joined: Vec<Run> = Vec::with_capacity(attribution.contents.len());
    for &piece in &attribution.contents {
        match joined.last_mut() {
            Some(last) if (last.end..piece.start).all(|i| !scene.is_wordlike(i as usize)) => {
                last.end = last.end.max(piece.end);
            }
            _ => joined.push(piece),
        }
    }
    attribution.contents = joined;
}
