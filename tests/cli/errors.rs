//! Each way of going wrong: one line that says what, where and what to do, and status 2.

use crate::support::Room;

/// Runs a command that fails, with and without `--json`, and returns what it said.
fn said(room: &Room, arguments: &[&str]) -> String {
    let plain = room.search(arguments);
    assert_eq!((plain.status, plain.out.as_str()), (2, ""), "{arguments:?}");
    let mut with_json = vec!["--json"];
    with_json.extend(arguments);
    let json = room.search(&with_json);
    assert_eq!((json.status, &json.err), (2, &plain.err), "{arguments:?}");
    let error = &json.json()["error"];
    let line = plain.err.lines().next().unwrap_or_default();
    let message = error["message"].as_str().expect("a message");
    assert!(line.contains(message) && error["code"].is_string(), "{arguments:?}: {line} / {error}");
    format!("$ search {}\n{}\n", arguments.join(" "), plain.err)
}

#[test]
fn messages() {
    let room = Room::new();
    room.write("bad.toml", "limt = 3\n")
        .write("worse.toml", "limit = \"many\"\n")
        .write("cut.toml", "sort = \"newest\"\nlimit =\n")
        .write("empty.run", "");
    room.write("qrels", "q1 0 d1 1\n").write("bad.run", "q1 Q0 d1 1\n").write("bad.gold", "{}\n");
    let commands: [&[&str]; 16] = [
        &[],
        &["read"],
        &["eval"],
        &["query"],
        &["query", "-n", "-1", "a"],
        &["formats", "--config", "cut.toml"],
        &["read", "nowhere"],
        &["read", "qrels", "--frobnicate"],
        &["formats", "--color", "sometimes"],
        &["formats", "--config", "nowhere.toml"],
        &["formats", "--config", "bad.toml"],
        &["formats", "--config", "worse.toml"],
        &["annotate", "--jobs", "0"],
        &["eval", "rank", "qrels", "bad.run"],
        &["eval", "rank", "nowhere", "empty.run"],
        &["eval", "quotes", "bad.gold", "empty.run"],
    ];
    let all: Vec<String> = commands.iter().map(|arguments| said(&room, arguments)).collect();
    insta::assert_snapshot!("errors", all.join("\n"));
}

#[test]
fn a_value_may_begin_with_a_hyphen() {
    let room = Room::with_index();
    for arguments in [
        &["--speaker", "-Roe", "recusal"][..],
        &["quotes", "recusal", "--source", "-Roe"],
        &["trend", "recusal", "--compare", "-Roe"],
        &["verify", "--text", "-Roe"],
        &["speakers", "--like", "-Roe"],
    ] {
        let answer = room.search(arguments);
        let flag = arguments.iter().find(|argument| argument.starts_with("--")).expect("a flag");
        let hint =
            format!("a value that begins with a hyphen is joined to its flag by an equals sign: '{flag}=-Roe'\n");
        assert_eq!((answer.status, answer.err.ends_with(&hint)), (2, true), "{arguments:?}: {}", answer.err);
        let joined = arguments.join(" ").replace(" -Roe", "=-Roe");
        let joined: Vec<&str> = joined.split(' ').collect();
        assert_ne!(room.search(&joined).status, 2, "{joined:?}");
    }
    assert_eq!(room.search(&["quotes", "--speaker=-Roe"]).status, 0);
    let other = room.search(&["-Roe"]);
    assert!(other.err.ends_with("to pass '-R' as a value, use '-- -R'\n"), "{}", other.err);
}

#[test]
fn flags_of_other_programs_are_answered_with_those_of_this_one() {
    let room = Room::new();
    for (arguments, hint) in [
        (&["export", "recusal", "-o", "x.csv"][..], "put > FILE behind the command"),
        (&["export", "recusal", "--limit", "5"], "an export has every match; `search query` takes it"),
        (&["recusal", "--from", "2020"], "write --since 2020-05"),
        (&["quotes", "recusal", "--author=Roe"], "write byline:NAME in the query"),
        (&["quotes", "recusal", "--group", "article"], "quotes come one by one, without groups and context"),
        (&["quotes", "recusal", "--context", "1"], "quotes come one by one, without groups and context"),
        (&["recusal", "--count"], "write -n 0 for the exact total alone"),
        (&["recusal", "--sinc", "2020"], "a similar argument exists: '--since'"),
    ] {
        let answer = room.search(arguments);
        assert!(answer.status == 2 && answer.err.contains(hint), "{arguments:?}: {}", answer.err);
    }
}

#[test]
fn what_to_do_is_told_in_flags() {
    let room = Room::new();
    room.write("topics.tsv", "q1\trecusal\n\nq2\tinquiry\nq1\trunoff\n");
    let twice = room.search(&["run", "--topics", "topics.tsv"]);
    let told = "search: topics.tsv:4: topic `q1` stands in line 1 too; give each topic a name of its own\n";
    assert_eq!((twice.status, twice.err.as_str()), (2, told));
    let old = r#"{"id":"o1","date":"1900-01-01","text":"The harbour opened."}"#;
    let new = r#"{"id":"o2","date":"2020-01-01","text":"The harbour opened again."}"#;
    room.write("corpus/harbour.jsonl", format!("{old}\n{new}\n"));
    assert_eq!(room.search(&["index", "--quiet"]).status, 0);
    let days = room.search(&["trend", "harbour", "--by", "day"]);
    assert!(days.status == 2 && days.err.contains("choose longer ones with --by, or less time"), "{}", days.err);
}

#[test]
fn two_formats_contradict_each_other() {
    let room = Room::with_index();
    for command in ["query", "quotes", "trend", "export"] {
        let answer = room.search(&[command, "recusal", "--json", "--format", "csv"]);
        assert_eq!(answer.status, 2, "{command}");
        assert!(answer.err.starts_with("search: --json and --format csv contradict each other; "), "{}", answer.err);
    }
    assert_eq!(room.search(&["query", "recusal", "--json", "--format", "jsonl"]).status, 0);
    assert_eq!(room.search(&["show", "a1", "--json", "--format", "md"]).status, 2);
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_silent() {
    use std::io::Read;
    use std::process::{Command, Stdio};

    let room = Room::new();
    let line = format!("{}\n", crate::support::ARTICLE);
    room.write("many.jsonl", line.repeat(5000));
    let mut child = Command::new(env!("CARGO_BIN_EXE_search"))
        .args(["read", "many.jsonl"])
        .current_dir(room.path("."))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut first = [0; 16];
    let mut out = child.stdout.take().expect("its output");
    out.read_exact(&mut first).expect("some output");
    drop(out);
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
