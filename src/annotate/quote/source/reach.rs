//! How far the words that name a source reach, and what is none.
//!
//! The taggers take in when, where and how somebody spoke ("Norland on Tuesday" said, "said Roe at a
//! meeting"), or begin behind a name that they belong to ("Ann Roe, [the mayor's deputy,] said").

use super::{apposed, run_together, subject, turned};
use crate::annotate::quote::grammar::nouns::{BEFORE, DETERMINERS, is_possessive};
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::subjects::may_end_who;
use crate::annotate::quote::grammar::verbs::{is_predicate, is_verb};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::people::addressed::with_bracketed;
use crate::annotate::quote::words::writings;
use crate::annotate::text::{Run, TokenKind};
use crate::annotate::word_set::WordSet;
use crate::annotate::{EntityKind, EntityMention, date};

/// Mends the source of an attribution.
pub(crate) fn mend(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    if attribution.source.is_none() {
        attribution.source = run_together::at_end(scene, attribution, cue);
    }
    let Some(source) = subject::of(scene, attribution, cue) else { return };
    let source = turned::subject(scene, source, cue);
    let source = apposed::with_head(scene, source, attribution);
    let source = without_subject(scene, source, attribution);
    let source = apposed::whole(scene, source, attribution);
    let source = run_together::part(scene, source, attribution, cue);
    let mut source = if source.end <= cue.start { of_subject(scene, source) } else { without_manner(scene, source) };
    source = behind_other(scene, source, cue);
    source = without_adverb(scene, without_day(scene, without_aside(scene, source)));
    attribution.source = Some(with_bracketed(scene, without_ticker(scene, without_opening(scene, source))));
}

/// Takes off where somebody put it: "[The committee] in its last report".
fn without_aside(scene: &Scene<'_>, source: Run) -> Run {
    const BETWEEN: usize = 3;
    let (start, end) = (source.start as usize, source.end as usize);
    let is_owned = |i: usize| scene.is_word(i, &["in"]) && scene.is_word(i + 1, &["her", "his", "its", "their"]);
    let is_document = |i: usize| writings::family_of(scene.word(i)).is_some() || scene.is_word(i, &["diary", "log"]);
    let ends = |i: usize| end - i <= BETWEEN + 2 && is_document(end - 1);
    let aside = (start + 1..end).find(|&i| is_owned(i) && ends(i) && may_end_who(scene, i - 1));
    aside.map_or(source, |aside| run_of(start, aside))
}

/// The second of two persons of whom the first one ends what opens the sentence: "In a debate with Ann Roe, [Bo Dell]",
/// "Flanked by Ann Roe, [Bo Dell, the mayor,]".
fn behind_other(scene: &Scene<'_>, source: Run, cue: Run) -> Run {
    const PHRASE: usize = 12;
    let (start, end) = (source.start as usize, source.end as usize);
    let persons = scene.entities_in(source).iter().filter(|e| e.kind == EntityKind::Person);
    let mut names = persons.map(|e| scene.tokens_of(e));
    let (Some(first), Some(second)) = (names.next(), names.next()) else { return source };
    let comma = first.end as usize;
    let is_next = scene.word(comma) == "," && leads_name(scene, run_of(comma + 1, second.start as usize), second, end);
    // "To Vale Chairman Ann Roe".
    let begins = |i: &usize| {
        !scene.is_title(*i) && !scene.forms[*i].is_capital && scene.is_wordlike(*i) || scene.is_word(*i, LINKS)
    };
    let link = (0..first.start as usize).rev().take(TITLES).find(begins);
    let is_led = |link: usize| {
        let word = scene.word(link);
        scene.is_word(link, LINKS) || word.len() > 4 && (word.ends_with("ing") || word.ends_with("ed"))
    };
    let Some(link) = link.filter(|&link| is_next && is_led(link)) else { return source };
    let sentence = scene.text.sentences[scene.sentences[link] as usize].start as usize;
    let is_participle = || scene.word(sentence).ends_with("ing") || scene.word(sentence).ends_with("ed");
    let is_phrase = scene.is_word(sentence, LINKS) || scene.is_word(sentence, BEFORE) || is_participle();
    let is_front = is_phrase && link - sentence <= PHRASE && !(sentence..link).any(|i| scene.word(i) == ",");
    let closes = second.end as usize == end || scene.word(second.end as usize) == ",";
    if is_front && closes && end <= cue.start as usize && start <= comma { run_of(comma + 1, end) } else { source }
}

