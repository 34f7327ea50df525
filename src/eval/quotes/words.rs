//! A text as words and paragraphs, by code point; which of its stretches stand in quotation marks.

use unicode_normalization::char::is_combining_mark;

/// Half-open range of code points.
pub(super) type Stretch = (usize, usize);

/// Letters, digits and the underscore; marks that combine with a letter do not count.
pub(super) fn is_word(c: char) -> bool {
    c == '_' || (c.is_alphanumeric() && !is_combining_mark(c) && !('\u{24b6}'..='\u{24e9}').contains(&c))
}

/// A text ready for scoring.
pub(super) struct Words {
    pub(super) chars: Vec<char>,
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl Words {
    pub(super) fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        for (i, &c) in chars.iter().enumerate() {
            if is_word(c) {
                if i == 0 || !is_word(chars[i - 1]) {
                    starts.push(i);
                }
                if chars.get(i + 1).is_none_or(|&next| !is_word(next)) {
                    ends.push(i + 1);
                }
            }
        }
        Words { chars, starts, ends }
    }

    /// Returns the numbers of the words that share a code point with any of `stretches`, sorted.
    pub(super) fn within(&self, stretches: &[Stretch]) -> Vec<usize> {
        let mut numbers = Vec::new();
        for &(start, end) in stretches {
            let first = self.ends.partition_point(|&e| e <= start);
            let last = self.starts.partition_point(|&s| s < end);
            numbers.extend(first..last);
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// Returns the words that begin and end inside a stretch, cut at its edges.
    fn inside(&self, (start, end): Stretch) -> impl Iterator<Item = Stretch> + '_ {
        self.within(&[(start, end)]).into_iter().map(move |n| (self.starts[n].max(start), self.ends[n].min(end)))
    }

    /// Returns `[start, end)` of each line that is not blank.
    pub(super) fn paragraphs(&self) -> Vec<Stretch> {
        let mut out = Vec::new();
        let mut start = 0;
        for line in self.chars.split_inclusive(|&c| c == '\n') {
            let end = start + line.len() - usize::from(line.ends_with(&['\n']));
            if self.chars[start..end].iter().any(|c| !c.is_whitespace()) {
                out.push((start, end));
            }
            start += line.len();
        }
        out
    }

    /// Tells how much of `spans` lies in quotation marks: direct (nine tenths), mixed or indirect.
    pub(super) fn kind_of(&self, spans: &[Stretch], regions: &[Stretch]) -> &'static str {
        let (mut total, mut inside) = (0, 0);
        for &span in spans {
            for (start, end) in self.inside(span) {
                total += 1;
                inside += usize::from(regions.iter().any(|&(a, b)| a <= start && end <= b));
            }
        }
        match inside {
            0 => "indirect",
            _ if inside * 10 >= total * 9 => "direct",
            _ => "mixed",
        }
    }

    /// Returns the stretches in quotation marks.
    ///
    /// Double marks are paired within a paragraph; one left open runs to the paragraph's end
    /// where the next paragraph opens with a mark. Single marks count outside double ones
    /// when they enclose two words or more.
    pub(super) fn quoted_regions(&self) -> Vec<Stretch> {
        let paragraphs = self.paragraphs();
        let mut out = Vec::new();
        for (i, &(low, high)) in paragraphs.iter().enumerate() {
            let open = self.pair_double_marks(low, high, &mut out);
            let goes_on = paragraphs.get(i + 1).is_some_and(|&(start, end)| {
                let first = self.chars[start..end].iter().find(|c| !c.is_whitespace());
                matches!(first, Some('"' | '“'))
            });
            if let (Some(open), true) = (open, goes_on) {
                out.push((open, high));
            }
            self.add_single_marks(low, high, &mut out);
        }
        out.sort_unstable();
        out
    }

    fn pair_double_marks(&self, low: usize, high: usize, out: &mut Vec<Stretch>) -> Option<usize> {
        let mut open = None;
        let mut at = low;
        while at < high {
            let c = self.chars[at];
            let doubled = at + 1 < high && self.chars[at + 1] == c && matches!(c, '`' | '\'');
            let width = if doubled { 2 } else { 1 };
            if doubled || matches!(c, '"' | '“' | '”' | '„' | '‟') {
                let opens = matches!(c, '“' | '„' | '`');
                match open {
                    _ if opens => open = open.or(Some(at)),
                    Some(start) => {
                        out.push((start, at + width));
                        open = None;
                    }
                    None if c == '"' => open = Some(at),
                    None => {}
                }
            }
            at += width;
        }
        open
    }

    fn add_single_marks(&self, low: usize, high: usize, out: &mut Vec<Stretch>) {
        let mut at = low;
        while at < high {
            match self.single_marked(at, low, high) {
                Some(end) => {
                    let several = self.inside((at, end)).nth(1).is_some();
                    if several && !out.iter().any(|&(s, e)| at < e && s < end) {
                        out.push((at, end));
                    }
                    at = end;
                }
                None => at += 1,
            }
        }
    }

    /// Returns the end of the stretch that a single mark opens at `at`, if it does.
    fn single_marked(&self, at: usize, low: usize, high: usize) -> Option<usize> {
        let opens = matches!(self.chars[at], '\'' | '‘')
            && (at == low || self.chars[at - 1].is_whitespace() || matches!(self.chars[at - 1], '(' | '—' | '-'))
            && at + 1 < high
            && is_word(self.chars[at + 1]);
        if !opens {
            return None;
        }
        let mut i = at + 1;
        while i < high {
            let next = (i + 1 < high).then(|| self.chars[i + 1]);
            match self.chars[i] {
                '‘' => return None,
                '\'' | '’' if is_word(self.chars[i - 1]) && next.is_some_and(is_word) => {}
                '\'' | '’' => {
                    let closes =
                        next.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')'));
                    return closes.then_some(i + 1);
                }
                _ => {}
            }
            i += 1;
        }
        None
    }
}
