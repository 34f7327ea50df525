#![allow(clippy::unwrap_used)]
use std::io::{Cursor, Write};

use super::*;

fn all(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Result<Record, ReadError>> {
    reader(name, Cursor::new(bytes.into())).collect()
}

fn one(name: &str, bytes: impl Into<Vec<u8>>) -> Article {
    let mut records = all(name, bytes);
    assert_eq!(records.len(), 1);
    records.remove(0).expect("an article").article
}

fn reasons(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<&'static str> {
    all(name, bytes).iter().map(|r| r.as_ref().map_or_else(|e| e.reason(), |_| "ok")).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn text_with_a_header_block() {
    let a = one(
        "a.txt",
        "Headline: Runoff moved\r\nBy: Kim Lowe\r\nDate: May 23, 2020\r\nDesk: State\r\n\r\nPORT LEWIS — The runoff moved.\r\n\r\nVoters shrugged.\r\n",
    );
    assert_eq!(a.text, "PORT LEWIS — The runoff moved.\n\nVoters shrugged.");
    assert_eq!((a.headline.as_deref(), a.byline.as_deref()), (Some("Runoff moved"), Some("Kim Lowe")));
    assert_eq!(a.published.unwrap().to_string(), "2020-05-23");
    assert_eq!(a.metadata["Desk"], "State");
    assert_eq!(a.dateline.as_deref(), Some("PORT LEWIS"));
    assert_eq!(a.evidence["byline"], "header line 2 (By)");
    assert_eq!(a.evidence["text"], "from line 6");
    assert_eq!(a.id.len(), 16);
}

#[test]
fn text_with_opening_lines() {
    let a = one(
        "2020-05-23-runoff.txt",
        "Runoff moved to July\nBy KIM LOWE, Staff Writer\n\nThe runoff moved.\nNobody minded.\n",
    );
    assert_eq!(a.headline.as_deref(), Some("Runoff moved to July"));
    assert_eq!(a.byline.as_deref(), Some("KIM LOWE, Staff Writer"));
    assert_eq!(a.text, "The runoff moved.\n\nNobody minded.");
    assert_eq!(a.evidence["published"], "file name");
    let lone = one("a.txt", "Only a line");
    assert_eq!((lone.headline, lone.text.as_str()), (None, "Only a line"));
}

#[test]
fn broken_lines_are_joined() {
    let a = one(
        "a.txt",
        "The runoff that was set for the last day of\nMarch has been moved to the fourteenth of\nJuly, officials said.\n\nVoters were not asked about the change in\nany county of the state.",
    );
    assert_eq!(a.text.lines().count(), 3);
    assert!(a.text.starts_with("The runoff that was set for the last day of March has"));
}

#[test]
fn markdown() {
    let a = one(
        "a.md",
        "---\ntitle: Runoff moved\ndate: 2020-05-23\nauthors: [Kim Lowe, Ann Reyes]\ntags: [runoff]\n---\n\n# Runoff moved\n\nShe **said**\nit.\n\n> “No,” he\n> added.\n\n```\ncode\n```\n- first\n- second\n\nEnd\n---\n",
    );
    assert_eq!(a.text, "She said it.\n\n“No,” he added.\n\nfirst\n\nsecond\n\nEnd");
    assert_eq!(a.byline.as_deref(), Some("Kim Lowe, Ann Reyes"));
    assert_eq!(a.metadata["tags"][0], "runoff");
    assert_eq!(a.evidence["published"], "front matter: date");
}

#[test]
fn jsonl_keys() {
    let line = r#"{"uri":"u1","headline":null,"title":"T","maintext":" a\nb ","authors":[{"name":"Kim Lowe"},"Ann Reyes"],"pub_date":"26-FEB-1987 15:01","publisher":"Port Courier","link":"http://x.test","desk":7}"#;
    let a = one("a.jsonl", line);
    assert_eq!((a.id.as_str(), a.text.as_str()), ("u1", " a\nb "));
    assert_eq!(a.byline.as_deref(), Some("Kim Lowe, Ann Reyes"));
    assert_eq!(a.published.unwrap().to_string(), "1987-02-26");
    assert_eq!((a.source.as_deref(), a.url.as_deref()), (Some("Port Courier"), Some("http://x.test")));
    assert_eq!(a.metadata["desk"], 7);
    assert_eq!(a.evidence["published"], "key: pub_date");
    let by_url = one("a.jsonl", r#"{"url":"http://x.test","paragraphs":["a","b"],"date":"9999-01-01"}"#);
    assert_eq!((by_url.id.as_str(), by_url.url.as_deref()), ("http://x.test", Some("http://x.test")));
    assert_eq!((by_url.text.as_str(), by_url.published), ("a\n\nb", None));
    assert_eq!(by_url.evidence["published"], "key: date, unreadable date: 9999-01-01");
}

#[test]
fn a_bad_line_costs_only_itself() {
    let lines = "{\"text\":\"a\"}\n{\"text\":\n\n[1]\n{\"title\":\"t\"}\n{\"text\":\"\u{0}b\"}\n{\"text\":\"c\"}";
    assert_eq!(reasons("a.jsonl", lines), ["ok", "json", "not-an-object", "no-text", "json", "ok"]);
    let records = all("a.jsonl", lines);
    let error = records[2].as_ref().unwrap_err();
    assert_eq!((error.place.line, error.place.record), (Some(4), Some(2)));
    assert_eq!(error.to_string(), "a.jsonl, line 4: a JSON value that is not an object");
    assert_eq!(records[5].as_ref().unwrap().record, 5);
    assert_eq!(reasons("a.jsonl", b"{\"text\":\"caf\xe9\"}\n{\"text\":\"b\"}".to_vec()), ["not-utf8", "ok"]);
}

#[test]
fn a_long_line_is_passed_over() {
    let limits = Limits { max_line: 1000, ..Limits::default() };
    let text = format!("{{\"text\":\"a\"}}\n{{\"text\":\"{}\"}}\n{{\"text\":\"c\"}}\n", "b".repeat(600_000));
    let read: Vec<_> = reader_with("a.jsonl", Cursor::new(text.clone()), limits.clone()).collect();
    assert_eq!(read.len(), 3);
    assert_eq!(read[1].as_ref().unwrap_err().reason(), "line-too-long");
    assert_eq!(read[2].as_ref().unwrap().article.text, "c");
    let crowded = format!("{{\"text\":\"a\",\"x\":[{}1]}}\n{{\"text\":\"b\"}}", "[],".repeat(1_500_000));
    assert_eq!(reasons("a.jsonl", crowded), ["too-many-values", "ok"]);
    let array = format!("[{}]", text.trim().replace('\n', ","));
    let read: Vec<_> = reader_with("a.json", Cursor::new(array), limits).collect();
    let ok: Vec<bool> = read.iter().map(Result::is_ok).collect();
    assert_eq!(ok, [true, false, true]);
}

#[test]
fn json_arrays_and_objects() {
    assert_eq!(
        reasons("a.json", r#" [ {"text":"a]}\""} , 5, {"text":"b","tags":[1,[2]]} ] "#),
        ["ok", "not-an-object", "ok"]
    );
    assert_eq!(reasons("a.json", "{\n \"text\": \"a\"\n}\n{\"text\": \"b\"}"), ["ok", "ok"]);
    assert_eq!(reasons("a.jsonl", "{\n \"text\": \"a\"\n}"), ["ok"]);
    assert_eq!(reasons("a.json", "[{\"text\":\"a\"},{\"text\":\"b"), ["ok", "unclosed"]);
    assert_eq!(reasons("-", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n"), ["ok", "ok"]);
    assert_eq!(reasons("a.json", "[]"), ["empty"]);
}

#[test]
fn depth_is_bounded() {
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    let lines = format!("{{\"text\":\"a\",\"x\":{deep}}}\n{{\"text\":\"b\"}}");
    assert_eq!(reasons("a.jsonl", lines.clone()), ["too-deep", "ok"]);
    assert_eq!(reasons("a.json", format!("[{}]", lines.replace('\n', ","))), ["too-deep", "ok"]);
}

#[test]
fn compressed_files() {
    let lines = "{\"text\":\"a\"}\n{\"text\":\"b\"}\n";
    let two_members = [gzip(lines.as_bytes()), gzip(lines.as_bytes())].concat();
    assert_eq!(reasons("a.jsonl", two_members).len(), 4);
    let zst = zstd::stream::encode_all(lines.as_bytes(), 1).unwrap();
    assert_eq!(reasons("a.jsonl.zst", zst), ["ok", "ok"]);
    let cut = gzip(lines.as_bytes());
    let cut = &cut[..cut.len() - 8];
    assert_eq!(reasons("a.jsonl.gz", cut), ["ok", "ok", "truncated"]);
    let limits = Limits { max_ratio: 50, free_expansion: 1000, ..Limits::default() };
    let bomb = gzip(&vec![b' '; 10_000_000]);
    let read: Vec<_> = reader_with("a.jsonl.gz", Cursor::new(bomb), limits).collect();
    assert_eq!(read[0].as_ref().unwrap_err().reason(), "bomb");
}

#[test]
fn encodings() {
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain("The café.".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let a = one("a.txt", utf16);
    assert_eq!((a.text.as_str(), a.evidence["encoding"].as_str()), ("The café.", "utf-16le (byte order mark)"));
    let be: Vec<u8> = "{\"text\":\"abc\"}\n{\"text\":\"d\"}".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(reasons("a.jsonl", be), ["ok", "ok"]);
    assert_eq!(one("a.jsonl", "\u{feff}{\"text\":\"a\"}").text, "a");
    assert_eq!(one("a.txt", "â€œNo,â€ she said.").text, "â€œNo,â€ she said.");
}

#[test]
fn not_text() {
    assert_eq!(reasons("a.txt", ""), ["empty"]);
    assert_eq!(reasons("a.txt", " \n\n"), ["empty"]);
    assert_eq!(reasons("a.jsonl", ""), ["empty"]);
    assert_eq!(reasons("a.txt", "Headline: x\n\n"), ["no-text"]);
    assert_eq!(reasons("a.txt", b"\x00\x01\x02\x00abc".to_vec()), ["binary"]);
    assert_eq!(reasons("a.txt", b"%PDF-1.4 ...".to_vec()), ["binary"]);
    assert_eq!(one("a.txt", "One \u{0} byte of damage in a sentence of some length.").text.chars().nth(4), Some('\0'));
}

#[test]
fn folders_are_walked_in_order() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b.txt", "a.txt", "README.md", "image.png", ".hidden.txt", "sub/c.md"] {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, name).unwrap();
    }
    let (files, skipped) = list_files(folder.path());
    let names: Vec<_> = files.iter().map(|f| f.path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["a.txt", "b.txt", "c.md"]);
    assert!(skipped.iter().all(|e| e.reason() == "not-an-article-format"));
    assert_eq!((skipped.len(), files[0].size), (2, 5));
    let (given, none) = list_files(folder.path().join("README.md"));
    assert_eq!((given.len(), none.len()), (1, 0));
    assert_eq!(articles(folder.path()).filter(|r| r.is_ok()).count(), 3);
    assert_eq!(articles(folder.path().join("gone")).next().unwrap().unwrap_err().reason(), "not-found");
    assert_eq!(file(folder.path()).next().unwrap().unwrap_err().reason(), "folder");
}

#[test]
fn what_read_prints_can_be_read() {
    let records = all("a.txt", "Headline: T\nDate: 2020-05-23\n\nBody.");
    let printed = records[0].as_ref().unwrap().to_json();
    let keys: Vec<_> = printed.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys[..5], ["id", "path", "record", "format", "headline"]);
    let again = one("a.jsonl", printed.to_string());
    assert_eq!(again.id, printed["id"]);
    assert_eq!(again.evidence["headline"], "header line 1 (Headline)");
    assert_eq!(again.text, "Body.");
}

const PAGE: &str = include_str!("../../tests/articles/runoff.html");

#[test]
fn a_page() {
    let a = one("a.html", PAGE);
    assert!(a.text.starts_with(
        "PORT LEWIS — The runoff that was set for the last day of March has been moved to the fourteenth"
    ));
    assert_eq!(a.text.split("\n\n").count(), 3);
    assert_eq!(a.headline.as_deref(), Some("Runoff moved & more"));
    assert_eq!(a.byline.as_deref(), Some("Kim Lowe"));
    assert_eq!((a.source.as_deref(), a.section.as_deref()), (Some("Port Courier"), Some("State")));
    assert_eq!(a.published.unwrap().to_string(), "2020-05-23");
    assert_eq!(a.url.as_deref(), Some("https://courier.test/2020/05/23/runoff"));
    assert_eq!((a.language.as_deref(), a.dateline.as_deref()), (Some("en"), Some("PORT LEWIS")));
    assert_eq!(a.evidence["published"], "json-ld NewsArticle.datePublished");
    assert_eq!(a.evidence["source"], "meta og:site_name");
    assert_eq!(a.evidence["encoding"], "utf-8 (declared)");
    assert_eq!(reasons("-", PAGE), ["ok"]);
}

#[test]
fn a_page_without_json_ld() {
    let page = PAGE
        .replace("application/ld+json", "text/plain")
        .replace("<article>", "<article><p class=byline>By Ann Reyes @ann May 23, 2020</p>");
    let a = one("a.html", page);
    assert_eq!((a.headline.as_deref(), a.evidence["headline"].as_str()), (Some("Runoff moved"), "<h1>"));
    assert_eq!((a.byline.as_deref(), a.evidence["byline"].as_str()), (Some("Ann Reyes"), "class byline"));
    assert_eq!(a.evidence["published"], "address of the page");
}

#[test]
fn damaged_pages() {
    let html = "<div>".repeat(100_000) + "The runoff moved.";
    assert_eq!(reasons("a.html", html), ["too-deep"]);
    assert_eq!(reasons("a.html", "<html><body></body></html>"), ["no-text"]);
    let latin =
        b"<meta charset=iso-8859-1><p>The caf\xe9 where the clerk of the county spoke to voters on Saturday was full."
            .to_vec();
    let a = one("a.html", latin);
    assert!(a.text.starts_with("The café"));
    assert_eq!(a.evidence["encoding"], "windows-1252 (declared)");
}

const WIRE: &str = include_str!("../../tests/articles/harbour.sgm");

#[test]
fn reuters() {
    let records = all("a.sgm", WIRE);
    let article = |n: usize| &records[n].as_ref().unwrap().article;
    let a = article(0);
    assert_eq!(a.text, "Ships left the harbour.\n\nThey carried AT&T grain, an official said.\n\nMore will follow.");
    assert_eq!((a.id.as_str(), a.published.unwrap().to_string()), ("reut-7", "1987-03-05".into()));
    assert_eq!(
        (a.headline.as_deref(), a.dateline.as_deref()),
        (Some("PORT LEWIS <PLW> SHIPS GRAIN"), Some("PORT LEWIS, March 5"))
    );
    assert_eq!((a.source.as_deref(), &a.metadata["topics"][0]), (Some("Reuters"), &Value::from("grain")));
    assert_eq!(
        (article(1).text.as_str(), article(1).evidence["text"].as_str()),
        ("HARBOUR SHUT", "TITLE: there is no body")
    );
    assert_eq!(
        (article(2).headline.as_deref(), article(2).text.as_str()),
        (Some("HARBOUR REPORT"), "Ships in 5 Ships out 4")
    );
    assert_eq!(reasons("-", WIRE), ["ok", "ok", "ok", "unclosed", "no-text"]);
    assert_eq!(records[3].as_ref().unwrap_err().place.line, Some(33));
    assert_eq!(reasons("a.sgm", "words"), ["no-records"]);
}

#[test]
fn reuters_records_behind_an_unclosed_one() {
    let record = |n: u32| format!("<REUTERS NEWID=\"{n}\"><TEXT><BODY>Ship {n} left.</BODY></TEXT></REUTERS>");
    let open = "<REUTERS NEWID=\"1\"><TEXT><BODY>Ship 1 left.";
    // Each on its line, with a space before it, or all in one line.
    for between in ["\n", "\n  ", ""] {
        let file = [open.to_owned(), record(2), record(3), open.to_owned(), record(4)].join(between);
        let records = all("a.sgm", file.as_str());
        let ids: Vec<&str> = records.iter().flatten().map(|record| record.article.id.as_str()).collect();
        assert_eq!(ids, ["reut-2", "reut-3", "reut-4"], "{file}");
        assert_eq!(reasons("a.sgm", file.as_str()), ["unclosed", "ok", "ok", "unclosed", "ok"], "{file}");
        let line = if between.is_empty() { 1 } else { 4 };
        let place = &records[3].as_ref().unwrap_err().place;
        assert_eq!((place.line, place.byte), (Some(line), file.rfind(open).map(|at| at as u64)), "{file}");
    }
}

#[test]
fn the_whole_collection_is_accounted_for() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/reuters21578");
    if !Path::new(folder).is_dir() {
        println!("skipped: {folder} is not there");
        return;
    }
    let records = list_files(folder).0.into_iter().flat_map(|f| file(f.path));
    let (ok, bad): (Vec<_>, Vec<_>) = records.partition(Result::is_ok);
    assert_eq!((ok.len() + bad.len(), bad.len()), (21_578, 1));
}

mod any_bytes {
    use proptest::prelude::*;

    use super::*;

    const NAMES: [&str; 7] = ["-", "a.txt", "a.md", "a.json", "a.jsonl", "a.html", "a.sgm"];

    fn check(bytes: &[u8]) {
        for name in NAMES {
            for record in all(name, bytes).into_iter().flatten() {
                assert!(!record.article.text.trim().is_empty() && !record.article.id.is_empty());
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            check(&bytes);
            check(&gzip(&bytes));
        }

        /// Pieces of every format in any order reach further in than noise does.
        #[test]
        fn in_pieces_never_panic(pieces in proptest::collection::vec(0..PIECES.len(), 0..40), noise in ".{0,20}") {
            let text: String = pieces.iter().map(|&at| PIECES[at]).chain([noise.as_str()]).collect();
            check(text.as_bytes());
        }

        #[test]
        fn cut_anywhere_never_panics(at in 0..2_000usize) {
            for whole in [PAGE, WIRE] {
                check(&whole.as_bytes()[..at.min(whole.len())]);
            }
            let packed = gzip(WIRE.as_bytes());
            check(&packed[..at.min(packed.len())]);
        }
    }

    const PIECES: [&str; 44] = [
        "{",
        "}",
        "[",
        "]",
        "\"",
        "\\",
        ":",
        ",",
        "\"text\":",
        "\"a\"",
        "null",
        "\n",
        "\r\n",
        "---\n",
        "# ",
        "> ",
        "```",
        "*",
        "__",
        "](",
        "![",
        "<!--",
        "-->",
        "|",
        "&",
        "&#",
        "&#3;",
        ";",
        "<REUTERS NEWID=\"1\">",
        "</REUTERS>",
        "<TEXT>",
        "</TEXT>",
        "<BODY>",
        "</BODY>",
        "<p>",
        "</p>",
        "<time datetime=",
        "<script type=\"application/ld+json\">",
        "</script>",
        "é",
        "“",
        "By ",
        "Date: ",
        "2020-05-23",
    ];
}

#[test]
fn the_examples_of_the_documentation_are_read() {
    let page = include_str!("../../docs/formats.md");
    let examples: Vec<_> =
        page.split("```text ").skip(1).filter_map(|s| s.split("\n```").next()?.split_once('\n')).collect();
    assert_eq!(examples.len(), 5);
    for (name, example) in examples {
        let records = all(name, example);
        let first = records[0].as_ref().expect(name);
        assert!(records.iter().all(Result::is_ok));
        assert_eq!((first.article.published.is_some(), first.article.headline.is_some()), (true, true), "{name}");
    }
    for format in Format::ALL {
        assert!(page.contains(&format!("| `{}` |", format.name())));
        let example = format.example().replace(r"\n", "\n");
        assert_eq!(reader("-", Cursor::new(example)).next().map(|r| r.is_ok()), Some(true), "{format:?}");
    }
}
