//! `search read`, `search formats`, `search config`.

use crate::support::{ARTICLE, Room};

#[test]
fn articles_and_what_could_not_be_read() {
    let room = Room::new();
    room.write("in/a.jsonl", format!("{ARTICLE}\nnonsense\n"))
        .write("in/b.txt", "Headline: Rain\n\nIt rained in Vale.\n");
    let answer = room.search(&["read", "in"]);
    let lines = answer.lines();
    assert_eq!((answer.status, lines.len()), (0, 3));
    let keys: Vec<&str> = lines[0].as_object().expect("an object").keys().map(String::as_str).collect();
    insta::assert_snapshot!(keys.join(" "), @"id path record format headline byline source published updated url language section dateline text evidence");
    assert_eq!(lines[0]["headline"], "Roe steps aside");
    assert!(lines[1]["error"].is_string() && lines[1]["record"] == 1, "{}", lines[1]);
    assert_eq!(lines[2]["headline"], "Rain");
    assert_eq!(answer.err, "search: 2 articles read, 1 file or record skipped\n");
}

#[test]
fn what_read_prints_can_be_read_again() {
    let room = Room::new();
    room.write("a.txt", "Headline: Rain\nSource: The Courier\nDate: 2020-05-23\n\nIt rained in Vale.\n\nAll day.\n");
    let first = room.search(&["read", "a.txt"]);
    room.write("again.jsonl", &first.out);
    let second = room.search(&["read", "again.jsonl"]);
    let (first, second) = (&first.lines()[0], &second.lines()[0]);
    for key in ["id", "headline", "source", "published", "text"] {
        assert_eq!(first[key], second[key], "{key}");
    }
}

#[test]
fn nothing_to_read_is_status_1() {
    let room = Room::new();
    room.write("in/empty.txt", "");
    let answer = room.search(&["read", "in"]);
    assert_eq!(answer.status, 1);
    assert!(answer.lines()[0]["error"].is_string());
}

#[test]
fn a_path_that_is_not_there_keeps_no_other_from_being_read() {
    let room = Room::new();
    room.write("a.txt", "Headline: Rain\n\nIt rained in Vale.\n");
    let answer = room.search(&["read", "nowhere", "a.txt", "gone"]);
    assert_eq!((answer.status, answer.lines().len()), (2, 1));
    let missing = "no such file or folder; check the path";
    assert_eq!(answer.err, format!("search: nowhere: {missing}\nsearch: gone: {missing}\n"));
}

#[test]
fn scripts_and_styles_are_no_text() {
    let room = Room::new();
    let text = "# Rain\n\nHello <style>p{color:red}</style> world <script>var t = 1;</script>\n\n\
                <script>\nvar a = 1;\n\nvar b = 2;\n</script>\n\nWrite <script> in lower case.\n";
    room.write("a.md", text);
    let article = &room.search(&["read", "a.md"]).lines()[0];
    assert_eq!(article["text"], "Hello  world\n\nWrite  in lower case.");
}

#[test]
fn formats_are_listed() {
    let room = Room::new();
    assert!(room.search(&["formats"]).out.contains("jsonl: named .jsonl"));
    let names: Vec<String> =
        room.search(&["formats", "--json"]).lines().iter().map(|f| f["format"].to_string()).collect();
    assert!(names.contains(&"\"html\"".to_string()), "{names:?}");
    let text = room.search(&["formats", "--json"]).lines().remove(0);
    assert!(text["example"].as_str().is_some_and(|e| e.contains("\n") && !e.contains("\\n")), "{text}");
}

#[test]
fn settings_show_their_origin() {
    let room = Room::new();
    room.write("onrecord.toml", "limit = 20\nsort = \"newest\"\n");
    let answer = room.command(&["config", "--color", "never"]).env("ONRECORD_LIMIT", "5").output().expect("runs");
    let out = String::from_utf8(answer.stdout).expect("UTF-8");
    let line = |name: &str| {
        out.lines().find(|l| l.starts_with(name)).expect(name).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(line("limit"), "limit = 5 # environment ONRECORD_LIMIT");
    assert_eq!(line("sort"), "sort = \"newest\" # file onrecord.toml");
    assert_eq!(line("color"), "color = \"never\" # flag --color");
    assert_eq!(line("context"), "context = 0 # default");
    assert_eq!(room.search(&["config", "--json"]).json()["limit"]["origin"], "file onrecord.toml");
}
