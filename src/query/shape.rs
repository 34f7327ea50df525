//! What the parser asks of the trees it joins: their extent, and whether they may be joined.

use super::ast::{Field, Node, NodeKind, Sign, Within, Word, WordKind};
use crate::span::Span;
use crate::terms;

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
        NodeKind::Field { .. } | NodeKind::Listed(_) | NodeKind::Lead(_) => Some("a field"),
        NodeKind::Days { .. } => Some("a date"),
        NodeKind::AtLeast { .. } => Some("a count"),
        NodeKind::Every => Some("everything"),
    }
}

/// Reads a distance to a field as what it can mean: words near a speaker are words of the
/// speaker's quote, words near a name are near a word of that name, and whatever stands in one
/// paragraph with something else is required beside it. Other parts come back as they were.
pub(super) fn beside_field(left: Node, right: Node, within: Within) -> Result<Node, Box<(Node, Node)>> {
    let is_plain = |node: &Node| misplaced(node).is_none();
    let field_of = |node: &Node| match &node.kind {
        NodeKind::Field { field, .. } => Some(*field),
        _ => None,
    };
    let can_join = |node: &Node| !matches!(node.kind, NodeKind::Not(_) | NodeKind::List(_));
    let in_paragraph = within == Within::Paragraph && can_join(&left) && can_join(&right);
    if in_paragraph && !(is_plain(&left) && is_plain(&right)) {
        return Ok(both(left, right));
    }
    match (field_of(&left), field_of(&right)) {
        (Some(field), None) if is_plain(&right) => name_near(left, right, field, |name, words| (name, words), within),
        (None, Some(field)) if is_plain(&left) => {
            let swapped = name_near(right, left, field, |name, words| (words, name), within);
            swapped.map_err(|parts| Box::new((parts.1, parts.0)))
        }
        _ => Err(Box::new((left, right))),
    }
}

/// Asks for a name and words near it; `order` puts the two as they were typed.
fn name_near(
    name: Node,
    words: Node,
    field: Field,
    order: impl Fn(Node, Node) -> (Node, Node),
    within: Within,
) -> Result<Node, Box<(Node, Node)>> {
    match field {
        Field::Speaker => {
            let span = words.span;
            let said = Node::new(NodeKind::Field { field: Field::Said, inner: Box::new(words) }, span);
            Ok(both(name, said))
        }
        Field::Person | Field::Org | Field::Place | Field::Entity => {
            let mut parts = Vec::new();
            words_of_name(&name, &mut parts);
            if parts.is_empty() {
                return Err(Box::new((name, words)));
            }
            let span = cover(name.span, words.span);
            let (left, right) = order(Node::new(NodeKind::Or(parts), name.span), words);
            let near = Node::new(NodeKind::Near { left: Box::new(left), right: Box::new(right), within }, span);
            Ok(both(name, near))
        }
        _ => Err(Box::new((name, words))),
    }
}

fn both(first: Node, second: Node) -> Node {
    let span = cover(first.span, second.span);
    Node::new(NodeKind::List(vec![(Sign::Must, first), (Sign::Must, second)]), span)
}

/// Collects the words of a name that a text may call it by.
fn words_of_name(node: &Node, words: &mut Vec<Node>) {
    let mut push = |piece: &String| {
        if piece == terms::POSSESSIVE {
            return;
        }
        let word = Word { typed: piece.clone(), pieces: vec![piece.clone()], kind: WordKind::Exact };
        words.push(Node::new(NodeKind::Word(word), node.span));
    };
    match &node.kind {
        NodeKind::Word(word) => word.pieces.iter().for_each(push),
        NodeKind::Phrase { pieces, .. } => pieces.iter().for_each(&mut push),
        NodeKind::Listed(name) => terms::fold(name).iter().for_each(&mut push),
        _ => node.parts().into_iter().for_each(|part| words_of_name(part, words)),
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
        NodeKind::Word(_) | NodeKind::Phrase { .. } | NodeKind::Listed(_) | NodeKind::Days { .. } | NodeKind::Every => {
        }
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
