//! A hash table from 64-bit hashes to 16-bit values, read in place from a file.
//!
//! Layout, little-endian: number of buckets (`u32`), then buckets of eight 16-bit
//! fingerprints (0 = free) and eight 16-bit values. An entry lies in its hash's bucket or,
//! where that is full, in the next ones. About one hash in ten thousand that was never put
//! in finds a value; readers treat values as hints. A file that does not fit its header is
//! an empty table.

const BUCKET: usize = 8;
const BUCKET_BYTES: usize = 4 * BUCKET;

/// A table inside a file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table {
    bytes: &'static [u8],
    n_buckets: usize,
}

impl Table {
    /// Returns the two tables of a file, one after the other.
    pub(crate) fn pair(bytes: &'static [u8]) -> (Table, Table) {
        let first = Table::new(bytes);
        let rest = bytes.get(4 + first.bytes.len()..).unwrap_or(&[]);
        (first, Table::new(rest))
    }

    fn new(bytes: &'static [u8]) -> Table {
        let n_buckets = bytes.first_chunk::<4>().map_or(0, |n| u32::from_le_bytes(*n) as usize);
        match bytes.get(4..4 + n_buckets * BUCKET_BYTES) {
            Some(bytes) => Table { bytes, n_buckets },
            None => Table { bytes: &[], n_buckets: 0 },
        }
    }

    /// Returns the value of `hash`; 0 where it has none.
    #[inline]
    pub(crate) fn get(&self, hash: u64) -> u16 {
        let (mut bucket, print) = place(hash, self.n_buckets);
        while let Some(entry) = self.bytes.get(bucket * BUCKET_BYTES..(bucket + 1) * BUCKET_BYTES) {
            let (prints, values) = entry.split_at(2 * BUCKET);
            let mut is_full = true;
            for (found, value) in prints.as_chunks::<2>().0.iter().zip(values.as_chunks::<2>().0) {
                let found = u16::from_le_bytes(*found);
                if found == print {
                    return u16::from_le_bytes(*value);
                }
                is_full &= found != 0;
            }
            if !is_full {
                break;
            }
            bucket += 1;
        }
        0
    }
}

#[inline]
fn place(hash: u64, n_buckets: usize) -> (usize, u16) {
    let h = hash.wrapping_mul(0x9FB2_1C65_1E98_DF25);
    let bucket = ((h >> 32) * n_buckets as u64) >> 32;
    (bucket as usize, ((h >> 8) as u16).max(1))
}

/// Returns the bytes of a table that holds `entries`, which must be sorted by hash; the
/// later of two entries that cannot be told apart is left out.
#[cfg(any(test, feature = "train"))]
pub(crate) fn write(entries: &[(u64, u16)]) -> Vec<u8> {
    let n_buckets = entries.len() * 10 / (BUCKET * 8) + 2;
    let mut buckets: Vec<Vec<(u16, u16)>> = vec![Vec::new(); n_buckets];
    for &(hash, value) in entries {
        let (first, print) = place(hash, n_buckets);
        let room = (first..n_buckets).find(|&b| buckets[b].len() < BUCKET);
        let Some(last) = room else { continue };
        if buckets[first..=last].iter().flatten().all(|&(p, _)| p != print) {
            buckets[last].push((print, value));
        }
    }
    let mut bytes = (n_buckets as u32).to_le_bytes().to_vec();
    for bucket in &buckets {
        let field = |k: usize, of: fn(&(u16, u16)) -> u16| bucket.get(k).map_or(0, of).to_le_bytes();
        (0..BUCKET).for_each(|k| bytes.extend(field(k, |e| e.0)));
        (0..BUCKET).for_each(|k| bytes.extend(field(k, |e| e.1)));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::sequence::word_hash;

    #[test]
    fn what_was_written_is_found() {
        let mut entries: Vec<(u64, u16)> = (0..5000u32).map(|i| (word_hash(&i.to_le_bytes()), i as u16)).collect();
        entries.sort_unstable();
        let bytes: &'static [u8] = write(&entries).leak();
        let table = Table::new(bytes);
        let found = entries.iter().filter(|&&(h, v)| table.get(h) == v).count();
        assert!(found >= 4998, "{found}");
        let strangers = (0..5000u32).filter(|i| table.get(word_hash(format!("x{i}").as_bytes())) != 0).count();
        assert!(strangers <= 5, "{strangers}");
    }

    #[test]
    fn damaged_files_are_empty_tables() {
        assert_eq!(Table::new(&[]).get(7), 0);
        assert_eq!(Table::new(&[255, 255, 255, 0, 1]).get(7), 0);
    }
}
