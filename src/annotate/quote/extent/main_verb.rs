//! "Critics who say [the law is vague] want a new one", "Roe's claim that [he acted alone] was met with doubt", "a firm
//! promising [“free” parcels] was fined": where the sentence goes on with its verb behind a clause that tells of its
//! subject.
//!
//! The taggers run on from the words of such a clause to the sentence's end. Its subject needs a verb, so that one of the
//! finite verbs behind the clause's own is none of what is said: the first that has no subject before it.

use crate::annotate::quote::grammar::finite::{PASTS, is_finite};
use crate::annotate::quote::grammar::nouns::{DETERMINERS, is_possessive};
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::marks::pairs::Place;
use crate::annotate::quote::words::stem::stem;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens of the noun phrase that opens the sentence, and of the clause behind it.
const SUBJECT: usize = 10;
const REACH: usize = 60;
/// Words between a relative pronoun and its verb.
const HELPERS: &WordSet = &WordSet::of(&["also", "had", "has", "have", "once"]);
/// Pronouns that are subjects.
const PRONOUNS: &WordSet =
    &WordSet::of(&["he", "i", "it", "she", "that", "there", "they", "this", "we", "what", "which", "who", "you"]);
/// Words that begin a clause with a verb of its own.
const CLAUSES: &WordSet = &WordSet::of(&[
    "after", "although", "because", "before", "how", "if", "since", "that", "though", "unless", "until", "what",
    "when", "where", "whether", "which", "while", "who", "whom", "whose", "why",
]);
/// Verbs that no noun looks like, and that no participle is.
const AUXILIARIES: &WordSet = &WordSet::of(&[
    "are", "aren't", "can", "could", "did", "does", "had", "has", "have", "is", "isn't", "was", "wasn't", "were",
    "weren't", "will", "would", "should",
]);
/// Prepositions behind which a participle goes on ("the man accused of murder").
const PREPOSITIONS: &WordSet =
    &WordSet::of(&["about", "at", "by", "for", "from", "in", "into", "of", "on", "to", "under", "with"]);
/// Words that join one thing to another.
const JOINTS: &WordSet = &WordSet::of(&["and", "but", "or"]);
/// Forms of the present that are hardly ever nouns.
const PRESENTS: &WordSet = &WordSet::of(&[
    "agree", "agrees", "believe", "believes", "come", "comes", "face", "faces", "include", "includes", "know", "knows",
    "live", "lives", "make", "makes", "may", "might", "must", "need", "needs", "remain", "remains", "say", "says",
    "seem", "seems", "take", "takes", "tell", "tells", "think", "thinks", "want", "wants",
]);
/// What is done to somebody or something.
const DONE: &WordSet = &WordSet::of(&[
    "arrested", "based", "caught", "found", "held", "injured", "involved", "killed", "made", "sent", "shot", "used",
    "wounded",
]);
/// Nouns of saying that are verbs as well.
const NOUNS: &WordSet = &WordSet::of(&[
    "advice",
    "boast",
    "boasts",
    "call",
    "calls",
    "charge",
    "charges",
    "claim",
    "claims",
    "complaint",
    "complaints",
    "concern",
    "concerns",
    "demand",
    "demands",
    "fear",
    "fears",
    "hint",
    "hints",
    "hope",
    "hopes",
    "idea",
    "offer",
    "offers",
    "plan",
    "plans",
    "plea",
    "pleas",
    "pledge",
    "pledges",
    "promise",
    "promises",
    "remark",
    "remarks",
    "report",
    "reports",
    "request",
    "requests",
    "rumor",
    "rumors",
    "rumours",
    "theory",
    "verdict",
    "view",
    "views",
    "vow",
    "vows",
    "worries",
    "worry",
]);
/// Nouns of saying by their endings: these are no verbs.
const ENDINGS: &[&str] = &[
    "tion", "tions", "sion", "sions", "ment", "ments", "ance", "ances", "ence", "ences", "ing", "ings", "sal", "sals",
    "ial", "ials", "lief", "liefs", "threat", "threats",
];

