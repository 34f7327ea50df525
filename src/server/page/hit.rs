//! One passage of an answer: who speaks, the words, where they stand.

use jiff::civil::Date;
use maud::{Markup, PreEscaped, html};

use super::asked::{Asked, address, exactly};
use super::cast::{Cast, badge};
use super::cite;
use super::marks::{Marked, visible};
use crate::annotate::{Annotations, Quote};
use crate::article::Article;
use crate::output::{Shown, copies, excerpt, others};
use crate::query::Grouping;
use crate::search::Hit;

/// Returns one passage.
pub(super) fn hit(hit: &Hit, asked: &Asked, cast: &Cast) -> Markup {
    let id = format!("hit-{}", hit.rank);
    let voices = voices(&hit.quotes);
    let shown = excerpt(&hit.text, &hit.highlights);
    let is_cut = shown.len() < hit.text.len();
    let marked = Marked {
        text: &hit.text,
        shown: shown.clone(),
        quotes: &hit.quotes,
        highlights: &hit.highlights,
        cast,
        tags: voices.len() > 1,
    };
    let to_article = article_url(&hit.article.id, asked, Some(hit.paragraph));
    html! {
        article.hit #(id) data-passage=(hit.passage_id) aria-labelledby=(format!("{id}-title")) {
            div.voices { (speakers(&voices, asked, cast)) }
            div.words {
                h2.headline #(format!("{id}-title")) { a.open href=(to_article) { (headline(&hit.article)) } }
                p.facts { (facts(&hit.article)) }
                p.passage dir="auto" {
                    @if shown.start > 0 { "… " }
                    (marked)
                    @if is_cut && shown.end < hit.text.len() { " …" }
                }
                div.tools {
                    span.place { "paragraph " (hit.paragraph + 1) }
                    @if let Some(family) = &hit.family { span.copies { (copies(others(family))) } }
                    @if asked.group != Grouping::None {
                        a href=(in_this_article(hit, asked)) { "All passages of this article" }
                    }
                    (cite::block(&cited(hit), &id))
                    @if let Some(url) = hit.article.url.as_deref().and_then(web_address) {
                        a.original href=(url) rel="noreferrer noopener" { "Original" span.vh { " of " (headline(&hit.article)) } }
                    }
                }
            }
        }
    }
}

/// Returns the speakers of a passage in the order of their words, each once.
fn voices(quotes: &[Quote]) -> Vec<Option<&str>> {
    let mut voices: Vec<Option<&str>> = Vec::new();
    for quote in quotes {
        if !voices.contains(&quote.speaker.as_deref()) {
            voices.push(quote.speaker.as_deref());
        }
    }
    voices
}

fn speakers(voices: &[Option<&str>], asked: &Asked, cast: &Cast) -> Markup {
    html! {
        @if !voices.is_empty() {
            ul aria-label="Quoted here" {
                @for voice in voices {
                    @let look = cast.look(*voice);
                    li {
                        (badge(*voice, look))
                        @match voice {
                            Some(name) => a class=(format!("voice {look}")) title=(format!("Only quotes by {name}"))
                                href=(asked.url_with(|a| a.speakers = vec![exactly(name)])) { (visible(name)) },
                            None => span.voice.s-unknown { "speaker unknown" },
                        }
                    }
                }
            }
        }
    }
}

/// Returns source, day and writer.
pub(super) fn facts(article: &Article) -> Markup {
    let mut parts = Vec::new();
    if let Some(source) = &article.source {
        parts.push(html! { span.source { (visible(source)) } });
    }
    if let Some(day) = article.published {
        parts.push(html! { time datetime=(day.to_string()) { (long_day(day)) } });
    }
    if let Some(part) = &article.byline {
        parts.push(html! { span { (visible(part)) } });
    }
    html! {
        @for (n, part) in parts.iter().enumerate() {
            @if n > 0 { (PreEscaped(" <span aria-hidden=\"true\">·</span> ")) }
            (part)
        }
    }
}

/// Returns the headline, or the id of an article without one.
pub(super) fn headline(article: &Article) -> String {
    visible(article.headline.as_deref().unwrap_or(&article.id))
}

/// Returns a day as a newspaper writes it.
pub(super) fn long_day(day: Date) -> String {
    day.strftime("%B %-d, %Y").to_string()
}

/// Returns the address of an article's page, from where the answer can be gone back to.
pub(super) fn article_url(id: &str, asked: &Asked, paragraph: Option<u32>) -> String {
    let mut fields = vec![("id", id.to_owned())];
    fields.extend(asked.fields());
    let place = paragraph.map(|n| format!("#p{n}")).unwrap_or_default();
    address("/article", fields) + &place
}

fn in_this_article(hit: &Hit, asked: &Asked) -> String {
    let headline = hit.article.headline.clone().unwrap_or_default().replace(['"', '“', '”'], " ");
    asked.url_with(|a| {
        a.group = Grouping::None;
        a.query = format!("{} headline:\"{}\"", a.query, headline.trim());
    })
}

/// Returns an address of an article only if a browser goes to a web page with it.
pub(super) fn web_address(url: &str) -> Option<&str> {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")).then_some(url)
}

fn cited(hit: &Hit) -> Shown {
    let article = Article { text: hit.text.clone(), ..hit.article.clone() };
    Shown { paragraph: Some(hit.paragraph), ..Shown::whole(article, Annotations::default()) }
}
