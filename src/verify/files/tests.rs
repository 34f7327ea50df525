use super::*;

fn all(file: &str) -> (CitationFormat, Vec<Found>) {
    let mut found = Vec::new();
    let format = read::<io::Error>(file.as_bytes(), |one| {
        found.push(one);
        Ok(())
    });
    (format.expect("read"), found)
}

fn one(file: &str) -> Citation {
    let (_, mut found) = all(file);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0).expect("a citation")
}

const HASH: &str = "blake3:0123456789abcdef0123456789abcdef";

#[test]
fn formats_are_told_by_their_first_characters() {
    for (head, format) in [
        ("{\"id\":1}", CitationFormat::Jsonl),
        ("\u{feff}\n[\n", CitationFormat::Csl),
        ("rank,score,passage_id\n", CitationFormat::Csv),
        ("@article{a,", CitationFormat::Bibtex),
        ("TY  - NEWS\r\n", CitationFormat::Ris),
        ("# Headline\n", CitationFormat::Markdown),
        ("", CitationFormat::Markdown),
    ] {
        assert_eq!(CitationFormat::of(head.as_bytes()), format, "{head}");
    }
}

#[test]
fn entries_may_be_laid_out_anew() {
    let text = format!(
        "@article{{k,\n  Note = \"a\\_1\\#2, {HASH}\",\n  abstract={{50\\% of\n {{Vale}}, \\textbackslash{{}}n}},\n}}\n"
    );
    let citation = one(&text);
    assert_eq!((citation.id.as_str(), citation.text.as_deref()), ("a_1#2", Some("50% of  Vale, \\n")));
    let record = format!("TY  - NEWS\nN1  - mine\nN1  - a,b#2, {HASH}\nAB  - one\n  two\nER  - \n");
    let citation = one(&record);
    assert_eq!((citation.id.as_str(), citation.text.as_deref()), ("a,b#2", Some("one two")));
    let row = format!("passage_id,text_hash,text\r\n\"a \"\"1\"\"#0\",{HASH},\"two\nlines, here\"\r\n");
    let citation = one(&row);
    assert_eq!((citation.id.as_str(), citation.text.as_deref()), ("a \"1\"#0", Some("two\nlines, here")));
    assert_eq!(citation.hash.as_deref(), Some(HASH));
}

#[test]
fn json_may_be_indented() {
    let ids = |file: &str| {
        let (_, found) = all(file);
        let id = |one: Found| {
            one.map_or_else(|bad| format!("{}: {}", bad.line, bad.reason), |c| format!("{} {}", c.line, c.id))
        };
        found.into_iter().map(id).collect::<Vec<_>>()
    };
    let object = |id: &str| serde_json::json!({"passage_id": id, "text": "a } \"b\" [", "article": {"id": [1, {}]}});
    let indented = |value: &serde_json::Value| serde_json::to_string_pretty(value).expect("JSON");
    let two = format!("{}\n{}\n", indented(&object("a#0")), indented(&object("a#1")));
    assert_eq!(ids(&two), ["1 a#0", "11 a#1"]);
    let mixed = format!("{}\n{}\n{}\n", object("a#0"), indented(&object("a#1")), object("a#2"));
    assert_eq!(ids(&mixed), ["1 a#0", "2 a#1", "12 a#2"]);
    let list = serde_json::json!([object("a#0"), {"id": "b", "text": "whole"}]);
    assert_eq!(ids(&indented(&list)), ["1 a#0", "2 b"]);
    let answer = serde_json::json!({"query": "q", "hits": [object("a#0"), object("a#1")]});
    assert_eq!(ids(&indented(&answer)), ["1 a#0", "1 a#1"]);
    assert_eq!(ids(&indented(&serde_json::json!([answer]))), ["1 a#0", "1 a#1"]);
    let a_hit_a_line = format!("{{\"hits\": [\n{},\n{}\n]}}\n{}\n", object("a#0"), object("a#1"), object("a#2"));
    assert_eq!(ids(&a_hit_a_line), ["1 a#0", "1 a#1", "5 a#2"]);
    // One that is cut off, or broken inside, costs the others nothing.
    let cut: String = indented(&object("a#0")).lines().take(3).map(|line| format!("{line}\n")).collect();
    for broken in [cut, "{\n  \"text\": \"never closed,\n  \"id\": 1\n}\n".into(), "{\"id\": \"a\",\n".into()] {
        let found = ids(&format!("{broken}{}\n{two}", object("b#0")));
        let after = broken.lines().count() as u64;
        assert!(found[0].starts_with("1: not JSON"), "{found:?}");
        assert_eq!(
            found[1..],
            [format!("{} b#0", after + 1), format!("{} a#0", after + 2), format!("{} a#1", after + 12)]
        );
    }
}

#[test]
fn records_that_cannot_be_used_have_a_line() {
    for (file, line, reason) in [
        ("{\"id\":\"a\",\"text\":\"b\"}\nnonsense\n", 2, "not JSON"),
        ("{\"text\":\"b\"}", 1, "passage_id"),
        ("{\"id\":\"b\"}", 1, "text_hash"),
        ("[{\"id\":\"b\"}]", 1, "no note"),
        ("[{\"id\":\"b\"", 1, "not JSON"),
        ("@article{a,\n note = {b}\n}\n", 1, "no note"),
        ("@article{a,\n note = {b", 1, "not closed"),
        ("TY  - NEWS\nER  - \n", 1, "no note"),
        ("TY  - NEWS\n", 1, "without its end"),
        ("passage_id,text\n,b\n", 2, "no `passage_id`"),
        ("`a#0` `md5:1`\n", 1, "no hash"),
    ] {
        let (_, found) = all(file);
        let bad = found.into_iter().find_map(Result::err).unwrap_or_else(|| panic!("{file}"));
        assert!(bad.line == line && bad.reason.contains(reason), "{file}: {bad:?}");
    }
}

#[test]
fn a_note_may_have_marks_of_its_own() {
    assert_eq!(of_note(&format!("<p>a, b#1, {HASH}</p>")).map(|n| n.0).as_deref(), Some("<p>a, b#1"));
    assert_eq!(of_note("a#1, blake3:12"), None);
    assert_eq!(of_note(&format!(", {HASH}")), None);
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,200}", head in "(\\{|\\[|@a\\{|TY  -|passage_id,text\n|> )") {
        all(&format!("{head}{text}"));
    }
}
