//! Posts that an article shows with who wrote them: "The pier is shut. — Ann Roe (@annroe) May 3, 2017", "Ann Roe
//! (@annroe): The pier is shut.", "@annroe: “The pier is shut.”" Beside a handle in brackets they need no marks.
//!
//! A signature may stand below its post. The paragraph above is none where it tells itself who speaks in it, or leads to
//! a picture.

use rustc_hash::FxHashMap;

use super::transcript::{DASHES, spoken};
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::left_out::item;
use crate::annotate::quote::link::draft::Draft;
use crate::annotate::quote::people::roster::People;
use crate::annotate::quote::tagger::passes::CUE;
use crate::annotate::quote::words::name::is_title;
use crate::annotate::text::{Run, TokenKind};
use crate::when::calendar::MONTHS;

/// Longest post, name before a handle and date behind it, in tokens.
const POST: usize = 90;
const NAME: usize = 10;
const DATE: usize = 10;
/// Letters at the beginning of a handle that are no part of a name, besides titles.
const FORES: [&str; 4] = ["real", "the", "official", "its"];

/// Who signs a post: the dash, the name, whether a date stands behind the handle.
struct Signature {
    dash: usize,
    name: Run,
    is_dated: bool,
}

/// Adds the posts of a text to the drafts that the layout of its paragraphs makes.
pub(crate) fn add(scene: &Scene<'_>, people: &People, turns: &mut [Option<Draft>]) {
    let is_handle = |i: &usize| scene.word(*i).len() > 1 && scene.word(*i).starts_with('@');
    if !(0..scene.text.tokens.len()).any(|i| is_handle(&i)) {
        return;
    }
    let shown = shown(scene, people);
    for paragraph in 0..turns.len() {
        let run = scene.text.paragraph_tokens(paragraph);
        if let Some(signature) = signature(scene, run) {
            let is_below = signature.dash == run.start as usize;
            let at = if is_below { paragraph.checked_sub(1) } else { Some(paragraph) };
            let Some(at) = at.filter(|&at| turns[at].is_none()) else { continue };
            turns[at] = if is_below { above(scene, at, &signature) } else { before(scene, at, &signature) };
        } else if turns[paragraph].is_none() {
            turns[paragraph] = headed(scene, people, &shown, paragraph);
        }
    }
}

/// Reads the end of a paragraph as a signature: "— Ann Roe (@annroe) May 3, 2017".
fn signature(scene: &Scene<'_>, run: Run) -> Option<Signature> {
    let (start, end) = (run.start as usize, run.end as usize);
    let is_handle = |i: &usize| handle(scene, *i).is_some() && scene.word(*i + 1) == ")";
    let at = (end.saturating_sub(DATE + 2).max(start)..end).rev().find(is_handle)?;
    let date = run_of((at + 2).min(end), end);
    let open = at.checked_sub(1).filter(|&open| open > start)?;
    let is_dash = |i: &usize| DASHES.contains(&scene.word(*i)) && (scene.word(*i) != "-" || is_apart(scene, *i));
    let dash = (open.saturating_sub(NAME).max(start)..open).rev().find(is_dash)?;
    let name = run_of(dash + 1, open);
    let fits = is_name(scene, name) && date.range().all(|i| is_date_part(scene, i));
    let is_dated = date.range().any(|i| scene.text.tokens[i].kind == TokenKind::Number);
    fits.then_some(Signature { dash, name, is_dated })
}

/// The letters of a handle that stands behind a bracket, without "@".
fn handle<'a>(scene: &Scene<'a>, token: usize) -> Option<&'a str> {
    let is_open = token.checked_sub(1).is_some_and(|i| scene.word(i) == "(");
    scene.word(token).strip_prefix('@').filter(|letters| is_open && !letters.is_empty())
}

/// Tells whether blanks part a hyphen from the words beside it.
fn is_apart(scene: &Scene<'_>, token: usize) -> bool {
    [token, token + 1].iter().all(|&i| scene.text.tokens.get(i).is_some_and(|t| t.spaced))
}

