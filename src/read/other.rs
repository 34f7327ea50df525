//! What a file is that no reader takes and that would pass for a text: told by its name or its first
//! bytes, so that tables, feeds and web archives are refused instead of becoming one odd article.

use std::path::Path;

use super::error::Fault;
use super::format::Format;

const TABLE: Fault = Fault::OtherFormat {
    what: "a table",
    instead: "make each row a line of JSON with keys such as `id`, `headline`, `date` and `text`, for example with `mlr --icsv --ojsonl cat`",
};

const ARCHIVE: Fault =
    Fault::OtherFormat { what: "a web archive", instead: "unpack its pages first, for example with `warcio extract`" };

const XML: Fault = Fault::OtherFormat {
    what: "an XML document that is no web page",
    instead: "make each article in it a line of JSON with keys such as `id`, `headline`, `date` and `text`",
};

/// What opens the XML that news comes in, other than web pages.
const ROOTS: [&str; 12] = [
    "rss",
    "feed",
    "rdf",
    "newsitem",
    "packageitem",
    "knowledgeitem",
    "newsmessage",
    "newsml",
    "nitf",
    "urlset",
    "sitemapindex",
    "mediawiki",
];

/// Tells whether a file is of a format that is not read; a name of a format that is read is believed.
pub(super) fn refusal(path: &Path, head: &[u8]) -> Option<Fault> {
    if Format::of_name(path).is_some() {
        return None;
    }
    if head.starts_with(b"WARC/") {
        return Some(ARCHIVE);
    }
    let head = String::from_utf8_lossy(head.get(..4096).unwrap_or(head));
    if root(&head).is_some_and(|root| ROOTS.iter().any(|known| root.eq_ignore_ascii_case(known))) {
        return Some(XML);
    }
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    [".csv", ".tsv", ".csv.gz", ".tsv.gz", ".csv.zst", ".tsv.zst"]
        .iter()
        .any(|end| name.ends_with(end))
        .then_some(TABLE)
}

/// Returns the name of the first element, without its prefix, behind declarations and comments.
fn root(head: &str) -> Option<&str> {
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    loop {
        rest = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->")?.1
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            rest.split_once('>')?.1
        } else {
            break;
        }
        .trim_start();
    }
    let name = rest.strip_prefix('<')?;
    let name = &name[..name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?];
    // RDF alone is written with its prefix.
    Some(name.strip_suffix(":RDF").map_or(name, |_| "rdf"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(name: &str, head: &str) -> &'static str {
        match refusal(Path::new(name), head.as_bytes()) {
            Some(Fault::OtherFormat { what, .. }) => what,
            _ => "read",
        }
    }

    #[test]
    fn tables_archives_and_feeds_are_told_apart_from_texts() {
        assert_eq!(what("news.CSV", "id,text\n"), "a table");
        assert_eq!(what("news.tsv.gz", "id\ttext\n"), "a table");
        assert_eq!(what("-", "id,text\n"), "read");
        assert_eq!(what("a.warc.gz", "WARC/1.0\r\n"), "a web archive");
        let xml = "an XML document that is no web page";
        assert_eq!(what("a.xml", "<?xml version=\"1.0\"?>\n<!-- a -->\n<rss version=\"2.0\">"), xml);
        assert_eq!(what("-", "<feed xmlns=\"http://www.w3.org/2005/Atom\">"), xml);
        assert_eq!(what("a", "<rdf:RDF xmlns:rdf=\"x\">"), xml);
        assert_eq!(what("a.xml", "<!DOCTYPE nitf SYSTEM \"nitf.dtd\">\n<nitf>"), xml);
        assert_eq!(what("a.xml", "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">"), "read");
        assert_eq!(what("a", "<REUTERS NEWID=\"1\">"), "read");
        assert_eq!(what("a.html", "<feed>"), "read");
        assert_eq!(what("a", "<!-- never closed"), "read");
        assert_eq!(what("a", "feed the birds"), "read");
    }
}
