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

/// The lines of a source file without its test modules and comments; nothing of a file that holds
/// tests alone.
fn code(path: &Path) -> String {
    if path.file_name().is_some_and(|name| name == "tests.rs") {
        return String::new();
    }
    let text = fs::read_to_string(path).expect("a source file is readable");
    let mut kept = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let opens_tests = line == "#[cfg(test)]" && lines.peek().is_some_and(|next| next.ends_with(" {"));
        if opens_tests {
            // What is written by `cargo fmt` ends with a brace of its own line.
            lines.by_ref().find(|line| *line == "}");
        } else if !line.trim_start().starts_with("//") {
            kept.push(line);
        }
    }
    kept.join("\n")
}

/// The modules of the library, each with those below which it lies: it uses only what stands before it.
const ORDER: [&str; 20] = [
    "span", "article", "stop", "passage", "when", "terms", "read", "annotate", "names", "family", "index", "query",
    "rank", "search", "verify", "eval", "problem", "filters", "output", "server",
];

#[test]
fn a_module_uses_only_those_that_stand_before_it() {
    let place_of = |module: &str| ORDER.iter().position(|known| *known == module);
    for path in files("src", &["rs"]) {
        let (name, code) = (relative(&path), code(&path));
        let module = name.trim_start_matches("src/").trim_end_matches(".rs").split('/').next().unwrap_or_default();
        if matches!(module, "lib" | "main" | "cli") {
            continue;
        }
        let place = place_of(module).unwrap_or_else(|| panic!("{module} has no place in the order"));
        assert!(!code.contains("crate::{"), "{name} names several modules at once, which this test does not read");
        for used in code.split("crate::").skip(1) {
            let used = used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
            assert!(place_of(used).is_none_or(|at| at <= place), "{name} uses {used}, which stands behind {module}");
        }
    }
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

/// The folders of the quote annotator, as it declares them.
fn folders_of_quotes() -> Vec<String> {
    let path = root().join("src/annotate/quote/mod.rs");
    let code = code(&path);
    let names = code.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'));
    names.map(str::to_string).collect()
}

#[test]
fn a_folder_of_the_quote_annotator_uses_only_those_declared_above_it() {
    let folders = folders_of_quotes();
    for (number, folder) in folders.iter().enumerate() {
        for path in files(&format!("src/annotate/quote/{folder}"), &["rs"]) {
            let (name, code) = (relative(&path), code(&path));
            assert!(!code.contains("super::super"), "{name} names another folder by super::super");
            for used in code.split("crate::annotate::quote::").skip(1) {
                let used = used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
                let is_above = folders.iter().position(|other| other == used).is_none_or(|at| at <= number);
                assert!(is_above, "{name} uses {used}, which is declared below {folder}");
            }
        }
    }
    let here = fs::read_dir(root().join("src/annotate/quote")).expect("the folder is readable").filter_map(Result::ok);
    let there: Vec<String> =
        here.filter(|e| e.path().is_dir()).map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    assert!(there.iter().all(|folder| folders.contains(folder)), "{there:?} are not all declared in {folders:?}");
}

#[test]
fn pages_of_quotes_name_modules_that_exist() {
    let annotate = root().join("src/annotate");
    for page in ["docs/quotes-rules.md", "docs/quotes.md", "docs/quotes-history.md"] {
        let text = fs::read_to_string(root().join(page)).expect("a page is readable");
        let mut n_modules = 0;
        for line in text.lines() {
            let is_row = page.ends_with("rules.md") && line.starts_with('|');
            for named in line.split('`').skip(1).step_by(2) {
                // Paths from the root ("tests/gold_quotes.rs") are no modules, nor is `look.rs`, which each ranker has.
                let is_path = named.ends_with(".rs") || is_row && named.ends_with('/');
                if !is_path || named.contains(' ') || named == "look.rs" || root().join(named).exists() {
                    continue;
                }
                n_modules += 1;
                let exists = annotate.join("quote").join(named).exists() || annotate.join(named).exists();
                assert!(exists, "{page} names {named}, which is not under src/annotate");
            }
        }
        assert!(n_modules > 0, "{page} names no module");
    }
}

#[test]
fn every_rule_of_quotes_tells_its_module() {
    let text = fs::read_to_string(root().join("docs/quotes-rules.md")).expect("a page is readable");
    for row in text.lines().filter(|line| line.starts_with('|')) {
        let module = row.trim_end_matches([' ', '|']).rsplit('|').next().unwrap_or_default();
        let is_head = row.starts_with("|---") || module.trim() == "module";
        assert!(is_head || module.contains('`'), "no module in “{row}”");
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
