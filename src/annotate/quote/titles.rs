//! "The senator", "the former attorney general" → the person whom the article so describes.
//!
//! An article ties an office to a person by a title before the name ("Sen. Ann Roe"), by an
//! apposition after it ("Ann Roe, a former judge, …") or by a sentence that says so. A
//! description is answered only where one person alone bears it: two senators in an article
//! leave "the senator" open.

use rustc_hash::FxHashMap;

use super::people::People;
use super::scene::Scene;
use crate::annotate::text::Run;

/// Abbreviations and the office they stand for.
const SHORT: &[(&str, &str)] = &[
    ("adm.", "admiral"),
    ("capt.", "captain"),
    ("col.", "colonel"),
    ("congressman", "representative"),
    ("congresswoman", "representative"),
    ("dr.", "doctor"),
    ("gen.", "general"),
    ("gov.", "governor"),
    ("lt.", "lieutenant"),
    ("maj.", "major"),
    ("prof.", "professor"),
    ("rep.", "representative"),
    ("rev.", "reverend"),
    ("sen.", "senator"),
    ("sgt.", "sergeant"),
];

/// Offices and callings that name a person when "the" stands before them.
const OFFICES: &[&str] = &[
    "activist",
    "actor",
    "admiral",
    "analyst",
    "attorney",
    "author",
    "billionaire",
    "bishop",
    "businessman",
    "businesswoman",
    "captain",
    "chairman",
    "chairwoman",
    "chancellor",
    "chief",
    "clerk",
    "coach",
    "colonel",
    "commissioner",
    "councilman",
    "councilwoman",
    "defendant",
    "director",
    "doctor",
    "economist",
    "executive",
    "farmer",
    "founder",
    "general",
    "governor",
    "historian",
    "host",
    "journalist",
    "judge",
    "justice",
    "lawmaker",
    "lawyer",
    "lieutenant",
    "major",
    "manager",
    "mayor",
    "minister",
    "mogul",
    "nominee",
    "nurse",
    "officer",
    "owner",
    "pastor",
    "pollster",
    "president",
    "principal",
    "professor",
    "prosecutor",
    "representative",
    "reverend",
    "secretary",
    "senator",
    "sergeant",
    "sheriff",
    "singer",
    "strategist",
    "superintendent",
    "teacher",
    "treasurer",
    "veteran",
    "writer",
];

/// Words after a name within which an apposition is looked for.
const REACH: usize = 8;

/// Offices with the persons who hold them here.
#[derive(Debug, Default)]
pub(super) struct Titles {
    holders: FxHashMap<&'static str, Vec<usize>>,
}

impl Titles {
    /// Reads the titles and appositions at each naming.
    pub fn new(scene: &Scene<'_>, people: &People) -> Self {
        let mut titles = Titles::default();
        for naming in &people.namings {
            let (start, end) = (naming.tokens.start as usize, naming.tokens.end as usize);
            let sentence = scene.sentences[start];
            let mut before = start;
            while before > 0 && start - before < 4 && scene.sentences[before - 1] == sentence {
                before -= 1;
                let Some(office) = office(scene.word(before)) else {
                    if scene.is_wordlike(before) && scene.forms[before].is_capital { continue } else { break }
                };
                titles.add(office, naming.person);
            }
            if !scene.is_word(end, &[","]) && !scene.is_word(end, &["is", "was"]) {
                continue;
            }
            for i in (end + 1..end + 1 + REACH).take_while(|&i| scene.sentences.get(i) == Some(&sentence)) {
                if scene.is_word(i, &[",", "who", "said", "of", "and", "in", "for"]) || scene.forms[i].mark > 0 {
                    break;
                }
                // "a Roe aide", "the mayor's wife": the office is somebody else's.
                let owned = super::people::is_possessive(scene, i + 1);
                if let Some(office) = office(scene.word(i)).filter(|_| !owned) {
                    titles.add(office, naming.person);
                }
            }
        }
        titles
    }

    fn add(&mut self, office: &'static str, person: usize) {
        let holders = self.holders.entry(office).or_default();
        if !holders.contains(&person) && holders.len() < 3 {
            holders.push(person);
        }
    }

    /// Returns the only person whom a description fits.
    pub fn holder(&self, scene: &Scene<'_>, description: Run) -> Option<usize> {
        let start = description.start as usize;
        let n = description.range().len();
        if !(2..=5).contains(&n) || !scene.is_word(start, &["the"]) {
            return None;
        }
        let words: Vec<&'static str> =
            (start + 1..description.end as usize).filter_map(|i| office(scene.word(i))).collect();
        let others = (start + 1..description.end as usize)
            .filter(|&i| office(scene.word(i)).is_none() && !scene.is_word(i, &["former", "first-term", "vice"]))
            .count();
        let head = office(scene.word(description.end as usize - 1))?;
        let [holder] = self.holders.get(head)?[..] else { return None };
        let fits = |w: &&'static str| self.holders.get(*w).is_some_and(|h| h.contains(&holder));
        (others == 0 && words.iter().all(fits)).then_some(holder)
    }
}

/// Returns the office that a word names.
pub(super) fn office(word: &str) -> Option<&'static str> {
    let long = SHORT.iter().find(|(short, _)| word.eq_ignore_ascii_case(short)).map(|&(_, long)| long);
    long.or_else(|| OFFICES.iter().copied().find(|o| word.eq_ignore_ascii_case(o)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_are_sorted_and_single() {
        assert!(OFFICES.is_sorted());
        assert_eq!(office("Sen."), Some("senator"));
        assert_eq!(office("Congressman"), Some("representative"));
        assert_eq!(office("table"), None);
    }
}
