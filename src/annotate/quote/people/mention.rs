//! Mentions of persons in an article → the words of their names; which surnames a couple shares, and a father and a son.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{birth_names, headline_names, honorifics, mononyms, nickname, self_named};
use crate::annotate::kin::is_kin;
use crate::annotate::quote::grammar::gender::{Gender, title_gender};
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::words::forms::WordTable;
use crate::annotate::quote::words::name::{are_two, is_after_name, is_initial, name_words, parts};
use crate::annotate::sequence::word_hash;
use crate::annotate::text::Run;
use crate::annotate::{EntityKind, EntityMention, entity};

/// Where a person is named, and the words of the name.
pub(super) type Mention = (Run, Vec<String>);

/// Returns where persons are named, and the words of each name; "Gerrit and Malou Roe" name Gerrit Roe.
pub(super) fn mentions(scene: &Scene<'_>, first_names: WordTable) -> Vec<Mention> {
    let lettered: FxHashSet<&str> = scene.entities.iter().filter_map(|e| surname_before_letters(scene, e)).collect();
    let borne = borne_alone(scene);
    // A name with letters behind it the tagger may take for a body's, and then the surname, too.
    let is_person = |e: &&EntityMention| {
        let is_lettered = || lettered.contains(e.span.of(scene.text.source)) || ends_in_letters(scene, e);
        let is_lettered = || !lettered.is_empty() && is_lettered();
        e.kind == EntityKind::Person || e.kind == EntityKind::Org && (is_lettered() || is_borne(scene, &borne, e))
    };
    let mentions = scene.entities.iter().filter(is_person).map(|e| (scene.tokens_of(e), words_of(scene, e)));
    let mentions = mentions.filter(|(_, words)| !words.is_empty()).collect();
    let mut mentions = join_parents(scene, mentions);
    self_named::add(scene, &mut mentions);
    nickname::join(scene, &nickname::find(scene, first_names), &mut mentions);
    take_particles(&mut mentions);
    take_surnames(scene, &mut mentions, first_names);
    take_fathers(scene, &mut mentions);
    honorifics::leave_out(scene, &mut mentions);
    birth_names::join(scene, &mut mentions);
    headline_names::leave_out(headline_end(scene), &mut mentions, first_names);
    mononyms::give_titles(scene, &mut mentions);
    mentions
}

/// The words that stand alone for a person and are the last of no person's whole name: "Zampano said".
fn borne_alone<'a>(scene: &Scene<'a>) -> FxHashSet<&'a str> {
    let words = |e: &EntityMention| e.span.of(scene.text.source);
    let (persons, others): (Vec<_>, Vec<_>) = scene.entities.iter().partition(|e| e.kind == EntityKind::Person);
    let mut alone: FxHashSet<&str> = persons.iter().map(|e| words(e)).filter(|name| !name.contains(' ')).collect();
    if !alone.is_empty() {
        let whole = persons.iter().map(|e| words(e)).filter_map(|name| Some(name.rsplit_once(' ')?.1));
        let known = others.iter().map(|e| words(e)).chain(whole);
        known.for_each(|name| _ = alone.remove(name));
    }
    alone
}

/// Tells whether what the tagger holds to be a body is a person's whole name, whose last word stands alone for a person
/// elsewhere: "Lorella Zampano".
fn is_borne(scene: &Scene<'_>, borne: &FxHashSet<&str>, entity: &EntityMention) -> bool {
    let name = entity.span.of(scene.text.source);
    let is_plain = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.clone().count() > 1 && letters.all(char::is_lowercase)
    };
    let is_whole = || name.split(' ').count() == 2 && name.split(' ').all(is_plain);
    name.rsplit_once(' ').is_some_and(|(_, last)| borne.contains(last)) && is_whole()
}

/// Tells whether a name of three words or more ends in letters for a rank or a degree ("Philippa Roe KC").
fn ends_in_letters(scene: &Scene<'_>, entity: &EntityMention) -> bool {
    let words = entity.span.of(scene.text.source).split_whitespace();
    words.clone().count() > 2 && words.last().is_some_and(is_after_name)
}

/// The surname before such letters in what the tagger holds to be a body.
fn surname_before_letters<'a>(scene: &Scene<'a>, entity: &EntityMention) -> Option<&'a str> {
    let is_body = entity.kind == EntityKind::Org && ends_in_letters(scene, entity);
    entity.span.of(scene.text.source).split_whitespace().rev().nth(1).filter(|_| is_body)
}

