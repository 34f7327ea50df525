//! Verbs whose forms no stemmer brings together.

use super::Alternative;

/// A verb and its forms that are spelled otherwise.
const VERBS: &[(&str, &[&str])] = &[
    ("become", &["became"]),
    ("break", &["broke", "broken"]),
    ("bring", &["brought"]),
    ("buy", &["bought"]),
    ("choose", &["chose", "chosen"]),
    ("come", &["came"]),
    ("draw", &["drew", "drawn"]),
    ("fall", &["fell", "fallen"]),
    ("fight", &["fought"]),
    ("find", &["found"]),
    ("get", &["got", "gotten"]),
    ("give", &["gave", "given"]),
    ("go", &["went", "gone"]),
    ("grow", &["grew", "grown"]),
    ("hold", &["held"]),
    ("keep", &["kept"]),
    ("lead", &["led"]),
    ("leave", &["left"]),
    ("lend", &["lent"]),
    ("lose", &["lost"]),
    ("make", &["made"]),
    ("pay", &["paid"]),
    ("redraw", &["redrew", "redrawn"]),
    ("rise", &["rose", "risen"]),
    ("run", &["ran"]),
    ("say", &["said"]),
    ("sell", &["sold"]),
    ("send", &["sent"]),
    ("speak", &["spoke", "spoken"]),
    ("stand", &["stood"]),
    ("steal", &["stole", "stolen"]),
    ("strike", &["struck"]),
    ("swear", &["swore", "sworn"]),
    ("take", &["took", "taken"]),
    ("tell", &["told"]),
    ("throw", &["threw", "thrown"]),
    ("win", &["won"]),
    ("withdraw", &["withdrew", "withdrawn"]),
    ("withhold", &["withheld"]),
    ("write", &["wrote", "written"]),
];

/// Returns an entry with its verb in each irregular form; none where it has no such verb.
pub(super) fn forms(entry: &Alternative) -> Vec<Alternative> {
    let verb = entry.words.iter().enumerate().filter(|(_, word)| !word.exact).find_map(|(n, word)| {
        let (verb, forms) = VERBS.iter().find(|(verb, _)| *verb == word.text)?;
        Some((n, *verb, *forms))
    });
    let Some((n, verb, forms)) = verb else { return Vec::new() };
    let with = |form: &&str| {
        let mut entry = entry.clone();
        if let Some(word) = entry.words.get_mut(n) {
            word.text = (*form).to_owned();
        }
        let typed = entry.typed.split(' ').map(|word| if word.eq_ignore_ascii_case(verb) { form } else { word });
        entry.typed = typed.collect::<Vec<_>>().join(" ");
        entry
    };
    forms.iter().map(with).collect()
}
