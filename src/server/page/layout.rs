//! The frame of every page: head, masthead with the search form, foot.

use maud::{DOCTYPE, Markup, html};

use super::asked::{Asked, address};
use super::assets;
use crate::query::{Grouping, Sort};

/// What the frame says of the index.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Frame {
    /// Generation of the index that answered; scripts ask whether there is a newer one.
    pub(super) generation: u64,
}

/// Returns a whole page.
pub(super) fn page(title: &str, asked: &Asked, frame: Frame, class: &str, main: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" data-generation=(frame.generation) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (title) }
                link rel="stylesheet" href=(assets::url("page.css"));
                link rel="icon" type="image/svg+xml" href=(assets::url("icon.svg"));
                script src=(assets::url("theme.js")) {}
                script type="module" src=(assets::url("page.js")) {}
            }
            body class=(class) {
                a.skip href="#main" { "Skip to the results" }
                (masthead(asked))
                p #fresh hidden role="status" {
                    "Newer articles have been indexed. " a href=(asked.url()) { "Search again" }
                }
                main #main tabindex="-1" { (main) }
                (foot())
                (keys())
                p #said.vh role="status" aria-live="polite" {}
            }
        }
    }
}

fn masthead(asked: &Asked) -> Markup {
    html! {
        header.masthead {
            div.nameplate {
                a.name href="/" { "On Record" }
                span.motto { "Who said what, when, about whom" }
            }
            form #ask role="search" action="/" method="get" {
                div.box {
                    label.vh for="q" { "Search the record" }
                    input #q type="search" name="q" value=(asked.query) placeholder="Words, “a phrase”, speaker:name …"
                        autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="10000" enterkeyhint="search"
                        aria-describedby="q-help";
                    button type="submit" { "Search" }
                }
                p #q-help.vh { "Type / to come here. Fields such as speaker: and about: are completed as you type." }
            }
            button #theme type="button" hidden aria-pressed="false" { "Dark" }
        }
    }
}

/// Returns the choices that stand beside the answer: order, clocks, ways of matching.
pub(super) fn choices(asked: &Asked) -> Markup {
    let choice = |value: &str, is_chosen: bool, words: &str| {
        html! { option value=(value) selected[is_chosen] { (words) } }
    };
    let tick = |name: &str, value: &str, is_on: bool, words: &str| {
        html! {
            label.tick { input type="checkbox" form="ask" name=(name) value=(value) checked[is_on]; span { (words) } }
        }
    };
    html! {
        div.choices {
            label.order { span { "Order" }
                select name="sort" form="ask" {
                    (choice("", asked.sort == Sort::Relevance, "Best first"))
                    (choice("newest", asked.sort == Sort::Newest, "Newest first"))
                    (choice("oldest", asked.sort == Sort::Oldest, "Oldest first"))
                }
            }
            label.order { span { "Show" }
                select name="group" form="ask" {
                    (choice("", asked.group == Grouping::None, "Every passage"))
                    (choice("article", asked.group == Grouping::Article, "One per article"))
                    (choice("story", asked.group == Grouping::Story, "One per story"))
                }
            }
            (tick("said_only", "true", asked.said_only, "Inside quotes only"))
            (tick("match", "any", asked.any, "Any of the words"))
        }
    }
}

/// Returns the date pickers of both clocks.
pub(super) fn clocks(asked: &Asked, day: impl Fn(&str, bool) -> String) -> Markup {
    let picker = |name: &str, value: &str, is_last: bool, words: &str| {
        html! {
            label { span { (words) } input type="date" form="ask" name=(name) value=(day(value, is_last)); }
        }
    };
    html! {
        fieldset.clock { legend { "Published" }
            (picker("since", &asked.since, false, "from"))
            (picker("until", &asked.until, true, "to"))
        }
        fieldset.clock { legend { "Speaks of a day" }
            (picker("about_from", &asked.about_from, false, "from"))
            (picker("about_to", &asked.about_to, true, "to"))
        }
    }
}

/// Returns the links that take the whole answer along.
pub(super) fn exports(fields: &[(&'static str, String)]) -> Markup {
    let link = |format: &str| {
        let mut fields = fields.to_vec();
        fields.push(("format", format.to_owned()));
        address("/api/v1/export", fields)
    };
    html! {
        p.exports { "Take all of it along: "
            @for (n, (format, words)) in [("csv", "CSV"), ("jsonl", "JSON"), ("md", "Markdown"), ("bibtex", "BibTeX"), ("ris", "RIS")].iter().enumerate() {
                @if n > 0 { ", " }
                a href=(link(format)) download { (words) }
            }
        }
    }
}

fn foot() -> Markup {
    html! {
        footer.foot {
            p { "On Record reads quotes, speakers, names and dates by rule and by model; both can err. Check a quotation against its article before you print it." }
            p { a href="/api/v1/openapi.json" { "HTTP interface" } " · " button #help type="button" hidden { "Keyboard " kbd { "?" } } }
        }
    }
}

fn keys() -> Markup {
    let row = |key: &str, does: &str| html! { dt { kbd { (key) } } dd { (does) } };
    html! {
        dialog #keys aria-labelledby="keys-title" {
            h2 #keys-title { "Keyboard" }
            dl {
                (row("/", "go to the search box"))
                (row("j", "next passage"))
                (row("k", "passage before"))
                (row("Enter", "open the passage in its article"))
                (row("c", "copy the citation of the passage"))
                (row("Esc", "close what is open"))
                (row("?", "this list"))
            }
            form method="dialog" { button { "Close" } }
        }
    }
}
