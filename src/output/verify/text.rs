//! Checked citations and sentences as text; what was cited in `[-…-]`, what is on record in
//! `{+…+}`, so that a difference can be read without colour.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use super::super::article::facts;
use super::super::mark::plain;
use super::super::text::{HEADLINE, QUIET, SPEAKER, TextOptions, styled};
use crate::annotate::{QuoteKind, Stance};
use crate::verify::{Change, Checked, OnRecord, RecordMatch, SaidBy, Standing, Verdict};

const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();
const INDENT: &str = "   ";
/// Words around a change that are shown of what is the same.
const AROUND: usize = 8;

/// Returns what has become of a citation.
pub fn checked_text(checked: &Checked, options: TextOptions) -> String {
    let id = plain(&checked.citation.id);
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = match &checked.standing {
        Standing::Unchanged => writeln!(out, "unchanged  {id}"),
        Standing::Changed { changes, found_at } => {
            let at = found_at.as_ref().map(|at| format!(", at {} now", plain(at))).unwrap_or_default();
            let how = if changes.is_empty() && found_at.is_some() { "moved" } else { "changed" };
            let why = match changes.is_empty() && found_at.is_none() {
                true if checked.citation.text.is_some() => ": the words are those on record, the hash is not",
                true => ": the citation has no words to compare",
                false => "",
            };
            writeln!(out, "{}  {id}{at}{why}", styled(&format!("{how:9}"), HEADLINE))
        }
        Standing::Gone { found_at } => {
            let at = found_at.as_ref().map(|at| format!("; the same words are at {}", plain(at))).unwrap_or_default();
            writeln!(out, "{}  {id}{at}", styled("gone     ", HEADLINE))
        }
    };
    if let Standing::Changed { changes, .. } = &checked.standing
        && !changes.is_empty()
    {
        out.push_str(&options.wrapped(&difference(changes), INDENT));
    }
    out
}

/// Returns a difference, long stretches of what is the same cut.
fn difference(changes: &[Change]) -> String {
    let last = changes.len().saturating_sub(1);
    let one = |(n, change): (usize, &Change)| match change {
        Change::Same(words) => shortened(&plain(words), n == 0, n == last),
        Change::Removed(words) => styled(&format!("[-{}-]", plain(words)), REMOVED),
        Change::Added(words) => styled(&format!("{{+{}+}}", plain(words)), ADDED),
    };
    changes.iter().enumerate().map(one).collect::<Vec<_>>().join(" ")
}

/// Returns the words beside a change.
fn shortened(words: &str, is_first: bool, is_last: bool) -> String {
    let all: Vec<&str> = words.split(' ').collect();
    let (ahead, behind) = (if is_first { 0 } else { AROUND }, if is_last { 0 } else { AROUND });
    if all.len() <= ahead + behind + 1 {
        return words.to_owned();
    }
    let (head, tail) = (all[..ahead].join(" "), all[all.len() - behind..].join(" "));
    [head.as_str(), "…", tail.as_str()].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// Returns whether a sentence is on record, where, and who said it.
pub fn record_text(record: &OnRecord, options: TextOptions) -> String {
    let mut out = format!("{}\n", styled(&headline(record), HEADLINE));
    for found in &record.matches {
        out.push('\n');
        out.push_str(&match_text(found, options));
    }
    out
}

fn headline(record: &OnRecord) -> String {
    let asked = record.speaker.as_deref().map(plain);
    match (record.verdict, asked) {
        (Verdict::Exact, Some(name)) => format!("exact: {name} said it, word for word"),
        (Verdict::Exact, None) => "exact: on record, word for word".to_owned(),
        (Verdict::Altered, Some(name)) => format!("altered: {name} said it in other words"),
        (Verdict::Altered, None) => "altered: on record in other words".to_owned(),
        (Verdict::OtherSpeaker, name) => format!("other speaker: on record, but not from {}", name.unwrap_or_default()),
        (Verdict::UnknownSpeaker, _) => "unknown speaker: on record, but who said it is not known".to_owned(),
        (Verdict::NotSaid, Some(name)) => format!("not said: the record has it as what {name} denied or did not say"),
        (Verdict::NotSaid, None) => "not said: the record has it as what somebody denied or did not say".to_owned(),
        (Verdict::NotFound, _) => "not found: nothing like it is on record".to_owned(),
    }
}

fn match_text(found: &RecordMatch, options: TextOptions) -> String {
    let mut out = options.wrapped(&said_by(found.quote.as_ref()), INDENT);
    let words = if found.similarity >= 1.0 { plain(found.span.of(&found.text)) } else { difference(&found.changes) };
    out.push_str(&options.wrapped(&words, INDENT));
    let mut place = vec![found.article.headline.clone().unwrap_or_else(|| found.article.id.clone())];
    place.extend(facts(&found.article).into_iter().take(2));
    out.push_str(&options.wrapped_in(&place.join(" · "), QUIET, INDENT));
    let _ = writeln!(out, "{INDENT}{}", styled(&plain(&found.passage_id), QUIET));
    out
}

fn said_by(quote: Option<&SaidBy>) -> String {
    let Some(quote) = quote else { return "in the article's own words, not in a quote".to_owned() };
    let how = match quote.kind {
        QuoteKind::Direct => "quoted",
        QuoteKind::Indirect => "reported",
        QuoteKind::Mixed => "quoted in part",
    };
    let stance = match quote.stance {
        Stance::Said => "",
        Stance::Negated => ", as denied or not said",
        Stance::Hypothetical => ", as something that may be said",
    };
    match &quote.speaker {
        Some(name) => format!("{} {how}{stance}, confidence {:.2}", styled(&plain(name), SPEAKER), quote.confidence),
        None => format!("{how}{stance}, speaker unknown"),
    }
}
