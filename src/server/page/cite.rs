//! A passage or article → its citations, to be copied.

use maud::{Markup, html};

use super::marks::visible;
use crate::output::{self, Shown};

/// Returns the part that opens with the citations: shown without scripts, copied with them.
pub(super) fn block(shown: &Shown, id: &str) -> Markup {
    let forms = [
        ("text", "Text", format!("{} [{}, {}]", output::citation_line(shown), shown.id(), shown.text_hash())),
        ("bibtex", "BibTeX", output::bibtex(shown)),
        ("ris", "RIS", output::ris(shown).replace('\r', "")),
    ];
    html! {
        details.cite {
            summary { "Cite" span.vh { " passage " (id) } }
            @for (form, name, words) in &forms {
                div.form {
                    div.form-head {
                        span #(format!("{id}-{form}-name")) { (name) }
                        button.copy type="button" hidden data-copies=(format!("{id}-{form}")) { "Copy" span.vh { " citation as " (name) } }
                    }
                    pre #(format!("{id}-{form}")) tabindex="0" role="region" aria-labelledby=(format!("{id}-{form}-name")) { (visible(words)) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Annotations;
    use crate::article::Article;

    #[test]
    fn a_line_names_writer_paper_day_and_paragraph() {
        let mut article = Article::new("vale-1", "Rain fell.");
        article.headline = Some("Rain".into());
        article.byline = Some("Kim Lowe".into());
        article.source = Some("The Courier".into());
        article.published = Some(jiff::civil::date(2020, 5, 3));
        let shown = Shown::passage(article, Annotations::default(), 0).expect("a passage");
        let html = block(&shown, "hit-1").into_string();
        let start = "Kim Lowe, “Rain”, The Courier, 3 May 2020, paragraph 1 [vale-1#0, blake3:";
        assert!(html.contains(start), "{html}");
        assert!(html.contains("data-copies=\"hit-1-text\"") && html.contains("@article{vale-1"), "{html}");
    }
}
