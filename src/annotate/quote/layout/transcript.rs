//! Paragraphs that are somebody's words by their layout alone.
//!
//! A transcript sets `NAME: words`, an interview `Q:` and `A:` ([`interview`]); a collection of
//! statements signs each with a dash and a name. One such paragraph proves nothing ("Note: …"), so a
//! colon needs a name in capitals or of a known person, and an article at least two of them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::colon::is_role;
use super::interview::{Interviewer, bare_interview, interview};
use super::statements::{add_described, statements};
use super::{headed, initials, label, stage};
use crate::annotate::EntityKind;
use crate::annotate::date::{is_month, is_weekday};
use crate::annotate::entity::is_common as is_common_word;
use crate::annotate::quote::grammar::quotations::closes;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::verbs::is_predicate;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::link::draft::{Draft, Origin};
use crate::annotate::quote::people::roster::People;
use crate::annotate::text::{Run, TokenKind};
use crate::annotate::word_set::WordSet;

/// Longest name before a colon, in tokens.
const NAME: usize = 6;
/// Turns that make a talk of people who are not in capitals.
const TALK: usize = 4;
/// Words that open a heading before a colon (`THE FACTS:`), words that stand in one (`GET THE FACTS:`), and
/// words that are one.
const OPENERS: &WordSet = &WordSet::of(&[
    "a",
    "about",
    "after",
    "also",
    "an",
    "at",
    "before",
    "breaking",
    "by",
    "exclusive",
    "for",
    "from",
    "how",
    "in",
    "more",
    "on",
    "our",
    "read",
    "related",
    "see",
    "the",
    "to",
    "under",
    "watch",
    "what",
    "when",
    "where",
    "who",
    "why",
    "your",
]);
const INSIDE: &WordSet = &WordSet::of(&["a", "an", "for", "our", "the", "to", "your"]);
const HEADINGS: &WordSet = &WordSet::of(&[
    "analysis",
    "alert",
    "assessment",
    "background",
    "born",
    "cast",
    "check",
    "claim",
    "claims",
    "cons",
    "context",
    "correction",
    "developing",
    "editorial",
    "exclusive",
    "exposed",
    "fact",
    "facts",
    "findings",
    "half-time",
    "note",
    "opinion",
    "overview",
    "photo",
    "photos",
    "pictured",
    "pros",
    "q&a",
    "rating",
    "recap",
    "related",
    "ruling",
    "script",
    "sources",
    "summary",
    "transcript",
    "update",
    "updated",
    "verdict",
    "video",
    "weather",
]);

/// Returns for each paragraph the draft that its layout makes, if any.
pub(crate) fn transcript(scene: &Scene<'_>, people: &People) -> Vec<Option<Draft>> {
    let n = scene.text.paragraphs.len();
    if let Some(turns) = interview(scene, people) {
        return turns;
    }
    let mut found: Vec<Option<Draft>> = (0..n).map(|p| turn(scene, people, p)).collect();
    without_labels(scene, &mut found);
    let mut names: FxHashMap<&str, usize> = FxHashMap::default();
    found.iter().flatten().for_each(|d| *names.entry(last_word(scene, d)).or_default() += 1);
    let n_turns = found.iter().flatten().count();
    // Headings may be names with a colon too, but each once and with few words.
    let come_back = |d: &Draft| names.get(last_word(scene, d)).is_some_and(|&n| n >= 2);
    let long = |d: &Draft| d.pieces().iter().map(|p| p.range().len()).sum::<usize>() >= 12;
    let is_speech = is_mostly_speech(scene, found.iter().flatten());
    // Sections of a newsletter are labels in capitals, too.
    let is_named = |d: &Draft| is_speech || come_back(d) || names_somebody(scene, people, d);
    let n_sure = found.iter().flatten().filter(|d| shouts(scene, d) && is_named(d) || come_back(d) && long(d)).count();
    let is_talk = || {
        let n_names = names.values().filter(|&&n| n >= 2).count();
        n_turns >= TALK && n_names >= 2 && is_speech
    };
    let is_transcript = n_turns >= 2 && n_sure * 2 >= n_turns || stage::are_turns(scene, &found) || is_talk();
    if !is_transcript {
        let interview = initials::turns(scene, people).or_else(|| bare_interview(scene, people));
        return interview.unwrap_or_else(|| statements(scene, people));
    }
    stage::add(scene, &mut found);
    add_described(scene, people, &mut found);
    name_interviewer(scene, people, &mut found);
    found
}

/// Tells whether a person of the article, a title ("SEN. ROE") or what somebody is stands before a turn's colon.
fn names_somebody(scene: &Scene<'_>, people: &People, turn: &Draft) -> bool {
    let Some(name) = turn.attribution.source else { return true };
    let last = name.end as usize - 1;
    let is_titled = || name.range().len() > 1 && scene.is_title(name.start as usize);
    people.namings_between(&[name]).next().is_some() || is_titled() || is_role_word(scene, last)
}

