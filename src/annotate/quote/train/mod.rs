//! Annotated articles → the models of the quote annotator.

mod gold;
mod lexicon;

use gold::Reading;
pub use gold::{GoldArticle, GoldAttribution};

use super::forms::CueLexicon;
use super::tagger::{self, CLASSES, Desk, LABELS, Tags};
use crate::annotate::sequence::Model;
use crate::annotate::sequence::train::{Collector, Settings, train};

/// Parts into which the articles are divided for jackknifed predictions.
const FOLDS: usize = 5;

fn settings(keep: usize) -> Settings {
    Settings {
        n_labels: LABELS,
        n_classes: CLASSES,
        keep,
        dropout: 0.4,
        epochs: 2,
        refit_epochs: 2,
        ..Settings::default()
    }
}

/// First try: one fold.
pub fn probe(articles: &[GoldArticle], log: &mut dyn FnMut(String)) {
    let var = |n: &str, d: f64| std::env::var(n).ok().and_then(|v| v.parse::<f64>().ok()).unwrap_or(d);
    let mut readings: Vec<Reading<'_>> = articles.iter().map(Reading::new).collect();
    readings.iter_mut().for_each(|r| r.read_forms(CueLexicon::default()));
    let lexicon: &'static [u8] = Vec::leak(lexicon::build(&readings));
    readings.iter_mut().for_each(|r| r.read_forms(CueLexicon::new(lexicon)));
    log(format!(
        "lexicon {} stems, {} tokens",
        lexicon.len() / 5,
        readings.iter().map(|r| r.labels.len()).sum::<usize>()
    ));
    let mut collector = Collector::new();
    let mut desk = Desk::default();
    for (a, r) in readings.iter().enumerate() {
        for p in 0..r.text.paragraphs.len() {
            desk.lay_out(&r.text, &r.forms, &r.marks, p);
            collector.push(&desk.rows, &r.labels[r.text.paragraph_tokens(p).range()], &desk.classes, a as u32);
        }
    }
    log("collected".into());
    let corpus = collector.finish(var("MIN", 2.0) as u32);
    log(format!("interned {}", corpus.n_features()));
    let mut s = settings(var("KEEP", 250_000.0) as usize);
    s.epochs = var("E1", 2.0) as usize;
    s.refit_epochs = var("E2", 2.0) as usize;
    s.dropout = var("DROP", 0.4) as f32;
    s.rate = var("RATE", 0.05) as f32;
    let bytes = train(&corpus, &s, |q| !(corpus.group(q) as usize).is_multiple_of(FOLDS));
    log(format!("trained {}", bytes.len()));
    let Ok(model) = Model::from_vec(bytes) else { return };
    let mut counts = [[0usize; 3]; 4];
    for (_, r) in readings.iter().enumerate().filter(|(a, _)| a.is_multiple_of(FOLDS)) {
        let mut tags = Tags::default();
        for p in 0..r.text.paragraphs.len() {
            desk.lay_out(&r.text, &r.forms, &r.marks, p);
            desk.predict(&model, &mut tags);
        }
        for (k, b) in [1u8, 3, 5].into_iter().enumerate() {
            let gold = tagger::runs(&r.labels, b);
            let found = tagger::runs(&tags.labels, b);
            counts[k][0] += gold.len();
            counts[k][1] += found.len();
            counts[k][2] += found.iter().filter(|f| gold.contains(f)).count();
            if b == 1 {
                counts[3][0] += gold.iter().map(|g| g.len()).sum::<usize>();
                counts[3][1] += found.iter().map(|g| g.len()).sum::<usize>();
                counts[3][2] += (0..r.labels.len())
                    .filter(|&i| matches!(r.labels[i], 1 | 2) && matches!(tags.labels[i], 1 | 2))
                    .count();
            }
        }
    }
    for (name, [g, f, r]) in ["content", "source", "cue", "content tokens"].iter().zip(counts) {
        let (p, q) = (r as f64 / f as f64, r as f64 / g as f64);
        log(format!("{name}: P {p:.4} R {q:.4} F {:.4}", 2.0 * p * q / (p + q)));
    }
}
