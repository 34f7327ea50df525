//! The speakers of one page, each with a look of its own.
//!
//! A look is a colour and a kind of line, so that nobody has to tell colours apart; names
//! stand beside the words in any case.

use maud::{Markup, html};

/// Looks that the style sheet knows; more speakers than that share them in turn.
const LOOKS: [&str; 8] = ["s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7"];

/// The speakers in the order of their first words.
#[derive(Debug, Default)]
pub(super) struct Cast {
    names: Vec<String>,
}

impl Cast {
    /// Gathers the names, each once.
    pub(super) fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Cast {
        let mut cast = Cast::default();
        for name in names {
            if !cast.names.iter().any(|known| known == name) {
                cast.names.push(name.to_owned());
            }
        }
        cast
    }

    /// Returns the class of a speaker's look.
    pub(super) fn look(&self, speaker: Option<&str>) -> &'static str {
        let known = speaker.and_then(|name| self.names.iter().position(|known| known == name));
        known.map_or("s-unknown", |n| LOOKS[n % LOOKS.len()])
    }

    /// Returns the last name of a speaker, or all of it where another one shares it.
    pub(super) fn short<'a>(&self, name: &'a str) -> &'a str {
        let last = last_name(name);
        let is_shared = self.names.iter().any(|other| other != name && last_name(other) == last);
        if is_shared { name } else { last }
    }

    /// Returns the names.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }
}

/// Returns the round sign with the initials of a speaker.
pub(super) fn badge(speaker: Option<&str>, look: &str) -> Markup {
    html! {
        span class=(format!("badge {look}")) aria-hidden="true" { (speaker.map_or_else(|| "?".into(), initials)) }
    }
}

/// Returns the initials of the first and the last name.
fn initials(name: &str) -> String {
    let is_suffix = |word: &&str| !matches!(word.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III");
    let mut words =
        name.split_whitespace().filter(is_suffix).filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

/// Returns the last name, for a tag in running text.
fn last_name(name: &str) -> &str {
    let body = [" Jr.", " Sr.", " Jr", " Sr", " II", " III"].iter().find_map(|s| name.strip_suffix(s)).unwrap_or(name);
    let last = body.trim_end_matches(',').rsplit(' ').next().unwrap_or(name);
    if last.is_empty() { name } else { last }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_speaker_keeps_a_look() {
        let cast = Cast::of(["Ann Roe", "Kim Lowe", "Ann Roe"]);
        assert_eq!(cast.names().len(), 2);
        assert_eq!([cast.short("Ann Roe"), Cast::of(["Ann Roe", "Bob Roe"]).short("Ann Roe")], ["Roe", "Ann Roe"]);
        assert_eq!(
            [cast.look(Some("Ann Roe")), cast.look(Some("Kim Lowe")), cast.look(None)],
            ["s0", "s1", "s-unknown"]
        );
    }

    #[test]
    fn names_shorten() {
        assert_eq!(
            [initials("Otis Larramore Jr."), initials("maeve O’Hanratty"), initials("Coach")],
            ["OL", "MO", "C"]
        );
        assert_eq!([last_name("Otis Larramore Jr."), last_name("Roe"), last_name("")], ["Larramore", "Roe", ""]);
    }
}
