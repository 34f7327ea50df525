//! What a page says about its article → the article's fields, each with its evidence.
//!
//! JSON-LD is believed first, then meta tags, then visible markup; of several statements
//! the first that can be read wins. A link to an author's page is not a name.

use scraper::{ElementRef, Html};

use super::json_ld::JsonLd;
use crate::article::Article;
use crate::read::date;
use crate::read::fields::{Field, is_unset, set_field};
use crate::read::lead;

const PUBLISHED: [&str; 16] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "article.published",
    "originalpublicationdate",
    "date",
];
const UPDATED: [&str; 5] = ["article:modified_time", "og:updated_time", "datemodified", "lastmod", "dcterms.modified"];
const AUTHOR: [&str; 7] =
    ["author", "parsely-author", "sailthru.author", "byl", "dc.creator", "article:author", "article:author_name"];

/// Statements gathered from a page in one walk.
#[derive(Default)]
struct Statements {
    metas: Vec<(String, String)>,
    scripts: Vec<String>,
    /// Field, words and evidence, from links, times, headings and byline markup.
    markup: Vec<(Field, String, String)>,
}

/// Sets what the page states.
pub(super) fn take(article: &mut Article, page: &Html) {
    let statements = gather(page);
    let json_ld = JsonLd::parse(&statements.scripts);
    let mut page = Page { article, statements, json_ld };
    page.take(Field::Url, "url", &["og:url"]);
    if let Some(day) = page.article.url.as_deref().and_then(day_of_address) {
        page.statements.markup.push((Field::Published, day, "address of the page".into()));
    }
    // The weakest statements about a field come last, whatever their place on the page.
    page.statements.markup.sort_by_key(|(_, _, evidence)| weakness(evidence));
    page.take(Field::Source, "publisher", &["og:site_name", "application-name"]);
    page.take(Field::Headline, "headline", &["og:title", "twitter:title", "dc.title"]);
    page.take(Field::Byline, "author", &AUTHOR);
    page.take(Field::Published, "datePublished", &PUBLISHED);
    page.take(Field::Updated, "dateModified", &UPDATED);
    page.take(Field::Section, "articleSection", &["article:section", "section", "parsely-section"]);
    page.take(Field::Language, "inLanguage", &["og:locale", "language"]);
    for (key, names) in
        [("description", ["og:description", "description"]), ("keywords", ["keywords", "news_keywords"])]
    {
        let stated = page.meta(&names).next();
        if let Some((words, _)) = stated {
            page.article.metadata.insert(key.into(), words.into());
        }
    }
    drop_site_name(article);
}

struct Page<'a> {
    article: &'a mut Article,
    statements: Statements,
    json_ld: JsonLd,
}

impl Page<'_> {
    /// Returns what the meta tags of these names say, in the order of the names.
    fn meta<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = (String, String)> + 'a {
        let of = |name: &'a &str| self.statements.metas.iter().filter(move |(n, _)| n == name);
        names.iter().flat_map(of).map(|(name, words)| (words.clone(), format!("meta {name}")))
    }

    /// Sets a field from the first statement that can be read.
    fn take(&mut self, field: Field, json_ld: &str, metas: &[&str]) {
        let markup = self.statements.markup.iter().filter(|(f, _, _)| *f == field);
        let markup: Vec<_> = markup.map(|(_, words, evidence)| (words.clone(), evidence.clone())).collect();
        let stated = self.json_ld.words(json_ld).into_iter().chain(self.meta(metas));
        // Links and the `lang` attribute are kept in better order than their counterparts in meta tags.
        let in_order: Vec<_> = match field {
            Field::Url | Field::Language => markup.into_iter().chain(stated).collect(),
            _ => stated.chain(markup).collect(),
        };
        for (words, evidence) in in_order {
            let Some(words) = fit(field, &words) else { continue };
            set_field(self.article, field, &words, evidence);
            if !is_unset(self.article, field) {
                return;
            }
        }
    }
}

/// Returns the words as the field wants them, or nothing where they cannot be its value.
fn fit(field: Field, words: &str) -> Option<String> {
    let words = words.trim();
    let is_link = words.starts_with("http://") || words.starts_with("https://");
    match field {
        Field::Byline => (!is_link).then(|| author(words)).flatten(),
        Field::Url => is_link.then(|| words.to_owned()),
        Field::Language => words.split(['-', '_']).next().filter(|l| (2..=3).contains(&l.len())).map(str::to_lowercase),
        _ => (!words.is_empty() && words.chars().count() <= 500).then(|| words.to_owned()),
    }
}

