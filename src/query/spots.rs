//! Positions of words → places where they stand as asked: alone, in a row, near each other.
//!
//! Retrieval runs this over positions from the index, highlighting over those of the text at
//! hand: the same code decides what matches and what is marked. Every place says which words
//! it is made of. Work is bounded: see [`MAX_PLACES`].

use std::borrow::Cow;
use std::cmp::Ordering;
use std::rc::Rc;

use super::ast::Within;

/// Places followed at most for one part of a query in one passage.
pub(crate) const MAX_PLACES: usize = 4096;

/// Neighbours looked at on either side of a place for a distance.
const NEIGHBOURS: usize = 2;

/// Words standing as asked; words are numbers into the plan's leaves.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Spot {
    /// A word.
    Word(usize),
    /// Words side by side.
    Run(Vec<usize>),
    /// Any of these.
    Any(Vec<Spot>),
    /// Two places close to each other.
    Near(Box<Spot>, Box<Spot>, Within),
}

/// Words in one unit: a passage, a quote, a name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Inner {
    /// The words stand somewhere as asked.
    Spot(Spot),
    /// They do so at least as often.
    Count(u32, Spot),
    /// All of these.
    And(Vec<Inner>),
    /// Any of these.
    Or(Vec<Inner>),
    /// Not this.
    Not(Box<Inner>),
}

/// Where words stand as asked: positions from `start` to before `end`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub start: u32,
    pub end: u32,
    /// The runs of words that it is made of; `None` for the whole of it.
    words: Option<Rc<[(u32, u32)]>>,
}

impl Place {
    fn whole(start: u32, end: u32) -> Place {
        Place { start, end, words: None }
    }

    /// Returns the runs of words that it is made of.
    pub(crate) fn runs(&self) -> Vec<(u32, u32)> {
        self.words.as_ref().map_or_else(|| vec![(self.start, self.end)], |words| words.to_vec())
    }

    fn shares_words(&self, other: &Place) -> bool {
        let hulls_meet = self.start < other.end && other.start < self.end;
        hulls_meet && {
            let others = other.runs();
            self.runs().iter().any(|a| others.iter().any(|b| a.0 < b.1 && b.0 < a.1))
        }
    }

    fn join(&self, other: &Place) -> Place {
        let mut words = self.runs();
        words.extend(other.runs());
        words.sort_unstable();
        Place { start: self.start.min(other.start), end: self.end.max(other.end), words: Some(words.into()) }
    }

    fn order(&self, other: &Place) -> Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}

/// What is known of one unit.
pub(crate) struct View<'a> {
    /// For each leaf of the plan its positions, in order.
    pub positions: &'a [Vec<u32>],
    /// Positions that belong to the unit.
    pub from: u32,
    /// Position after the last one.
    pub to: u32,
    /// Positions of the first words of sentences.
    pub sentences: &'a [u32],
    /// Positions of possessive endings, which count for nothing in distances.
    pub endings: &'a [u32],
}

impl<'a> View<'a> {
    /// Returns the positions of a leaf, those of other units too.
    fn all_of(&self, leaf: usize) -> &'a [u32] {
        self.positions.get(leaf).map_or(&[][..], Vec::as_slice)
    }

    fn of(&self, leaf: usize) -> &'a [u32] {
        let all = self.all_of(leaf);
        let from = all.partition_point(|&p| p < self.from);
        let to = all.partition_point(|&p| p < self.to);
        all.get(from..to).unwrap_or(&[])
    }

    /// Returns how many words on `to` is from `from`.
    fn words_between(&self, from: u32, to: u32) -> u32 {
        let before = |position| self.endings.partition_point(|&ending| ending < position);
        let endings = u32::try_from(before(to).saturating_sub(before(from))).unwrap_or(0);
        (to - from).saturating_sub(endings) + 1
    }

    /// Returns the number of the sentence that a position lies in.
    fn sentence(&self, position: u32) -> usize {
        self.sentences.partition_point(|&start| start <= position)
    }

    fn same_sentence(&self, place: &Place) -> bool {
        self.sentence(place.start) == self.sentence(place.end.saturating_sub(1))
    }
}

