//! How far two words are apart.

/// Letters of the first word that are looked at: names are short.
const LONGEST: usize = 32;

/// Returns how many letters to insert, remove or replace make one short word of another.
pub fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().take(LONGEST).enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()] + a.chars().count().saturating_sub(LONGEST)
}

/// Returns the name that a mistyped one resembles, if one does.
pub fn nearest<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let near = names.into_iter().map(|name| (edits(typed, name), name)).min();
    near.filter(|(edits, name)| *edits <= name.len() / 3).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_resemble_each_other() {
        assert_eq!((edits("limt", "limit"), edits("", "ab"), edits("abc", "abc")), (1, 2, 0));
        assert_eq!(nearest("limt", ["sort", "limit"]), Some("limit"));
        assert_eq!(nearest("colour", ["sort", "color"]), Some("color"));
        assert_eq!(nearest("zebra", ["sort", "limit"]), None);
        assert_eq!(nearest("a", []), None);
    }
}
