//! English words → what their inflected forms have in common: "argues", "argued" and "arguing" agree, "city"
//! and "cited" do not.

use std::borrow::Cow;

/// Forms that no ending betrays, and words that an ending would mistake, in order.
pub(super) const IRREGULAR: &[(&str, &str)] = &[
    ("began", "begin"),
    ("begun", "begin"),
    ("came", "com"),
    ("felt", "feel"),
    ("forbade", "forbid"),
    ("foresaw", "foresee"),
    ("found", "find"),
    ("gave", "giv"),
    ("given", "giv"),
    ("gone", "go"),
    ("got", "get"),
    ("heard", "hear"),
    ("held", "hold"),
    ("kept", "keep"),
    ("knew", "know"),
    ("known", "know"),
    ("made", "mak"),
    ("meant", "mean"),
    ("met", "meet"),
    ("read", "read"),
    ("said", "say"),
    ("saw", "see"),
    ("seen", "see"),
    ("sent", "send"),
    ("sought", "seek"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    // A state is not what was stated.
    ("state", "state"),
    ("states", "state"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("taken", "tak"),
    ("taught", "teach"),
    ("thought", "think"),
    ("told", "tell"),
    ("took", "tak"),
    ("understood", "understand"),
    ("went", "go"),
    ("written", "writ"),
    ("wrote", "writ"),
];

/// Takes the inflection off a word in lower case, roughly.
pub(crate) fn stem(lower: &str) -> Cow<'_, str> {
    if let Ok(at) = IRREGULAR.binary_search_by_key(&lower, |&(form, _)| form) {
        return Cow::Borrowed(IRREGULAR[at].1);
    }
    let without = |ending: &str, least: usize| lower.strip_suffix(ending).filter(|rest| rest.len() >= least);
    if let Some(rest) = without("ied", 2).or_else(|| without("ies", 2)) {
        return Cow::Owned(format!("{rest}y"));
    }
    let is_of_double = lower.len() > 5 && ["reed", "teed"].iter().any(|e| lower.ends_with(e));
    let stem = match () {
        // "Agreed", "guaranteed".
        () if is_of_double => &lower[..lower.len() - 1],
        () => {
            let verb = without("ings", 3).or_else(|| without("ing", 3)).or_else(|| without("ed", 3)).map(undoubled);
            verb.unwrap_or_else(|| singular(lower))
        }
    };
    let is_long = stem.len() > 3 && !stem.ends_with("ee");
    Cow::Borrowed(stem.strip_suffix('e').filter(|_| is_long).unwrap_or(stem))
}

/// Takes off the letter that an ending doubles ("quipped", "admitting").
fn undoubled(stem: &str) -> &str {
    const LETTERS: &[&str] = &["bb", "dd", "gg", "mm", "nn", "pp", "rr", "tt"];
    let is_double = stem.len() > 3 && LETTERS.iter().any(|l| stem.ends_with(l));
    if is_double { &stem[..stem.len() - 1] } else { stem }
}

fn singular(word: &str) -> &str {
    const HISSES: &[&str] = &["s", "x", "z", "ch", "sh"];
    let rest = word.strip_suffix("es").filter(|rest| rest.len() > 2 && HISSES.iter().any(|h| rest.ends_with(h)));
    let is_whole = ["ss", "us", "is"].iter().any(|e| word.ends_with(e));
    let plain = || word.strip_suffix('s').filter(|rest| rest.len() > 2 && !is_whole);
    rest.or_else(plain).unwrap_or(word)
}

/// Returns a word with its inflected forms, regular and listed.
#[cfg(any(test, feature = "train"))]
pub(crate) fn forms(word: &str) -> Vec<String> {
    let of = stem(word);
    let is_vowel = |c: Option<char>| c.is_some_and(|c| "aeiou".contains(c));
    let mut letters = word.chars().rev();
    let [last, before, third, fourth] = [letters.next(), letters.next(), letters.next(), letters.next()];
    let mut found = vec![word.to_owned()];
    let is_hiss = ["s", "x", "z", "ch", "sh"].iter().any(|h| word.ends_with(h));
    match last {
        Some('y') if !is_vowel(before) => {
            let rest = &word[..word.len() - 1];
            found.extend([format!("{rest}ies"), format!("{rest}ied"), format!("{word}ing")]);
        }
        Some('e') => {
            let rest = if before == Some('e') { word } else { &word[..word.len() - 1] };
            found.extend([format!("{word}s"), format!("{word}d"), format!("{rest}ing")]);
        }
        _ => {
            let plural = if is_hiss { "es" } else { "s" };
            found.extend([format!("{word}{plural}"), format!("{word}ed"), format!("{word}ing")]);
        }
    }
    // "Planned", "quipped"; "reported" has two consonants at the end, "revealed" two vowels before it.
    let is_single = !is_vowel(third) || fourth == Some('q');
    let doubles = last.filter(|c| !"aeiouwxy".contains(*c) && is_vowel(before) && is_single);
    found.extend(doubles.into_iter().flat_map(|c| [format!("{word}{c}ed"), format!("{word}{c}ing")]));
    found.extend(IRREGULAR.iter().filter(|(form, s)| *s == of && *form != *s).map(|(form, _)| (*form).to_owned()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_forms_agree() {
        assert!(IRREGULAR.is_sorted());
        for forms in [
            "say says said saying",
            "argue argues argued arguing",
            "reply replies replied replying",
            "write writes wrote written writing",
            "agree agrees agreed agreeing",
            "admit admits admitted admitting",
            "quip quips quipped quipping",
            "dismiss dismisses dismissed dismissing",
            "tell tells told telling",
            "city cities",
            "committee committees",
        ] {
            let stems: Vec<_> = forms.split(' ').map(stem).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{stems:?}");
        }
    }

    #[test]
    fn different_words_differ() {
        for (a, b) in [
            ("city", "cited"),
            ("county", "counted"),
            ("committee", "committed"),
            ("comment", "come"),
            ("party", "part"),
            ("policy", "police"),
            ("document", "documentary"),
            ("state", "stated"),
            ("movement", "move"),
            ("ally", "all"),
            ("employee", "employs"),
            ("referee", "refer"),
        ] {
            assert_ne!(stem(a), stem(b), "{a} {b}");
        }
    }

    #[test]
    fn words_are_inflected() {
        let has = |word: &str, form: &str| forms(word).iter().any(|f| f == form);
        for (word, form) in [
            ("deny", "denies"),
            ("deny", "denied"),
            ("argue", "arguing"),
            ("agree", "agreeing"),
            ("plan", "planned"),
            ("say", "said"),
            ("write", "written"),
            ("church", "churches"),
            ("admit", "admitting"),
            ("quip", "quipped"),
            ("say", "says"),
        ] {
            assert!(has(word, form), "{word} {form}");
        }
        assert!(!has("report", "reportted") && !has("reveal", "revealled") && !has("city", "cited"));
    }
}