/// Tells whether words before a handle may be a name: capitals or a single word, and nothing that reports.
fn is_name(scene: &Scene<'_>, name: Run) -> bool {
    let words = || name.range().filter(|&i| scene.is_wordlike(i));
    let is_single = words().count() == 1;
    let begins = words().next().is_some_and(|i| scene.forms[i].is_capital || is_single);
    begins && words().all(|i| scene.forms[i].cue_rank < 3 && !scene.word(i).starts_with('@'))
}

/// Tells whether a token may be part of the date behind a handle.
fn is_date_part(scene: &Scene<'_>, token: usize) -> bool {
    let word = scene.word(token).trim_end_matches('.');
    let is_month = || {
        let starts = |month: &&str| month.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        word.len() >= 3 && MONTHS.iter().any(starts)
    };
    scene.text.tokens.get(token).is_some_and(|t| t.kind != TokenKind::Word)
        || is_month()
        || scene.is_word(token, &["am", "pm", "a.m.", "p.m.", "at", "on", "est", "et", "gmt", "utc"])
}

/// The post that its own paragraph signs.
fn before(scene: &Scene<'_>, paragraph: usize, signature: &Signature) -> Option<Draft> {
    let run = scene.text.paragraph_tokens(paragraph);
    post(scene, paragraph, run_of(run.start as usize, signature.dash), signature.name)
}

/// The post that the paragraph below signs.
fn above(scene: &Scene<'_>, paragraph: usize, signature: &Signature) -> Option<Draft> {
    let run = scene.text.paragraph_tokens(paragraph);
    let last = (run.end as usize).checked_sub(1)?;
    let looks_so = run.range().any(|i| is_of_post(scene, i));
    // Who writes an article may sign it so, and a headline has a line with its writer below.
    let is_last = signature.name.end as usize + DATE >= scene.text.tokens.len();
    let is_headline = paragraph == 0 && !scene.word(last).starts_with(['.', '!', '?', '…']);
    let is_open = !is_headline && (signature.is_dated || !is_last) || looks_so;
    if !is_open || scene.word(last) == ":" || !looks_so && is_told(scene, run) {
        return None;
    }
    post(scene, paragraph, run, signature.name)
}

/// The post that words are, without the links at its end; marks around all of it are read elsewhere.
fn post(scene: &Scene<'_>, paragraph: usize, words: Run, name: Run) -> Option<Draft> {
    let words = without_links(scene, words);
    let start = words.start as usize;
    let region = scene.marks.region_of(start).filter(|region| region.start as usize == start);
    let is_marked = region.is_some_and(|r| (r.end as usize..words.end as usize).all(|i| !scene.is_wordlike(i)));
    let fits = (1..=POST).contains(&words.range().len()) && words.range().any(|i| scene.is_wordlike(i)) && !is_marked;
    fits.then(|| spoken(scene, paragraph, Some(name), words))
}

/// Tells whether a token is one of those that posts have: "#VoteNo", "@annroe", a link.
fn is_of_post(scene: &Scene<'_>, token: usize) -> bool {
    let word = scene.word(token);
    word.len() > 1 && word.starts_with(['#', '@']) || is_link(scene, token)
}

/// Tells whether a link begins at a token: "https://…", "pic.twitter.com/…".
fn is_link(scene: &Scene<'_>, token: usize) -> bool {
    scene.is_word(token, &["http", "https"]) && scene.word(token + 1) == ":"
        || scene.is_word(token, &["pic.twitter.com", "t.co"]) && scene.word(token + 1) == "/"
        || scene.word(token).contains("http")
}

/// Leaves out the links that a post ends with.
fn without_links(scene: &Scene<'_>, words: Run) -> Run {
    let mut end = words.end as usize;
    while let Some(first) = (words.start as usize..end).rev().find(|&i| is_link(scene, i) || begins_word(scene, i)) {
        if !is_link(scene, first) {
            break;
        }
        end = first;
    }
    run_of(words.start as usize, end)
}

