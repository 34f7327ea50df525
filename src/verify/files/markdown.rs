//! Markdown as exports and `search show` write it: a line of id and hash closes each citation.

use std::io::{self, BufRead};

use super::lines::Lines;
use super::{BadCitation, Citation, Found, MAX_RECORD};

/// Reads one citation for each line of an id and a hash, both in backticks; a block quote above
/// it is the text.
pub(super) fn read<E: From<io::Error>>(
    lines: &mut Lines<impl BufRead>,
    each: &mut impl FnMut(Found) -> Result<(), E>,
) -> Result<(), E> {
    let mut text: Option<String> = None;
    while let Some(line) = lines.next()? {
        if let Some(words) = line.strip_prefix("> ") {
            if text.is_none() && words.len() < MAX_RECORD {
                text = Some(words.to_owned());
            }
            continue;
        }
        let Some((id, hash)) = line.trim().strip_prefix('`').and_then(|rest| rest.rsplit_once("` `")) else { continue };
        let hash = hash.trim_end_matches('`');
        each(if hash.starts_with("blake3:") {
            Ok(Citation { line: lines.number, id: id.to_owned(), hash: Some(hash.to_owned()), text: text.take() })
        } else {
            Err(BadCitation::new(lines.number, "no hash beside the id"))
        })?;
        text = None;
    }
    Ok(())
}
