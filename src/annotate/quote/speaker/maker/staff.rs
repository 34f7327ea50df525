//! "A statement from her campaign" is by the campaign of the person whom the pronoun means. "Her campaign said" names
//! nobody to those who annotated the articles that the models learn from.

use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::people::roster::People;
use crate::annotate::quote::source::named::Named;
use crate::annotate::quote::speaker::beside::STAFFS;
use crate::annotate::text::Run;

/// The pronoun before the campaign that made a document ("a memo from his campaign", "her campaign's commercials").
pub(super) fn pronoun_in(scene: &Scene<'_>, source: Run) -> Option<usize> {
    let (start, end) = (source.start as usize, source.end as usize);
    let is_owned =
        |i: usize| scene.is_word(i, &["her", "his"]) && scene.is_word(i + 1, STAFFS) && !scene.is_calling(i + 2);
    let is_led = |i: usize| i == start || scene.is_word(i - 1, &["by", "from", "that"]);
    let is_whole = |i: usize| i > start || is_possessive(scene, i + 2);
    (start..end.saturating_sub(1)).find(|&i| is_owned(i) && is_led(i) && is_whole(i))
}

/// The campaign behind a pronoun that means somebody.
pub(super) fn of(scene: &Scene<'_>, people: &People, token: usize, owner: Named) -> Option<Named> {
    let surname = people.persons[owner.person?].surname();
    Some(Named { name: format!("{surname} {}", scene.word(token + 1)), person: None, kind: 2, ..owner })
}
