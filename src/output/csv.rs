//! Hits → comma-separated values (RFC 4180), one row a hit, a header row first.

use crate::search::Hit;

const COLUMNS: [&str; 11] = [
    "rank",
    "score",
    "passage_id",
    "article_id",
    "headline",
    "source",
    "published",
    "byline",
    "url",
    "speakers",
    "text",
];

/// Returns hits as a table; several speakers of one passage are joined by `; `.
pub fn csv(hits: &[Hit]) -> String {
    let mut out = row(COLUMNS.map(String::from));
    for hit in hits {
        let article = &hit.article;
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        out.push_str(&row([
            hit.rank.to_string(),
            format!("{:.4}", hit.score),
            hit.passage_id.clone(),
            article.id.clone(),
            text(&article.headline),
            text(&article.source),
            article.published.map(|d| d.to_string()).unwrap_or_default(),
            text(&article.byline),
            text(&article.url),
            speakers(hit).join("; "),
            hit.text.clone(),
        ]));
    }
    out
}

/// Returns the fields of one row, with its line end.
pub(super) fn row<const N: usize>(fields: [String; N]) -> String {
    fields.map(|field| escaped(&field)).join(",") + "\r\n"
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
