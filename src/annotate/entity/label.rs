//! The labels of the tagger and which may follow which.
//!
//! Names are marked by their begin, inside, last word, or unit (BILOU; Ratinov & Roth 2009)
//! for each kind. A fourth kind, nationalities, events and works, is told apart in training
//! so that it is not taken for one of the three, and is never reported.

use crate::annotate::EntityKind;

/// Number of labels.
pub(super) const N: usize = 15;
/// No name.
pub(super) const OUTSIDE: u8 = 0;
const MISC_BEGIN: u8 = 13;
#[cfg(any(test, feature = "train"))]
const MISC_INSIDE: u8 = 14;

/// What the tagger tells apart.
#[cfg(any(test, feature = "train"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// A person, organisation or place.
    Entity(EntityKind),
    /// Another proper noun: a nationality, an event, a work.
    Other,
}

/// Returns the labels of a name of `length` tokens.
#[cfg(any(test, feature = "train"))]
pub(super) fn labels_of(tag: Tag, length: usize) -> impl Iterator<Item = u8> {
    (0..length).map(move |k| match tag {
        Tag::Other => MISC_BEGIN + u8::from(k > 0),
        Tag::Entity(kind) => {
            let part = if length == 1 {
                3
            } else if k == 0 {
                0
            } else if k + 1 == length {
                2
            } else {
                1
            };
            1 + 4 * kind as u8 + part
        }
    })
}

/// Tells whether `after` may follow `before`; `None` is the end of a stretch on either side.
#[cfg(any(test, feature = "train"))]
pub(super) fn may_follow(before: Option<u8>, after: Option<u8>) -> bool {
    let needs_more = |label: u8| (1..MISC_BEGIN).contains(&label) && (label - 1) % 4 < 2;
    let goes_on = |label: u8| (1..MISC_BEGIN).contains(&label) && matches!((label - 1) % 4, 1 | 2);
    match (before, after) {
        (Some(b), Some(a)) if needs_more(b) => goes_on(a) && (a - 1) / 4 == (b - 1) / 4,
        (Some(b), None) => !needs_more(b),
        (b, Some(MISC_INSIDE)) => matches!(b, Some(MISC_BEGIN | MISC_INSIDE)),
        (_, Some(a)) => !goes_on(a),
        (None, None) => true,
    }
}

/// Calls `each` with start, end and kind of every name in a path of labels.
pub(super) fn names(labels: &[u8], mut each: impl FnMut(usize, usize, EntityKind)) {
    let mut start = 0;
    for (i, &label) in labels.iter().enumerate() {
        if label == OUTSIDE || label >= MISC_BEGIN {
            continue;
        }
        let part = (label - 1) % 4;
        if part == 0 || part == 3 {
            start = i;
        }
        if part >= 2 {
            let kind = [EntityKind::Person, EntityKind::Org, EntityKind::Place][usize::from((label - 1) / 4)];
            each(start, i + 1, kind);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_come_back_as_names() {
        let mut labels = vec![0];
        labels.extend(labels_of(Tag::Entity(EntityKind::Org), 3));
        labels.extend(labels_of(Tag::Other, 2));
        labels.extend(labels_of(Tag::Entity(EntityKind::Place), 1));
        for pair in labels.windows(2) {
            assert!(may_follow(Some(pair[0]), Some(pair[1])), "{pair:?}");
        }
        let mut found = Vec::new();
        names(&labels, |s, e, t| found.push((s, e, t)));
        assert_eq!(found, [(1, 4, EntityKind::Org), (6, 7, EntityKind::Place)]);
    }

    #[test]
    fn a_name_is_neither_left_open_nor_entered_midway() {
        let begin = labels_of(Tag::Entity(EntityKind::Person), 2).next();
        assert!(!may_follow(begin, None) && !may_follow(begin, Some(0)) && !may_follow(None, Some(2)));
    }
}