/// Tells whether blanks stand before a token.
fn begins_word(scene: &Scene<'_>, token: usize) -> bool {
    scene.text.tokens.get(token).is_some_and(|t| t.spaced)
}

/// Tells whether a paragraph tells who speaks in it: a reporting word beside marks or at its end.
fn is_told(scene: &Scene<'_>, run: Run) -> bool {
    const BESIDE: usize = 4;
    let is_cue = |i: usize| scene.marks.region_of(i).is_none() && scene.tags.probability(i, CUE) > 0.5;
    let mut last_mark: Option<usize> = None;
    let mut last_cue: Option<usize> = None;
    for i in run.range() {
        last_mark = if scene.marks.region_of(i).is_some() { Some(i) } else { last_mark };
        last_cue = if is_cue(i) { Some(i) } else { last_cue };
        if last_mark.zip(last_cue).is_some_and(|(mark, cue)| mark.abs_diff(cue) <= BESIDE) {
            return true;
        }
    }
    last_cue.is_some_and(|cue| cue + BESIDE >= run.end as usize)
}

/// A post behind who wrote it and a colon: "Ann Roe (@annroe): The pier is shut.", "@annroe: “The pier is shut.”"
fn headed(scene: &Scene<'_>, people: &People, shown: &FxHashMap<String, usize>, paragraph: usize) -> Option<Draft> {
    let run = scene.text.paragraph_tokens(paragraph);
    let first = item::begin(scene, run).unwrap_or(run.start as usize);
    let colon = (first..(run.end as usize).min(first + NAME + 4)).find(|&i| scene.word(i) == ":")?;
    let words = run_of(colon + 1, run.end as usize);
    let own = scene.word(first).strip_prefix('@').filter(|letters| colon == first + 1 && !letters.is_empty());
    let bearer = |letters: &str| shown.get(&letters.to_lowercase()).copied().or_else(|| spelt(people, letters));
    let person = own.map(bearer);
    let at = colon.checked_sub(2).filter(|&at| scene.word(colon - 1) == ")" && handle(scene, at).is_some());
    let name = at.map(|at| run_of(first, at - 1)).filter(|name| is_name(scene, *name));
    let source = match person {
        Some(person) => person.map(|_| run_of(first, colon))?,
        None => name?,
    };
    let draft = quoted(scene, paragraph, words, source).or_else(|| post(scene, paragraph, words, source))?;
    Some(Draft { person: person.flatten(), ..draft })
}

/// The words of such a post where marks stand around all of it.
fn quoted(scene: &Scene<'_>, paragraph: usize, words: Run, name: Run) -> Option<Draft> {
    let region = scene.marks.region_of(words.start as usize).filter(|region| region.start == words.start)?;
    let is_rest = (region.end as usize..words.end as usize).all(|i| !scene.is_wordlike(i));
    is_rest.then(|| Draft::signed(paragraph, region, name))
}

/// The persons whose handles an article tells: "Ann Roe (@annroe)".
fn shown<'a>(scene: &Scene<'a>, people: &People) -> FxHashMap<String, usize> {
    let bearer = |i: usize| {
        let letters = handle(scene, i)?;
        let naming = people.named_until(i.checked_sub(1)?)?;
        Some((letters.to_lowercase(), naming.person))
    };
    (0..scene.text.tokens.len()).filter_map(bearer).collect()
}

/// The one person whose name a handle spells: "@annroe", "@SenRoe".
fn spelt(people: &People, letters: &str) -> Option<usize> {
    const LONGEST: usize = 30;
    let letters = letters.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_').replace('_', "").to_lowercase();
    if letters.len() > LONGEST || !letters.is_ascii() {
        return None;
    }
    let fits = |at: usize| {
        let (fore, surname) = letters.split_at(at);
        let is_fore = is_title(fore) || FORES.contains(&fore);
        let is_hers = move |p: &usize| is_fore || people.persons[*p].first.to_lowercase() == fore;
        people.namesakes(surname).filter(is_hers)
    };
    let mut found = (1..letters.len()).flat_map(fits);
    found.next().filter(|_| found.next().is_none())
}