impl Spot {
    /// Returns the places in order.
    pub(crate) fn find(&self, view: &View<'_>) -> Vec<Place> {
        match self {
            Spot::Word(leaf) => view.of(*leaf).iter().take(MAX_PLACES).map(|&p| Place::whole(p, p + 1)).collect(),
            Spot::Run(leaves) => run(leaves, view),
            Spot::Any(spots) => tidy(spots.iter().flat_map(|spot| spot.find(view)).collect()),
            Spot::Near(left, right, within) => near(&left.find(view), &right.find(view), *within, view),
        }
    }

    fn occurs(&self, view: &View<'_>) -> bool {
        match self {
            Spot::Word(leaf) => !view.of(*leaf).is_empty(),
            Spot::Any(spots) => spots.iter().any(|spot| spot.occurs(view)),
            Spot::Run(leaves) => rows(leaves, view).next().is_some(),
            Spot::Near(left, right, within) => match (left.words(view), right.words(view)) {
                (Some(left), Some(right)) => words_meet(&left, &right, *within, view),
                _ => !self.find(view).is_empty(),
            },
        }
    }

    /// Returns the positions of a word or of any of several; `None` for longer places.
    fn words<'a>(&self, view: &View<'a>) -> Option<Cow<'a, [u32]>> {
        match self {
            Spot::Word(leaf) => Some(Cow::Borrowed(view.of(*leaf))),
            Spot::Any(spots) => {
                let mut all = Vec::new();
                for spot in spots {
                    let Spot::Word(leaf) = spot else { return None };
                    all.extend_from_slice(view.of(*leaf));
                }
                all.sort_unstable();
                Some(Cow::Owned(all))
            }
            Spot::Run(_) | Spot::Near(..) => None,
        }
    }

    /// Calls `visit` with each leaf.
    pub(crate) fn leaves(&self, visit: &mut impl FnMut(usize)) {
        match self {
            Spot::Word(leaf) => visit(*leaf),
            Spot::Run(leaves) => leaves.iter().for_each(|&leaf| visit(leaf)),
            Spot::Any(spots) => spots.iter().for_each(|spot| spot.leaves(visit)),
            Spot::Near(left, right, _) => {
                left.leaves(visit);
                right.leaves(visit);
            }
        }
    }

    /// Tells whether words are counted.
    pub(crate) fn counts_words(&self) -> bool {
        match self {
            Spot::Word(_) | Spot::Run(_) => false,
            Spot::Any(spots) => spots.iter().any(Spot::counts_words),
            Spot::Near(left, right, within) => {
                matches!(within, Within::Words(_) | Within::Before(_)) || left.counts_words() || right.counts_words()
            }
        }
    }

    /// Tells whether sentences must be known.
    pub(crate) fn needs_sentences(&self) -> bool {
        match self {
            Spot::Word(_) | Spot::Run(_) => false,
            Spot::Any(spots) => spots.iter().any(Spot::needs_sentences),
            Spot::Near(left, right, within) => {
                *within == Within::Sentence || left.needs_sentences() || right.needs_sentences()
            }
        }
    }
}

impl Inner {
    /// Tells whether the unit is as asked.
    pub(crate) fn holds(&self, view: &View<'_>) -> bool {
        match self {
            Inner::Spot(spot) => spot.occurs(view),
            Inner::Count(n, spot) => spot.find(view).len() >= *n as usize,
            Inner::And(parts) => parts.iter().all(|part| part.holds(view)),
            Inner::Or(parts) => parts.iter().any(|part| part.holds(view)),
            Inner::Not(part) => !part.holds(view),
        }
    }

    /// Returns the runs of words that make the unit as asked; `None` where it is not.
    pub(crate) fn witness(&self, view: &View<'_>) -> Option<Vec<(u32, u32)>> {
        match self {
            Inner::Spot(spot) => runs_of(&spot.find(view), 1),
            Inner::Count(n, spot) => runs_of(&spot.find(view), *n as usize),
            Inner::And(parts) => {
                let all: Option<Vec<_>> = parts.iter().map(|part| part.witness(view)).collect();
                all.map(|all| all.concat())
            }
            Inner::Or(parts) => {
                let any: Vec<_> = parts.iter().filter_map(|part| part.witness(view)).collect();
                (!any.is_empty()).then(|| any.concat())
            }
            Inner::Not(part) => (!part.holds(view)).then(Vec::new),
        }
    }

    /// Calls `visit` with each leaf.
    pub(crate) fn leaves(&self, visit: &mut impl FnMut(usize)) {
        match self {
            Inner::Spot(spot) | Inner::Count(_, spot) => spot.leaves(visit),
            Inner::And(parts) | Inner::Or(parts) => parts.iter().for_each(|part| part.leaves(visit)),
            Inner::Not(part) => part.leaves(visit),
        }
    }

