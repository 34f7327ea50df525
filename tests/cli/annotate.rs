//! `search annotate`: JSON lines in, JSON lines out.

use crate::support::{ARTICLE, Room};

#[test]
fn one_line_for_each_in_order() {
    let room = Room::new();
    let article = |n: usize| format!("{{\"id\":\"a{n}\",\"text\":\"Ann Roe said {n} times no.\"}}\n");
    let mut input: String = (0..700).map(article).collect();
    input.push_str("nonsense\n");
    input.push_str(ARTICLE);
    let one = room.search_with_input(&["annotate", "--jobs", "1"], input.clone());
    let four = room.search_with_input(&["annotate", "--jobs", "4", "-"], input);
    assert_eq!((one.status, four.status), (1, 1));
    assert!(one.out == four.out, "the number of jobs changes the answer");
    let lines = one.lines();
    assert_eq!(lines.len(), 702);
    assert_eq!((lines[699]["id"].as_str(), lines[701]["id"].as_str()), (Some("a699"), Some("a1")));
    assert!(lines[700]["id"].is_null() && lines[700]["line"] == 701 && lines[700]["error"].is_string());
}

#[test]
fn shape_and_offsets() {
    let answer = Room::new().search_with_input(&["annotate"], ARTICLE);
    assert_eq!((answer.status, answer.err.as_str()), (0, ""));
    let value = answer.json();
    let keys: Vec<&String> = value.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["id", "quotes", "entities", "dates"]);
    let article: serde_json::Value = serde_json::from_str(ARTICLE).expect("JSON");
    let text: Vec<char> = article["text"].as_str().expect("a text").chars().collect();
    for list in ["quotes", "entities", "dates"] {
        for found in value[list].as_array().expect("a list") {
            let (start, end) = (found["start"].as_u64().expect("start"), found["end"].as_u64().expect("end"));
            assert!(start < end && end <= text.len() as u64, "{found}");
        }
    }
}

#[test]
fn a_folder_is_read_as_the_index_reads_it() {
    let room = Room::new();
    room.write("news/a.jsonl", format!("{ARTICLE}\nnonsense\n"));
    room.write("news/b.txt", "Headline: Fog\n\nIt was foggy, Bo Dell said.\n");
    room.write("news/README.md", "How these were collected.").write("news/map.png", b"\x89PNG\r\n");
    room.write("news/empty.txt", "").write("news/.hidden.txt", "Nobody reads this.");
    let answer = room.search(&["annotate", "news"]);
    let lines = answer.lines();
    assert_eq!(lines.len(), 3, "{}", answer.out);
    assert_eq!(lines[0]["id"], "a1");
    let bad = (lines[1]["path"].as_str(), lines[1]["line"].as_u64(), lines[1]["error"].is_string());
    assert_eq!(bad, (Some("news/a.jsonl"), Some(2), true));
    assert_eq!(lines[2]["quotes"].as_array().map(Vec::len), Some(1));
    assert_eq!((answer.status, answer.err.as_str()), (1, "search: 3 files skipped; `search read news` lists them\n"));
    room.write("news/a.jsonl", ARTICLE);
    let answer = room.search(&["annotate", "news"]);
    assert_eq!((answer.status, answer.lines().len()), (0, 2), "{}", answer.err);
    let skipped = room.search(&["--json", "index", "news"]).json();
    assert_eq!((skipped["articles"].as_u64(), skipped["skipped"].as_u64()), (Some(2), Some(3)));
}

#[test]
fn an_empty_input_is_an_empty_answer() {
    let room = Room::new();
    for input in ["", "\n\n"] {
        for command in [&["annotate"][..], &["read", "-"]] {
            let answer = room.search_with_input(command, input);
            assert_eq!((answer.status, answer.out.as_str(), answer.err.as_str()), (0, "", ""), "{command:?} {input:?}");
        }
    }
}

#[test]
fn odd_lines_do_not_stop_the_others() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let input = format!(
        "{deep}\n\u{feff}\n{{\"id\":\"x\"}}\n{{\"id\":7,\"text\":\"\u{202e}שלום 😀 \\u0000 end\"}}\n{ARTICLE}\n"
    );
    let answer = Room::new().search_with_input(&["annotate"], input);
    assert_eq!(answer.status, 1);
    let last = answer.lines().pop().expect("a line");
    assert_eq!(last["id"], "a1");
}