/// Tells whether a word says what somebody is who speaks in a transcript: "THE COURT", "Q".
fn is_role_word(scene: &Scene<'_>, token: usize) -> bool {
    scene.is_calling(token)
        || scene.kinds[token].speaks()
        || scene.is_word(token, &["q", "a", "question", "answer", "court"])
}

/// Tells whether most turns are words that one says to another: they have "I", "you" or "we", or ask something.
pub(super) fn is_mostly_speech<'a>(scene: &Scene<'_>, turns: impl Iterator<Item = &'a Draft>) -> bool {
    const PARTIES: &WordSet = &WordSet::of(&[
        "i", "i'm", "i’m", "me", "my", "our", "us", "we", "we're", "we’re", "you", "you're", "you’re", "your",
    ]);
    let speaks = |turn: &Draft| {
        turn.pieces().iter().any(|p| p.range().any(|i| scene.is_word(i, PARTIES) || scene.word(i).starts_with('?')))
    };
    let (mut n, mut spoken) = (0, 0);
    for turn in turns {
        n += 1;
        spoken += usize::from(speaks(turn));
    }
    spoken * 2 >= n && n > 0
}

/// Tells whether a word in capitals is a weekday or a month.
fn is_day(word: &str) -> bool {
    is_weekday(word) || is_month(word)
}

/// Leaves out what is no turn: a place or common nouns before the colon (`VALE: The mayor …`, `TOP STORY: Fares …`).
fn without_labels(scene: &Scene<'_>, turns: &mut [Option<Draft>]) {
    if turns.iter().all(Option::is_none) {
        return;
    }
    let tokens = 0..scene.forms.len();
    let small: FxHashSet<&str> =
        tokens.filter(|&i| scene.is_wordlike(i) && !scene.forms[i].is_capital).map(|i| scene.word(i)).collect();
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    turns.iter().flatten().for_each(|turn| *counts.entry(last_word(scene, turn)).or_default() += 1);
    let is_label = |turn: &Draft| {
        let Some(name) = turn.attribution.source.filter(|_| shouts(scene, turn)) else { return false };
        let last = name.end as usize - 1;
        let is_place = scene.entities_in(name).iter().any(|e| e.kind == EntityKind::Place);
        let is_common = name.range().len() == 1 && small.contains(&*scene.word(last).to_lowercase());
        let is_lone = || counts.get(scene.word(last)).is_none_or(|&n| n < 2);
        let is_plain = |i: usize| !scene.is_wordlike(i) || is_common_word(scene.word(i)) || is_day(scene.word(i));
        let is_heading = || name.range().all(is_plain) && is_lone();
        (is_place || is_common || is_heading()) && !is_role_word(scene, last)
    };
    for turn in turns {
        if turn.as_ref().is_some_and(&is_label) {
            *turn = None;
        }
    }
}

/// The last word of the name before a turn's colon.
pub(super) fn last_word<'a>(scene: &Scene<'a>, turn: &Draft) -> &'a str {
    turn.attribution.source.map_or("", |s| scene.word(s.end as usize - 1))
}

/// Names who asks for a paper (`OBSERVER: …?`), where the text before tells it and nobody else speaks
/// under a name that it does not.
fn name_interviewer(scene: &Scene<'_>, people: &People, turns: &mut [Option<Draft>]) {
    let Some(first) = turns.iter().position(Option::is_some) else { return };
    let introduction = run_of(0, scene.text.paragraph_tokens(first).start as usize);
    let speaker = |d: &Draft| people.first_in(d.attribution.source?);
    let speakers: FxHashSet<usize> = turns.iter().flatten().filter_map(speaker).collect();
    let is_paper = |d: &Draft| shouts(scene, d) && speaker(d).is_none();
    let papers: FxHashSet<&str> = turns.iter().flatten().filter(|d| is_paper(d)).map(|d| last_word(scene, d)).collect();
    if papers.len() == 1 {
        let asks = Interviewer::new(scene, people, introduction).person(|p| speakers.contains(&p));
        turns.iter_mut().flatten().filter(|d| is_paper(d)).for_each(|d| d.person = asks);
    }
}

/// Tells whether a turn's name is in capitals.
fn shouts(scene: &Scene<'_>, turn: &Draft) -> bool {
    let last = last_word(scene, turn);
    last.chars().count() > 2 && !last.chars().any(char::is_lowercase)
}