/// Ends what is said in a clause about the subject of a sentence before the verb of the sentence.
pub(crate) fn until(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    let Some(&sentence) = scene.text.sentences.get(scene.sentences[cue.start as usize] as usize) else { return };
    let is_here = |piece: &Run| piece.start >= cue.end && piece.start < sentence.end;
    let Some(n) = attribution.contents.iter().position(is_here) else { return };
    let (piece, start) = (attribution.contents[n], opening(scene, sentence));
    let is_near = (start..=start + SUBJECT).contains(&(cue.start as usize));
    let is_participle = is_near && is_participle(scene, start, cue, attribution.source);
    let is_clause = || is_relative(scene, start, cue, attribution.source) || is_noun(scene, start, cue, piece);
    if !is_near || !is_participle && !is_clause() {
        return;
    }
    let end = sentence.end.min(piece.start + REACH as u32) as usize;
    let words = run_of(piece.start as usize, end);
    // "Promising that it would rain" lacks the verb of "that", "promising jobs" none.
    let own = (cue.end as usize).checked_sub(1);
    let own = own.filter(|_| is_participle && !scene.is_word(piece.start as usize, CLAUSES));
    // "Union warning the plan may fail" is a headline.
    let is_whole = !is_participle || scene.is_word(sentence.end as usize - 1, &[".", "?"]);
    let Some(verb) = behind_clause(scene, words, own).filter(|_| is_whole) else { return };
    let is_left = |piece: &Run| !is_here(piece) || (piece.start as usize) < verb;
    attribution.contents.retain(is_left);
    let is_left =
        |&i: &usize| i + 1 > piece.start as usize + 1 && scene.is_word(i, &[",", "also", "later", "now", "still"]);
    let end = (0..verb).rev().take_while(is_left).last().unwrap_or(verb);
    let piece = &mut attribution.contents[n];
    piece.end = piece.end.min(end as u32).max(piece.start + 1);
}

/// Tells whether a cue is the verb of a clause about the noun phrase that opens a sentence: "Critics who say".
fn is_relative(scene: &Scene<'_>, start: usize, cue: Run, source: Option<Run>) -> bool {
    let verb = cue.start as usize;
    let helped = (start..verb).rev().take_while(|&i| scene.is_word(i, HELPERS)).last().unwrap_or(verb);
    // "The money that Roe says he lost".
    let named = source.filter(|source| source.end as usize == helped && source.start as usize > start + 1);
    let is_pronoun = |i: &usize| *i > start && scene.is_word(*i, &["that", "who"]);
    let pronoun = [Some(helped), named.map(|source| source.start as usize)].into_iter().flatten();
    let pronoun = pronoun.filter_map(|i| i.checked_sub(1)).find(is_pronoun);
    pronoun.is_some_and(|pronoun| is_noun_phrase(scene, run_of(start, pronoun)))
}

/// Tells whether a cue is a participle that stands right behind the noun phrase that opens a sentence: "A firm
/// promising".
fn is_participle(scene: &Scene<'_>, start: usize, cue: Run, source: Option<Run>) -> bool {
    let verb = cue.start as usize;
    let Some(noun) = verb.checked_sub(1).filter(|&noun| noun >= start) else { return false };
    let is_other = [DETERMINERS, PREPOSITIONS, JOINTS].iter().any(|words| scene.is_word(noun, *words));
    let is_subject = source.is_none_or(|source| source.end as usize == verb && source.start as usize >= start);
    let is_form = scene.word(verb).len() > "ing".len() + 2 && scene.word(verb).ends_with("ing");
    // "The most telling promise".
    let is_adverb = scene.word(noun).ends_with("ly") || scene.is_word(noun, &["less", "more", "most", "so", "very"]);
    let is_led = is_other || is_possessive(scene, noun) || is_adverb;
    is_form && is_subject && !is_led && is_noun_phrase(scene, run_of(start, verb))
}

/// Tells whether words are a noun phrase without a verb.
fn is_noun_phrase(scene: &Scene<'_>, words: Run) -> bool {
    let is_part = |i: usize| (scene.is_wordlike(i) || is_possessive(scene, i)) && !is_finite(scene, i);
    words.range().all(is_part) && !scene.is_word(words.start as usize, CLAUSES)
}

