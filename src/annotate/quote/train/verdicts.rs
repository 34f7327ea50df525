//! Drafts beside the annotated attributions: which draft found which.

use std::collections::BTreeSet;

use super::gold::Reading;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::text::Run;

/// Least share of words in common (Dice) at which an attribution counts as found.
const FOUND: f64 = 0.5;

/// Returns for each list of pieces the attribution that it found, paired one to one, the
/// largest overlap first, as the evaluation does.
pub(super) fn found(scene: &Scene<'_>, reading: &Reading<'_>, pieces: &[&[Run]]) -> Vec<Option<usize>> {
    let words = |runs: &[Run]| -> BTreeSet<usize> {
        runs.iter().flat_map(|r| r.range()).filter(|&i| scene.is_wordlike(i)).collect()
    };
    let have: Vec<BTreeSet<usize>> = pieces.iter().map(|p| words(p)).collect();
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (n, [content, source, cue]) in reading.runs.iter().enumerate() {
        let wanted = words(content);
        let free: BTreeSet<usize> = words(source).union(&words(cue)).copied().collect();
        for (k, have) in have.iter().enumerate() {
            let shared = have.intersection(&wanted).count();
            if shared > 0 {
                let counted = have.iter().filter(|t| wanted.contains(t) || !free.contains(t)).count();
                let dice = 2.0 * shared as f64 / (counted + wanted.len()) as f64;
                pairs.extend((dice >= FOUND).then_some((dice, n, k)));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut partners, mut taken) = (vec![None; pieces.len()], BTreeSet::new());
    for (_, n, k) in pairs {
        if partners[k].is_none() && taken.insert(n) {
            partners[k] = Some(n);
        }
    }
    partners
}

/// Returns the attribution that has most words of these pieces: the annotators often have a paragraph
/// as a piece of the quotation before.
pub(super) fn holder(scene: &Scene<'_>, reading: &Reading<'_>, pieces: &[Run]) -> Option<usize> {
    let words = || pieces.iter().flat_map(|p| p.range()).filter(|&i| scene.is_wordlike(i));
    let held =
        |[content, ..]: &[Vec<Run>; 3]| words().filter(|i| content.iter().any(|r| r.range().contains(i))).count();
    let most = reading.runs.iter().map(held).enumerate().max_by_key(|&(n, held)| (held, std::cmp::Reverse(n)));
    most.filter(|&(_, held)| 2 * held > words().count()).map(|(n, _)| n)
}
