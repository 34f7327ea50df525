//! The tokens of a text with what is known of each before any model.

use crate::annotate::quote::marks::pairs::Marks;
use crate::annotate::quote::words::forms::Form;
use crate::annotate::quote::words::kinds::Kind;
use crate::annotate::text::Text;

/// A text with the form and the kind of each token, and its quotation marks.
#[derive(Clone, Copy)]
pub(crate) struct Tokens<'a> {
    pub text: &'a Text<'a>,
    pub forms: &'a [Form],
    pub kinds: &'a [Kind],
    pub marks: &'a Marks,
}
