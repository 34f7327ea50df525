//! Tags of a paragraph → candidate contents, sources and cues.
//!
//! The taggers see little of what is far away. Names, pronouns and descriptions that a grammar
//! would call the subject of a cue are candidates even where no tagger knows them.

use crate::annotate::quote::grammar::phrases::phrase;
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::tagger::passes::{CONTENT, CUE, SOURCE, runs};
use crate::annotate::quote::words::forms::{COMMA, SUBJECT, WHO};
use crate::annotate::text::Run;
use crate::annotate::{EntityKind, EntityMention};

/// Tokens outside the best path that are at least this likely make candidates as well.
const SECOND_CHOICE: f32 = 0.15;

/// Cues of a sentence whose subjects are looked for.
const CUES: usize = 3;

/// Tokens after a cue, and commas among them, where the subject of a participle is looked for.
const PARTICIPLE: u32 = 60;
const COMMAS: usize = 4;

/// Tokens before a cue where the subject of its clause is looked for, and after it for "by".
const CLAUSE: u32 = 24;
const PASSIVE: u32 = 12;

/// Token runs of a paragraph that may take part in an attribution, in text order.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    pub contents: Vec<Run>,
    pub sources: Vec<Run>,
    pub cues: Vec<Run>,
}

impl Scene<'_> {
    /// Collects the candidates of a paragraph.
    pub fn candidates(&self, paragraph: usize) -> Candidates {
        let run = self.text.paragraph_tokens(paragraph);
        let of = |begin| self.runs_of(run, begin);
        let contents = of(CONTENT).into_iter().flat_map(|content| self.parted(content)).collect();
        let mut candidates = Candidates { contents, sources: of(SOURCE), cues: of(CUE) };
        // What follows a colon or comma may stand in the next paragraph.
        let colon = run.end.checked_sub(1).is_some_and(|last| self.is_word(last as usize, &[":", ","]));
        if !candidates.contents.is_empty() || colon {
            self.add_subjects(run, &mut candidates);
        }
        candidates
    }

    /// Adds what may be the subjects of cues ("Roe took the stage and, to cheers, promised …").
    fn add_subjects(&self, paragraph: Run, candidates: &mut Candidates) {
        let mut added: Vec<Run> = Vec::new();
        let mut seen = (u32::MAX, 0);
        for cue in &candidates.cues {
            let number = self.sentences[cue.start as usize];
            seen = if seen.0 == number { (number, seen.1 + 1) } else { (number, 1) };
            let Some(sentence) = self.text.sentences.get(number as usize).filter(|_| seen.1 <= CUES) else { continue };
            let clause = Run { start: sentence.start.max(paragraph.start), end: sentence.end.min(paragraph.end) };
            for found in self.subjects(clause, *cue) {
                let lists = [&candidates.sources, &candidates.cues];
                let last = &added[added.len().saturating_sub(8)..];
                let is_free =
                    lists.into_iter().all(|list| !covers(list, found)) && last.iter().all(|a| overlap(*a, found) == 0);
                if is_free {
                    added.push(found);
                }
            }
        }
        candidates.sources.extend(added);
        candidates.sources.sort_by_key(|r| r.start);
    }

    /// What may be the subject of a cue of a sentence.
    fn subjects(&self, sentence: Run, cue: Run) -> impl Iterator<Item = Run> {
        let Run { start, end } = sentence;
        let opens = Some(start).filter(|&i| self.is_word(i as usize, &["he", "she", "they", "it"])).map(one);
        [
            opens.or_else(|| self.name_in(start, cue.start.min(start + 8))),
            self.description_in(cue.start.saturating_sub(12).max(start), cue.start),
            self.name_before(cue.start),
            self.name_at(cue.end),
            self.of_participle(sentence, cue),
            self.pronoun_before(start, cue.start),
            phrase(self, Run { start, end: cue.start }),
            self.agent(cue.end, end),
        ]
        .into_iter()
        .flatten()
    }

    /// The person or body, "he" or "she" right before a token, a word or two between.
    fn name_before(&self, end: u32) -> Option<Run> {
        let pronoun = (end.saturating_sub(2)..end).rev().find(|&i| self.is_word(i as usize, &["he", "she"]));
        let named = || self.names_in(end.saturating_sub(3), end).next_back();
        pronoun.map(one).or_else(|| named().map(|e| self.tokens_of(e)).filter(|r| r.end <= end))
    }

    /// The person or body named from a token on ("said Roe").
    fn name_at(&self, start: u32) -> Option<Run> {
        self.name_in(start, start + 2).filter(|r| r.start >= start)
    }

    /// The name or pronoun after the comma that ends what a participle begins ("Citing the law,
    /// Roe …").
    fn of_participle(&self, sentence: Run, cue: Run) -> Option<Run> {
        if cue.start > sentence.start + 2 {
            return None;
        }
        let end = sentence.end;
        let is_comma = |&i: &u32| self.forms[i as usize].mark == COMMA;
        let commas = (cue.end..end.min(cue.end + PARTICIPLE)).filter(is_comma).take(COMMAS);
        commas.filter_map(|comma| self.named_at(comma + 1, end)).next()
    }

    /// A pronoun here, or a name that begins within a few tokens.
    fn named_at(&self, start: u32, end: u32) -> Option<Run> {
        if start >= end {
            return None;
        }
        let pronoun = self.is_word(start as usize, &["he", "she", "they", "it", "we", "i"]);
        let name = || self.name_in(start, end.min(start + 5)).filter(|r| r.start >= start && r.end <= end);
        if pronoun { Some(one(start)) } else { name() }
    }

    /// The last pronoun before a token that may be the subject of its clause.
    fn pronoun_before(&self, start: u32, end: u32) -> Option<Run> {
        let is_pronoun = |&i: &u32| matches!(self.forms[i as usize].joint, SUBJECT | WHO);
        (end.saturating_sub(CLAUSE).max(start)..end).rev().find(is_pronoun).map(one)
    }

    /// Whom "by" names after a passive ("was seen by some as …").
    fn agent(&self, start: u32, end: u32) -> Option<Run> {
        let by = (start..end.min(start + PASSIVE)).find(|&i| self.is_word(i as usize, &["by"]))? + 1;
        let described = || phrase(self, Run { start: by, end: end.min(by + 8) });
        self.named_at(by, end).or_else(described).or_else(|| (by < end).then(|| one(by)))
    }

    /// The persons and bodies named between two tokens.
    fn names_in(&self, start: u32, end: u32) -> impl DoubleEndedIterator<Item = &EntityMention> {
        self.entities_in(Run { start, end }).iter().filter(|e| e.kind != EntityKind::Place)
    }

    /// The first person or body named between two tokens.
    fn name_in(&self, start: u32, end: u32) -> Option<Run> {
        self.names_in(start, end).next().map(|e| self.tokens_of(e))
    }

    /// The last description between two tokens ("the coach").
    fn description_in(&self, start: u32, end: u32) -> Option<Run> {
        let starts = (start..end).rev().filter(|&i| self.is_word(i as usize, &["the"]));
        starts.filter_map(|start| phrase(self, Run { start, end })).next()
    }

    /// Parts a content where a sentence of the reporter's begins behind a quotation: called it “a disgrace.” | Why it
    /// was built, …
    fn parted(&self, content: Run) -> Vec<Run> {
        let Run { mut start, end } = content;
        let regions = &self.marks.regions;
        let first = regions.partition_point(|r| r.end <= start);
        let inside = regions[first..].iter().take_while(|r| r.end < end);
        let is_seam = |token: &u32| {
            let sentence = |token: u32| self.sentences[token as usize];
            sentence(*token) != sentence(token - 1) && regions.binary_search_by_key(token, |r| r.start).is_err()
        };
        let mut parts = Vec::with_capacity(1);
        for seam in inside.map(|r| r.end).filter(is_seam) {
            parts.push(Run { start, end: seam });
            start = seam;
        }
        parts.push(Run { start, end });
        parts
    }

    fn runs_of(&self, paragraph: Run, begin: u8) -> Vec<Run> {
        let start = paragraph.start as usize;
        let labels = &self.tags.labels[paragraph.range()];
        let mut found: Vec<Run> =
            runs(labels, begin).into_iter().map(|r| run_of(start + r.start, start + r.end)).collect();
        let mut taken = vec![false; labels.len()];
        found.iter().for_each(|r| taken[r.start as usize - start..r.end as usize - start].fill(true));
        let mut open: Option<usize> = None;
        // A taken token beyond the end closes what is still open.
        taken.push(true);
        for (i, is_taken) in taken.into_iter().enumerate() {
            let likely = !is_taken && self.tags.probability(start + i, begin) > SECOND_CHOICE;
            match (likely, open) {
                (true, None) => open = Some(i),
                (false, Some(from)) => {
                    found.push(run_of(start + from, start + i));
                    open = None;
                }
                _ => {}
            }
        }
        found.sort_by_key(|r| r.start);
        found
    }
}

/// A run of one token.
fn one(token: u32) -> Run {
    Run { start: token, end: token + 1 }
}

/// Tells whether a run shares a token with any of a list in text order.
fn covers(list: &[Run], run: Run) -> bool {
    let at = list.partition_point(|r| r.end <= run.start);
    list.get(at).is_some_and(|r| r.start < run.end)
}
