//! Arrows that lead in a circle: whoever wrote them meant something else.

use rustc_hash::FxHashMap;

use super::read::{Rule, key};
use super::{SynonymError, SynonymErrorKind};

/// Steps from a word: the word that is led to, and the line that does it.
type Steps = FxHashMap<Vec<String>, Vec<(Vec<String>, usize)>>;

/// Refuses rules of which one leads back to where another began. A rule that keeps its own
/// word (`a => a, b`) is none.
pub(super) fn check(rules: &[Rule]) -> Result<(), SynonymError> {
    let mut steps = Steps::default();
    for rule in rules.iter().filter(|rule| rule.one_way) {
        for from in &rule.from {
            let is_step = |to: &Vec<String>| *to != key(from);
            let exact = |word: &super::AlternativeWord| word.exact;
            let to = rule.to.iter().filter(|to| !to.words.iter().any(exact)).map(key).filter(is_step);
            steps.entry(key(from)).or_default().extend(to.map(|to| (to, rule.line)));
        }
    }
    let mut done = FxHashMap::default();
    for rule in rules.iter().filter(|rule| rule.one_way) {
        for from in &rule.from {
            if let Some(back) = walk(&steps, &key(from), &mut done) {
                let kind = SynonymErrorKind::Cycle { word: from.typed.clone(), back };
                return Err(SynonymError { line: rule.line, kind });
            }
        }
    }
    Ok(())
}

/// Returns the line that closes a circle reached from `start`. Each word is entered once;
/// `true` in `done` means that it is left for good.
fn walk(steps: &Steps, start: &Vec<String>, done: &mut FxHashMap<Vec<String>, bool>) -> Option<usize> {
    if done.contains_key(start) {
        return None;
    }
    done.insert(start.clone(), false);
    let mut path = vec![(start, 0)];
    while let Some((word, n)) = path.last_mut() {
        let next = steps.get(*word).and_then(|all| all.get(*n));
        *n += 1;
        let Some((to, line)) = next else {
            done.insert((*word).clone(), true);
            path.pop();
            continue;
        };
        match done.get(to) {
            Some(false) => return Some(*line),
            Some(true) => {}
            None => {
                done.insert(to.clone(), false);
                path.push((to, 0));
            }
        }
    }
    None
}