/// Joins a first name and whose son somebody is, where they stand side by side: "Khalid", "bin Rashid al-Mutairi".
fn join_parents(scene: &Scene<'_>, mentions: Vec<Mention>) -> Vec<Mention> {
    const SONS: &[&str] = &["bin", "bint", "ibn"];
    let mut joined: Vec<Mention> = Vec::with_capacity(mentions.len());
    for (run, words) in mentions {
        let is_son = SONS.contains(&scene.word(run.start as usize));
        match joined.last_mut() {
            Some((first, name)) if is_son && first.end == run.start && name.len() < 3 => {
                first.end = run.end;
                name.extend(words);
            }
            _ => joined.push((run, words)),
        }
    }
    joined
}

/// Makes "Al Thani" a surname, "al Thani", where the text has "Hassan Al Thani".
fn take_particles(mentions: &mut [Mention]) {
    let ends: FxHashSet<[String; 2]> = mentions
        .iter()
        .filter_map(|(_, words)| match &words[..] {
            [_, .., particle, surname] if entity::is_also_given(particle) => Some([particle.clone(), surname.clone()]),
            _ => None,
        })
        .collect();
    for (_, words) in mentions.iter_mut().filter(|(_, words)| words.len() == 2 && !ends.is_empty()) {
        if ends.contains(&words[..]) {
            words[0] = words[0].to_lowercase();
        }
    }
}

/// Gives first names the surname of the name that "and" joins to them ("Gerrit and Malou Roe"), where the first
/// name is a listed one and never stands alone elsewhere, or the text tells of "the Roes".
fn take_surnames(scene: &Scene<'_>, mentions: &mut [Mention], first_names: WordTable) {
    let is_joined = |n: usize| {
        let [(run, words), (next, full)] = &mentions[n..n + 2] else { return false };
        let is_pair = next.start == run.end + 1 && scene.is_word(run.end as usize, &["and", "&"]);
        let is_titled = run.start > 0 && scene.is_title(run.start as usize - 1);
        let is_first = || first_names.get(word_hash(words[0].to_lowercase().as_bytes())) > 0;
        is_pair && !is_titled && words.len() == 1 && full.len() > 1 && is_first() && !parts(full)[0].is_empty()
    };
    let joined: Vec<usize> = (0..mentions.len().saturating_sub(1)).filter(|&n| is_joined(n)).collect();
    if joined.is_empty() {
        return;
    }
    let mut alone: FxHashMap<String, usize> = FxHashMap::default();
    let mut surnames: FxHashSet<String> = FxHashSet::default();
    for (_, words) in &*mentions {
        let [_, surname, _] = parts(words);
        match words.len() {
            1 => *alone.entry(surname).or_default() += 1,
            _ => _ = surnames.insert(surname),
        }
    }
    let articles = (1..scene.forms.len()).filter(|&i| scene.forms[i].is_capital && scene.is_word(i - 1, &["the"]));
    let families: FxHashSet<String> = articles.map(|i| scene.word(i).to_lowercase()).collect();
    for n in joined {
        let full = &mentions[n + 1].1;
        let end = full.iter().rposition(|w| !entity::is_suffix(w)).map_or(0, |last| last + 1);
        let start = full[..end].iter().rposition(|w| !entity::is_particle(w)).unwrap_or(0);
        let start = (1..start).rev().take_while(|&i| entity::is_particle(&full[i])).last().unwrap_or(start);
        let surname = full[start..end].to_vec();
        let word = mentions[n].1[0].to_lowercase();
        let is_family = || families.contains(&format!("{}s", parts(full)[1]));
        if start > 0 && !surnames.contains(&word) && (alone.get(&word) == Some(&1) || is_family()) {
            mentions[n].1.extend(surname);
        }
    }
}

/// Gives a first name that stands with "Jr." and the like twice, or behind "son", the surname of whom the article names
/// so in full: "Bo Dell died. He leaves a son, [Bo Jr.] …".
fn take_fathers(scene: &Scene<'_>, mentions: &mut [Mention]) {
    let suffix_at = |run: &Run| entity::is_suffix(scene.word(run.end as usize));
    let is_son = |(run, words): &Mention| match &words[..] {
        [_] => suffix_at(run),
        [_, suffix] => entity::is_suffix(suffix),
        _ => false,
    };
    let is_kin_at = |i: usize| is_kin(&scene.word(i).to_lowercase());
    let is_kin_before = |run: &Run| {
        let last = run.start.checked_sub(1).map(|i| i as usize);
        last.is_some_and(|i| is_kin_at(i) || i > 0 && scene.is_word(i, &[","]) && is_kin_at(i - 1))
    };
    // Whom the article only once calls so, and nobody's son, it goes on to tell of in other words.
    let mut called: FxHashMap<String, usize> = FxHashMap::default();
    mentions.iter().filter(|m| is_son(m)).for_each(|(run, words)| {
        *called.entry(words[0].to_lowercase()).or_default() += if is_kin_before(run) { 2 } else { 1 };
    });
    if !called.values().any(|&n| n > 1) {
        return;
    }
    let mut surnames: FxHashMap<String, Vec<String>> = FxHashMap::default();
    let mut known: FxHashSet<String> = FxHashSet::default();
    for (_, words) in mentions.iter().filter(|(_, words)| words.len() > 1) {
        let end = words.iter().rposition(|w| !entity::is_suffix(w)).map_or(0, |last| last + 1);
        let [first, last, _] = parts(words);
        if !first.is_empty() && end > 1 {
            known.insert(last);
            surnames.entry(first).or_insert_with(|| words[end - 1..end].to_vec());
        }
    }
    for mention in mentions.iter_mut().filter(|mention| is_son(mention)) {
        let (run, words) = mention;
        let first = words[0].to_lowercase();
        let is_often = called.get(&first).is_some_and(|&n| n > 1);
        let Some(surname) = surnames.get(&first).filter(|_| is_often && !known.contains(&first)) else { continue };
        if words.len() == 1 {
            words.push(scene.word(run.end as usize).to_string());
            run.end += 1;
        }
        words.splice(1..1, surname.iter().cloned());
    }
}

