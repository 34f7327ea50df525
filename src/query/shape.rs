//! What the parser asks of the trees it joins: their extent, and whether they may be joined.

use super::ast::{Node, NodeKind, Sign, WordKind};
use crate::span::Span;

/// Returns a sign that says no less than that its clause is needed.
pub(super) fn required(sign: Sign) -> Sign {
    if sign == Sign::Plain { Sign::Must } else { sign }
}

/// Returns what `node` is, in words, if it cannot be near to something.
pub(super) fn misplaced(node: &Node) -> Option<&'static str> {
    match &node.kind {
        NodeKind::Word(_) | NodeKind::Phrase { .. } | NodeKind::Near { .. } => None,
        NodeKind::Or(parts) => parts.iter().find_map(misplaced),
        NodeKind::List(_) => Some("a list of words without OR"),
        NodeKind::Not(_) => Some("an excluded word"),
        NodeKind::Field { .. } | NodeKind::Lead(_) => Some("a field"),
        NodeKind::Days { .. } => Some("a date"),
        NodeKind::AtLeast { .. } => Some("a count"),
    }
}

/// Turns the stemmed words of a tree into words as written.
pub(super) fn make_exact(node: &mut Node) {
    match &mut node.kind {
        NodeKind::Word(word) if word.kind == WordKind::Stemmed => word.kind = WordKind::Exact,
        NodeKind::List(clauses) => clauses.iter_mut().for_each(|(_, node)| make_exact(node)),
        NodeKind::Or(parts) => parts.iter_mut().for_each(make_exact),
        NodeKind::Near { left, right, .. } => {
            make_exact(left);
            make_exact(right);
        }
        NodeKind::Not(inner)
        | NodeKind::Field { inner, .. }
        | NodeKind::AtLeast { inner, .. }
        | NodeKind::Lead(inner) => make_exact(inner),
        NodeKind::Word(_) | NodeKind::Phrase { .. } | NodeKind::Days { .. } => {}
    }
}

/// Returns the span from the first node to the last.
pub(super) fn hull<'n>(nodes: impl IntoIterator<Item = &'n Node>) -> Span {
    let spans = nodes.into_iter().map(|node| node.span);
    spans.reduce(cover).unwrap_or_default()
}

/// Returns the smallest span that holds both.
pub(super) fn cover(a: Span, b: Span) -> Span {
    Span { start: a.start.min(b.start), end: a.end.max(b.end) }
}