/// Tells whether words behind a comma say what the person is who is named behind them, and not the one before: titles, or
/// a noun phrase that runs into the name which ends the source ("a letter to Ann Roe, [union president] Bo Dell said"), or
/// that stands before a name between two commas ("[the union's president], Bo Dell, said").
fn leads_name(scene: &Scene<'_>, words: Run, name: Run, end: usize) -> bool {
    const LONGEST: usize = 8;
    let is_between = words.range().next_back().is_some_and(|i| scene.word(i) == ",");
    let plain = run_of(words.start as usize, words.end as usize - usize::from(is_between));
    let is_part = |i: usize| {
        let is_word = scene.is_wordlike(i) || is_possessive(scene, i);
        is_word && !is_predicate(scene, i) && !scene.is_word(i, &["and", "or", "that", "which", "who", "whose"])
    };
    let ends = name.end as usize == end && scene.word(end) != ",";
    let closes = scene.is_word(name.end as usize, &[","]) && name.end as usize + 1 >= end;
    let fits = if is_between { closes && plain.range().len() > 1 } else { ends };
    let is_noun = || fits && plain.range().len() <= LONGEST && plain.range().all(is_part);
    words.range().all(|i| scene.is_title(i)) || is_noun()
}

/// Prepositions that a person stands behind who is beside or against somebody.
const LINKS: &WordSet = &WordSet::of(&[
    "about",
    "after",
    "against",
    "alongside",
    "at",
    "before",
    "behind",
    "beside",
    "between",
    "by",
    "for",
    "from",
    "like",
    "of",
    "on",
    "than",
    "to",
    "under",
    "unlike",
    "with",
]);

/// Takes off a company's ticker behind its name ("[Vale Ltd] <VALE.L> said").
fn without_ticker(scene: &Scene<'_>, source: Run) -> Run {
    let last = source.end as usize - 1;
    let is_ticker = source.range().len() > 1 && scene.word(last).starts_with('<') && scene.word(last).len() > 2;
    if is_ticker { run_of(source.start as usize, last) } else { source }
}

/// Takes off when somebody spoke, where it opens the sentence: "Lately [both nations] have said".
fn without_opening(scene: &Scene<'_>, source: Run) -> Run {
    const WHEN: &WordSet =
        &WordSet::of(&["earlier", "lately", "later", "recently", "today", "tomorrow", "tonight", "yesterday"]);
    let (start, end) = (source.start as usize, source.end as usize);
    let next = start + 1 + usize::from(scene.is_word(start + 1, &[","]));
    if scene.is_word(start, WHEN) && next < end && scene.is_wordlike(next) { run_of(next, end) } else { source }
}

/// Leaves a source without the subject of what it says, which is a piece of the content: "Roe, [the Tax Board]
/// said, had left".
fn without_subject(scene: &Scene<'_>, source: Run, attribution: &mut Attribution) -> Run {
    let (Some(cue), [first, ..]) = (attribution.cue, &attribution.contents[..]) else { return source };
    let last = attribution.contents.last().map_or(0, |last| last.start);
    let is_parenthesis = source.end == cue.start && scene.is_word(cue.end as usize, &[","]) && last > cue.end;
    let comma = source.range().find(|&i| scene.word(i) == ",").filter(|_| is_parenthesis);
    let Some(comma) = comma.filter(|comma| comma + 1 < source.end as usize) else { return source };
    let (subject, rest) = (run_of(source.start as usize, comma), run_of(comma + 1, source.end as usize));
    let body = scene.entities_in(rest).last().filter(|e| e.kind == EntityKind::Org).map(|e| scene.tokens_of(e).end);
    let is_piece = first.start == source.start && first.end as usize == comma;
    // "Ann Roe, [Bo Dell] said, is “a friend”".
    let names = |run: Run| {
        let name = scene.entities_in(run).last().filter(|e| e.kind == EntityKind::Person).map(|e| scene.tokens_of(e));
        name.is_some_and(|name| name.end == run.end && (run.start..name.start).all(|i| scene.is_title(i as usize)))
    };
    let is_other = || names(rest) && names(subject);
    if !is_piece && (body != Some(source.end) || scene.entities_in(subject).is_empty()) && !is_other() {
        return source;
    }
    if !is_piece {
        attribution.contents.insert(0, subject);
    }
    rest
}

/// Most titles before a name.
const TITLES: usize = 6;

