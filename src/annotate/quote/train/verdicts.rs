//! Drafts beside the annotated attributions: which draft found which.

use std::collections::BTreeSet;

use super::gold::Reading;
use crate::annotate::quote::scene::Scene;
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

/// Tells whether most words of these pieces are attributed to somebody.
pub(super) fn is_quoted(scene: &Scene<'_>, reading: &Reading<'_>, pieces: &[Run]) -> bool {
    let is_attributed =
        |&i: &usize| reading.runs.iter().flat_map(|[content, ..]| content).any(|run| run.range().contains(&i));
    let words = || pieces.iter().flat_map(|p| p.range()).filter(|&i| scene.is_wordlike(i));
    2 * words().filter(is_attributed).count() > words().count()
}
