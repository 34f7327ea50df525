//! The only place that knows how the program is started.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

/// A folder of its own for one test, and the program run inside it.
pub struct Room {
    folder: tempfile::TempDir,
}

/// What a run of the program came to.
pub struct Answer {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Room {
    pub fn new() -> Self {
        Room { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders that lead to it.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("created");
        std::fs::write(path, bytes).expect("written");
        self
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_search"));
        command.env_clear().current_dir(self.folder.path()).args(arguments);
        command
    }

    pub fn search(&self, arguments: &[&str]) -> Answer {
        Answer::of(&mut self.command(arguments))
    }

    pub fn search_with_input(&self, arguments: &[&str], input: impl Into<Vec<u8>>) -> Answer {
        Answer::of(self.command(arguments).write_stdin(input))
    }
}

impl Answer {
    fn of(command: &mut Command) -> Self {
        let output = command.output().expect("the program runs");
        Answer {
            status: output.status.code().expect("it ends by itself"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// The lines of standard output, each a JSON value.
    pub fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}{}", self.out, self.err))
    }
}

/// Two lines of a made-up article as JSON.
pub const ARTICLE: &str = r#"{"id":"a1","title":"Roe steps aside","date":"2020-05-23","source":"The Courier","author":"By Kim Lowe","url":"https://courier.example/a1","text":"VALE, May 22 — Ann Roe stepped aside on Friday.\n\n“I will take no part in the inquiry,” Roe said."}"#;

/// The optional corpora and scorers beside the package, where they are installed.
pub fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")).join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not there", path.display());
    None
}

impl Room {
    /// A room with a corpus of four short articles, in three formats.
    pub fn with_corpus() -> Self {
        let room = Room::new();
        room.write("corpus/courier.jsonl", format!("{ARTICLE}\n{SECOND}\n"));
        room.write("corpus/rain.txt", RAIN);
        room.write("corpus/runoff.md", RUNOFF);
        room
    }

    /// The same, indexed.
    pub fn with_index() -> Self {
        let room = Room::with_corpus();
        let answer = room.search(&["index", "--quiet"]);
        assert_eq!(answer.status, 0, "{}", answer.err);
        room
    }
}

const SECOND: &str = r#"{"id":"a2","title":"Poe answers Roe","date":"2020-06-02","source":"The Courier","author":"By Sam Vale","text":"Bob Poe, the football coach, said the recusal had come late.\n\n“She recused herself when it suited her,” Poe said.\n\nThe inquiry goes on."}"#;

const RAIN: &str = "\
Headline: Rain in Vale
By: Lou Hill
Date: 2020-05-24
Source: Hill Gazette

It rained in Vale for a week.

“We have seen worse,” said Lou Dale, a farmer.
";

const RUNOFF: &str = "\
---
title: Runoff moved to July
author: Kim Lowe
date: 2020-03-20
publication: The Courier
section: Politics
---

The runoff was moved from March 31 to July 14, 2020, the state said.

Ann Roe and Bob Poe will meet in the runoff.
";
