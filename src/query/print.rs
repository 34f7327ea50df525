//! Syntax tree → a query text with the same tree, in one spelling.

use std::fmt;

use super::ast::{Clock, Node, NodeKind, Sign, Within, Word, WordKind};

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            NodeKind::Word(word) => write!(f, "{word}"),
            NodeKind::Phrase { typed, .. } => write!(f, "\"{typed}\""),
            NodeKind::Listed(name) => write!(f, "=\"{name}\""),
            NodeKind::List(clauses) => print_list(f, clauses),
            NodeKind::Or(parts) => print_or(f, parts),
            NodeKind::Not(inner) => write!(f, "-{}", Part(inner)),
            NodeKind::Near { left, right, within } => {
                // Distances group to the left by themselves.
                match left.kind {
                    NodeKind::Near { .. } => write!(f, "{left}")?,
                    _ => write!(f, "{}", Part(left))?,
                }
                write!(f, " {within} {}", Part(right))
            }
            NodeKind::Field { field, inner } => write!(f, "{}:{}", field.name(), Part(inner)),
            NodeKind::Days { clock, typed, period } => {
                let name = if *clock == Clock::Published { "published" } else { "about" };
                if !typed.is_empty() {
                    return write!(f, "{name}:\"{typed}\"");
                }
                // Asked for by a flag.
                let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
                write!(f, "{name}:{}..{}", day(period.from), day(period.to))
            }
            NodeKind::AtLeast { count, inner } => write!(f, "atleast{count}({inner})"),
            NodeKind::Lead(inner) => write!(f, "lead:{}", Part(inner)),
            NodeKind::Every => f.write_str("*"),
        }
    }
}

fn print_list(f: &mut fmt::Formatter<'_>, clauses: &[(Sign, Node)]) -> fmt::Result {
    for (n, (sign, node)) in clauses.iter().enumerate() {
        let space = if n > 0 { " " } else { "" };
        // A distance needs no brackets unless a sign would take its first word only.
        match (sign, &node.kind) {
            (Sign::Plain, NodeKind::Near { .. }) => write!(f, "{space}{node}")?,
            _ => write!(f, "{space}{sign}{}", Part(node))?,
        }
    }
    Ok(())
}

fn print_or(f: &mut fmt::Formatter<'_>, parts: &[Node]) -> fmt::Result {
    for (n, node) in parts.iter().enumerate() {
        let or = if n > 0 { " OR " } else { "" };
        match node.kind {
            NodeKind::Or(_) => write!(f, "{or}({node})")?,
            _ => write!(f, "{or}{node}")?,
        }
    }
    Ok(())
}

/// A node as an operand: in brackets if it is more than one word or group.
struct Part<'a>(&'a Node);

impl fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let node = self.0;
        match node.kind {
            NodeKind::List(_) | NodeKind::Or(_) | NodeKind::Near { .. } | NodeKind::Not(_) => write!(f, "({node})"),
            _ => write!(f, "{node}"),
        }
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            WordKind::Stemmed => write!(f, "{}", self.typed),
            WordKind::Exact => write!(f, "exact:{}", self.typed),
            WordKind::Fuzzy(edits) => write!(f, "{}~{edits}", self.typed),
        }
    }
}

impl fmt::Display for Sign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Sign::Plain => "",
            Sign::Must => "+",
            Sign::MustNot => "-",
        })
    }
}

impl fmt::Display for Within {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Within::Words(n) => write!(f, "w/{n}"),
            Within::Before(n) => write!(f, "pre/{n}"),
            Within::Sentence => write!(f, "w/s"),
            Within::Paragraph => write!(f, "w/p"),
        }
    }
}
