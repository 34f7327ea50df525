//! Mentions → one cluster and one name for each entity of an article.
//!
//! Persons are grouped by [`super::people`], bodies and places by [`super::bodies`]; this
//! module numbers the clusters in the order of their first mention and picks each one's
//! name: the fullest form in the article, not in capitals where it can be helped. Linear
//! in the number of mentions; nothing outside the article is consulted.

use super::form::{calm, normalise};
use super::lists;
use super::tag::Tagged;
use super::{Mending, bodies, people, tidy};
use crate::annotate::text::{Text, TokenKind};
use crate::annotate::{EntityKind, EntityMention};

/// A tagged name with its words.
#[derive(Debug)]
pub(super) struct Mention<'a> {
    pub tagged: Tagged,
    /// Its words as written, marks inside left out.
    pub words: Vec<&'a str>,
    /// The words in normal form.
    pub normal: Vec<String>,
}

/// Groups and names the tagged names of a text.
pub(super) fn assemble(text: &Text<'_>, mut tagged: Vec<Tagged>, mending: Mending) -> Vec<EntityMention> {
    tidy::tidy(text, &mut tagged, mending);
    let mentions: Vec<Mention<'_>> = tagged.into_iter().map(|t| read(text, t, mending)).collect();
    let mut groups: Vec<Option<usize>> = vec![None; mentions.len()];
    let n_people = people::group(text, &mentions, &mut groups);
    let n_groups = bodies::group(text, &mentions, &mut groups, (n_people, mending));
    let names = names(text, &mentions, &groups, n_groups);
    let mut clusters: Vec<Option<u32>> = vec![None; n_groups];
    let mut n_clusters = 0;
    let mut found = Vec::with_capacity(mentions.len());
    for (mention, group) in mentions.iter().zip(groups) {
        let (Some(group), Some(span)) = (group, text.span_of(mention.tagged.tokens)) else { continue };
        let cluster = *clusters[group].get_or_insert_with(|| {
            n_clusters += 1;
            n_clusters - 1
        });
        found.push(EntityMention { span, kind: mention.tagged.kind, name: names[group].clone(), cluster });
    }
    found
}

fn read<'a>(text: &Text<'a>, tagged: Tagged, mending: Mending) -> Mention<'a> {
    let is_word = |&i: &usize| {
        let token = text.tokens[i];
        token.kind == TokenKind::Word || token.kind == TokenKind::Number || text.word(i) == "&"
    };
    let words: Vec<&str> = tagged.tokens.range().filter(is_word).map(|i| text.word(i)).collect();
    let mut normal: Vec<String> = words.iter().map(|w| normalise(w)).collect();
    // "Vale S.A." is "Vale SA".
    let form = words.last().filter(|last| mending == Mending::All && last.contains('.') && bodies::is_form(last));
    if let (Some(last), Some(form)) = (normal.last_mut(), form) {
        *last = bodies::undotted(form).to_lowercase();
    }
    Mention { tagged, words, normal }
}

/// Returns the name of each group.
fn names(text: &Text<'_>, mentions: &[Mention<'_>], groups: &[Option<usize>], n_groups: usize) -> Vec<String> {
    let mut best: Vec<Option<(usize, &Mention<'_>)>> = vec![None; n_groups];
    for (mention, group) in mentions.iter().zip(groups) {
        let Some(group) = *group else { continue };
        let fullness = fullness(mention);
        // The first of equally full forms is kept.
        if best[group].is_none_or(|(before, _)| fullness > before) {
            best[group] = Some((fullness, mention));
        }
    }
    best.into_iter().map(|b| b.map_or_else(String::new, |(_, mention)| name_of(text, mention))).collect()
}

/// Forms in small letters before capitals, then more words, then longer words.
fn fullness(mention: &Mention<'_>) -> usize {
    let letters: usize = mention.words.iter().map(|w| w.chars().filter(|c| c.is_alphabetic()).count()).sum();
    let n_words = mention.words.len().min(20);
    let is_mixed = mention.words.iter().any(|w| w.chars().any(char::is_lowercase));
    let is_long = mention.words.len() > 1 || letters > 5;
    let prefers_case = usize::from(is_mixed || !is_long);
    prefers_case * 1_000_000 + n_words * 10_000 + letters.min(9_999)
}

fn name_of(text: &Text<'_>, mention: &Mention<'_>) -> String {
    let kind = mention.tagged.kind;
    if let Some(name) = bodies::well_known(mention) {
        return name.to_owned();
    }
    let shouts = mention.words.iter().all(|w| !w.chars().any(char::is_lowercase));
    let words: Vec<String> = if shouts {
        mention.words.iter().map(|word| as_name(word, kind, mention.words.len())).collect()
    } else {
        let written = text.span_of(mention.tagged.tokens).map_or("", |s| s.of(text.source));
        straight(written).split_whitespace().map(str::to_owned).collect()
    };
    let has_article = kind == EntityKind::Org && words.len() > 1 && words[0].eq_ignore_ascii_case("the");
    let name = words.get(usize::from(has_article)..).unwrap_or(&[]).join(" ");
    if kind == EntityKind::Person { name.replace(", ", " ") } else { name }
}

fn straight(word: &str) -> String {
    word.replace(['’', '‘'], "'")
}

/// Writes a word in capitals as a name, unless it is an abbreviation.
fn as_name(word: &str, kind: EntityKind, n_words: usize) -> String {
    let normal = normalise(word);
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let is_abbreviation = word.contains(['.', '&'])
        || letters < 2
        || (kind == EntityKind::Org && letters <= 3 && (n_words == 1 || !lists::is_written_small(&normal)))
        || (kind == EntityKind::Org && n_words == 1 && (!lists::is_written_small(&normal)))
        || (kind == EntityKind::Place && letters <= 2);
    if is_abbreviation {
        return straight(word);
    }
    straight(&calm(word))
}
