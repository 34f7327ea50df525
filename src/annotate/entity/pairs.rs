//! "X and Y": two bodies that the tagger took for one ("[Vale Foods] and [Larn Mills]", which the article names apart),
//! or one of which it saw a half ("[Roe and Dell Corp]", neither of which stands alone).

use rustc_hash::{FxHashMap, FxHashSet};

use super::bodies::is_form;
use super::form::normalise;
use super::lists;
use super::missed::is_name_word;
use super::reach::opens_sentence;
use super::tag::Tagged;
use crate::annotate::EntityKind;
use crate::annotate::text::{Run, Text};

/// Most words of a half that the tagger passed over, names of two halves that are looked at, tokens behind one in which
/// a pronoun tells whether it is one body.
const HALF: usize = 3;
const MOST: usize = 20;
const BEHIND: usize = 12;

/// Parts the names that are two bodies' and joins those of one.
pub(super) fn mend(text: &Text<'_>, tagged: &mut Vec<Tagged>) {
    part(text, tagged);
    join(text, tagged);
}

/// A run without the forms of a company at its end.
fn without_form(text: &Text<'_>, run: Run) -> Run {
    let n_forms = run.range().skip(1).rev().take_while(|&i| is_form(text.word(i))).count() as u32;
    Run { start: run.start, end: run.end - n_forms }
}

fn words<'a>(text: &Text<'a>, run: Run) -> &'a str {
    text.span_of(run).map_or("", |span| span.of(text.source))
}

fn ands<'t>(text: &'t Text<'_>, run: Run) -> impl Iterator<Item = usize> + 't {
    run.range().skip(1).filter(move |&i| i + 1 < run.end as usize && text.word(i) == "and")
}

/// Parts a name over "and" where both halves are bodies by themselves.
fn part(text: &Text<'_>, tagged: &mut Vec<Tagged>) {
    let is_body = |name: &&Tagged| name.kind == EntityKind::Org;
    if !tagged.iter().filter(is_body).any(|name| ands(text, name.tokens).next().is_some()) {
        return;
    }
    let mut alone: FxHashMap<&str, EntityKind> = FxHashMap::default();
    let mut firms: FxHashSet<&str> = FxHashSet::default();
    // Halves of the same name, which the tagger took apart elsewhere, do not stand alone.
    let is_joined = |name: &Tagged| {
        let (before, end) = (name.tokens.start.checked_sub(1), name.tokens.end as usize);
        let is_and = |i: usize| i < text.tokens.len() && text.word(i) == "and";
        before.is_some_and(|i| is_and(i as usize)) || is_and(end)
    };
    for name in tagged.iter().filter(|name| name.kind != EntityKind::Person && !is_joined(name)) {
        let core = without_form(text, name.tokens);
        alone.entry(words(text, name.tokens)).or_insert(name.kind);
        alone.entry(words(text, core)).or_insert(name.kind);
        if core != name.tokens {
            firms.insert(words(text, core));
        }
    }
    let mut parted = Vec::new();
    for name in tagged.iter_mut().filter(|name| name.kind == EntityKind::Org) {
        let Run { start, end } = name.tokens;
        for and in ands(text, name.tokens) {
            let right = and as u32 + 1 + u32::from(text.word(and + 1) == "the");
            let (left, right) = (Run { start, end: and as u32 }, Run { start: right, end });
            // "[Vale] and Co Inc".
            if right.range().all(|i| is_form(text.word(i))) {
                continue;
            }
            let (first, last) = (without_form(text, left), without_form(text, right));
            let stands = |run: Run| alone.contains_key(words(text, run));
            // "Vale Corp and Larn Mills"; "Vale and Larn Corp" beside "Vale Inc".
            let is_firm = first != left || last != right && firms.contains(words(text, first));
            if is_firm || stands(first) && stands(last) {
                let kind = alone.get(words(text, right)).copied().unwrap_or(EntityKind::Org);
                name.tokens = left;
                parted.push(Tagged { tokens: right, kind });
                break;
            }
        }
    }
    if !parted.is_empty() {
        tagged.extend(parted);
        tagged.sort_by_key(|name| name.tokens.start);
    }
}

/// Two halves of a name and where the whole stands, up to the form of a company.
struct Pair {
    left: Run,
    places: Vec<Run>,
}

