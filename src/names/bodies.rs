//! Abbreviations in articles that never spell them out → the body meant, where the corpus
//! uses them for one body only.

use std::collections::BTreeMap;

use super::NameKind;
use super::evidence::Ground;
use super::survey::{NameId, Sort};

/// Articles that must use the abbreviation for the body.
const MIN_ARTICLES: u32 = 2;

/// Of the articles that spell an abbreviation out, the share that must mean one body.
const CLEAR_SHARE: f64 = 0.9;

/// An abbreviation and the body that it stands for everywhere.
#[derive(Debug, Clone)]
pub(super) struct Abbreviation {
    pub short: NameId,
    pub long: NameId,
    pub why: String,
}

/// Finds what abbreviations stand for.
pub(super) fn abbreviations(ground: &Ground<'_>) -> Vec<Abbreviation> {
    let mut uses: BTreeMap<NameId, BTreeMap<NameId, u32>> = BTreeMap::new();
    for seen in &ground.survey.articles {
        for &(long, short) in &seen.calls {
            let (a, b) = (ground.survey.name(long), ground.survey.name(short));
            let are_bodies = a.sort == Sort::Of(NameKind::Org) && b.sort == a.sort;
            if are_bodies && a.key.contains(' ') && is_abbreviation(&b.key, b.display()) {
                *uses.entry(short).or_default().entry(long).or_default() += 1;
            }
        }
    }
    let mut found = Vec::new();
    for (short, longs) in uses {
        let all: u32 = longs.values().sum();
        let best = longs.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| ground.show(*b.0).cmp(ground.show(*a.0))));
        let Some((&long, &n)) = best else { continue };
        if n >= MIN_ARTICLES && f64::from(n) >= CLEAR_SHARE * f64::from(all) && !ground.holders(short).is_empty() {
            let why = format!("{n} of {all} articles that spell it out mean this body");
            found.push(Abbreviation { short, long, why });
        }
    }
    found
}

fn is_abbreviation(key: &str, display: &str) -> bool {
    let n_letters = display.chars().filter(|c| c.is_alphabetic()).count();
    !key.contains(' ') && (2..=6).contains(&n_letters) && !display.chars().any(char::is_lowercase)
}
