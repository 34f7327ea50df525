//! Attributions of all paragraphs → drafts of quotes: pieces put in order, quotation marks
//! respected, and what crosses paragraphs.
//!
//! The rules of a paragraph are called by [`linked`](super::linked) and [`passed_over`]; two across paragraphs are here.
//! "He said:" or "he stated," at a paragraph's end introduces the quotation that opens the next. A paragraph that is
//! nothing but a quotation is a quote where one stands before it; [`turn`](crate::annotate::quote::speaker::turn) says
//! whose.

use super::linked::linked;
use super::{left_open, lone, open, passed_over};
use crate::annotate::QuoteKind;
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::subjects::subject_before;
use crate::annotate::quote::grammar::verbs::{is_verb, reports};
use crate::annotate::quote::layout::{another, block, card, posts, transcript};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::link::candidates::Candidates;
use crate::annotate::quote::link::choose::source_of;
use crate::annotate::quote::link::draft::{Draft, Origin, kind};
use crate::annotate::quote::marks::pairs::Place;
use crate::annotate::quote::models::learnt::{Models, Steps};
use crate::annotate::quote::people::roster::People;
use crate::annotate::quote::tagger::passes::CUE;
use crate::annotate::sequence::FeatureRows;
use crate::annotate::text::Run;

/// A cue and a colon or comma that wait for the next paragraph.
type Waiting = Option<(Run, Option<Run>)>;

/// Makes the drafts of a text, in the order of their paragraphs.
pub(crate) fn drafts(scene: &Scene<'_>, people: &People, models: &Models) -> Vec<Draft> {
    let Steps { paragraphs, layout, .. } = models.steps;
    let mut turns =
        if layout { transcript::transcript(scene, people) } else { vec![None; scene.text.paragraphs.len()] };
    if layout {
        posts::add(scene, people, &mut turns);
        card::add(scene, &mut turns);
    }
    let mut all: Vec<Draft> = Vec::new();
    let mut waiting: Waiting = None;
    for (paragraph, turn) in turns.iter_mut().enumerate() {
        if let Some(turn) = turn.take() {
            waiting = None;
            all.push(turn);
            all.extend(told_inside(scene, paragraph, models));
            continue;
        }
        let run = scene.text.paragraph_tokens(paragraph);
        let candidates = scene.candidates(paragraph);
        let mut attributions = linked(scene, &candidates, models);
        if layout {
            passed_over::add(scene, paragraph, &mut attributions);
        }
        let led = waiting.take();
        let is_told = if let Some(draft) = after_colon(scene, run, led, &attributions) {
            all.push(Draft { paragraph, ..draft });
            true
        } else if layout && block::add(scene, paragraph, led, &mut all) {
            block::without_own(scene, &mut attributions);
            true
        } else if let Some(draft) = signed_here(scene, paragraph, run).filter(|_| layout) {
            without_asked(scene, &draft, &mut attributions);
            all.push(draft);
            true
        } else {
            let is_free = paragraphs && attributions.is_empty();
            is_free && continue_quotation(scene, paragraph, run, &mut all)
        };
        if paragraphs && !is_told {
            all.extend(lone::find(scene, paragraph, run, &mut attributions));
        }
        if let Some(draft) = signed(scene, paragraph, run).filter(|_| layout) {
            attributions.clear();
            all.push(draft);
        }
        waiting = colon_at_end(scene, run, &candidates, &attributions, models)
            .or_else(|| block::lead(scene, run))
            .or_else(|| colon_behind_verb(scene, run, &attributions))
            .filter(|_| paragraphs);
        let origin = |a: &Attribution| if a.is_headed { Origin::Headed } else { Origin::Ranked };
        let ranked = attributions.into_iter();
        all.extend(ranked.map(|a| Draft { origin: origin(&a), attribution: a, paragraph, person: None }));
    }
    all.retain(|d| d.pieces().iter().any(|p| p.range().any(|i| scene.is_wordlike(i))));
    let signed = all.iter().filter(|d| d.origin == Origin::Signed).flat_map(|d| d.pieces());
    let signed: Vec<u32> = signed.map(|p| p.start).collect();
    let is_signed = |p: &Run| signed.binary_search(&p.start).is_ok();
    all.retain(|d| d.origin == Origin::Signed || !d.pieces().iter().any(is_signed));
    all.sort_by_key(|d| d.pieces().first().map(|p| p.start));
    if models.steps.paragraphs {
        left_open::join(scene, &mut all);
    }
    if models.steps.marks {
        open::go_on(scene, &mut all);
    }
    all
}

/// The quotations inside a turn of a transcript: what its speaker says that others said.
fn told_inside(scene: &Scene<'_>, paragraph: usize, models: &Models) -> Vec<Draft> {
    if scene.marks.regions.is_empty() {
        return Vec::new();
    }
    let attributions = linked(scene, &scene.candidates(paragraph), models);
    let in_marks = attributions.into_iter().filter(|a| kind(scene, &a.contents) == QuoteKind::Direct);
    in_marks.map(|attribution| Draft { attribution, paragraph, ..Draft::default() }).collect()
}

/// Tells whether a paragraph ends in a colon or comma that a free cue goes before.
fn colon_at_end(
    scene: &Scene<'_>,
    run: Run,
    candidates: &Candidates,
    attributions: &[Attribution],
    models: &Models,
) -> Waiting {
    let last = run.range().next_back()?;
    let is_comma = scene.word(last) == ",";
    if !is_comma && scene.word(last) != ":" {
        return None;
    }
    // A comma introduces what follows only right behind its cue.
    let fits = |cue: &Run| !is_comma || cue.end as usize == last;
    let used = |cue: &Run| attributions.iter().any(|a| a.cue == Some(*cue));
    let is_free = |&n: &usize| {
        let cue = &candidates.cues[n];
        scene.best_probability(*cue, CUE) > 0.3 && fits(cue) && !used(cue)
    };
    let cue = (0..candidates.cues.len()).rev().take(20).find(is_free)?;
    let source = source_of(scene, candidates, cue, models, &mut FeatureRows::new()).map(|(source, _)| source);
    let cue = candidates.cues[cue];
    (scene.sentences[cue.start as usize] == scene.sentences[last]).then_some((cue, source))
}

