//! Every command line in the boxes of a page does what the page says.

use std::process::Command;

use crate::support::Room;

/// The lines of the `sh` boxes of a page.
fn examples(page: &str) -> Vec<String> {
    let path = format!("{}/docs/{page}", env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(path).expect("the page is there");
    let mut is_inside = false;
    let mut lines = Vec::new();
    for line in page.lines() {
        match line.strip_prefix("```") {
            Some(kind) => is_inside = kind == "sh",
            None if is_inside => lines.push(line.to_owned()),
            None => {}
        }
    }
    lines
}

#[cfg(unix)]
#[test]
fn examples_of_the_page_about_results() {
    let room = Room::new();
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    assert_eq!(room.search(&["index", "-q", corpus]).status, 0);
    let bin = std::path::Path::new(env!("CARGO_BIN_EXE_search")).parent().expect("a folder");
    let examples = examples("results.md");
    assert!(examples.len() > 20);
    for line in examples {
        let wanted = line.split("# status ").nth(1).and_then(|rest| rest.get(..1)?.parse().ok()).unwrap_or(0);
        let mut shell = Command::new("/bin/sh");
        shell.env_clear().env("PATH", bin).current_dir(room.path(".")).args(["-c", &line]);
        let output = shell.output().expect("a shell");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(wanted), "{line}: {err}");
    }
}
