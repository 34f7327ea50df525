//! Quotations of several paragraphs whose speaker stands only in a later one: “The pool is old.¶“My children swam
//! here,” said Ann Roe.

use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::link::draft::{Draft, Origin};
use crate::annotate::quote::marks::pairs::Place;

/// Joins the paragraphs that a quotation leaves open, and nobody is named in, to the quote that goes on with it;
/// `drafts` come in the order of their first words.
pub(super) fn join(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    let mut kept = Vec::with_capacity(drafts.len());
    // The paragraphs that wait for who says them, and the number of the first.
    let (mut open, mut paragraph) = (Vec::new(), None);
    let mut all = std::mem::take(drafts).into_iter().peekable();
    while let Some(mut draft) = all.next() {
        open.append(&mut draft.attribution.contents);
        let first = *paragraph.get_or_insert(draft.paragraph);
        (draft.attribution.contents, draft.paragraph) = (std::mem::take(&mut open), first);
        if all.peek().is_some_and(|next| goes_on(scene, &draft, next)) {
            open = draft.attribution.contents;
        } else {
            paragraph = None;
            kept.push(draft);
        }
    }
    *drafts = kept;
}

/// Tells whether a quotation without a speaker is left open where its paragraph ends, and another draft begins the next.
fn goes_on(scene: &Scene<'_>, before: &Draft, next: &Draft) -> bool {
    let is_free = matches!(before.origin, Origin::Lone | Origin::Uncued) && before.attribution.source.is_none();
    let (Some(last), Some(first)) = (before.pieces().last(), next.pieces().first()) else { return false };
    let end = scene.text.paragraph_tokens(scene.paragraph_of(last.start as usize)).end;
    let is_open = last.end == end
        && (last.end as usize).checked_sub(1).is_some_and(|i| scene.marks.places.get(i) == Some(&Place::Inside));
    // A mark that closes an earlier quotation opens none.
    let is_begun = scene.forms.get(last.start as usize + 1).is_some_and(|form| form.is_capital);
    let opens = scene.marks.places.get(end as usize) == Some(&Place::Opening);
    is_free && is_open && is_begun && opens && (end..=end + 1).contains(&first.start)
}
