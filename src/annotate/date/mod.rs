//! Text → time expressions with TIMEX3 values, anchored on the day of publication.

use jiff::civil::Date;

use super::{DateMention, Text};

/// Finds the time expressions of a text.
pub fn annotate(_text: &Text<'_>, _published: Option<Date>) -> Vec<DateMention> {
    Vec::new()
}
