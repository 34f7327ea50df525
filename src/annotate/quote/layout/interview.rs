//! Interviews and hearings, whose paragraphs open with `Q.` and `A.` → who asks and who answers.
//!
//! Who answers is the person named most before the first question, the byline and who is said to have
//! spoken with her left out; of a hearing it is the witness named last. Who asks is one of those left
//! out, or named in a line of its own (`BY MS. ROE:`).

use crate::annotate::quote::grammar::gender::pronoun;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::link::draft::{Draft, Origin};
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Longest line that names who writes or asks, in tokens.
const BYLINE: usize = 8;
/// Verbs of talking that are looked at.
const TALKS: usize = 4;
/// Words between "spoke with" and a name ("the Herald’s").
const BETWEEN: usize = 4;

/// A question's or an answer's paragraph, and where its words start.
#[derive(Debug, Clone, Copy)]
struct Part {
    asks: bool,
    start: usize,
}

/// Words of who asks, and of who answers.
const ASKED: &WordSet =
    &WordSet::of(&["you", "you’d", "you’ll", "you’re", "you’ve", "you'd", "you'll", "you're", "you've", "your"]);
pub(super) const ANSWERS: &WordSet =
    &WordSet::of(&["i", "i’d", "i’ll", "i’m", "i’ve", "i'd", "i'll", "i'm", "i've", "me", "my", "our", "us", "we"]);

/// Returns for each paragraph the draft of its question or answer; nothing where the text is no
/// interview: two of each at least make one.
pub(super) fn interview(scene: &Scene<'_>, people: &People) -> Option<Vec<Option<Draft>>> {
    let parts: Vec<Option<Part>> = (0..scene.text.paragraphs.len()).map(|p| part(scene, p)).collect();
    let n = |asks| parts.iter().flatten().filter(|p| p.asks == asks).count();
    if n(true) < 2 || n(false) < 2 {
        return None;
    }
    drafts(scene, people, &parts)
}

/// Returns the drafts of an interview whose questions and answers have neither letters nor names.
pub(super) fn bare_interview(scene: &Scene<'_>, people: &People) -> Option<Vec<Option<Draft>>> {
    drafts(scene, people, &bare(scene)?)
}

/// Says who asks and who answers in each part.
fn drafts(scene: &Scene<'_>, people: &People, parts: &[Option<Part>]) -> Option<Vec<Option<Draft>>> {
    let first = parts.iter().position(Option::is_some)?;
    let introduction = run_of(0, scene.text.paragraph_tokens(first).start as usize);
    let rest = (first..parts.len()).filter(|&p| parts[p].is_none()).map(|p| scene.text.paragraph_tokens(p));
    let mut roles = Roles::new(scene, people, introduction, &rest.collect::<Vec<Run>>());
    let mut drafts = Vec::with_capacity(parts.len());
    // Where the part before ends.
    let mut end = introduction.end;
    for (paragraph, part) in parts.iter().enumerate() {
        let run = scene.text.paragraph_tokens(paragraph);
        if paragraph >= first && part.is_none() {
            roles.asks = announced(scene, people, run).or(roles.asks);
        }
        // Another part of a hearing may hear another witness.
        if part.is_some() {
            if roles.is_hearing {
                roles.answers = witness(scene, people, Run { start: end, end: run.start }).unwrap_or(roles.answers);
            }
            end = run.end;
        }
        drafts.push(part.map(|part| {
            let words = run_of(part.start, run.end as usize);
            let person = if part.asks { roles.asks } else { roles.answers };
            let attribution = Attribution { contents: vec![words], ..Attribution::default() };
            Draft { attribution, paragraph, origin: Origin::Transcript, person }
        }));
    }
    Some(drafts)
}

/// Reads the letter that a paragraph opens with.
fn part(scene: &Scene<'_>, paragraph: usize) -> Option<Part> {
    let run = scene.text.paragraph_tokens(paragraph);
    let start = run.start as usize;
    let word = scene.word(start);
    let asks = match word.trim_end_matches('.') {
        "Q" | "Question" => true,
        "A" | "Answer" => false,
        _ => return None,
    };
    let marked = word.ends_with('.') || matches!(scene.word(start + 1), ":" | ".");
    let words = if word.ends_with('.') { start + 1 } else { start + 2 };
    (marked && words < run.end as usize).then_some(Part { asks, start: words })
}

