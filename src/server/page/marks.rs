//! A stretch of text → HTML with its quotes and matches marked, everything escaped.

use std::ops::Range;

use maud::{Markup, Render, html};

use super::cast::Cast;
use crate::annotate::{Quote, QuoteKind, Stance};
use crate::span::Span;

/// A text with what is to be marked in it; spans are bytes of `text`.
pub(super) struct Marked<'a> {
    pub(super) text: &'a str,
    /// The part that is shown.
    pub(super) shown: Range<usize>,
    pub(super) quotes: &'a [Quote],
    pub(super) highlights: &'a [Span],
    pub(super) cast: &'a Cast,
    /// Whether each quote is followed by the name of its speaker.
    pub(super) tags: bool,
}

/// A run of text inside one quote, or between quotes.
struct Run {
    quote: Option<usize>,
    range: Range<usize>,
}

impl Render for Marked<'_> {
    fn render(&self) -> Markup {
        let runs = self.runs();
        let is_last = |n: usize| runs[n + 1..].iter().all(|later| later.quote != runs[n].quote);
        // A tag stands behind the marks that close its quote.
        let mut tag = None;
        html! {
            @for (n, run) in runs.iter().enumerate() {
                @match run.quote.and_then(|quote| self.quotes.get(quote)) {
                    Some(quote) => {
                        (self.tag(tag.take()))
                        q class=(self.class(quote)) data-speaker=[quote.speaker.as_deref()] title=(manner(quote)) {
                            (self.words(run.range.clone()))
                        }
                        @if is_last(n) { ({ tag = Some(quote); "" }) }
                    }
                    None => {
                        @let closed = run.range.start + self.closing(run);
                        (self.words(run.range.start..closed))
                        (self.tag(tag.take()))
                        (self.words(closed..run.range.end))
                    }
                }
            }
            (self.tag(tag.take()))
        }
    }
}

impl Marked<'_> {
    fn class(&self, quote: &Quote) -> String {
        let manner = match (quote.stance, quote.kind) {
            (Stance::Negated | Stance::Hypothetical, _) => " unsaid",
            (_, QuoteKind::Direct) => " direct",
            _ => " reported",
        };
        format!("said {}{manner}", self.cast.look(quote.speaker.as_deref()))
    }

    fn tag(&self, quote: Option<&Quote>) -> Markup {
        let Some(quote) = quote.filter(|_| self.tags) else { return html! {} };
        let speaker = quote.speaker.as_deref();
        html! {
            span class=(format!("tag {}", self.cast.look(speaker))) {
                @match speaker {
                    Some(name) => (visible(self.cast.short(name))),
                    None => { span aria-hidden="true" { "?" } span.vh { "speaker unknown" } }
                }
            }
        }
    }

    /// Returns how many bytes at the start of a run close the quote before it.
    fn closing(&self, run: &Run) -> usize {
        let words = self.text.get(run.range.clone()).unwrap_or("");
        let is_mark = |c: &char| matches!(c, '”' | '"' | '»' | '’' | '\'' | '.' | ',' | '!' | '?');
        words.chars().take_while(is_mark).map(char::len_utf8).sum()
    }

    /// Cuts the text where a quote begins or ends. Where quotes overlap, the shorter one is
    /// the one that is marked.
    fn runs(&self) -> Vec<Run> {
        let inside = |at: u32| self.shown.contains(&(at as usize)) && self.text.is_char_boundary(at as usize);
        let mut cuts: Vec<usize> = vec![self.shown.start, self.shown.end];
        let pieces: Vec<(usize, Span)> = self
            .quotes
            .iter()
            .enumerate()
            .flat_map(|(n, quote)| quote.contents().map(move |piece| (n, piece)))
            .collect();
        let ends = pieces.iter().flat_map(|(_, piece)| [piece.start, piece.end]);
        cuts.extend(ends.filter(|&at| inside(at)).map(|at| at as usize));
        cuts.sort_unstable();
        cuts.dedup();
        let mut runs: Vec<Run> = Vec::new();
        for pair in cuts.windows(2) {
            let range = pair[0]..pair[1];
            let span = Span::new(range.start, range.end);
            let around = pieces.iter().filter(|(_, piece)| piece.contains(span));
            let quote = around.min_by_key(|(_, piece)| piece.len()).map(|&(n, _)| n);
            match runs.last_mut().filter(|last| last.quote == quote) {
                Some(last) => last.range.end = range.end,
                None => runs.push(Run { quote, range }),
            }
        }
        runs
    }

    /// Writes a run with its matches.
    fn words(&self, run: Range<usize>) -> Markup {
        let mut at = run.start;
        let whole = Span::new(run.start, run.end);
        let mut parts: Vec<(bool, String)> = Vec::new();
        for span in self.highlights.iter().filter_map(|span| span.intersection(whole)) {
            let is_whole = |at: u32| self.text.is_char_boundary(at as usize);
            if (span.start as usize) < at || !is_whole(span.start) || !is_whole(span.end) {
                continue;
            }
            parts.push((false, visible(self.text.get(at..span.start as usize).unwrap_or(""))));
            parts.push((true, visible(span.of(self.text))));
            at = span.end as usize;
        }
        parts.push((false, visible(self.text.get(at..run.end).unwrap_or(""))));
        html! {
            @for (is_match, words) in parts.iter().filter(|(_, words)| !words.is_empty()) {
                @if *is_match { mark { (words) } } @else { (words) }
            }
        }
    }
}