/// Tells whether a cue is a noun with "that" or "to" behind it and opens a sentence: "Roe's claim that".
fn is_noun(scene: &Scene<'_>, start: usize, cue: Run, piece: Run) -> bool {
    let (first, noun) = (piece.start as usize, cue.end as usize - 1);
    let not = usize::from(scene.is_word(first, &["not"]));
    let begins =
        first == noun + 1 && (scene.is_word(first + not, &["to"]) || not == 0 && scene.is_word(first, &["that"]));
    let owns =
        |i: usize| scene.is_word(i, DETERMINERS) || scene.is_word(i, &["my", "our", "this"]) || is_possessive(scene, i);
    let word = scene.word(noun).to_lowercase();
    let is_plain = ENDINGS.iter().any(|ending| word.ends_with(ending));
    // "The union claims that" has a verb.
    let is_owned = |n: usize| noun >= start + n && owns(noun - n);
    let is_led = is_owned(1) || is_owned(2) && !scene.kinds[noun - 1].speaks();
    let opens = noun == start && word.ends_with('s');
    let fits = (is_led || opens) && scene.is_word(noun, NOUNS) || is_plain && (opens || (start..noun).any(owns));
    begins && fits && is_noun_phrase(scene, run_of(start, noun))
}

/// Where the verb stands that is none of a clause that begins with `words`: "the law is vague [want]". Where only one
/// fits that may have the noun before it for its subject, it is that one ("they saw the fire [are]").
/// `last` is the verb that they belong to, if they have none of their own.
fn behind_clause(scene: &Scene<'_>, words: Run, mut last: Option<usize>) -> Option<usize> {
    let mut doubtful: Option<usize> = None;
    // Verbs that clauses begun so far still lack.
    let mut owed = usize::from(last.is_none());
    let mut at = words.start as usize;
    while at < words.end as usize {
        let token = at;
        at += 1;
        if scene.marks.places.get(token) == Some(&Place::Opening) {
            let region = scene.marks.region_of(token)?;
            at = (region.end as usize).max(at);
            // "The board “hid it” [stunned]", but "the “bad” plan was".
            let is_noun = token > 0 && (scene.is_word(token - 1, DETERMINERS) || scene.is_word(token - 1, CLAUSES));
            (last, owed) = if is_noun { (last, owed) } else { (Some(at - 1), 0) };
            continue;
        }
        if matches!(scene.word(token), ";" | ":" | "—" | "–" | "--") {
            return doubtful;
        }
        let begins = token > words.start as usize && scene.is_word(token, CLAUSES);
        owed += usize::from(begins && !scene.is_word(token + 1, &["of"]));
        match role(scene, words, token, last) {
            Role::None => continue,
            Role::Other if owed == 0 => return Some(token),
            Role::Doubtful if owed == 0 => {
                doubtful = doubtful.or(Some(token));
            }
            Role::Own => {}
            Role::First | Role::Other | Role::Doubtful => owed = owed.saturating_sub(1),
        }
        last = Some(token);
    }
    doubtful
}

/// What a token is to a clause.
#[derive(PartialEq, Eq)]
enum Role {
    /// No finite verb.
    None,
    /// A part of the verb before, or one that goes on with its subject.
    Own,
    /// One right behind a pronoun for its subject, or the first of the clause.
    First,
    /// One that has a noun before it, which may be its subject or the object of the verb before.
    Doubtful,
    /// One whose subject is none of the words behind the verb before, unless a clause begins there.
    Other,
}

/// What a token is to a clause whose verb so far ends with `last`.
fn role(scene: &Scene<'_>, words: Run, token: usize, last: Option<usize>) -> Role {
    let is_adverb = |i: &usize| {
        scene.word(*i).ends_with("ly")
            || scene.is_word(*i, &["also", "always", "ever", "long", "never", "not", "still"])
    };
    let start = words.start as usize;
    let Some(before) = (start..token).rev().find(|i| !is_adverb(i)) else {
        // "Children who they say [will] recover".
        return if scene.is_word(token, AUXILIARIES) { Role::First } else { Role::None };
    };
    // "To reopen".
    if scene.is_word(before, &["to"]) {
        return if last.is_none() { Role::First } else { Role::Own };
    }
    let is_auxiliary = scene.is_word(token, AUXILIARIES);
    if !is_auxiliary && (!is_finite(scene, token) || is_noun_or_participle(scene, start, token, before)) {
        return Role::None;
    }
    let is_joint = |i: usize| scene.is_word(i, JOINTS);
    let is_pronoun = is_subject(scene, start, before);
    match last {
        _ if is_pronoun => Role::First,
        Some(last) if last < before && scene.is_word(before, &["be", "been", "being", "have"]) => Role::Own,
        Some(_) if is_joint(before) => Role::Own,
        Some(last) if last < before => of_second(scene, token, last),
        Some(last) if scene.marks.places.get(last) == Some(&Place::Closing) => Role::Other,
        // "The war is lost [are]", "they never paid [have]".
        Some(last) if is_auxiliary && ends_verb(scene, start, last) => Role::Other,
        Some(_) => Role::Own,
        None => Role::First,
    }
}