/// The subject that a source before its cue belongs to: behind an opening ("In a homily in Vale, [Bishop Roe]
/// said"), before an aside ("[Vale Corp.], in its report, said"), with the name that it describes.
fn of_subject(scene: &Scene<'_>, source: Run) -> Run {
    let before = (source.start as usize).checked_sub(1).filter(|&i| !scene.is_word(i + 1, &["whose"]));
    let Some(before) = before else { return source };
    let opens = before == 0 || scene.sentences[before - 1] != scene.sentences[before];
    let is_before = scene.is_word(before, BEFORE);
    if is_before && opens {
        let comma = source.range().rev().skip(1).find(|&i| scene.word(i) == ",");
        let behind = comma.map(|comma| run_of(comma + 1, source.end as usize));
        return behind.filter(|rest| !scene.entities_in(*rest).is_empty()).unwrap_or(source);
    }
    let comma = if is_before { before.checked_sub(1) } else { Some(before) };
    let Some(comma) = comma.filter(|&i| scene.word(i) == ",") else { return source };
    if let Some(start) = based_from(scene, source, comma) {
        return run_of(start, source.end as usize);
    }
    let closes = scene.is_word(source.end as usize - 1, &[","]) || scene.is_word(source.end as usize, &[","]);
    let name = named_until(scene, comma).filter(|_| closes);
    match name {
        Some((_, name)) if is_before && scene.is_word(source.start as usize, DETERMINERS) => name,
        Some((entity, name)) if !is_before && entity.kind == EntityKind::Person => {
            run_of(name.start as usize, source.end as usize)
        }
        _ => source,
    }
}

/// Where a source begins of which only the noun was taken ("The Vale, Del., [company] said").
fn based_from(scene: &Scene<'_>, source: Run, comma: usize) -> Option<usize> {
    const PLACE: usize = 9;
    const PRONOUN: u64 = 3;
    let noun = source.start as usize;
    let start = (comma.saturating_sub(PLACE)..comma).rev().find(|&i| scene.is_word(i, &["the"]))?;
    let is_part = |i: usize| scene.forms[i].is_capital || matches!(scene.word(i), "," | ".");
    // "A quarrel with the United States, officials said" has no state.
    let has_state = (start + 1..comma).any(|i| scene.word(i) == ",");
    let is_one = has_state && scene.sentences[start] == scene.sentences[noun] && (start + 1..comma).all(is_part);
    let is_place = scene.entities_in(run_of(start + 1, start + 2)).iter().any(|e| e.kind == EntityKind::Place);
    let is_noun = scene.kinds[noun].speaks() && scene.source_class(run_of(noun, noun + 1)) != PRONOUN;
    // "In the Ivory Coast, traders said".
    let is_where =
        start > 0 && (scene.is_word(start - 1, PREPOSITIONS) || scene.is_word(start - 1, &["to", "into", "of"]));
    (is_one && is_place && !scene.forms[noun].is_capital && is_noun && !is_where).then_some(start)
}

/// The name that ends before a token, unless a word before it says that it is no subject.
fn named_until<'a>(scene: &'a Scene<'_>, token: usize) -> Option<(&'a EntityMention, Run)> {
    let last = token.checked_sub(1)?;
    let entity = scene.entities_in(run_of(last, token)).last()?;
    let name = scene.tokens_of(entity);
    let start = (0..name.start as usize).rev().take(TITLES).take_while(|&i| scene.is_title(i)).last();
    let start = start.unwrap_or(name.start as usize);
    let opens = start == 0 || scene.sentences[start - 1] != scene.sentences[start];
    let is_led = || scene.is_word(start - 1, &["and", "but", "that", "as", "while", ","]);
    (name.end as usize == token && (opens || is_led())).then(|| (entity, run_of(start, token)))
}

/// Takes off how somebody spoke who is named behind her cue: "said [Roe] at a meeting at the Vale Hall".
fn without_manner(scene: &Scene<'_>, source: Run) -> Run {
    const MANNERS: &WordSet = &WordSet::of(&[
        "about", "after", "as", "at", "before", "by", "during", "in", "on", "outside", "over", "to", "when", "while",
    ]);
    let is_first = |e: &&EntityMention| {
        let start = scene.tokens_of(e).start as usize;
        (source.start as usize..start).all(|i| scene.is_title(i))
    };
    let Some(name) = scene.entities_in(source).first().filter(is_first) else { return source };
    let end = scene.tokens_of(name).end;
    if end < source.end && scene.is_word(end as usize, MANNERS) { Run { start: source.start, end } } else { source }
}

/// Tells whether a name ends before a token.
fn ends_name(scene: &Scene<'_>, token: usize) -> bool {
    let name = token.checked_sub(1).and_then(|i| scene.entities_in(run_of(i, token)).last());
    name.is_some_and(|e| scene.tokens_of(e).end as usize == token)
}