/// Says how the words of a quote come to the reader.
pub(super) fn manner(quote: &Quote) -> String {
    let how = match (quote.stance, quote.kind) {
        (Stance::Negated, _) => "not said, as the article reports",
        (Stance::Hypothetical, _) => "not said yet, or only supposed",
        (_, QuoteKind::Direct) => "quoted word for word",
        (_, QuoteKind::Mixed) => "quoted in part",
        (_, QuoteKind::Indirect) => "reported speech",
    };
    let who = quote.speaker.as_deref().unwrap_or("speaker unknown");
    format!("{who}: {how}; confidence {:.0} %", f64::from(quote.confidence) * 100.0)
}

/// Returns a text as it can stand in a page: other control characters than line ends have no
/// place in HTML, and marks that turn the direction of writing could make a page lie.
pub(super) fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => c,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(text: &str, words: &str, speaker: Option<&str>) -> Quote {
        let start = text.find(words).expect("in the text");
        Quote {
            span: Span::new(start, start + words.len()),
            pieces: Vec::new(),
            kind: QuoteKind::Direct,
            speaker: speaker.map(str::to_owned),
            mention: None,
            cue: None,
            confidence: 0.9,
            stance: Stance::Said,
            by_description: false,
        }
    }

    fn page(text: &str, quotes: &[Quote], highlights: &[Span], tags: bool) -> String {
        let cast = Cast::of(quotes.iter().filter_map(|q| q.speaker.as_deref()));
        Marked { text, shown: 0..text.len(), quotes, highlights, cast: &cast, tags }.render().into_string()
    }

    #[test]
    fn matches_are_marked_inside_and_outside_quotes() {
        let text = "“We go home,” Roe said.";
        let quotes = [quote(text, "We go home,", Some("Ann Roe"))];
        let go = text.find("go").expect("there");
        let html = page(text, &quotes, &[Span::new(go, go + 2)], true);
        let want = "“<q class=\"said s0 direct\" data-speaker=\"Ann Roe\" title=\"Ann Roe: quoted word for word; confidence 90 %\">\
                    We <mark>go</mark> home,</q>”<span class=\"tag s0\">Roe</span> Roe said.";
        assert_eq!(html, want);
    }

    #[test]
    fn a_match_over_the_edge_of_a_quote_is_marked_on_both_sides() {
        let text = "abcd";
        let html = page(text, &[quote(text, "bc", None)], &[Span::new(0, 2)], false);
        assert!(
            html.starts_with("<mark>a</mark><q class=\"said s-unknown direct\"")
                && html.contains("><mark>b</mark>c</q>d")
        );
    }

    #[test]
    fn text_of_articles_cannot_become_html() {
        let text = "<script>alert(1)</script> “<img src=x onerror=alert(2)>,” \u{0}\u{202e}she said";
        let quotes = [quote(text, "<img src=x onerror=alert(2)>,", Some("\"><script>alert(3)</script>"))];
        let html = page(text, &quotes, &[Span::new(0, 8)], true);
        assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
        assert!(!html.contains('\u{0}') && !html.contains('\u{202e}'), "{html}");
    }

    #[test]
    fn overlapping_quotes_and_wild_spans_lose_no_words() {
        let text = "añb cdé fgh";
        let mut outer = quote(text, "añb cdé", None);
        outer.pieces = vec![Span::new(2, 5), Span::new(400, 500)];
        let html = page(text, &[outer, quote(text, "b c", Some("B"))], &[Span::new(2, 3), Span::new(9, 900)], false);
        let bare: String = html.split('<').map(|part| part.rsplit('>').next().unwrap_or("")).collect();
        assert_eq!(bare, text);
    }
}