/// A speaker's turn: name, colon, words.
fn turn(scene: &Scene<'_>, people: &People, paragraph: usize) -> Option<Draft> {
    let run = scene.text.paragraph_tokens(paragraph);
    let start = run.start as usize;
    let colon = run.range().take(NAME + 1).find(|&i| scene.word(i) == ":")?;
    let is_name = |i: usize| match scene.text.tokens[i].kind {
        TokenKind::Word => scene.forms[i].is_capital,
        TokenKind::Mark => matches!(scene.word(i), "." | "-" | ","),
        _ => false,
    };
    if colon == start || !(start..colon).all(is_name) || colon + 1 >= run.end as usize {
        return None;
    }
    let name = run_of(start, colon);
    let last = scene.word(colon - 1);
    let in_capitals = last.chars().count() > 2 && !last.chars().any(char::is_lowercase);
    let at = people.namings.partition_point(|n| n.tokens.start < name.start);
    let known = people.namings.get(at).is_some_and(|n| n.tokens.end <= name.end);
    let opens_sentence = scene.forms[colon + 1].is_capital || !scene.is_wordlike(colon + 1);
    // "Dear Ann: My dog barks."
    let is_addressed = scene.is_word(start, &["dear"]);
    if !(in_capitals || known) || !opens_sentence || is_addressed || !known && is_heading(scene, name) {
        return None;
    }
    // Nobody is named by `QUESTION:`.
    let source = Some(name).filter(|_| !scene.is_word(start, &["q", "question"]));
    Some(spoken(scene, paragraph, source, run_of(colon + 1, run.end as usize)))
}

/// A turn with who speaks in it and what is said.
pub(super) fn spoken(scene: &Scene<'_>, paragraph: usize, source: Option<Run>, words: Run) -> Draft {
    let attribution = Attribution {
        cue: None,
        contents: vec![without_directions(scene, words)],
        source,
        content_probability: 0.9,
        cue_probability: 0.9,
        content_link: 0.9,
        source_link: 0.9,
        ..Attribution::default()
    };
    Draft { attribution, paragraph, origin: Origin::Transcript, person: None }
}

/// Tells whether words before a colon are a heading (`THE FACTS:`) and nobody's name or calling
/// (`THE COURT:`).
pub(super) fn is_heading(scene: &Scene<'_>, name: Run) -> bool {
    let last = name.end as usize - 1;
    let is_calling = scene.is_calling(last) || scene.is_word(last, &["court"]);
    let opens = scene.is_word(name.start as usize, OPENERS) || name.range().any(|i| scene.is_word(i, INSIDE));
    opens && !is_calling || scene.is_word(last, HEADINGS)
}

/// Leaves out what a turn ends with in square brackets: "[Laughter.]"
fn without_directions(scene: &Scene<'_>, words: Run) -> Run {
    let mut end = words.end as usize;
    while end > words.start as usize && scene.word(end - 1) == "]" {
        let Some(open) = words.range().take_while(|&i| i < end).filter(|&i| scene.word(i) == "[").last() else { break };
        end = open;
    }
    if end > words.start as usize { run_of(words.start as usize, end) } else { words }
}

pub(super) const DASHES: [&str; 5] = ["—", "–", "-", "--", "―"];

/// Returns the name that signs a statement: `— Ann Roe` alone in the paragraph after it, or with when, where or asked
/// what.
pub(crate) fn signature(scene: &Scene<'_>, run: Run) -> Option<Run> {
    let start = run.start as usize;
    if !DASHES.contains(&scene.word(start)) {
        return None;
    }
    let name = run_of(start + 1, run.end as usize);
    // "-- Vale Newsroom 61-2 373" is where to ask.
    let is_desk = name.range().any(|i| scene.is_word(i, &["newsroom", "newsdesk", "desk", "bureau"]));
    let is_short = (2..=12).contains(&run.range().len()) && begins_name(scene, name) && is_name(scene, name);
    let whole = Some(name).filter(|_| is_short && !is_desk);
    whole.or_else(|| before_occasion(scene, name).filter(|name| begins_name(scene, *name) && is_name(scene, *name)))
}

/// The name of a signature before when, where or asked what somebody spoke: "Ann Roe, asked if she would run".
fn before_occasion(scene: &Scene<'_>, signature: Run) -> Option<Run> {
    let start = signature.start as usize;
    let comma = signature.range().take(NAME + 5).find(|&i| scene.word(i) == ",").filter(|&comma| comma > start)?;
    // "Ann Roe (R), in remarks".
    let end = if scene.word(comma - 1) == ")" { (start..comma).find(|&i| scene.word(i) == "(")? } else { comma };
    let fits = headed::is_occasion(scene, run_of(comma + 1, signature.end as usize)) && end > start;
    fits.then(|| run_of(start, end))
}

