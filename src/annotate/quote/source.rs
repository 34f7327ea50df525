//! How far the words that name a source reach, and what is none.
//!
//! The taggers take in when, where and how somebody spoke ("Norland on Tuesday" said, "said Roe at a
//! meeting"), or begin behind a name that they belong to ("Ann Roe, [the mayor's deputy,] said"). Of "Roe is
//! said to have left" it is not Roe who says so.

use super::extent::{is_verb, may_end_who};
use super::link::Attribution;
use super::name::is_title;
use super::scene::{Scene, run_of};
use super::{apposed, document, subject};
use crate::annotate::text::Run;
use crate::annotate::{EntityKind, EntityMention, date};

/// Mends the source of an attribution.
pub(super) fn mend(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    let Some(source) = subject::of(scene, attribution, cue) else { return };
    let source = without_subject(scene, source, attribution);
    let source = apposed::whole(scene, source, attribution);
    let mut source = if source.end <= cue.start { of_subject(scene, source) } else { without_manner(scene, source) };
    source = without_adverb(scene, without_day(scene, without_aside(scene, source)));
    attribution.source = Some(without_ticker(scene, without_opening(scene, source)));
}

/// Takes off where somebody put it: "[The committee] in its last report".
fn without_aside(scene: &Scene<'_>, source: Run) -> Run {
    const BETWEEN: usize = 3;
    let (start, end) = (source.start as usize, source.end as usize);
    let is_owned = |i: usize| scene.is_word(i, &["in"]) && scene.is_word(i + 1, &["her", "his", "its", "their"]);
    let is_document = |i: usize| document::family_of(scene.word(i)).is_some() || scene.is_word(i, &["diary", "log"]);
    let ends = |i: usize| end - i <= BETWEEN + 2 && is_document(end - 1);
    let aside = (start + 1..end).find(|&i| is_owned(i) && ends(i) && may_end_who(scene, i - 1));
    aside.map_or(source, |aside| run_of(start, aside))
}

/// Takes off a company's ticker behind its name ("[Vale Ltd] <VALE.L> said").
fn without_ticker(scene: &Scene<'_>, source: Run) -> Run {
    let last = source.end as usize - 1;
    let is_ticker = source.range().len() > 1 && scene.word(last).starts_with('<') && scene.word(last).len() > 2;
    if is_ticker { run_of(source.start as usize, last) } else { source }
}

/// Takes off when somebody spoke, where it opens the sentence: "Lately [both nations] have said".
fn without_opening(scene: &Scene<'_>, source: Run) -> Run {
    const WHEN: &[&str] = &["earlier", "lately", "later", "recently", "today", "tomorrow", "tonight", "yesterday"];
    let (start, end) = (source.start as usize, source.end as usize);
    let next = start + 1 + usize::from(scene.is_word(start + 1, &[","]));
    if scene.is_word(start, WHEN) && next < end && scene.is_wordlike(next) { run_of(next, end) } else { source }
}

/// Takes away a source that only something is told of or to (see [`is_passive`]), and such a piece.
pub(super) fn without_passive(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    attribution.source = attribution.source.filter(|&source| !is_passive(scene, source, cue));
    if let [first, second, ..] = attribution.contents[..] {
        // Of "the guards are accused of failing" the words are "failing".
        let is_subject = first.end <= cue.start && attribution.source.is_none() && is_passive(scene, first, cue);
        if is_subject && second.start >= cue.end {
            attribution.contents.remove(0);
        }
    }
    let is_of = |piece: &&mut Run| piece.start == cue.end && scene.is_word(cue.end as usize, &["of"]);
    let accuses = scene.is_word(cue.end as usize - 1, &["accused"]);
    if let Some(first) = attribution.contents.iter_mut().find(is_of).filter(|p| accuses && p.range().len() > 1) {
        first.start += 1;
    }
}

/// Participles of what is told of or to somebody. The annotated articles nearly always leave open who tells it; "worried"
/// and "convinced" are none of them.
const PARTICIPLES: &[&str] = &[
    "accused",
    "alleged",
    "asked",
    "believed",
    "called",
    "charged",
    "considered",
    "criticised",
    "criticized",
    "declared",
    "deemed",
    "described",
    "disclosed",
    "dubbed",
    "expected",
    "hailed",
    "known",
    "mocked",
    "named",
    "nominated",
    "perceived",
    "portrayed",
    "praised",
    "projected",
    "regarded",
    "reported",
    "revealed",
    "rumored",
    "rumoured",
    "said",
    "seen",
    "supposed",
    "thought",
    "told",
    "viewed",
];