/// Tells whether a participle behind an auxiliary, or a past behind a pronoun, ends with a token.
fn ends_verb(scene: &Scene<'_>, start: usize, token: usize) -> bool {
    let before = (start..token).rev().find(|&i| !scene.is_word(i, &["also", "always", "ever", "never", "not"]));
    let leads = |i: usize| {
        scene.is_word(i, AUXILIARIES) || scene.is_word(i, &["be", "been", "being"]) || is_subject(scene, start, i)
    };
    !scene.is_word(token, AUXILIARIES) && before.is_some_and(leads)
}

/// Tells whether a token is a pronoun for a subject; a "that" that opens the words only joins them.
fn is_subject(scene: &Scene<'_>, start: usize, token: usize) -> bool {
    scene.is_word(token, PRONOUNS) && (token > start || !scene.is_word(token, &["that"]))
}

/// Tells whether a word that looks like a verb is a noun ("the plan", "a new plan") or a participle ("the man accused
/// of it").
fn is_noun_or_participle(scene: &Scene<'_>, start: usize, token: usize, before: usize) -> bool {
    let leads = |i: usize| {
        scene.is_word(i, DETERMINERS)
            || scene.is_word(i, PREPOSITIONS)
            || scene.is_word(i, &["as", "billion", "dozen", "million", "than"])
            || scene.is_word(i, &["any", "my", "no", "our", "this", "your"])
            || is_possessive(scene, i)
    };
    let is_past = scene.word(token).ends_with("ed") || scene.is_word(token, PASTS) || is_irregular(scene, token);
    // "Plan to strike".
    let is_aim = scene.is_word(token + 1, &["to"]) && scene.kinds[token].reports();
    let is_base = !is_past && !is_aim && !scene.is_word(token, PRESENTS);
    let may_be_done = scene.kinds[token].reports() || scene.is_word(token, DONE);
    let is_behind = scene.is_word(token + 1, &["by", "of"]) || may_be_done && scene.is_word(token + 1, PREPOSITIONS);
    let is_pronoun = is_subject(scene, start, before);
    let is_participle = is_past && is_behind && !is_pronoun;
    // "A new plan"; "getting lost".
    let is_led = leads(before) || before > start && is_base && scene.is_word(before - 1, DETERMINERS);
    is_led || is_participle || is_base && !is_pronoun || scene.is_word(before, &["being", "getting", "having", ","])
}

/// Tells whether a token is a past that [`is_verb`] knows by its letters or lists, and no form of a verb like "begin".
fn is_irregular(scene: &Scene<'_>, token: usize) -> bool {
    const OTHERS: &WordSet = &WordSet::of(&["gave", "got", "kept", "said", "told", "tried", "thought", "went"]);
    let is_listed = is_verb(scene, token) && !scene.kinds.get(token).is_some_and(|kind| kind.is_finite());
    is_listed || scene.is_word(token, OTHERS) || scene.is_word(token, &["came", "made", "took"])
}

/// What a finite verb is that stands behind another one and words between them.
fn of_second(scene: &Scene<'_>, token: usize, last: usize) -> Role {
    let is_joint = |i: usize| scene.is_word(i, &["and", "but", "or", "so"]);
    let has_subject = |i: usize| {
        is_joint(i) && (scene.is_word(i + 1, DETERMINERS) || scene.kinds.get(i + 1).is_some_and(|k| k.speaks()))
    };
    if (last + 1..token).any(has_subject) {
        return Role::Own;
    }
    let first = last + 1;
    let is_noun = scene.is_word(first, DETERMINERS)
        || scene.kinds.get(first).is_some_and(|kind| kind.speaks())
        || scene.forms.get(first).is_some_and(|form| form.is_capital);
    let is_known =
        matches!(&*stem(&scene.word(last).to_lowercase()), "see" | "know" | "hear" | "feel" | "find" | "mean");
    let takes_clause =
        !scene.is_word(last, AUXILIARIES) && (is_known || scene.kinds.get(last).is_some_and(|kind| kind.reports()));
    if is_noun && takes_clause { Role::Doubtful } else { Role::Other }
}