/// Returns the words of a person's name, with a suffix that follows it ("Jr.") and initials before it
/// ("J. Gerald Roe").
fn words_of(scene: &Scene<'_>, entity: &EntityMention) -> Vec<String> {
    const INITIALS: usize = 3;
    let mut words = name_words(entity.span.of(scene.text.source));
    let start = scene.tokens_of(entity).start as usize;
    let is_whole = words.len() > 1 && words.first().is_some_and(|w| w == scene.word(start));
    // "8:04 a.m. Ann Roe has voted".
    let is_letters = |word: &str| is_initial(word) && !word.starts_with(char::is_lowercase);
    let is_before = |i: usize| scene.sentences[i] == scene.sentences[start] && is_letters(scene.word(i));
    let before = (start.saturating_sub(INITIALS)..start).rev().take_while(|&i| is_whole && is_before(i));
    before.for_each(|i| words.insert(0, scene.word(i).to_string()));
    let next = scene.tokens_of(entity).end as usize;
    let next = if scene.is_word(next, &[","]) { next + 1 } else { next };
    if words.len() > 1 && !words.last().is_some_and(|w| entity::is_suffix(w)) && entity::is_suffix(scene.word(next)) {
        words.push(scene.word(next).to_string());
    }
    let shouts =
        words.iter().all(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 1 && !w.chars().any(char::is_lowercase));
    if shouts && words.len() > 1 { words.iter().map(|w| entity::calm(w)).collect() } else { words }
}

/// Returns the surnames that a father and a son of one first name have: the text, its headline apart, gives a
/// name with "Jr." or the like and without it.
pub(super) fn fathers(scene: &Scene<'_>, mentions: &[Mention]) -> FxHashSet<String> {
    const NAMESAKES: usize = 40;
    let mut sons: FxHashMap<String, Vec<&[String]>> = FxHashMap::default();
    // "Queen Elizabeth" is Elizabeth II.
    let suffixed =
        |(_, words): &&Mention| words.last().is_some_and(|w| entity::is_suffix(w)) && !mononyms::is_titled(words);
    for (_, words) in mentions.iter().filter(suffixed) {
        let [first, last, _] = parts(words);
        let known = sons.entry(last).or_default();
        if !first.is_empty() && known.len() < NAMESAKES && !known.contains(&&words[..]) {
            known.push(words);
        }
    }
    let body = headline_end(scene);
    let mut fathers = FxHashSet::default();
    for (run, words) in mentions.iter().filter(|_| !sons.is_empty()) {
        let [_, last, suffix] = parts(words);
        let known = sons.get(&last).filter(|_| suffix.is_empty() && run.start >= body);
        if known.is_some_and(|known| known.iter().any(|son| are_two(words, son))) {
            fathers.insert(last);
        }
    }
    fathers
}

/// Returns the surnames that stand alone behind a title of a man and behind one of a woman.
pub(super) fn couples(scene: &Scene<'_>, mentions: &[Mention]) -> FxHashSet<String> {
    let mut titled: [FxHashSet<String>; 2] = Default::default();
    for (run, words) in mentions {
        let Some(gender) = run.start.checked_sub(1).and_then(|i| title_gender(scene, i as usize)) else { continue };
        let [first, surname, _] = parts(words);
        if first.is_empty() {
            titled[usize::from(gender == Gender::She)].insert(surname);
        }
    }
    titled[0].intersection(&titled[1]).cloned().collect()
}

/// Returns the token after the headline: a first paragraph without a full stop at its end.
fn headline_end(scene: &Scene<'_>) -> u32 {
    if scene.text.paragraphs.is_empty() {
        return 0;
    }
    let first = scene.text.paragraph_tokens(0);
    let ends_in_stop = first.range().next_back().is_some_and(|i| !scene.is_wordlike(i));
    if ends_in_stop { 0 } else { first.end }
}
