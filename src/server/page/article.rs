//! One article as a page: its text with every quote in its speaker's colour, and who said what.

use std::sync::Arc;

use maud::{Markup, html};

use super::asked::{Asked, exactly};
use super::cast::{Cast, badge};
use super::facets::grouped;
use super::hit::{article_url, facts, headline, long_day, web_address};
use super::layout::{self, Frame};
use super::marks::{Marked, manner, visible};
use super::{asked, cite};
use crate::annotate::{Annotations, EntityKind, Quote};
use crate::family::Family;
use crate::index::StoredArticle;
use crate::output::{self, Shown};
use crate::span::Span;

/// Letters of a quote that the list shows.
const SHORT: usize = 90;
/// Names that the list beside the text shows of each kind.
const NAMES: usize = 14;
/// Other articles with the same copy that it shows.
pub(super) const COPIES: usize = 12;

/// The other articles that carry the same wire copy.
pub(super) struct Copies<'a> {
    /// The family, if there is one.
    pub family: Option<&'a Family>,
    /// The first of them.
    pub shown: &'a [Arc<StoredArticle>],
}

/// Returns the page; `marks` are what matches in each paragraph.
pub(super) fn page(
    stored: &StoredArticle,
    marks: &[Vec<Span>],
    copies: &Copies<'_>,
    asked: &Asked,
    frame: Frame,
) -> Markup {
    let article = &stored.article;
    let quotes = &stored.annotations.quotes;
    let cast = Cast::of(quotes.iter().filter_map(|quote| quote.speaker.as_deref()));
    let body = html! {
        div.split.reading {
            article.story {
                @if !asked.is_empty() { p.back { a #back href=(asked.url()) { "← Back to the passages" } } }
                header {
                    @if let Some(section) = &article.section { p.section { (visible(section)) } }
                    h1 dir="auto" { (headline(article)) }
                    p.facts { (facts(article)) }
                    @if let Some(day) = article.updated.filter(|day| Some(*day) != article.published) {
                        p.facts { "Updated " time datetime=(day.to_string()) { (long_day(day)) } }
                    }
                    @if let Some(url) = article.url.as_deref().and_then(web_address) {
                        p.facts { a href=(url) rel="noreferrer noopener" { "Original" } }
                    }
                    (cite::block(&Shown::whole(article.clone(), Annotations::default()), "article"))
                    (printed_elsewhere(copies, asked))
                }
                div.body { (paragraphs(stored, marks, &cast)) }
            }
            aside.who aria-label="Who said what" { (who(stored, &cast)) (named(stored, asked)) }
        }
    };
    layout::page(&format!("{} – On Record", headline(article)), asked, frame, "article", &body)
}

fn paragraphs(stored: &StoredArticle, marks: &[Vec<Span>], cast: &Cast) -> Markup {
    let text = &stored.article.text;
    html! {
        @for (n, span) in stored.passages.iter().enumerate() {
            @let quotes = quotes_in(&stored.annotations.quotes, *span);
            @let voices = Cast::of(quotes.iter().filter_map(|quote| quote.speaker.as_deref()));
            @let highlights = marks.get(n).map(Vec::as_slice).unwrap_or_default();
            @let marked = Marked { text: span.of(text), shown: 0..span.len(), quotes: &quotes, highlights, cast, tags: true };
            div.paragraph #(format!("p{n}")) {
                @if !voices.names().is_empty() {
                    div.margin aria-hidden="true" {
                        @for name in voices.names() { span class=(format!("voice {}", cast.look(Some(name)))) { (visible(cast.short(name))) } }
                    }
                }
                p dir="auto" { (marked) }
            }
        }
    }
}

/// Returns the parts of quotes that lie in a paragraph, as spans of it.
fn quotes_in(quotes: &[Quote], paragraph: Span) -> Vec<Quote> {
    let cut = |quote: &Quote| {
        let pieces: Vec<Span> = quote
            .contents()
            .filter_map(|piece| Some(piece.intersection(paragraph)?.relative_to(paragraph.start as usize)))
            .collect();
        let span = Span { start: pieces.first()?.start, end: pieces.last()?.end };
        Some(Quote { span, pieces, ..quote.clone() })
    };
    quotes.iter().filter_map(cut).collect()
}

/// Returns the speakers, most words first as they come, each with the quotes as links.
fn who(stored: &StoredArticle, cast: &Cast) -> Markup {
    let quotes = &stored.annotations.quotes;
    let mut voices: Vec<Option<&str>> = cast.names().iter().map(|name| Some(name.as_str())).collect();
    if quotes.iter().any(|quote| quote.speaker.is_none()) {
        voices.push(None);
    }
    html! {
        h2 { "Who said what" }
        @if voices.is_empty() { p { "Nobody is quoted in this article." } }
        ol.voices-list {
            @for voice in &voices {
                @let look = cast.look(*voice);
                @let said: Vec<&Quote> = quotes.iter().filter(|quote| quote.speaker.as_deref() == *voice).collect();
                li {
                    h3 {
                        (badge(*voice, look))
                        span class=(format!("voice {look}")) { (visible(voice.unwrap_or("Speaker unknown"))) }
                        " " span.count { (grouped(said.len() as u64)) span.vh { " quotes" } }
                        @if let Some(name) = voice {
                            button.only type="button" hidden aria-pressed="false" data-speaker=(name) { "Only" span.vh { " " (visible(name)) } }
                        }
                    }
                    ul { @for quote in said { li { (link(stored, quote)) } } }
                    @if let Some(name) = voice {
                        p.all { a href=(everywhere(name)) { "All quotes by " (visible(name)) } }
                    }
                }
            }
        }
    }
}

/// Returns the other articles with the same copy, as links.
fn printed_elsewhere(copies: &Copies<'_>, asked: &Asked) -> Markup {
    let Some(family) = copies.family else { return Markup::default() };
    let n_others = output::others(family);
    let n_hidden = n_others.saturating_sub(copies.shown.len());
    html! {
        details.copies {
            summary { (output::copies(n_others)) }
            ul {
                @for other in copies.shown {
                    li { a href=(article_url(&other.article.id, asked, None)) { (headline(&other.article)) } p.facts { (facts(&other.article)) } }
                }
                @if n_hidden > 0 { li { "and " (grouped(n_hidden as u64)) " more" } }
            }
        }
    }
}

fn link(stored: &StoredArticle, quote: &Quote) -> Markup {
    let n = stored.passages.iter().position(|passage| passage.overlaps(quote.span)).unwrap_or(0);
    let words: Vec<&str> = quote.contents().map(|piece| piece.of(&stored.article.text)).collect();
    html! { a href=(format!("#p{n}")) title=(manner(quote)) { (visible(&shortened(&words.join(" … ")))) } }
}

fn shortened(words: &str) -> String {
    if words.chars().count() <= SHORT {
        return words.to_owned();
    }
    let cut: String = words.chars().take(SHORT).collect();
    let whole_words = cut.rfind(' ').map_or(cut.as_str(), |at| &cut[..at]);
    format!("{whole_words} …")
}

fn everywhere(name: &str) -> String {
    Asked { speakers: vec![exactly(name)], ..Asked::default() }.url()
}

/// Returns the names in the article that are no speakers, as links to what else has them.
fn named(stored: &StoredArticle, asked: &Asked) -> Markup {
    let kinds = [(EntityKind::Person, "People"), (EntityKind::Org, "Bodies"), (EntityKind::Place, "Places")];
    let names = |kind: EntityKind| {
        let of_kind = stored.annotations.entities.iter().filter(move |mention| mention.kind == kind);
        Cast::of(of_kind.map(|mention| mention.name.as_str()))
    };
    let to = |name: &str| {
        let entities = vec![exactly(name)];
        asked::address("/", Asked { entities, sort: asked.sort, ..Asked::default() }.fields())
    };
    html! {
        @if !stored.annotations.entities.is_empty() {
            h2 { "Also named" }
            dl.named {
                @for (kind, heading) in kinds {
                    @let cast = names(kind);
                    @if !cast.names().is_empty() {
                        dt { (heading) }
                        dd { @for (n, name) in cast.names().iter().take(NAMES).enumerate() {
                            @if n > 0 { ", " } a href=(to(name)) { (visible(name)) }
                        } }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Annotator;
    use crate::article::Article;

    fn stored(text: &str, headline: &str) -> StoredArticle {
        let mut article = Article::new("vale-1", text);
        article.headline = Some(headline.into());
        article.url = Some("javascript:alert(1)".into());
        let annotations = Annotator::default().annotate(&article);
        let passages = crate::passage::split(&article.text);
        StoredArticle { article, annotations, passages }
    }

    const NONE: Copies<'_> = Copies { family: None, shown: &[] };
    const HOSTILE: &str = "</title><script>x</script>";

    #[test]
    fn other_prints_are_listed() {
        let here = stored("The ferry was late.", "Ferry late");
        let mut other = stored("The ferry was late.", HOSTILE);
        other.article.id = "a b&c".into();
        let copies = Copies { family: Some(&Family::new("a b&c", 4)), shown: &[other.into()] };
        let html = page(&here, &[], &copies, &Asked::default(), Frame::default()).into_string();
        assert!(html.contains("/article?id=a+b%26c") && html.contains("<li>and 2 more</li>"), "{html}");
        assert!(html.contains("3 more articles have the same copy") && !html.contains("<script>x"), "{html}");
        assert!(!page(&here, &[], &NONE, &Asked::default(), Frame::default()).into_string().contains("same copy"));
    }

    #[test]
    fn quotes_are_marked_and_listed_by_speaker() {
        let text =
            "The ferry was late.\n\n“We go home tonight,” said Judge Ada Merrow. “Nobody stays behind,” she said.";
        let html = page(&stored(text, "Ferry late"), &[], &NONE, &Asked::default(), Frame::default()).into_string();
        assert!(html.contains("<h1 dir=\"auto\">Ferry late</h1>"));
        assert!(html.contains("data-speaker=\"Ada Merrow\""), "{html}");
        assert!(html.contains("<a href=\"#p1\"") && html.contains("id=\"p1\""), "{html}");
    }

    #[test]
    fn hostile_articles_stay_text() {
        let text = "<script>alert(1)</script>\n\n“<img src=x onerror=alert(2)>,” said Ada <b>Merrow</b>.";
        let marks = [vec![Span::new(0, 8)], vec![Span::new(3, 7)]];
        let html = page(&stored(text, HOSTILE), &marks, &NONE, &Asked::default(), Frame::default());
        let html = html.into_string();
        assert!(html.contains("<mark>&lt;script&gt;</mark>alert") && html.matches("<mark>").count() == 2, "{html}");
        for tag in ["<script>", "<img", "<b>", "href=\"javascript:"] {
            assert!(!html.contains(tag), "{tag} in {html}");
        }
    }

    #[test]
    fn long_quotes_are_cut_between_words() {
        assert_eq!(shortened("short words"), "short words");
        let long = shortened(&"é words ".repeat(40));
        assert!(long.chars().count() <= SHORT + 2 && long.ends_with(" …"), "{long}");
    }
}
