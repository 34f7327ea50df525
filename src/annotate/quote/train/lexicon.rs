//! Annotated articles → how often each stem reports speech.

use std::collections::BTreeMap;

use super::gold::Reading;
use crate::annotate::quote::tagger::passes::CUE;
use crate::annotate::quote::words::stem::forms;
use crate::annotate::sequence::word_hash;
use crate::annotate::text::TokenKind;

/// Shares of reporting uses that part the ranks 1 to 5.
const SHARES: [f64; 4] = [0.08, 0.2, 0.4, 0.7];
/// A stem seen as a cue less often than this is not listed: it would only be learnt by heart.
const MIN_CUES: u32 = 3;

/// Returns the bytes of a [`WordTable`](crate::annotate::quote::words::forms::WordTable).
pub(super) fn build(readings: &[Reading<'_>]) -> Vec<u8> {
    let mut counts: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    for reading in readings {
        for (i, form) in reading.forms.iter().enumerate() {
            if !matches!(reading.text.tokens[i].kind, TokenKind::Word | TokenKind::Number) {
                continue;
            }
            let count = counts.entry((form.stem >> 32) as u32).or_default();
            count.0 += u32::from(reading.labels[i] == CUE);
            count.1 += 1;
        }
    }
    let mut bytes = Vec::new();
    for (key, (cues, all)) in counts {
        let share = f64::from(cues) / f64::from(all + 3);
        if cues >= MIN_CUES && share >= 0.02 {
            bytes.extend(key.to_be_bytes());
            bytes.push(1 + SHARES.partition_point(|&s| s <= share) as u8);
        }
    }
    bytes
}

/// Returns the table of first names: 1 for those of men, 2 for those of women.
pub(super) fn first_names(names: &[(String, String)]) -> Vec<u8> {
    let entry = |(name, pronoun): &(String, String)| {
        let number = if pronoun == "he" { 1u8 } else { 2 };
        ((word_hash(name.as_bytes()) >> 32) as u32, number)
    };
    let entries: BTreeMap<u32, u8> = names.iter().map(entry).collect();
    entries.into_iter().flat_map(|(key, number)| key.to_be_bytes().into_iter().chain([number])).collect()
}

/// Returns the table of word classes: a line of the list each, numbered from 1, with the inflected forms of its
/// words; those after "=" only as they are written.
///
/// Where a word is in several, the first counts, and before all others that where it is as it is written.
pub(super) fn classes(list: &str) -> Vec<u8> {
    let mut entries: BTreeMap<u32, u8> = BTreeMap::new();
    let mut add = |word: &str, number: u8| {
        entries.entry((word_hash(word.as_bytes()) >> 32) as u32).or_insert(number);
    };
    let lines = list.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let of_line = |line| {
        let words = str::split_once(line, ':').map_or("", |(_, words)| words);
        words.split_once('=').unwrap_or((words, ""))
    };
    let lines: Vec<(u8, (&str, &str))> = (1u8..).zip(lines.map(of_line)).collect();
    for (number, (_, written)) in &lines {
        written.split_whitespace().for_each(|word| add(word, *number));
    }
    for (number, (listed, _)) in &lines {
        listed.split_whitespace().flat_map(forms).for_each(|word| add(&word, *number));
    }
    entries.into_iter().flat_map(|(key, number)| key.to_be_bytes().into_iter().chain([number])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::quote::words::forms::WordTable;

    #[test]
    fn words_are_listed_with_their_forms_or_as_they_are_written() {
        let list = "# comment\nsay: say plan cite\nhe-she: = he\nbody: city say\nplace: = cites\n";
        let table = WordTable::new(Vec::leak(classes(list)));
        let of = |word: &str| table.get(word_hash(word.as_bytes()));
        assert_eq!(["says", "planned", "said", "cited"].map(of), [1; 4]);
        assert_eq!(["he", "city", "cities", "cites", "planner"].map(of), [2, 3, 3, 4, 0]);
    }
}
