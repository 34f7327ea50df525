//! Copies of annotated articles written as other newspapers write: in capitals, with titles.
//!
//! Wire copy of one agency and one year has few titles before names and few headlines in
//! title case; without such copies "Mr. Lowe" becomes a company.

use onrecord::annotate::EntityKind;
use onrecord::annotate::entity::train::{Sample, Tag};
use onrecord::span::Span;

/// Returns the samples and their altered copies, in a fixed order.
pub fn all(samples: Vec<Sample>) -> Vec<Sample> {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut copies = Vec::new();
    for (n, sample) in samples.iter().enumerate() {
        if n % 4 == 0 {
            copies.push(upper(sample));
        }
        if n % 3 == 1 {
            copies.push(titled(sample, &mut random));
        }
        if n % 4 == 2 {
            copies.push(headlined(sample, &mut random));
        }
    }
    samples.into_iter().chain(copies).collect()
}

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

/// Returns the sample in capitals.
pub fn upper(sample: &Sample) -> Sample {
    rewrite(sample, |piece, _| piece.to_uppercase())
}

const TITLES: &[&str] = &[
    "Mr.",
    "Mr.",
    "Mr.",
    "Mrs.",
    "Ms.",
    "Sen.",
    "Rep.",
    "Gov.",
    "Dr.",
    "President",
    "Professor",
    "Judge",
    "Senator",
    "Mr",
    "Ms",
    "Ambassador",
    "Secretary",
    "General",
    "Gen.",
    "Attorney General",
    "Prof.",
    "Justice",
    "Chief Justice",
    "Mayor",
    "Governor",
    "Congressman",
    "Representative",
    "Secretary of State",
    "Vice President",
    "Speaker",
];

/// Returns the sample with titles before half of its persons inside sentences, and parties
/// and states, ages or "Jr." after some.
fn titled(sample: &Sample, random: &mut Random) -> Sample {
    let mut last = ' ';
    rewrite(sample, |piece, tag| {
        let opens_mid_sentence = last.is_lowercase();
        last = piece.trim_end().chars().next_back().unwrap_or(' ');
        let is_person = tag == Some(Tag::Entity(EntityKind::Person));
        if !is_person || !opens_mid_sentence || random.below(2) == 0 {
            return piece.to_owned();
        }
        format!("{} \u{0}{piece}", TITLES[random.below(TITLES.len())])
    })
}

/// Returns the sample with the first lines, and a few others, in title case.
fn headlined(sample: &Sample, random: &mut Random) -> Sample {
    let chosen: Vec<bool> = sample.text.lines().enumerate().map(|(n, _)| n < 1 || random.below(6) == 0).collect();
    let mut line = 0;
    rewrite(sample, |piece, _| {
        let mut out = String::new();
        let mut opens = true;
        for c in piece.chars() {
            if c == '\n' {
                line += 1;
            }
            let raise = opens && chosen.get(line).copied().unwrap_or(false);
            opens = c.is_whitespace();
            if raise { out.extend(c.to_uppercase()) } else { out.push(c) }
        }
        lower_particles(&out)
    })
}

/// Writes short function words small again, as title case does.
fn lower_particles(text: &str) -> String {
    let mut out = text.to_owned();
    for word in ["And", "Of", "The", "In", "To", "For", "On", "At", "By", "A", "An", "With", "Or"] {
        out = out.replace(&format!(" {word} "), &format!(" {} ", word.to_lowercase()));
    }
    out
}

/// Rewrites the text piece by piece, names apart; what `change` puts before a NUL stands
/// outside the name.
fn rewrite(sample: &Sample, mut change: impl FnMut(&str, Option<Tag>) -> String) -> Sample {
    let mut names: Vec<(Span, Tag)> = sample.names.clone();
    names.sort_by_key(|n| n.0);
    let mut out = Sample { text: String::with_capacity(sample.text.len()), names: Vec::new() };
    let mut at = 0;
    for (span, tag) in names {
        if (span.start as usize) < at {
            continue;
        }
        out.text.push_str(&change(&sample.text[at..span.start as usize], None));
        let piece = change(span.of(&sample.text), Some(tag));
        let name = match piece.split_once('\u{0}') {
            Some((before, name)) => {
                out.text.push_str(before);
                name
            }
            None => &piece,
        };
        let start = out.text.len();
        out.text.push_str(name);
        out.names.push((Span::new(start, out.text.len()), tag));
        at = span.end as usize;
    }
    out.text.push_str(&change(&sample.text[at..], None));
    out
}