/// Joins the halves of a company's name over "and" where neither stands alone in the article.
fn join(text: &Text<'_>, tagged: &mut Vec<Tagged>) {
    let mut tried: Vec<&str> = Vec::new();
    let mut places: Vec<Run> = Vec::new();
    for n in 0..tagged.len() {
        let before = n.checked_sub(1).map(|n| tagged[n].tokens);
        let Some(halves) = halves(text, &tagged[n], before) else { continue };
        let whole = words(text, Run { start: halves.left.start, end: halves.right.end });
        if tried.len() < MOST && !tried.contains(&whole) {
            tried.push(whole);
            let pair = Pair::find(text, halves.left, halves.right).filter(|pair| halves.is_sure || pair.is_one(text));
            places.extend(pair.into_iter().flat_map(|pair| pair.places));
        }
    }
    if places.is_empty() {
        return;
    }
    places.sort_by_key(|place| place.start);
    places.dedup_by(|next, place| next.start < place.end);
    tagged.retain(|name| {
        let next = places.partition_point(|place| place.end <= name.tokens.start);
        places.get(next).is_none_or(|place| name.tokens.end <= place.start)
    });
    tagged.extend(places.into_iter().map(|tokens| Tagged { tokens, kind: EntityKind::Org }));
    tagged.sort_by_key(|name| name.tokens.start);
}

/// What stands before and behind "and", and whether that is surely one body.
struct Halves {
    left: Run,
    right: Run,
    is_sure: bool,
}

/// Reads the halves of a name that the tagger has whole in one place ("[Roe and Dell Corp]"), or of which it has the
/// second half.
fn halves(text: &Text<'_>, name: &Tagged, before: Option<Run>) -> Option<Halves> {
    let core = without_form(text, name.tokens);
    let has_form = core != name.tokens || goes_on_in_form(text, core);
    if name.kind == EntityKind::Org
        && has_form
        && let Some(and) = ands(text, core).next()
    {
        let (left, right) = (Run { end: and as u32, ..core }, Run { start: and as u32 + 1, ..core });
        return (!is_form(text.word(and - 1))).then_some(Halves { left, right, is_sure: true });
    }
    let and = (core.start as usize).checked_sub(1).filter(|&i| text.word(i) == "and")?;
    let left = left_half(text, and, before)?;
    let is_sure = words(text, left) == words(text, core);
    (is_sure || has_form && name.kind == EntityKind::Org).then_some(Halves { left, right: core, is_sure })
}

/// The half before "and": the name that ends there, or a few words with capitals.
fn left_half(text: &Text<'_>, and: usize, before: Option<Run>) -> Option<Run> {
    if let Some(name) = before.filter(|name| name.end as usize == and) {
        return (without_form(text, name) == name).then_some(name);
    }
    let free_from = before.map_or(0, |name| name.end as usize).max(and.saturating_sub(HALF + 1));
    let is_part = |&i: &usize| is_name_word(text, i) && text.word(i) != "The";
    let first = (free_from..and).rev().take_while(is_part).last()?;
    // "[But] Roe and Dell Corp".
    let is_opener =
        first + 1 < and && opens_sentence(text, first) && lists::is_plain_word(&normalise(text.word(first)));
    let start = first + usize::from(is_opener);
    let left = Run { start: start as u32, end: and as u32 };
    (left.range().len() <= HALF && !is_form(text.word(and - 1))).then_some(left)
}

fn goes_on_in_form(text: &Text<'_>, run: Run) -> bool {
    let next = run.end as usize;
    next < text.tokens.len() && is_form(text.word(next))
}

impl Pair {
    /// Finds where the whole name stands; nothing if a half stands alone anywhere.
    fn find(text: &Text<'_>, left: Run, right: Run) -> Option<Self> {
        let whole: Vec<&str> = (left.start as usize..right.end as usize).map(|i| text.word(i)).collect();
        let is_at = |start: usize| {
            start + whole.len() <= text.tokens.len()
                && whole.iter().enumerate().all(|(k, word)| text.word(start + k) == *word)
        };
        let starts = [text.word(left.start as usize), text.word(right.start as usize)];
        let mut places: Vec<Run> = Vec::new();
        for i in 0..text.tokens.len() {
            let is_inside = places.last().is_some_and(|place| place.range().contains(&i));
            if is_inside || !starts.contains(&text.word(i)) {
                continue;
            }
            if !is_at(i) {
                return None;
            }
            let forms = (i + whole.len()..text.tokens.len()).take_while(|&i| is_form(text.word(i))).count();
            places.push(Run { start: i as u32, end: (i + whole.len() + forms) as u32 });
        }
        (!places.is_empty()).then_some(Pair { left, places })
    }

    /// Tells whether a company is one by how the article goes on: it is "it", or stands there again and is not "they".
    fn is_one(&self, text: &Text<'_>) -> bool {
        let pronouns = |place: &Run| {
            let behind = place.end as usize..(place.end as usize + BEHIND).min(text.tokens.len());
            let behind = behind.map(|i| text.word(i)).take_while(|word| !matches!(*word, "." | "?" | "!"));
            behind.filter(|word| matches!(*word, "it" | "its" | "they" | "their" | "both" | "have" | "are" | "were"))
        };
        let told: Vec<bool> =
            self.places.iter().filter_map(|place| pronouns(place).next()).map(|word| word.starts_with('i')).collect();
        let is_left_large = self.left.range().all(|i| is_name_word(text, i));
        is_left_large && told.iter().all(|is_one| *is_one) && (!told.is_empty() || self.places.len() > 1)
    }
}
