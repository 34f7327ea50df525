//! A tagged text as the linkers see it: candidate contents, sources and cues.

use super::forms::Form;
use super::kinds::{BEYOND, Kind};
use super::marks::Marks;
use super::tagger::{CONTENT, CUE, SOURCE, Tags, runs};
use super::tokens::Tokens;
use crate::annotate::text::{Run, Text, TokenKind};
use crate::annotate::{EntityKind, EntityMention};

/// Tokens outside the best path that are at least this likely make candidates as well.
const SECOND_CHOICE: f32 = 0.15;

/// A text with everything known about its tokens.
pub(super) struct Scene<'a> {
    pub text: &'a Text<'a>,
    pub forms: &'a [Form],
    pub kinds: &'a [Kind],
    pub marks: &'a Marks,
    pub tags: &'a Tags,
    pub entities: &'a [EntityMention],
    /// Number of the sentence of each token.
    pub sentences: Vec<u32>,
}

/// Token runs of a paragraph that may take part in an attribution, in text order.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    pub contents: Vec<Run>,
    pub sources: Vec<Run>,
    pub cues: Vec<Run>,
}

impl<'a> Scene<'a> {
    pub fn new(tokens: Tokens<'a>, tags: &'a Tags, entities: &'a [EntityMention]) -> Self {
        let Tokens { text, forms, kinds, marks } = tokens;
        let mut sentences = vec![0; text.tokens.len()];
        for (number, run) in text.sentences.iter().enumerate() {
            sentences[run.range()].fill(number as u32);
        }
        Scene { text, forms, kinds, marks, tags, entities, sentences }
    }

    /// Collects the candidates of a paragraph.
    pub fn candidates(&self, paragraph: usize) -> Candidates {
        let run = self.text.paragraph_tokens(paragraph);
        let of = |begin| self.runs_of(run, begin);
        let mut candidates = Candidates { contents: of(CONTENT), sources: of(SOURCE), cues: of(CUE) };
        if !candidates.contents.is_empty() {
            self.add_subjects(run, &mut candidates);
        }
        candidates
    }

