//! Text → quotes with their cues and speakers.
//!
//! Word forms ([`forms`]), quotation marks ([`marks`]) and two passes of a sequence model
//! ([`tagger`]) say which words are content, cue or source; rankers join them ([`link`]);
//! rules mend what crosses marks and paragraphs ([`draft`]); names and pronouns are traced
//! to people ([`people`], [`speaker`]); a calibrated model says how sure it is
//! ([`confidence`]). Texts that are not English give few quotes with little confidence.
//! Never fails, linear time, no state but the shipped models. See `docs/quotes.md`.

mod cells;
mod confidence;
mod draft;
mod first;
mod forms;
mod link;
mod marks;
mod models;
mod people;
mod scene;
mod second;
mod speaker;
mod stance;
mod tagger;
#[cfg(feature = "train")]
pub mod train;

use super::{EntityMention, Options, Quote, Text};
use draft::Draft;
use marks::Marks;
use models::Models;
use people::People;
use scene::Scene;
use speaker::Named;

/// Finds the quotes of a text and who said them.
pub fn annotate(text: &Text<'_>, entities: &[EntityMention], options: &Options) -> Vec<Quote> {
    models::shipped().map_or_else(Vec::new, |models| annotate_with(models, text, entities, options))
}

fn annotate_with(models: &Models, text: &Text<'_>, entities: &[EntityMention], options: &Options) -> Vec<Quote> {
    let forms = forms::forms(text, models.lexicon);
    let marks = Marks::new(text);
    let tags = tagger::tag(text, &forms, &marks, [&models.first, &models.second]);
    let scene = Scene::new(text, &forms, &marks, &tags, entities);
    let people = People::new(&scene);
    let drafts = draft::drafts(&scene, models);
    let names = name_all(&scene, &people, &drafts, models);
    let finish = |(draft, named): (&Draft, &Option<Named>)| finish(&scene, draft, named.as_ref(), models, options);
    drafts.iter().zip(&names).filter_map(finish).collect()
}

/// Finds the speaker of each draft, in text order.
fn name_all(scene: &Scene<'_>, people: &People, drafts: &[Draft], models: &Models) -> Vec<Option<Named>> {
    let mut names: Vec<Option<Named>> = Vec::with_capacity(drafts.len());
    let mut last: Option<usize> = None;
    for draft in drafts {
        let named = match draft.attribution.source {
            Some(source) => speaker::resolve(scene, people, source, last, [&models.name, &models.antecedent]),
            None if draft.origin == draft::Origin::Uncued => {
                names.last().cloned().flatten().map(|n| Named { way: 4, ..n })
            }
            None => None,
        };
        last = named.as_ref().and_then(|n| n.person).or(last);
        names.push(named);
    }
    names
}

fn finish(
    scene: &Scene<'_>,
    draft: &Draft,
    named: Option<&Named>,
    models: &Models,
    options: &Options,
) -> Option<Quote> {
    let span = |run| scene.text.span_of(run);
    let pieces: Vec<_> = draft.pieces().iter().filter_map(|&p| span(draft::trim(scene, p)?)).collect();
    let (first, last) = (pieces.first()?, pieces.last()?);
    let confidence = confidence::confidence(scene, draft, named, &models.confidence);
    let shown = named.filter(|_| confidence >= options.min_confidence);
    Some(Quote {
        span: crate::span::Span { start: first.start, end: last.end },
        kind: draft::kind(scene, draft.pieces()),
        speaker: shown.map(|n| n.name.clone()),
        mention: draft.attribution.source.and_then(span),
        cue: draft.attribution.cue.and_then(span),
        confidence,
        stance: stance::stance(scene, draft.attribution.cue),
        pieces: if pieces.len() > 1 { pieces } else { Vec::new() },
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