    /// Tells whether words that stand nearer to each other never make it fail.
    pub(crate) fn is_monotone(&self) -> bool {
        match self {
            Inner::Spot(_) => true,
            // Of places that overlap fewer may be counted.
            Inner::Count(..) | Inner::Not(_) => false,
            Inner::And(parts) | Inner::Or(parts) => parts.iter().all(Inner::is_monotone),
        }
    }

    /// Tells whether words are counted.
    pub(crate) fn counts_words(&self) -> bool {
        match self {
            Inner::Spot(spot) | Inner::Count(_, spot) => spot.counts_words(),
            Inner::And(parts) | Inner::Or(parts) => parts.iter().any(Inner::counts_words),
            Inner::Not(part) => part.counts_words(),
        }
    }

    /// Tells whether sentences must be known.
    pub(crate) fn needs_sentences(&self) -> bool {
        match self {
            Inner::Spot(spot) | Inner::Count(_, spot) => spot.needs_sentences(),
            Inner::And(parts) | Inner::Or(parts) => parts.iter().any(Inner::needs_sentences),
            Inner::Not(part) => part.needs_sentences(),
        }
    }
}

fn runs_of(places: &[Place], wanted: usize) -> Option<Vec<(u32, u32)>> {
    (places.len() >= wanted.max(1)).then(|| places.iter().flat_map(Place::runs).collect())
}

fn run(leaves: &[usize], view: &View<'_>) -> Vec<Place> {
    let length = u32::try_from(leaves.len()).unwrap_or(u32::MAX);
    rows(leaves, view).take(MAX_PLACES).map(|start| Place::whole(start, start.saturating_add(length))).collect()
}

/// Returns the positions from which words stand in a row.
fn rows<'a>(leaves: &'a [usize], view: &'a View<'_>) -> impl Iterator<Item = u32> + 'a {
    let first = leaves.first().map_or(&[][..], |&leaf| view.of(leaf));
    let stands =
        move |leaf: usize, position: u32| position < view.to && view.all_of(leaf).binary_search(&position).is_ok();
    let follows =
        move |start: &u32| (1..).zip(leaves.iter().skip(1)).all(|(n, &leaf)| stands(leaf, start.saturating_add(n)));
    first.iter().copied().filter(follows)
}

/// Tells whether a word of one list is close enough to another of the other: what [`near`]
/// finds, without the places.
fn words_meet(left: &[u32], right: &[u32], within: Within, view: &View<'_>) -> bool {
    left.iter().any(|&word| {
        let at = right.partition_point(|&other| other < word);
        let before = at.checked_sub(1).and_then(|n| right.get(n)).copied();
        let after = right.get(at..).and_then(|rest| rest.iter().copied().find(|&other| other != word));
        before.is_some_and(|other| meet(other, word, within, view) && !matches!(within, Within::Before(_)))
            || after.is_some_and(|other| meet(word, other, within, view))
    })
}

/// Tells whether two words, in the order of the text, are close enough.
fn meet(first: u32, second: u32, within: Within, view: &View<'_>) -> bool {
    match within {
        Within::Words(n) | Within::Before(n) => view.words_between(first + 1, second) <= n,
        Within::Sentence => view.sentence(first) == view.sentence(second),
        Within::Paragraph => true,
    }
}

fn tidy(mut places: Vec<Place>) -> Vec<Place> {
    places.sort_by(Place::order);
    places.dedup();
    places.truncate(MAX_PLACES);
    places
}

/// Pairs each place with its nearest neighbours on the other side that are close enough.
///
/// A place that has any partner has one among them, so nothing that matches is lost; that not
/// every pair is built keeps the work linear.
fn near(left: &[Place], right: &[Place], within: Within, view: &View<'_>) -> Vec<Place> {
    let mut pairs = Vec::new();
    for place in left {
        for partner in neighbours(place, right) {
            pairs.extend(pair(place, partner, within, view));
        }
    }
    for place in right {
        for partner in neighbours(place, left) {
            pairs.extend(pair(partner, place, within, view));
        }
    }
    tidy(pairs)
}

