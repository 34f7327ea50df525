//! Cards that set a claim and who made it in lines of their own: "Statement: “The pier is sound.”¶Speaker: Ann Roe, mayor¶
//! Ruling: False".

use super::statements::{quotation, signature};
use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::left_out::item;
use crate::annotate::quote::link::draft::Draft;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Longest label of a line, in tokens, and how many lines stand between a claim and who made it.
const LABEL: usize = 5;
const APART: usize = 2;
/// What the label of who made a claim holds, and all of the words beside it.
const SPEAKERS: &WordSet = &WordSet::of(&["by", "person", "source", "speaker", "who"]);
const BESIDE: &WordSet = &WordSet::of(&["claim", "claimed", "it", "made", "said", "stated", "statement", "the"]);
/// What the label of a claim holds.
const CLAIMS: &WordSet = &WordSet::of(&["claim", "claimed", "quote", "said", "statement", "stated"]);

/// Adds such claims to the drafts that the layout of the paragraphs makes.
pub(crate) fn add(scene: &Scene<'_>, turns: &mut [Option<Draft>]) {
    if scene.marks.regions.is_empty() {
        return;
    }
    for line in 0..turns.len() {
        let Some((name, is_source)) = speaker(scene, scene.text.paragraph_tokens(line)) else { continue };
        let near = line.saturating_sub(APART)..turns.len().min(line + APART + 1);
        let claim = |p: usize| Some((p, claim(scene, scene.text.paragraph_tokens(p), is_source)?));
        let mut claims = near.filter(|&p| p != line).filter_map(claim);
        if let Some((p, region)) = claims.next().filter(|_| claims.next().is_none()) {
            turns[p] = Some(Draft::signed(p, region, name));
        }
    }
}

/// The colon behind the label that opens a line, and the words of the label.
fn label(scene: &Scene<'_>, run: Run) -> Option<(usize, Run)> {
    let start = item::begin(scene, run).unwrap_or(run.start as usize);
    let colon = (start..(run.end as usize).min(start + LABEL + 1)).find(|&i| scene.word(i) == ":")?;
    (colon > start).then(|| (colon, run_of(start, colon)))
}

/// Who a line says has made a claim, and whether it is called a source: "Speaker: [Ann Roe], mayor". A source that is no
/// person published the words.
fn speaker(scene: &Scene<'_>, run: Run) -> Option<(Run, bool)> {
    let (colon, label) = label(scene, run)?;
    let is_speaker = label.range().any(|i| scene.is_word(i, SPEAKERS));
    let fits = is_speaker && label.range().all(|i| scene.is_word(i, SPEAKERS) || scene.is_word(i, BESIDE));
    let name = signature(scene, run_of(colon + 1, run.end as usize)).filter(|_| fits)?;
    let is_source = label.range().any(|i| scene.is_word(i, &["source"]));
    let is_person = scene.entities_in(name).iter().any(|e| e.kind == EntityKind::Person);
    (is_person || !is_source).then_some((name, is_source))
}

/// The quotation of a line that is a claim; below a source only one with a label is.
fn claim(scene: &Scene<'_>, run: Run, has_source: bool) -> Option<Run> {
    let Some((colon, label)) = label(scene, run) else { return quotation(scene, run).filter(|_| !has_source) };
    let is_claim = label.range().any(|i| scene.is_word(i, CLAIMS));
    quotation(scene, run_of(colon + 1, run.end as usize)).filter(|_| is_claim)
}
