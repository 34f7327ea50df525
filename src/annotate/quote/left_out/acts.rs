//! Verbs that may report, of what somebody does with things or people: "Roe hailed a taxi", "dismissed the driver",
//! "denied Vale a late goal", "announced herself with a win".
//!
//! The taggers, which know such verbs from politics ("hailed the deal"), take the object for what is said.

use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::is_unquoted;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::words::stem::stem;
use crate::annotate::word_set::WordSet;

/// Most words of a noun phrase.
const PHRASE: usize = 6;
/// Who is seen, served or looked after.
const AUDIENCE: &[&str] = &[
    "applause",
    "cheers",
    "congregation",
    "crowd",
    "crowds",
    "customers",
    "diners",
    "fans",
    "gallery",
    "guest",
    "guests",
    "onlookers",
    "passengers",
    "shoppers",
    "spectators",
    "visitors",
];
const GOALS: &[&str] = &[
    "equaliser",
    "equalizer",
    "goal",
    "goals",
    "hat-trick",
    "header",
    "opener",
    "save",
    "saves",
    "stop",
    "tackle",
    "volley",
    "winner",
];
const PRIZES: &[&str] =
    &["bouquet", "cheque", "coin", "coins", "cup", "drink", "flowers", "lift", "medal", "plate", "trophy"];
const SCORES: &[&str] = &[
    "assist",
    "assists",
    "goal",
    "goals",
    "point",
    "points",
    "rebound",
    "rebounds",
    "run",
    "runs",
    "saves",
    "steals",
    "touchdown",
    "touchdowns",
    "tries",
    "try",
    "wickets",
    "yards",
];
/// Stems of verbs, each with the nouns of what is only acted on.
const ACTS: &[(&str, &[&str])] = &[
    ("accept", PRIZES),
    ("acknowledg", AUDIENCE),
    ("add", SCORES),
    ("appeal", &["handball", "lbw", "penalty", "wicket"]),
    ("blast", &["ball", "header", "kick", "penalty", "shot", "volley"]),
    (
        "call",
        &[
            "ambulance",
            "bill",
            "cab",
            "doctor",
            "medic",
            "nurse",
            "physio",
            "stretcher",
            "taxi",
            "time-out",
            "timeout",
            "trainer",
            "waiter",
            "waitress",
        ],
    ),
    ("claim", &["catch", "equaliser", "equalizer", "jersey", "pole", "scalp", "scalps", "stage", "winner", "wins"]),
    ("consider", &["glass", "horizon", "menu", "plate", "sky", "tin"]),
    ("demand", &["ball"]),
    ("dismiss", &["batsman", "batsmen", "batter", "congregation", "driver", "opener", "servant", "waiter"]),
    ("embrac", &["winner", "loser", "mother", "father", "wife", "husband", "son", "daughter", "brother", "sister"]),
    ("hail", &["bus", "cab", "cabbie", "driver", "ferry", "rickshaw", "taxi", "waiter"]),
    ("press", &["accelerator", "bell", "button", "buzzer", "doorbell", "flesh", "key", "lever", "pedal", "switch"]),
    ("salut", AUDIENCE),
    ("say", &["grace", "mass", "prayer", "prayers", "rosary"]),
    ("slam", &["ball", "brakes", "door", "doors", "gate", "phone", "receiver"]),
    ("support", &["arm", "beam", "head", "ladder", "leg", "roof", "weight"]),
    ("threaten", &["goal", "upset"]),
    ("welcom", AUDIENCE),
];
/// Words behind an object; others go on with its noun or with a clause about it.
const BEHIND: &WordSet = &WordSet::of(&[
    "after", "again", "against", "and", "at", "before", "behind", "but", "by", "for", "from", "home", "in", "inside",
    "into", "near", "over", "past", "through", "under", "wide", "when", "while", "with",
]);
const CLAUSES: &WordSet = &WordSet::of(&[
    "and", "as", "he", "how", "i", "if", "it", "of", "or", "she", "that", "they", "to", "we", "what", "whether", "who",
]);
const REFLEXIVES: &WordSet = &WordSet::of(&["herself", "himself", "itself", "themselves"]);

/// Tells whether what a cue is about is no word of anybody but a thing or somebody that is acted on.
pub(crate) fn is_act(scene: &Scene<'_>, attribution: &Attribution) -> bool {
    let (Some(cue), [words]) = (attribution.cue, &attribution.contents[..]) else { return false };
    if words.start != cue.end || cue.end == cue.start || !is_unquoted(scene, *words) {
        return false;
    }
    let (last, end) = (cue.end as usize - 1, words.end as usize);
    let link = usize::from(last > 0 && scene.is_word(last, &["for"]));
    let first = words.start as usize + usize::from(scene.is_word(words.start as usize, &["for"]));
    let has_for = link > 0 || first > words.start as usize;
    let verb = scene.word(last - link).to_lowercase();
    let verb = stem(&verb);
    let ends = |i: usize| {
        let is_mark = !scene.is_wordlike(i) && scene.word(i) != "-" && !is_possessive(scene, i);
        i >= end || is_mark || scene.is_word(i, BEHIND)
    };
    match &*verb {
        "announc" => return scene.is_word(first, REFLEXIVES) && ends(first + 1),
        "promis" => return scene.is_word(first, &["much"]) && ends(first + 1),
        "deny" => return is_kept_out(scene, first, end, ends),
        "call" | "appeal" if !has_for => return false,
        // "Said mass was held".
        "say" if words.range().any(|i| is_verb(scene, i)) => return false,
        _ => {}
    }
    let Some((_, nouns)) = ACTS.iter().find(|(stem, _)| verb == *stem) else { return false };
    // "Called for a nurse in every school".
    let is_wish =
        |noun: usize| has_for && verb == "call" && scene.is_word(noun + 1, &["at", "by", "for", "in", "with"]);
    let noun = (first..end).take(PHRASE).find(|&i| scene.is_word(i, *nouns) && ends(i + 1) && !is_wish(i));
    noun.is_some_and(|noun| (first..noun).all(|i| is_part(scene, i)))
}

/// Tells whether a token is part of a noun phrase.
fn is_part(scene: &Scene<'_>, token: usize) -> bool {
    let is_plain = scene.is_wordlike(token) || scene.word(token) == "-" || is_possessive(scene, token);
    is_plain && !is_verb(scene, token) && !scene.is_word(token, CLAUSES)
}

/// Tells whether somebody is denied a goal: "denied Lund with a fine save", "denied the hosts a late winner".
fn is_kept_out(scene: &Scene<'_>, first: usize, end: usize, ends: impl Fn(usize) -> bool) -> bool {
    const REACH: usize = 10;
    let goal = (first + 1..end).take(REACH).find(|&i| scene.is_word(i, GOALS) && ends(i + 1));
    let Some(goal) = goal.filter(|&goal| (first..goal).all(|i| is_part(scene, i))) else { return false };
    let parts = |i: usize| scene.is_word(i, &["a", "an", "another", "from", "his", "her", "its", "with"]);
    // "Denied a goal" may be a denial.
    (first + 1..goal).any(parts)
}
