//! One character → its folded form: lower case, compatibility forms resolved, accents removed.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Appends the folded form of `c` to `buffer`; marks that only accent a letter add nothing.
pub(super) fn push_folded(buffer: &mut String, c: char) {
    if let Some(letters) = spelled_out(c) {
        buffer.push_str(letters);
        return;
    }
    for lower in c.to_lowercase() {
        for part in std::iter::once(lower).nfkd() {
            if part.is_alphanumeric() {
                buffer.extend(part.to_lowercase());
            }
        }
    }
}

/// Letters that Unicode does not take apart and that readers type without their stroke.
fn spelled_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        _ => return None,
    })
}

/// Tells whether `c` can open a word.
pub(super) fn opens_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// Tells whether `c`, inside a word, belongs to it: letters, digits, accents.
pub(super) fn continues_word(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c))
}

/// Tells whether `c` is invisible inside a word: soft hyphen, joiners, byte order mark.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Tells whether `c` is an apostrophe, straight or curly.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '＇' | '´' | '`')
}

/// Tells whether `c` is written without spaces between words and stands for a term alone.
pub(super) fn stands_alone(c: char) -> bool {
    matches!(c as u32, 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}
