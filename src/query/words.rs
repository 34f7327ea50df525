//! A typed word or phrase → folded pieces, wildcards kept.

use crate::terms;

/// Letters that survive folding and that nobody types; they carry the wildcards through it.
const STAR: char = 'ꙮ';
const MARK: char = 'ꙭ';

/// Returns the folded terms of a typed text, `*` and `?` kept where they stand in a word.
///
/// A `?` with no letter behind it is a question mark.
pub(crate) fn pieces(typed: &str) -> Vec<String> {
    let carried: String = if typed.contains(['*', '?']) { carry(typed) } else { typed.to_owned() };
    let mut pieces = terms::fold(&carried);
    for piece in &mut pieces {
        if piece.contains([STAR, MARK]) {
            *piece = piece.replace(STAR, "*").replace(MARK, "?");
            while piece.contains("**") {
                *piece = piece.replace("**", "*");
            }
        }
    }
    pieces
}

fn carry(typed: &str) -> String {
    let mut reversed = Vec::new();
    let mut before_letter = false;
    for c in typed.chars().rev() {
        let carried = match c {
            '*' => STAR,
            '?' if before_letter => MARK,
            c => c,
        };
        before_letter = carried.is_alphanumeric();
        reversed.push(carried);
    }
    reversed.into_iter().rev().collect()
}

/// Returns the word before the `!` that cuts it off (`recus!`).
pub(crate) fn truncated(typed: &str) -> Option<&str> {
    typed.strip_suffix('!').filter(|stump| stump.ends_with(char::is_alphanumeric) && !stump.contains('!'))
}

/// Tells whether a piece stands for more than one word.
pub(crate) fn is_pattern(piece: &str) -> bool {
    piece.contains(['*', '?'])
}

/// Tells whether a text is an address with a path, whose `?` stands for itself.
pub(crate) fn is_address(typed: &str) -> bool {
    (typed.contains("://") || typed.contains('/') && typed.contains('?')) && !typed.contains('*')
}

/// Returns a word as typed without the marks that cling to its end and say nothing; the point of an
/// abbreviation stays.
pub(crate) fn bare(typed: &str) -> &str {
    let bare = typed.trim_end_matches([',', ';', ':']);
    let is_abbreviation = bare.matches('.').count() > 1;
    let bare = bare.strip_suffix('.').filter(|_| !is_abbreviation).unwrap_or(bare);
    if bare.is_empty() { typed } else { bare }
}

/// Tells whether `word` fits a pattern of letters, `*` (any letters) and `?` (one letter).
pub(crate) fn fits(pattern: &str, word: &str) -> bool {
    let (pattern, word) = (pattern.as_bytes(), word.as_bytes());
    let (mut p, mut w) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while w < word.len() {
        match pattern.get(p) {
            Some(b'*') => {
                retry = Some((p + 1, w));
                p += 1;
            }
            Some(b'?') => {
                w += letter(word, w);
                p += 1;
            }
            Some(&c) if word[w] == c => {
                p += 1;
                w += 1;
            }
            _ => match &mut retry {
                Some((after, from)) => {
                    *from += letter(word, *from);
                    (p, w) = (*after, *from);
                }
                None => return false,
            },
        }
    }
    pattern.get(p..).is_some_and(|rest| rest.iter().all(|c| *c == b'*'))
}

/// Returns how many bytes the letter at `at` has.
fn letter(word: &[u8], at: usize) -> usize {
    let rest = word.get(at + 1..).unwrap_or(&[]);
    1 + rest.iter().take_while(|byte| **byte & 0b1100_0000 == 0b1000_0000).count()
}