/// Takes off when somebody spoke ("Ann Roe on Saturday", "the court last week", "Roe for months").
fn without_day(scene: &Scene<'_>, source: Run) -> Run {
    const TIMES: &WordSet = &WordSet::of(&[
        "afternoon",
        "day",
        "days",
        "decades",
        "evening",
        "month",
        "months",
        "morning",
        "night",
        "today",
        "tonight",
        "week",
        "weekend",
        "weeks",
        "year",
        "years",
        "yesterday",
    ]);
    const OPENERS: &WordSet =
        &WordSet::of(&["early", "earlier", "for", "in", "last", "late", "on", "recent", "the", "this", "several"]);
    let is_day = |i: &usize| scene.is_word(*i, TIMES) || date::is_weekday(scene.word(*i));
    let (start, last) = (source.start as usize, source.end as usize - 1);
    if let Some(month) = date_at_end(scene, source).filter(|&month| may_end_who(scene, month - 1)) {
        return run_of(start, month);
    }
    let Some(day) = Some(last).filter(is_day) else { return source };
    let opens = |i: &usize| scene.is_word(*i, OPENERS) || is_day(i);
    let end = (start..day).rev().take_while(opens).last().unwrap_or(day);
    // "The day", "this month" are no part of when somebody else spoke.
    let is_alone =
        end == day && !scene.is_word(day, &["today", "tonight", "yesterday"]) && !date::is_weekday(scene.word(day));
    // "The board of elections on Monday".
    let is_on = || scene.is_word(end, &["on"]) && end + 2 == source.end as usize && is_plain(scene, run_of(start, end));
    let is_who = end > start && (may_end_who(scene, end - 1) || is_on());
    if is_who && !is_alone { run_of(start, end) } else { source }
}

/// Where the date begins that ends a source: "Mayor Roe [August 3]", "Mayor Roe [August 3, 2019]".
fn date_at_end(scene: &Scene<'_>, source: Run) -> Option<usize> {
    let is_number = |i: usize| scene.text.tokens.get(i).is_some_and(|token| token.kind == TokenKind::Number);
    let last = source.end as usize - 1;
    let has_year = is_number(last) && last > 2 && scene.is_word(last - 1, &[","]);
    let day = if has_year { last - 2 } else { last };
    let month = day.checked_sub(1).filter(|&month| month > source.start as usize)?;
    (is_number(day) && date::is_month(scene.word(month))).then_some(month)
}

/// Tells whether words are a noun phrase without a verb.
fn is_plain(scene: &Scene<'_>, words: Run) -> bool {
    let is_led = scene.is_word(words.start as usize, DETERMINERS);
    is_led && words.range().all(|i| scene.is_wordlike(i) && !is_verb(scene, i) && !scene.is_word(i, &["who", "that"]))
}

/// Words that end like an adverb and are none.
const NOUNS: &WordSet = &WordSet::of(&[
    "ally",
    "anomaly",
    "assembly",
    "bully",
    "daily",
    "elderly",
    "family",
    "monopoly",
    "monthly",
    "quarterly",
    "rally",
    "reply",
    "supply",
    "weekly",
]);
const ADVERBS: &WordSet = &WordSet::of(&[
    "again",
    "already",
    "also",
    "earlier",
    "even",
    "further",
    "instead",
    "later",
    "meanwhile",
    "never",
    "now",
    "often",
    "once",
    "soon",
    "still",
    "then",
]);

/// What a day or a place follows that was left out.
const PREPOSITIONS: &WordSet = &WordSet::of(&["at", "during", "for", "from", "in", "on"]);

/// Takes off an adverb ("Roe later" said), or the first word of when or where ("Roe on" Friday): how and when
/// somebody spoke is no part of who.
fn without_adverb(scene: &Scene<'_>, source: Run) -> Run {
    let is_adverb = |i: usize| {
        let word = scene.word(i);
        let is_plain = scene.is_wordlike(i) && !scene.forms[i].is_capital;
        let is_manner = word.len() > 4 && word.ends_with("ly") && !scene.is_word(i, NOUNS);
        is_plain && (is_manner || scene.is_word(i, ADVERBS) || scene.is_word(i, PREPOSITIONS) && ends_name(scene, i))
    };
    let last = source.end as usize - 1;
    let is_more = (source.start as usize) < last;
    if is_more && is_adverb(last) { run_of(source.start as usize, last) } else { source }
}
