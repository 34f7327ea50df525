//! The structure that `ARCHITECTURE.md` promises, checked against the sources.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under `folder` with one of the endings, sorted, build output left out.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = walkdir::WalkDir::new(root().join(folder))
        .into_iter()
        .filter_entry(|entry| {
            !matches!(entry.file_name().to_str(), Some("target" | ".git" | "out" | "index")) || entry.depth() > 2
        })
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| endings.iter().any(|ending| path.extension().is_some_and(|e| e == *ending)))
        .collect();
    found.sort();
    found
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// The lines of a source file before its first test module, comments left out; nothing of a
/// file that holds tests alone.
fn code(path: &Path) -> String {
    if path.file_name().is_some_and(|name| name == "tests.rs") {
        return String::new();
    }
    let text = fs::read_to_string(path).expect("a source file is readable");
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_library_is_named_only_where_it_is_at_home() {
    let homes: [(&str, &[&str]); 7] = [
        ("tantivy::", &["src/index", "src/rank", "src/search"]),
        ("clap::", &["src/cli", "src/main.rs"]),
        ("std::env::", &["src/cli", "src/main.rs", "src/read", "src/index"]),
        ("trafilatura::", &["src/read"]),
        ("axum::", &["src/server"]),
        ("rustls::", &["src/server/tls.rs"]),
        ("tokio::", &["src/server", "src/cli/serve.rs"]),
    ];
    for path in files("src", &["rs"]) {
        let (name, code) = (relative(&path), code(&path));
        for (library, places) in homes {
            let at_home = places.iter().any(|place| name.starts_with(place));
            assert!(at_home || !code.contains(library), "{name} names {library}, which belongs in {places:?}");
        }
    }
}

#[test]
fn the_library_neither_prints_nor_exits() {
    for path in files("src", &["rs"]) {
        let name = relative(&path);
        if name.starts_with("src/cli") || name == "src/main.rs" {
            continue;
        }
        let code = code(&path);
        for word in ["println!(", "eprintln!(", "process::exit", "todo!(", "unimplemented!(", "dbg!("] {
            assert!(!code.contains(word), "{name} holds {word}");
        }
    }
}

#[test]
fn annotators_read_no_files_and_no_clock() {
    for path in files("src/annotate", &["rs"]) {
        let (name, code) = (relative(&path), code(&path));
        for word in ["std::fs", "std::io::", "SystemTime", "Zoned::now", "std::net"] {
            assert!(!code.contains(word), "{name} holds {word}");
        }
    }
}

#[test]
fn source_files_stay_small() {
    for path in files("src", &["rs"]) {
        let lines = code(&path).lines().count();
        assert!(lines <= 400, "{} has {lines} lines of code: split it at 400", relative(&path));
    }
}

#[test]
fn pages_link_to_files_that_exist() {
    for path in files(".", &["md"]) {
        let text = fs::read_to_string(&path).expect("a page is readable");
        let folder = path.parent().unwrap_or(root());
        if relative(&path).starts_with("corpus/") || relative(&path).starts_with("tests/") {
            continue;
        }
        for part in text.split("](").skip(1) {
            let target = part.split(')').next().unwrap_or_default().split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains("://") || target.contains(' ') {
                continue;
            }
            assert!(folder.join(target).exists(), "{} links to {target}, which is not there", relative(&path));
        }
    }
}
