//! "Minister for Finance [Ann Roe]": an office with what it is for, written large before a name without a comma.

use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::text::TokenKind;

/// Most words of what an office is for.
const FIELD: usize = 4;

/// Returns the noun of such an office before a name that begins at a token with its titles: the "Minister" of "Minister
/// for Finance Ann Roe", "Superintendent of Police Ann Roe".
pub(super) fn noun(scene: &Scene<'_>, titled: usize) -> Option<usize> {
    let sentence = scene.sentences.get(titled)?;
    let is_large = |i: usize| {
        let is_word = scene.text.tokens[i].kind == TokenKind::Word && scene.sentences[i] == *sentence;
        is_word && scene.forms[i].is_capital
    };
    let is_part = |&i: &usize| is_large(i) || scene.is_word(i, &["and"]) && i + 1 < titled;
    let first = (0..titled).rev().take(FIELD).take_while(is_part).last()?;
    let link = first.checked_sub(1).filter(|&i| scene.is_word(i, &["for", "of"]))?;
    link.checked_sub(1).filter(|&noun| is_large(noun) && scene.is_title(noun) && scene.is_calling(noun))
}