/// Tells whether a source is only what something is told of or to: "Roe is said to have left", "Roe was asked
/// whether she had", but not "Roe let it be known". The annotated articles never take it for who speaks.
fn is_passive(scene: &Scene<'_>, source: Run, cue: Run) -> bool {
    const BE: &[&str] = &["are", "be", "been", "being", "get", "gets", "getting", "got", "is", "was", "were"];
    const LINKS: &[&str] = &["about", "as", "for", "of", "to"];
    let last = cue.end as usize - 1;
    let verb = if scene.is_word(last, LINKS) { last.saturating_sub(1) } else { last };
    let is_near = source.end <= cue.end && source.end as usize + BETWEEN >= verb;
    is_near
        && scene.is_word(verb, PARTICIPLES)
        && (source.end as usize..verb)
            .all(|i| scene.is_wordlike(i) && !scene.is_word(i, &["and", "but", "let", "lets"]))
        && (source.end as usize..verb).any(|i| scene.is_word(i, BE))
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
    if !is_piece && (body != Some(source.end) || scene.entities_in(subject).is_empty()) {
        return source;
    }
    if !is_piece {
        attribution.contents.insert(0, subject);
    }
    rest
}

/// Words that open a noun phrase.
pub(super) const DETERMINERS: &[&str] = &["a", "an", "her", "his", "its", "the", "their"];

/// Words that stand before what is no subject: "[In] its report", "[at] a meeting".
pub(super) const BEFORE: &[&str] = &["after", "at", "before", "during", "in", "on"];

/// Most words between a subject and its participle ("has long been widely").
const BETWEEN: usize = 5;

/// Most titles before a name.
const TITLES: usize = 6;

/// The subject that a source before its cue belongs to: behind an opening ("In a homily in Vale, [Bishop Roe]
/// said"), before an aside ("[Vale Corp.], in its report, said"), with the name that it describes.
fn of_subject(scene: &Scene<'_>, source: Run) -> Run {
    let Some(before) = (source.start as usize).checked_sub(1) else { return source };
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
    let is_one = scene.sentences[start] == scene.sentences[noun] && (start + 1..comma).all(is_part);
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
    let start = (0..name.start as usize).rev().take(TITLES).take_while(|&i| is_title(scene.word(i))).last();
    let start = start.unwrap_or(name.start as usize);
    let opens = start == 0 || scene.sentences[start - 1] != scene.sentences[start];
    let is_led = || scene.is_word(start - 1, &["and", "but", "that", "as", "while", ","]);
    (name.end as usize == token && (opens || is_led())).then(|| (entity, run_of(start, token)))
}

/// Takes off how somebody spoke who is named behind her cue: "said [Roe] at a meeting at the Vale Hall".
fn without_manner(scene: &Scene<'_>, source: Run) -> Run {
    const MANNERS: &[&str] =
        &["about", "after", "as", "at", "before", "by", "during", "in", "on", "outside", "over", "to", "when", "while"];
    let is_first = |e: &&EntityMention| {
        let start = scene.tokens_of(e).start as usize;
        (source.start as usize..start).all(|i| is_title(scene.word(i)))
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
    const TIMES: &[&str] = &[
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
    ];
    const OPENERS: &[&str] =
        &["early", "earlier", "for", "in", "last", "late", "on", "recent", "the", "this", "several"];
    let is_day = |i: &usize| scene.is_word(*i, TIMES) || date::is_weekday(scene.word(*i));
    let (start, last) = (source.start as usize, source.end as usize - 1);
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

/// Tells whether words are a noun phrase without a verb.
fn is_plain(scene: &Scene<'_>, words: Run) -> bool {
    let is_led = scene.is_word(words.start as usize, DETERMINERS);
    is_led && words.range().all(|i| scene.is_wordlike(i) && !is_verb(scene, i) && !scene.is_word(i, &["who", "that"]))
}

/// Words that end like an adverb and are none.
const NOUNS: &[&str] = &[
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
];
const ADVERBS: &[&str] = &[
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
];

/// What a day or a place follows that was left out.
const PREPOSITIONS: &[&str] = &["at", "during", "for", "from", "in", "on"];

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
