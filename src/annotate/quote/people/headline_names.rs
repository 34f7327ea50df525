//! "[Tearful Rennick] sweeps awards": in a headline the word before a surname may say how somebody is.

use super::mention::Mention;
use crate::annotate::quote::words::forms::WordTable;
use crate::annotate::quote::words::name::parts;
use crate::annotate::sequence::word_hash;

/// Leaves out the first word of two before a surname in a headline, where it is no listed first name and the text below
/// gives the surname one other first name only.
pub(super) fn leave_out(headline_end: u32, mentions: &mut [Mention], first_names: WordTable) {
    let n_headline = mentions.iter().take_while(|(run, _)| run.end <= headline_end).count();
    for n in 0..n_headline.min(NAMES) {
        let [first, last, _] = parts(&mentions[n].1);
        if mentions[n].1.len() != 2 || first.is_empty() || first_names.get(word_hash(first.as_bytes())) > 0 {
            continue;
        }
        let below = mentions[n_headline..].iter().take(MOST).map(|(_, words)| parts(words));
        let mut firsts: Vec<String> = below
            .filter(|[other, surname, _]| *surname == last && !other.is_empty())
            .map(|[other, ..]| other)
            .collect();
        firsts.sort();
        firsts.dedup();
        let is_other = |other: &String| first_names.get(word_hash(other.as_bytes())) > 0 && *other != first;
        if matches!(&firsts[..], [only] if is_other(only)) {
            mentions[n].1.remove(0);
        }
    }
}

/// Names of a headline and below it that are looked at.
const NAMES: usize = 6;
const MOST: usize = 200;
