//! The examples of the pages do what the pages say: commands and programs are run as printed,
//! against a real server over the shipped corpus.

use std::path::Path;
use std::process::{Command, Stdio};

use onrecord::IndexBuilder;
use serde_json::Value;

use crate::support::Server;

const TOKEN: &str = "a-token-for-tests-only";

/// A fenced block of a page: its language and its lines.
struct Block {
    language: String,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).expect("a page");
    let mut found = Vec::new();
    let mut open: Option<Block> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => open = Some(Block { language: language.to_owned(), text: String::new() }),
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some(block), None) => block.text.extend([line, "\n"]),
            (None, None) => {}
        }
    }
    found
}

fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// Runs a block against the server; nothing where it is not one to be run. Of a block of
/// commands without a language, the calls of the interface are run.
fn output_of(block: &Block, server: &Server) -> Option<String> {
    let mut text = block.text.replace("127.0.0.1:8080", &server.address.to_string());
    if block.language.is_empty() {
        text = text.lines().filter(|line| line.starts_with("curl ")).collect::<Vec<_>>().join("\n");
    }
    let program = match block.language.as_str() {
        "sh" | "" if text.contains("curl") => "sh",
        "python" if text.contains(&server.address.to_string()) => "python3",
        _ => return None,
    };
    let ran = Command::new(program).args(["-c", &text]).env("ONRECORD_TOKEN", TOKEN).output().expect("runs");
    let errors = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(ran.status.success(), "{text}\n{errors}");
    Some(String::from_utf8(ran.stdout).expect("UTF-8"))
}

/// Tells whether `found` has everything that `shown` shows; `…` stands for anything.
fn has(found: &Value, shown: &Value) -> bool {
    match (found, shown) {
        (found, Value::String(text)) if text == "…" => !found.is_null(),
        (Value::Object(found), Value::Object(shown)) => {
            shown.iter().all(|(key, value)| found.get(key).is_some_and(|found| has(found, value)))
        }
        (Value::Array(found), Value::Array(shown)) => {
            found.len() >= shown.len() && found.iter().zip(shown).all(|(found, shown)| has(found, shown))
        }
        (found, shown) => found == shown,
    }
}

fn run_page(page: &str, server: &Server) -> usize {
    let mut n_run = 0;
    let mut last: Option<String> = None;
    for block in blocks(page) {
        if block.language == "json" {
            let (Some(output), Ok(shown)) = (last.take(), serde_json::from_str::<Value>(&block.text)) else { continue };
            let found: Value = serde_json::from_str(&output).unwrap_or_else(|e| panic!("{e}: {output}"));
            assert!(has(&found, &shown), "{page} shows {shown}\nthe answer is {found}");
            continue;
        }
        last = output_of(&block, server);
        n_run += usize::from(last.is_some());
        if let ("python", Some(output)) = (block.language.as_str(), &last) {
            assert!(output.lines().count() > 3, "{output}");
        }
        if let ("", Some(output)) = (block.language.as_str(), &last) {
            let answer: Value = serde_json::from_str(output).unwrap_or_else(|e| panic!("{e}: {output}"));
            assert!(answer["hits"].as_array().is_some_and(|hits| !hits.is_empty()), "{answer}");
        }
    }
    n_run
}

#[test]
fn examples_of_the_pages_work_as_printed() {
    if !is_there("curl") || !is_there("python3") {
        eprintln!("skipped: the examples need curl and python3");
        return;
    }
    let server = Server::over_corpus(TOKEN, |home| {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        IndexBuilder::new(home).run(&[corpus], |_| {}).expect("indexed");
    });
    assert!(run_page("docs/http-api.md", &server) >= 7);
    assert!(run_page("README.md", &server) >= 2);
}
