//! A passage or article → its citations, to be copied.

use maud::{Markup, html};

use super::marks::visible;
use crate::output::{self, Shown};

/// Returns the part that opens with the citations: shown without scripts, copied with them.
pub(super) fn block(shown: &Shown, id: &str) -> Markup {
    let forms = [("bibtex", "BibTeX", output::bibtex(shown)), ("ris", "RIS", output::ris(shown).replace('\r', ""))];
    html! {
        details.cite {
            summary { "Cite" span.vh { " passage " (id) } }
            @for (form, name, words) in &forms {
                div.form {
                    div.form-head {
                        span #(format!("{id}-{form}-name")) { (name) }
                        button.copy type="button" hidden data-copies=(format!("{id}-{form}")) aria-label=(format!("Copy citation as {name}")) { "Copy" }
                    }
                    pre #(format!("{id}-{form}")) tabindex="0" role="region" aria-labelledby=(format!("{id}-{form}-name")) { (visible(words)) }
                }
            }
        }
    }
}