/// The parts of an interview without `Q.` and `A.`: paragraphs that ask "you" something, each with an answer behind it
/// that mostly says "I".
fn bare(scene: &Scene<'_>) -> Option<Vec<Option<Part>>> {
    const LEAST: usize = 3;
    const LONGEST: usize = 60;
    let n = scene.text.paragraphs.len();
    let run = |p: usize| scene.text.paragraph_tokens(p);
    let has = |p: usize, words: &WordSet| run(p).range().any(|i| scene.is_word(i, words));
    let asks = |p: usize| {
        let run = run(p);
        let is_question = run.range().next_back().is_some_and(|last| scene.word(last) == "?");
        is_question && run.range().len() <= LONGEST && scene.marks.region_of(run.start as usize).is_none()
    };
    let questions: Vec<bool> = (0..n).map(asks).collect();
    let first = (0..n).find(|&p| questions[p] && has(p, ASKED))?;
    let is_answered = |&p: &usize| questions[p] && p + 1 < n && !questions[p + 1];
    let pairs: Vec<usize> = (first..n).filter(is_answered).collect();
    let is_quoted = |p: usize| scene.marks.region_of(run(p).start as usize).is_some();
    let asking = pairs.iter().filter(|&&p| has(p, ASKED)).count();
    let answering = pairs.iter().filter(|&&p| has(p + 1, ANSWERS) && !is_quoted(p + 1)).count();
    if pairs.len() < LEAST || asking * 2 < pairs.len() || answering * 3 < pairs.len() * 2 {
        return None;
    }
    let is_part = |p: usize| questions[p] || p > 0 && questions[p - 1] || has(p, ANSWERS) && !is_quoted(p);
    let part = |p: usize| Some(Part { asks: questions[p], start: run(p).start as usize });
    let mut parts: Vec<Option<Part>> = (0..n).map(|p| part(p).filter(|_| p >= first && is_part(p))).collect();
    // What the paper says at the end answers nothing.
    let last = pairs.last()? + 1;
    let is_more = |p: usize| !questions[p] && has(p, ANSWERS) && !is_quoted(p);
    let end = (last + 1..n).find(|&p| !is_more(p)).unwrap_or(n);
    parts[end..].fill(None);
    Some(parts)
}

/// Who asks and who answers.
struct Roles {
    asks: Option<usize>,
    answers: Option<usize>,
    is_hearing: bool,
}

impl Roles {
    /// Reads what stands before the first question and, if that names nobody, between the parts.
    fn new(scene: &Scene<'_>, people: &People, introduction: Run, rest: &[Run]) -> Self {
        let asked = announced_in(scene, people, introduction);
        if let Some(answers) = witness(scene, people, introduction) {
            return Roles { asks: asked, answers, is_hearing: true };
        }
        let told = Interviewer::new(scene, people, introduction);
        let may_answer = |p: &usize| !told.asks(*p);
        let answers = most_named(people, introduction, may_answer)
            .or_else(|| rest.iter().find_map(|run| people.first_in(*run)).filter(may_answer));
        Roles { asks: asked.or_else(|| told.person(|p| Some(p) == answers)), answers, is_hearing: false }
    }
}

/// What is told before an interview of who asks in it.
pub(super) struct Interviewer {
    talk: Option<Talk>,
    byline: Option<usize>,
}

impl Interviewer {
    pub fn new(scene: &Scene<'_>, people: &People, introduction: Run) -> Self {
        Interviewer { talk: Talk::find(scene, people, introduction), byline: byline(scene, people, introduction) }
    }

    /// Tells whether somebody wrote it, or is told to have asked.
    pub fn asks(&self, person: usize) -> bool {
        self.byline == Some(person) || self.talk.and_then(Talk::asker) == Some(person)
    }

    /// Returns who is said to have spoken with one of those who answer, or wrote it.
    pub fn person(&self, answers: impl Fn(usize) -> bool) -> Option<usize> {
        let asks = |p: &usize| !answers(*p);
        let talked = self.talk.and_then(|talk| talk.persons().find(asks));
        talked.or(self.byline.filter(asks))
    }
}

/// Somebody who spoke with somebody: "Ann Roe spoke with her", "she sat down with the Herald’s Bo Doe".
/// Of those named only who is named nowhere else: whom somebody met long ago did not ask.
#[derive(Debug, Clone, Copy)]
struct Talk {
    one: Option<usize>,
    other: Option<usize>,
    /// Whether the one, or the other, is a pronoun.
    is_pronoun: [bool; 2],
}

impl Talk {
    fn find(scene: &Scene<'_>, people: &People, introduction: Run) -> Option<Self> {
        let talks = |&verb: &usize| {
            let is_verb = scene.is_word(verb, &["spoke", "talked", "chatted", "sat", "interviewed"]);
            is_verb && scene.marks.region_of(verb).is_none()
        };
        introduction.range().rev().filter(talks).take(TALKS).find_map(|verb| Self::at(scene, people, verb))
    }

