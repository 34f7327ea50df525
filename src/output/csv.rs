//! Hits → comma-separated values (RFC 4180), one row a hit, a header row first.

use crate::article::Article;
use crate::search::Hit;

/// What is said of a passage's article beside its id.
pub(super) const OF_ARTICLE: [&str; 5] = ["headline", "source", "published", "byline", "url"];

/// Returns hits as a table; several speakers of one passage are joined by `; `.
pub fn csv(hits: &[Hit]) -> String {
    let first = ["rank", "score", "passage_id", "article_id"];
    let mut out = row([&first[..], &OF_ARTICLE, &["speakers", "text", "family"]].concat());
    for hit in hits {
        let first = [hit.rank.to_string(), format!("{:.4}", hit.score), hit.passage_id.clone(), hit.article.id.clone()];
        let last = [speakers(hit).join("; "), hit.text.clone(), family(hit)];
        out.push_str(&row([&first[..], &of_article(&hit.article), &last].concat()));
    }
    out
}

/// Returns the id of the family of a hit's article, empty where there is none.
pub(super) fn family(hit: &Hit) -> String {
    hit.family.as_ref().map(|family| family.id.clone()).unwrap_or_default()
}

/// Returns the fields that [`OF_ARTICLE`] names.
pub(super) fn of_article(article: &Article) -> [String; 5] {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    [
        text(&article.headline),
        text(&article.source),
        article.published.map(|day| day.to_string()).unwrap_or_default(),
        text(&article.byline),
        text(&article.url),
    ]
}

/// Returns the fields of one row, with its line end.
pub(super) fn row<S: AsRef<str>>(fields: impl IntoIterator<Item = S>) -> String {
    let fields: Vec<String> = fields.into_iter().map(|field| escaped(field.as_ref())).collect();
    fields.join(",") + "\r\n"
}

/// Returns the distinct speakers of a hit's quotes, in text order.
pub(super) fn speakers(hit: &Hit) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for name in hit.quotes.iter().filter_map(|quote| quote.speaker.as_deref()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn escaped(field: &str) -> String {
    if field.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn fields_with_marks_are_quoted() {
        assert_eq!(escaped("plain"), "plain");
        assert_eq!(escaped("a \"b\", c"), "\"a \"\"b\"\", c\"");
    }
}
