//! A speaker's name, how it was found and how sure it is.

/// A name with how sure it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Named {
    pub name: String,
    pub person: Option<usize>,
    pub probability: f32,
    /// The probability of the next best answer.
    pub rival: f32,
    /// How it was found: 1 a name in the source, 2 a pronoun, 3 "who", 4 nothing at the quote,
    /// 5 a name in a transcript, 6 a description, 7 who made a document and is named beside it,
    /// 8 who made one whose maker is told elsewhere, 9 the name of a place, 10 a body that has done all the speaking.
    pub way: u64,
    /// What bears it, as [`Candidate`](crate::annotate::quote::people::candidate::Candidate) counts.
    pub kind: u64,
}

/// Way of a pronoun ("he").
pub(crate) const PRONOUN: u64 = 2;

/// Way of whose turn it is where nothing at the quote names her.
pub(crate) const TURN: u64 = 4;

/// Way of a description ("the senator").
pub(crate) const DESCRIBED: u64 = 6;

/// Way of who made a document, named beside it ("a Merrow College poll").
pub(crate) const WRITTEN: u64 = 7;

/// Way of who made a document where the words beside its noun do not tell ("the poll", "his letter").
pub(crate) const TOLD: u64 = 8;

/// Way of "it" and "the company" for a body that has done all the speaking.
pub(crate) const ALONE: u64 = 10;

/// Way of a place that speaks ("Norway said").
pub(crate) const PLACED: u64 = 9;