/// The one verb that reports in a sentence that a colon ends, where its subject stands before it and the taggers saw
/// no cue: "Ann Roe wrote to Mayor Bo Dell last week:".
fn colon_behind_verb(scene: &Scene<'_>, run: Run, attributions: &[Attribution]) -> Waiting {
    let last = run.range().next_back().filter(|&last| scene.word(last) == ":")?;
    let sentence = scene.text.sentences.get(scene.sentences[last] as usize)?;
    let start = (sentence.start as usize).max(run.start as usize);
    let mut verbs = (start..last).filter(|&i| reports(scene, i) && is_verb(scene, i));
    let verb = verbs.next().filter(|_| verbs.next().is_none())?;
    let cue = run_of(verb, verb + 1);
    let is_used = attributions.iter().any(|a| a.cue.is_some_and(|c| overlap(c, cue) > 0));
    let source = subject_before(scene, verb).filter(|_| !is_used)?;
    Some((cue, Some(source)))
}

/// Makes a draft of the quotation that opens a paragraph after a cue and a colon or comma.
fn after_colon(scene: &Scene<'_>, run: Run, waiting: Waiting, attributions: &[Attribution]) -> Option<Draft> {
    let (cue, source) = waiting?;
    let region = scene.marks.region_of(run.start as usize)?;
    let is_taken = attributions.iter().flat_map(|a| &a.contents).any(|c| overlap(*c, region) > 0);
    let whole = if fills(scene, run) { run } else { region };
    let attribution = Attribution {
        cue: Some(cue),
        contents: vec![whole],
        source,
        content_probability: 0.8,
        cue_probability: scene.best_probability(cue, CUE),
        content_link: 0.8,
        source_link: 0.8,
        is_headed: false,
    };
    (!is_taken).then_some(Draft { attribution, origin: Origin::Colon, ..Draft::default() })
}

/// Tells whether all words of a paragraph stand inside quotation marks.
fn fills(scene: &Scene<'_>, run: Run) -> bool {
    let opens = scene.marks.places.get(run.start as usize) == Some(&Place::Opening);
    opens && run.range().all(|i| !scene.is_wordlike(i) || scene.marks.places[i] != Place::Outside)
}

/// Gives a paragraph that is all quotation to the quote before it whose marks are left open, or makes it
/// one of its own; returns whether it is settled.
fn continue_quotation(scene: &Scene<'_>, paragraph: usize, run: Run, all: &mut Vec<Draft>) -> bool {
    if !fills(scene, run) {
        return false;
    }
    if another::join(scene, paragraph, run, all.last_mut()) {
        return true;
    }
    let Some(before) = run.start.checked_sub(1) else { return false };
    // A line in single marks among quotations in double ones is a heading.
    let is_double = |i: u32| matches!(scene.word(i as usize), "“" | "\"" | "''" | "«" | "„");
    let is_heading = |d: &Draft| !is_double(run.start) && last_of(d).any(|p| is_double(p.start));
    if all.last().is_some_and(is_heading) {
        return true;
    }
    let region = scene.marks.region_of(before as usize);
    let left_open = region.is_some_and(|r| r.end == run.start) && scene.marks.places[before as usize] == Place::Inside;
    let holds_end = |d: &Draft| region.is_some_and(|r| last_of(d).any(|p| overlap(*p, r) > 0));
    match all.last_mut() {
        Some(last) if left_open && holds_end(last) => last.attribution.contents.push(run),
        Some(last) if last.paragraph + 1 == paragraph && kind(scene, last.pieces()) != QuoteKind::Indirect => {
            let attribution = Attribution { contents: vec![run], content_probability: 0.5, ..Attribution::default() };
            all.push(Draft { attribution, paragraph, origin: Origin::Uncued, person: None });
        }
        _ => return false,
    }
    true
}

/// The last pieces of a draft: a quotation may go on for as many paragraphs as the text has.
fn last_of(draft: &Draft) -> impl Iterator<Item = &Run> {
    const LAST: usize = 8;
    draft.pieces().iter().rev().take(LAST)
}

/// Gives a quotation to the name that signs it in its own paragraph.
fn signed_here(scene: &Scene<'_>, paragraph: usize, run: Run) -> Option<Draft> {
    let (quotation, name) = transcript::signed_quotation(scene, run)?;
    Some(Draft::signed(paragraph, quotation, name))
}

/// Leaves out what a signature says somebody was asked: “…” — Ann Roe, asked [if she would run].
fn without_asked(scene: &Scene<'_>, signed: &Draft, attributions: &mut Vec<Attribution>) {
    let Some(name) = signed.attribution.source else { return };
    let asks = |a: &Attribution| a.cue_tokens().any(|i| scene.is_word(i as usize, &["asked", "pressed", "questioned"]));
    attributions.retain(|a| !(asks(a) && a.cue.is_some_and(|cue| cue.start >= name.end)));
}

/// Gives the paragraph before to the name that signs it; an answer without cue gives way.
fn signed(scene: &Scene<'_>, paragraph: usize, run: Run) -> Option<Draft> {
    let name = transcript::signature(scene, run)?;
    let before = scene.text.paragraph_tokens(paragraph.checked_sub(1)?);
    fills(scene, before).then(|| Draft::signed(paragraph - 1, before, name))
}
