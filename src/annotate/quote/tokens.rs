//! The tokens of a text with what is known of each before any model.

use super::forms::Form;
use super::kinds::Kind;
use super::marks::Marks;
use crate::annotate::text::Text;

/// A text with the form and the kind of each token, and its quotation marks.
#[derive(Clone, Copy)]
pub(super) struct Tokens<'a> {
    pub text: &'a Text<'a>,
    pub forms: &'a [Form],
    pub kinds: &'a [Kind],
    pub marks: &'a Marks,
}
