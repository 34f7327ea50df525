//! Every help text, as it is printed. A change here is a change that users see.

use crate::support::Room;

const COMMANDS: &[&str] = &[
    "query",
    "quotes",
    "index",
    "read",
    "annotate",
    "show",
    "status",
    "speakers",
    "entities",
    "trend",
    "export",
    "verify",
    "run",
    "eval",
    "serve",
    "mcp",
    "formats",
    "config",
    "completions",
    "man",
];

#[test]
fn help_of_the_program() {
    let answer = Room::new().search(&["--help"]);
    assert_eq!((answer.status, answer.err.as_str()), (0, ""));
    insta::assert_snapshot!("help", answer.out);
}

#[test]
fn help_of_each_command() {
    for command in COMMANDS {
        let answer = Room::new().search(&[command, "--help"]);
        assert_eq!(answer.status, 0, "{command}");
        insta::assert_snapshot!(format!("help_{command}"), answer.out);
    }
    for task in ["rank", "quotes", "entities", "dates"] {
        let answer = Room::new().search(&["eval", task, "--help"]);
        insta::assert_snapshot!(format!("help_eval_{task}"), answer.out);
    }
}

#[test]
fn no_command_is_missing_here() {
    let help = Room::new().search(&["--help"]).out;
    let (_, listed) = help.split_once("Commands:\n").expect("a list of commands");
    let (listed, _) = listed.split_once("\n\n").expect("more help behind it");
    let names: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names, COMMANDS);
}

#[test]
fn version_and_manual_page() {
    let room = Room::new();
    assert!(room.search(&["--version"]).out.starts_with("search "));
    let page = room.search(&["man"]).out;
    for command in COMMANDS {
        assert!(page.contains(&format!(".SH SEARCH {}", command.to_uppercase())), "{command}");
    }
}

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = Room::new().search(&["completions", shell]).out;
        assert!(script.contains("annotate"), "{shell}");
    }
}
