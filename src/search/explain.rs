//! What a query asks and became, in words and as data.

use std::collections::HashSet;

use super::Prepared;
use super::hit::{Asked, AskedWord};
use crate::index::Index;
use crate::query::plan::{Leaf, Scope};
use crate::query::spots::Spot;
use crate::query::{MatchMode, Query, words_of};

/// Says what a query asks of this index.
pub(super) fn asked(index: &Index, query: &Query, mode: MatchMode, prepared: &Prepared) -> tantivy::Result<Asked> {
    let planned = &prepared.planned;
    let names = |spots: &[Spot]| {
        let mut seen = HashSet::new();
        let mut names = Vec::new();
        for spot in spots {
            spot.leaves(&mut |n| {
                let typed = planned.leaves.get(n).map(|leaf| leaf.typed.clone()).unwrap_or_default();
                if seen.insert(typed.clone()) {
                    names.push(typed);
                }
            });
        }
        names
    };
    let mut words: Vec<AskedWord> = Vec::new();
    for scored in &planned.scored {
        let Some(leaf) = planned.leaves.get(scored.leaf) else { continue };
        let word = AskedWord {
            word: leaf.typed.clone(),
            forms: forms(index, leaf)?,
            synonyms: names(&scored.same),
            related: names(&scored.related),
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let tree = query.whole_tree();
    Ok(Asked {
        sentence: words_of::sentence(&tree, mode),
        read_as: if query.filters_alone { query.text().to_owned() } else { query.tree().to_string() },
        words,
        expanded: prepared.expanded.clone(),
        ignored: if query.filters_alone { Vec::new() } else { ignored(query.text()) },
    })
}

/// Forms shown of a word; a wildcard stands for thousands.
const MAX_FORMS: usize = 20;

/// Returns the forms of a word with the number of passages that have each, most first.
fn forms(index: &Index, leaf: &Leaf) -> tantivy::Result<Vec<(String, u64)>> {
    let fields = index.fields();
    let field = match leaf.scope {
        Scope::Said => fields.said,
        Scope::Headline => fields.headline,
        _ => fields.body,
    };
    let mut counted = Vec::new();
    for form in leaf.forms.iter() {
        let term = tantivy::Term::from_field_text(field, form);
        counted.push((form.clone(), index.searcher().doc_freq(&term)?));
    }
    counted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counted.truncate(MAX_FORMS);
    Ok(counted)
}

/// Returns the marks between words that say nothing.
fn ignored(text: &str) -> Vec<String> {
    let is_mark = |chunk: &&str| {
        let means = |c: char| c.is_alphanumeric() || matches!(c, '(' | ')' | '"' | '“' | '”' | '*' | '?' | '+' | '-');
        !chunk.contains(means) && !matches!(*chunk, "&&" | "||" | "|")
    };
    text.split_whitespace().filter(is_mark).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_without_letters_are_ignored() {
        assert_eq!(ignored("judge — recusal / (a | b) …"), ["—", "/", "…"]);
    }
}