    fn at(scene: &Scene<'_>, people: &People, verb: usize) -> Option<Self> {
        let mut next = verb + 1;
        if !scene.is_word(verb, &["interviewed"]) {
            next += usize::from(scene.is_word(next, &["down"]));
            next += usize::from(scene.is_word(next, &["with", "to"]));
            if next == verb + 1 || scene.is_word(next - 1, &["down"]) {
                return None;
            }
        }
        let before = verb.checked_sub(1)?;
        let sentence = scene.text.sentences.get(scene.sentences[verb] as usize)?;
        let is_here = |n: &Naming| sentence.range().contains(&(n.tokens.start as usize)) || is_byline(scene, n.tokens);
        let only_here = |p: &usize| people.namings.iter().filter(|n| n.person == *p).all(is_here);
        let name = run_of(next, (next + BETWEEN + 3).min(sentence.end as usize));
        let talk = Talk {
            one: people.named_until(verb).map(|n| n.person).filter(only_here),
            other: people.first_in(name).filter(only_here),
            is_pronoun: [before, next].map(|i| pronoun(scene.word(i)).is_some()),
        };
        talk.persons().next().is_some().then_some(talk)
    }

    /// Of a name and a pronoun the pronoun is whom the text is about.
    fn asker(self) -> Option<usize> {
        match self.is_pronoun {
            [true, false] => self.other,
            [false, true] => self.one,
            _ => None,
        }
    }

    fn persons(self) -> impl Iterator<Item = usize> {
        let [one, other] = self.is_pronoun;
        self.one.filter(|_| !one).into_iter().chain(self.other.filter(|_| !other))
    }
}

/// The person named in a short line that opens with "By".
fn byline(scene: &Scene<'_>, people: &People, introduction: Run) -> Option<usize> {
    people.namings_between(&[introduction]).find(|n| is_byline(scene, n.tokens)).map(|n| n.person)
}

fn is_byline(scene: &Scene<'_>, name: Run) -> bool {
    let line = scene.text.paragraph_tokens(scene.paragraph_of(name.start as usize));
    line.range().len() <= BYLINE && scene.is_word(line.start as usize, &["by"])
}

/// The person whom a line announces to ask: `BY MS. ROE:`.
fn announced(scene: &Scene<'_>, people: &People, line: Run) -> Option<usize> {
    let last = (line.end as usize).checked_sub(1)?;
    let fits = line.range().len() <= BYLINE && scene.word(line.start as usize) == "BY" && scene.word(last) == ":";
    people.first_in(line).filter(|_| fits)
}

fn announced_in(scene: &Scene<'_>, people: &People, introduction: Run) -> Option<usize> {
    let lines = (0..scene.text.paragraphs.len()).map(|p| scene.text.paragraph_tokens(p));
    lines.take_while(|run| run.end <= introduction.end).filter_map(|run| announced(scene, people, run)).last()
}

/// The person named in the last sentence that tells of somebody's testimony; nobody where it names
/// several, and nothing where there is no such sentence.
fn witness(scene: &Scene<'_>, people: &People, before: Run) -> Option<Option<usize>> {
    let testifies = |&i: &usize| {
        let takes_the_stand = scene.is_word(i, &["stand"]) && i > 0 && scene.is_word(i - 1, &["the"]);
        let is_word = scene.is_word(i, &["deposition", "oath", "sworn", "testified", "testify", "witness"]);
        (takes_the_stand || is_word) && scene.marks.region_of(i).is_none()
    };
    let sentences = before.range().rev().filter(testifies).filter_map(|i| {
        let sentence = scene.text.sentences.get(scene.sentences[i] as usize)?;
        let mut persons: Vec<usize> = people.namings_between(&[*sentence]).map(|n| n.person).collect();
        persons.dedup();
        Some(persons)
    });
    let persons = sentences.into_iter().find(|persons| !persons.is_empty())?;
    Some(if let [only] = persons[..] { Some(only) } else { None })
}

/// The person named most in a run; of several the first.
pub(super) fn most_named(people: &People, run: Run, may_be: impl Fn(&usize) -> bool) -> Option<usize> {
    let mut counts = vec![0usize; people.persons.len()];
    people.namings_between(&[run]).filter(|n| may_be(&n.person)).for_each(|n| counts[n.person] += 1);
    let most = counts.iter().copied().max().filter(|&n| n > 0)?;
    counts.iter().position(|&n| n == most)
}
