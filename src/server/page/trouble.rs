//! What cannot be answered, said so that the reader knows the next step.

use maud::{Markup, html};

use super::asked::{Asked, Refused};
use super::layout::{self, Frame};
use super::marks::visible;
use super::results::ticked;

/// Returns the page for choices that are no request.
pub(super) fn refused(asked: &Asked, why: &Refused, frame: Frame) -> Markup {
    let body = html! {
        div.trouble role="alert" {
            @match why {
                Refused::Query(error) => {
                    h1 { "This query cannot be read" }
                    p { (ticked(&capital(&error.to_string()))) "." }
                    pre.caret tabindex="0" role="region" aria-label="Where" { (visible(&error.caret)) }
                    @if let Some(repair) = &error.repair {
                        p.repair { "Did you mean " a href=(asked.url_with(|a| a.query.clone_from(repair))) { (visible(repair)) } "?" }
                    }
                    p { (ticked(&capital(&error.hint()))) "." }
                }
                Refused::Time(which, error) => {
                    h1 { "This date cannot be read" }
                    p { (ticked(&capital(&error.to_string()))) " (" (which) ")." }
                    p { (ticked(&capital(error.hint()))) "." }
                    p.repair { a href=(asked.unfiltered().url()) { "Ask without dates" } }
                }
            }
        }
    };
    layout::page("Cannot be read – On Record", asked, frame, "error", &body)
}

/// Returns the page for an address without anything behind it, or an answer that failed.
pub(super) fn failed(title: &str, message: &str, hint: &str, frame: Frame) -> Markup {
    let body = html! {
        div.trouble role="alert" {
            h1 { (title) }
            p { (ticked(&capital(message))) "." }
            p { (ticked(&capital(hint))) "." }
            p { a href="/" { "To the front page" } }
        }
    };
    layout::page(&format!("{title} – On Record"), &Asked::default(), frame, "error", &body)
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn page(raw: &str) -> String {
        let asked = Asked::read(raw).0;
        let why = asked.request(date(2020, 7, 20)).expect_err("refused");
        refused(&asked, &why, Frame::default()).into_string()
    }

    #[test]
    fn a_query_error_has_its_place_and_a_repair_to_click() {
        let html = page("q=Sources%3A+judge&source=Courier");
        assert!(html.contains("Unknown field <code>Sources</code>, at column 1."), "{html}");
        assert!(html.contains("Sources: judge\n^^^^^^^^"), "{html}");
        assert!(html.contains("href=\"/?q=source%3A+judge&amp;source=Courier\""), "{html}");
    }

    #[test]
    fn errors_quote_hostile_words_as_text() {
        for raw in ["q=(%3Cb%3E+x", "q=x&since=%3Cscript%3E", "q=%22%3Cscript%3Ealert(1)"] {
            let html = page(raw);
            assert!(!html.contains("<b>") && !html.contains("<script>"), "{html}");
        }
    }
}