/// Returns a quotation and the name that signs it in the same paragraph: `“…” — Ann Roe`, `Claim 5: “…” — Ann Roe, in
/// the Senate`.
pub(crate) fn signed_quotation(scene: &Scene<'_>, run: Run) -> Option<(Run, Run)> {
    const SHORT: usize = 9;
    let start = label::behind(scene, run);
    let region = scene.marks.region_of(start).filter(|r| r.start as usize == start)?;
    let (dash, end) = (region.end as usize, run.end as usize);
    if dash + 1 >= end || !DASHES.contains(&scene.word(dash)) {
        return None;
    }
    let is_signature = |name: &Run| begins_name(scene, *name) && is_name(scene, *name);
    let whole = run_of(dash + 1, end);
    let name = Some(whole).filter(|_| end - dash <= SHORT).filter(is_signature);
    let name = name.or_else(|| before_place(scene, whole).filter(is_signature));
    let name = name.or_else(|| before_clause(scene, whole).filter(|_| closes(scene, region)))?;
    Some((region, name))
}

/// The name of a signature that goes on with a participle or a clause to the paragraph's end: "Ann Roe, asked if she would
/// run", "Ann Roe, who has won four times".
fn before_clause(scene: &Scene<'_>, signature: Run) -> Option<Run> {
    const REST: usize = 30;
    const OPENERS: &WordSet = &WordSet::of(&["after", "as", "before", "when", "while", "who", "whose"]);
    let start = signature.start as usize;
    let first = (start..signature.end as usize).take(NAME).find(|&i| !scene.is_title(i))?;
    let entity = scene.entities_in(run_of(first, first + 1)).first().filter(|e| e.kind == EntityKind::Person)?;
    let person = scene.tokens_of(entity);
    let comma = Some(person.end as usize).filter(|&i| scene.word(i) == "," && person.start as usize == first)?;
    let rest = run_of(comma + 1, signature.end as usize);
    let begins =
        |i: usize| scene.is_word(i, OPENERS) || scene.word(i).ends_with("ing") || scene.word(i).ends_with("ed");
    // Behind another comma the clause may begin: "Ann Roe, a baker, when asked about it".
    let commas = || rest.range().filter(|&i| scene.word(i) == ",");
    let is_led = begins(comma + 1)
        || commas().next().is_some_and(|next| begins(next + 1) && is_role(scene, run_of(comma + 1, next)));
    let goes_on = commas().any(|i| is_predicate(scene, i + 1) && !scene.word(i + 1).ends_with("ed"));
    let is_dash = |i: usize| DASHES.contains(&scene.word(i)) && scene.word(i) != "-";
    let is_one = scene.sentences[comma] == scene.sentences[signature.end as usize - 1];
    let fits = (1..=REST).contains(&rest.range().len()) && is_led && is_one && !goes_on;
    (fits && !rest.range().any(|i| is_dash(i) || scene.marks.region_of(i).is_some())).then(|| run_of(start, comma))
}

/// The name of a signature before when, where or what somebody is: "Ann Roe, on the floor of the Senate".
pub(super) fn before_place(scene: &Scene<'_>, signature: Run) -> Option<Run> {
    const REST: usize = 16;
    let comma = signature.range().take(NAME + 2).find(|&i| scene.word(i) == ",")?;
    let rest = run_of(comma + 1, signature.end as usize);
    let is_rest = |i: usize| !is_predicate(scene, i) && !DASHES.contains(&scene.word(i)) || scene.word(i) == "-";
    let fits = (1..=REST).contains(&rest.range().len()) && rest.range().all(is_rest);
    (fits && comma > signature.start as usize).then(|| run_of(signature.start as usize, comma))
}

/// Tells whether a signature begins with a name, or with what somebody is: "— state Sen. Ann Roe".
pub(super) fn begins_name(scene: &Scene<'_>, name: Run) -> bool {
    let person = scene.entities_in(name).iter().find(|e| e.kind == EntityKind::Person).map(|e| scene.tokens_of(e));
    let is_led =
        |person: Run| person.end == name.end && is_role(scene, run_of(name.start as usize, person.start as usize));
    scene.forms[name.start as usize].is_capital || person.is_some_and(is_led)
}

/// Tells whether words are a name: a person or body, or nothing but capitals.
pub(super) fn is_name(scene: &Scene<'_>, run: Run) -> bool {
    let known = scene.entities_in(run).iter().any(|e| e.kind != EntityKind::Place);
    let no_verb = run.range().all(|i| scene.forms[i].cue_rank < 3);
    // "An** Fe****" is a name that nobody is to read.
    let is_masked = run.range().any(|i| scene.word(i).contains('*'));
    let capitals = run.range().filter(|&i| scene.is_wordlike(i)).all(|i| scene.forms[i].is_capital);
    no_verb && !is_masked && (known || capitals)
}