/// Returns the nearest places before and after `place` that share no word with it.
fn neighbours<'a>(place: &'a Place, others: &'a [Place]) -> impl Iterator<Item = &'a Place> {
    let at = others.partition_point(|other| other.start < place.start);
    let (before, after) = others.split_at(at);
    let before = before.iter().rev().take(4 * NEIGHBOURS).filter(|other| !other.shares_words(place)).take(NEIGHBOURS);
    let after = after.iter().take(4 * NEIGHBOURS).filter(|other| !other.shares_words(place)).take(NEIGHBOURS);
    before.chain(after)
}

fn pair(left: &Place, right: &Place, within: Within, view: &View<'_>) -> Option<Place> {
    let gap = if left.end <= right.start {
        view.words_between(left.end, right.start)
    } else if right.end <= left.start {
        view.words_between(right.end, left.start)
    } else {
        0
    };
    let joined = left.join(right);
    let fits = match within {
        Within::Words(n) => gap <= n,
        Within::Before(n) => left.end <= right.start && gap <= n,
        Within::Sentence => view.same_sentence(&joined),
        Within::Paragraph => true,
    };
    fits.then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(spot: &Spot, positions: &[Vec<u32>], sentences: &[u32]) -> Vec<(u32, u32)> {
        let view = View { positions, from: 0, to: 1000, sentences, endings: &[] };
        spot.find(&view).iter().map(|p| (p.start, p.end)).collect()
    }

    fn near(within: Within) -> Spot {
        Spot::Near(Box::new(Spot::Word(0)), Box::new(Spot::Word(1)), within)
    }

    #[test]
    fn runs_and_distances() {
        let positions = [vec![0, 7, 20], vec![1, 12, 19]];
        assert_eq!(found(&Spot::Run(vec![0, 1]), &positions, &[]), [(0, 2)]);
        assert_eq!(found(&near(Within::Words(5)), &positions, &[]), [(0, 2), (7, 13), (19, 21)]);
        assert_eq!(found(&near(Within::Before(5)), &positions, &[]), [(0, 2), (7, 13)]);
        assert_eq!(found(&near(Within::Words(4)), &positions, &[]), [(0, 2), (19, 21)]);
        assert_eq!(found(&near(Within::Sentence), &positions, &[0, 10, 20]), [(0, 2), (1, 8)]);
    }

    #[test]
    fn a_row_ends_in_its_unit() {
        let positions = [vec![7, 9], vec![8, 10]];
        let view = |from, to| View { positions: &positions, from, to, sentences: &[], endings: &[] };
        let row = Spot::Run(vec![0, 1]);
        let starts = |from, to| row.find(&view(from, to)).iter().map(|p| p.start).collect::<Vec<_>>();
        assert_eq!([starts(0, 20), starts(0, 10), starts(8, 11)], [vec![7, 9], vec![7], vec![9]]);
        assert!(starts(0, 8).is_empty() && !Spot::Run(Vec::new()).occurs(&view(0, 20)));
    }

    #[test]
    fn a_word_is_not_near_itself() {
        let positions = [vec![3], vec![3]];
        assert!(found(&near(Within::Words(5)), &positions, &[]).is_empty());
        let positions = [vec![3, 5], vec![3, 5]];
        assert_eq!(found(&near(Within::Words(5)), &positions, &[]), [(3, 6)]);
    }

    #[test]
    fn nested_distances_stay_bounded() {
        let positions = [(0..5000).collect::<Vec<u32>>()];
        let mut spot = Spot::Word(0);
        for _ in 0..40 {
            spot = Spot::Near(Box::new(spot), Box::new(Spot::Word(0)), Within::Paragraph);
        }
        let view = View { positions: &positions, from: 0, to: 5000, sentences: &[], endings: &[] };
        assert!(spot.find(&view).len() <= MAX_PLACES);
    }

    #[test]
    fn a_witness_leaves_the_excluded_out() {
        let positions = [vec![1], vec![2], vec![]];
        let view = View { positions: &positions, from: 0, to: 9, sentences: &[], endings: &[] };
        let word = |n| Inner::Spot(Spot::Word(n));
        let not = |n| Inner::Not(Box::new(word(n)));
        assert_eq!(Inner::And(vec![word(0), not(2)]).witness(&view), Some(vec![(1, 2)]));
        assert_eq!(Inner::And(vec![word(0), not(1)]).witness(&view), None);
        assert_eq!(Inner::Or(vec![word(0), word(2)]).witness(&view), Some(vec![(1, 2)]));
    }
}