/// Returns the names of a byline box, which may go on with an account, a day or a time.
fn author(words: &str) -> Option<String> {
    let is_end = |word: &str| {
        let label = matches!(word.to_lowercase().trim_end_matches(':'), "published" | "updated" | "posted" | "|" | "•");
        label || word.starts_with('@') || word.starts_with(|c: char| c.is_ascii_digit())
    };
    let mut names: Vec<&str> = words.split_whitespace().collect();
    if let Some(end) = names.iter().position(|word| is_end(word)) {
        names.truncate(end);
        names.pop_if(|word| date::is_month(word));
    }
    let names = names.join(" ");
    let name = lead::byline(&names).unwrap_or(&names).trim_matches([' ', ',', '-', '–']);
    (2..=150).contains(&name.chars().count()).then(|| name.to_owned())
}

/// Takes " | Port Courier" off the headline of a page of the Port Courier.
fn drop_site_name(article: &mut Article) {
    let (Some(headline), Some(source)) = (&mut article.headline, &article.source) else { return };
    let cut = [" | ", " - ", " – ", " — "].iter().find_map(|dash| {
        let (start, site) = headline.rsplit_once(dash)?;
        site.trim().eq_ignore_ascii_case(source).then_some(start.trim_end().len())
    });
    if let Some(cut) = cut.filter(|cut| *cut > 0) {
        headline.truncate(cut);
    }
}

fn gather(page: &Html) -> Statements {
    let mut statements = Statements::default();
    for element in page.tree.nodes().filter_map(ElementRef::wrap) {
        gather_element(element, &mut statements);
    }
    statements
}

fn weakness(evidence: &str) -> u8 {
    match evidence {
        "<title>" | "<time datetime>" => 2,
        "address of the page" => 1,
        _ => 0,
    }
}

fn gather_element(element: ElementRef, statements: &mut Statements) {
    let attribute = |name: &str| element.attr(name).map(str::trim).filter(|value| !value.is_empty());
    let mut note = |field, words: String, evidence: &str| {
        if !words.is_empty() {
            statements.markup.push((field, words, evidence.to_owned()));
        }
    };
    match element.value().name() {
        "meta" => {
            let name = attribute("property").or(attribute("name")).or(attribute("itemprop"));
            if let (Some(name), Some(words)) = (name, attribute("content")) {
                statements.metas.push((name.to_ascii_lowercase(), words.to_owned()));
            }
        }
        "script" if attribute("type").is_some_and(|t| t.eq_ignore_ascii_case("application/ld+json")) => {
            statements.scripts.push(element.text().collect());
        }
        "html" => note(Field::Language, attribute("lang").unwrap_or("").to_owned(), "<html lang>"),
        "title" => note(Field::Headline, words(element), "<title>"),
        "h1" => note(Field::Headline, words(element), "<h1>"),
        "link" if attribute("rel") == Some("canonical") => {
            note(Field::Url, attribute("href").unwrap_or("").to_owned(), "link canonical");
        }
        "time" => {
            let day = attribute("datetime").map_or_else(|| words(element), str::to_owned);
            note(Field::Published, day, if says_published(element) { "<time> published" } else { "<time datetime>" });
        }
        _ => {
            if let Some(evidence) = byline_evidence(element) {
                note(Field::Byline, words(element), &evidence);
            }
        }
    }
}

fn says_published(element: ElementRef) -> bool {
    let has = |name: &str| element.attr(name).is_some_and(|value| value.to_ascii_lowercase().contains("publish"));
    element.attr("pubdate").is_some() || has("itemprop") || has("class")
}

/// Tells what marks an element as the byline.
fn byline_evidence(element: ElementRef) -> Option<String> {
    if element.attr("rel") == Some("author") {
        return Some("rel=author".into());
    }
    if element.attr("itemprop") == Some("author") {
        return Some("itemprop=author".into());
    }
    let class = element.value().classes().find(|class| {
        let class = class.to_ascii_lowercase();
        class.contains("byline") || class == "author" || class.contains("author-name") || class.contains("author_name")
    })?;
    Some(format!("class {class}"))
}

/// Finds `/2020/05/23/` or `/2020/may/23/` in an address.
fn day_of_address(address: &str) -> Option<String> {
    let parts: Vec<&str> = address.split('/').collect();
    let day = parts.windows(3).find(|p| p[0].len() == 4 && p[1].len() <= 3 && p[2].len() <= 2)?.join("-");
    date::parse(&day).map(|_| day)
}

fn words(element: ElementRef) -> String {
    // A byline box may hold half the page; more than this is not a name or title.
    let mut text = String::new();
    for piece in element.text() {
        text.push_str(piece);
        text.push(' ');
        if text.len() > 1_000 {
            break;
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.replace(" ,", ",")
}

/// Resolves the character references that some publishers leave in JSON.
pub(super) fn unescaped(text: &str) -> String {
    if text.contains('&') && text.contains(';') && !text.contains('<') {
        Html::parse_fragment(text).root_element().text().collect()
    } else {
        text.to_owned()
    }
}
