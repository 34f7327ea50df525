//! A text → a sample of its shingles' hashes.

/// Words of a shingle.
const SHINGLE: usize = 5;
/// More hashes than this are thinned out.
const MOST: usize = 64;

/// Returns a sample of the hashes of a text's shingles, in order and each once.
///
/// All that are multiples of a power of two, which is the least that leaves at most 64: of a long
/// text a smaller share, but wherever two texts both have a shingle, and its hash is a multiple of
/// the larger of their two powers, both samples have it. Case, punctuation and spacing do not
/// count.
pub(crate) fn sketch(text: &str) -> Vec<u32> {
    let mut hashes = shingles(text);
    hashes.sort_unstable();
    hashes.dedup();
    let mut power = 1u32;
    while hashes.len() > MOST {
        power <<= 1;
        hashes.retain(|hash| hash % power == 0);
    }
    hashes
}

/// Returns the largest power of two that all hashes of a sample are multiples of: the one that the
/// sample was taken by, or one by which it would have been the same.
pub(super) fn power(sample: &[u32]) -> u32 {
    1 << sample.iter().fold(0, |all, hash| all | hash).trailing_zeros().min(31)
}

/// Returns how many hashes of a sample are multiples of a power of two.
pub(super) fn multiples(sample: &[u32], power: u32) -> usize {
    sample.iter().filter(|&hash| hash % power == 0).count()
}

fn shingles(text: &str) -> Vec<u32> {
    let mut shingles = Shingles { hashes: Vec::with_capacity(text.len() / 6), ..Shingles::default() };
    // FNV-1a of the word at hand, in small letters.
    const START: u64 = 0xCBF2_9CE4_8422_2325;
    let add = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    let mut word = START;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            word = add(word, (c as u8).to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            let mut bytes = [0; 4];
            word = c.to_lowercase().fold(word, |word, c| c.encode_utf8(&mut bytes).bytes().fold(word, add));
        } else if word != START {
            shingles.add(word);
            word = START;
        }
    }
    if word != START {
        shingles.add(word);
    }
    shingles.hashes
}

/// Hashes of shingles, each made of the one before it (Rabin-Karp).
#[derive(Default)]
struct Shingles {
    hashes: Vec<u32>,
    /// Hashes of the last words, the oldest next.
    words: [u64; SHINGLE],
    n: usize,
    rolling: u64,
}

impl Shingles {
    fn add(&mut self, word: u64) {
        const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
        const OLDEST: u64 = BASE.wrapping_pow(SHINGLE as u32);
        let place = &mut self.words[self.n % SHINGLE];
        self.rolling = self.rolling.wrapping_mul(BASE).wrapping_add(word).wrapping_sub(place.wrapping_mul(OLDEST));
        *place = word;
        self.n += 1;
        if self.n >= SHINGLE {
            self.hashes.push(mixed(self.rolling) as u32);
        }
    }
}

/// Mixes the bits of a hash (the finalizer of splitmix64).
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_marks_do_not_count() {
        let one = sketch("“The ferry,” said Ada Merrow, “won’t run on Sunday.”");
        assert_eq!(one, sketch("\"the ferry\" SAID Ada   merrow: \"Won't run\n\non Sunday\""));
        assert_eq!(one.len(), 6);
        assert!(sketch("four words are none").is_empty());
    }

    #[test]
    fn long_texts_have_samples_that_agree() {
        let words = |from: usize, to: usize| (from..to).map(|n| format!("w{n} ")).collect::<String>();
        let (long, part) = (sketch(&words(0, 4000)), sketch(&words(1000, 1400)));
        assert!((MOST / 3..=MOST).contains(&long.len()), "{}", long.len());
        let power = power(&long).max(power(&part));
        let wanted: Vec<u32> = part.iter().copied().filter(|hash| hash % power == 0).collect();
        assert!(!wanted.is_empty());
        assert!(wanted.iter().all(|hash| long.binary_search(hash).is_ok()));
        assert_eq!(multiples(&part, power), wanted.len());
    }
}