    /// Adds names and pronouns that open a sentence with a cue: far from it the tagger does
    /// not see that they are its source ("Roe took the stage and, to cheers, promised …").
    fn add_subjects(&self, paragraph: Run, candidates: &mut Candidates) {
        /// Cues of a sentence that are looked at.
        const CUES: usize = 3;
        let mut added: Vec<Run> = Vec::new();
        let mut seen = (u32::MAX, 0);
        for cue in &candidates.cues {
            let number = self.sentences[cue.start as usize];
            seen = if seen.0 == number { (number, seen.1 + 1) } else { (number, 1) };
            let Some(sentence) = self.text.sentences.get(number as usize).filter(|_| seen.1 <= CUES) else { continue };
            let start = sentence.start.max(paragraph.start);
            let pronoun = self.is_word(start as usize, &["he", "she", "they", "it"]);
            let opening = run_of(start as usize, start as usize + 1);
            let subject = if pronoun { Some(opening) } else { self.name_in(start, cue.start.min(start + 8)) };
            let near = cue.start.saturating_sub(12).max(start);
            let last = self.description_in(near, cue.start);
            for found in [subject, last, self.name_before(cue.start), self.name_at(cue.end)].into_iter().flatten() {
                let lists = [&candidates.sources, &candidates.cues, &candidates.contents];
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

    /// The person or body, "he" or "she" right before a token, a word or two between.
    fn name_before(&self, end: u32) -> Option<Run> {
        let pronoun = (end.saturating_sub(2)..end).rev().find(|&i| self.is_word(i as usize, &["he", "she"]));
        let near = run_of(end.saturating_sub(3) as usize, end as usize);
        let named = || self.entities_in(near).iter().rev().find(|e| e.kind != EntityKind::Place);
        let entity = || named().map(|e| self.tokens_of(e)).filter(|r| r.end <= end);
        pronoun.map(|i| run_of(i as usize, i as usize + 1)).or_else(entity)
    }

    /// The person or body named from a token on ("said Roe").
    fn name_at(&self, start: u32) -> Option<Run> {
        let near = run_of(start as usize, start as usize + 2);
        let entity = self.entities_in(near).iter().find(|e| e.kind != EntityKind::Place)?;
        Some(self.tokens_of(entity)).filter(|r| r.start >= start)
    }

    /// Returns the token run of an entity mention.
    pub fn tokens_of(&self, entity: &EntityMention) -> Run {
        let first = self.text.token_at(entity.span.start);
        run_of(first, self.text.token_at(entity.span.end - 1) + 1)
    }

    /// The first person or body named between two tokens.
    fn name_in(&self, start: u32, end: u32) -> Option<Run> {
        let reach = run_of(start as usize, end as usize);
        let entity = self.entities_in(reach).iter().find(|e| e.kind != EntityKind::Place)?;
        Some(self.tokens_of(entity))
    }

    /// The last description between two tokens ("the coach").
    fn description_in(&self, start: u32, end: u32) -> Option<Run> {
        let starts = (start as usize..end as usize).rev().filter(|&i| self.is_word(i, &["the"]));
        starts.filter_map(|i| super::titles::phrase(self, run_of(i, end as usize))).next()
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

    /// Returns the number of a token's paragraph.
    pub fn paragraph_of(&self, token: usize) -> usize {
        let start = self.text.tokens.get(token).map_or(u32::MAX, |t| t.span.start);
        self.text.paragraphs.partition_point(|p| p.end <= start)
    }

    /// Returns the mean probability that the tokens of a run play a role.
    pub fn mean_probability(&self, run: Run, begin: u8) -> f32 {
        let sum: f32 = run.range().map(|i| self.tags.probability(i, begin)).sum();
        sum / run.range().len().max(1) as f32
    }

    /// Returns the largest probability that a token of a run plays a role.
    pub fn best_probability(&self, run: Run, begin: u8) -> f32 {
        run.range().map(|i| self.tags.probability(i, begin)).fold(0.0, f32::max)
    }

    /// Returns the hash of a token's word; 0 beyond the text.
    pub fn word_hash(&self, token: usize) -> u64 {
        self.forms.get(token).map_or(0, |f| f.word)
    }

    /// Returns a token's kind.
    pub fn kind(&self, token: usize) -> u64 {
        self.kinds.get(token).copied().unwrap_or(BEYOND).number()
    }

    /// Returns a token's words as they stand; nothing beyond the text.
    pub fn word(&self, token: usize) -> &'a str {
        if token < self.text.tokens.len() { self.text.word(token) } else { "" }
    }

    /// Tells whether the words of a token, in lower case, are one of `words`.
    pub fn is_word(&self, token: usize, words: &[&str]) -> bool {
        let word = self.word(token);
        words.iter().any(|w| w.len() == word.len() && word.eq_ignore_ascii_case(w))
    }

    /// Tells whether a token says what a person is.
    pub fn is_calling(&self, token: usize) -> bool {
        self.forms.get(token).is_some_and(|form| form.is_calling)
    }

    /// Returns the entity mentions that lie in or overlap a token run.
    pub fn entities_in(&self, run: Run) -> &'a [EntityMention] {
        let Some(span) = self.text.span_of(run) else { return &[] };
        let start = self.entities.partition_point(|e| e.span.end <= span.start);
        let n = self.entities[start..].iter().take_while(|e| e.span.start < span.end).count();
        &self.entities[start..start + n]
    }

    /// Returns 1 where a run holds a person, 2 another entity, 3 a pronoun, else 0.
    pub fn source_class(&self, run: Run) -> u64 {
        let entities = self.entities_in(run);
        if entities.iter().any(|e| e.kind == EntityKind::Person) {
            return 1;
        }
        let pronoun = run.range().len() == 1
            && self.is_word(run.start as usize, &["he", "she", "they", "we", "i", "it", "you", "who", "which", "that"]);
        match (pronoun, entities.is_empty()) {
            (true, _) => 3,
            (_, false) => 2,
            _ => 0,
        }
    }

    /// Tells whether a token is a word or a number.
    pub fn is_wordlike(&self, token: usize) -> bool {
        self.text.tokens.get(token).is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number))
    }
}

pub(super) fn run_of(start: usize, end: usize) -> Run {
    Run { start: start as u32, end: end as u32 }
}

/// Tells whether a run shares a token with any of a list in text order.
fn covers(list: &[Run], run: Run) -> bool {
    let at = list.partition_point(|r| r.end <= run.start);
    list.get(at).is_some_and(|r| r.start < run.end)
}

pub(super) fn overlap(a: Run, b: Run) -> u32 {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}
