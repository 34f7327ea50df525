//! Posting, deleting, and who may.

use serde_json::{Value, json};

use crate::support::{Answer, Server};

const TOKEN: &str = "a-token-for-tests-only";
const JSON: (&str, &str) = ("Content-Type", "application/json");
const LINES: (&str, &str) = ("Content-Type", "application/x-ndjson");
const SHOWN: (&str, &str) = ("Authorization", "Bearer a-token-for-tests-only");

fn post(server: &Server, path: &str, kind: (&str, &str), body: &str) -> Answer {
    server.send("POST", path, &[kind, SHOWN], body.as_bytes())
}

fn total(server: &Server, query: &str) -> u64 {
    server.get(&format!("/api/v1/search?q={query}")).json()["total"].as_u64().expect("a total")
}

#[test]
fn who_has_no_token_writes_nothing() {
    let server = Server::that_writes(TOKEN);
    for (method, path) in [("POST", "/api/v1/articles"), ("DELETE", "/api/v1/articles/a"), ("POST", "/api/v1/reindex")]
    {
        for header in
            ["", "Bearer wrong", "Bearer", "Basic YTpi", "Bearer a-token-for-tests-onlY", "a-token-for-tests-only"]
        {
            let headers = if header.is_empty() { vec![JSON] } else { vec![JSON, ("Authorization", header)] };
            let answer = server.send(method, path, &headers, b"{}");
            answer.problem(401, "unauthorized");
            assert_eq!(answer.header("www-authenticate"), "Bearer");
        }
    }
    assert_eq!(server.get("/api/v1/status").json()["generation"], 1);
}

#[test]
fn an_article_is_found_after_the_answer_and_gone_after_the_next() {
    let server = Server::that_writes(TOKEN);
    let article = r#"{"id":"p/1","title":"Tolls","date":"2020-07-01","text":"Tolls will rise, said Kim Lowe."}"#;
    let answer = post(&server, "/api/v1/articles", JSON, article);
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert_eq!(answer.json(), json!({"id": "p/1", "status": "created", "generation": 2}));
    assert_eq!(total(&server, "tolls"), 1);

    let again = post(&server, "/api/v1/articles", JSON, article);
    assert_eq!((again.status, again.json()["status"].as_str()), (200, Some("unchanged")));
    assert_eq!(again.json()["generation"], 2);

    let changed = post(&server, "/api/v1/articles", JSON, r#"{"id":"p/1","text":"Fares will fall, said Kim Lowe."}"#);
    assert_eq!((changed.status, changed.json()["status"].as_str()), (200, Some("updated")));
    assert_eq!((total(&server, "tolls"), total(&server, "fares")), (0, 1));

    let gone = server.send("DELETE", "/api/v1/articles/p%2F1", &[SHOWN], b"");
    assert_eq!((gone.status, gone.json()["status"].as_str()), (200, Some("deleted")));
    assert_eq!(total(&server, "fares"), 0);
    server.send("DELETE", "/api/v1/articles/p%2F1", &[SHOWN], b"").problem(404, "not-found");
}

#[test]
fn what_was_kept_but_not_indexed_is_indexed_when_it_is_sent_again() {
    let server = Server::that_writes(TOKEN);
    for n in 0..5 {
        let article =
            json!({"id": format!("r{n}"), "text": format!("Quay number{n} is shut, said Kim Lowe.")}).to_string();
        let kept = post(&server, "/api/v1/articles?refresh=async", JSON, &article);
        assert_eq!(kept.status, 202, "{}", kept.text());
        // The answer to the second comes when searches find what the first left to be done.
        let again = post(&server, "/api/v1/articles", JSON, &article);
        assert_eq!((again.status, again.json()["status"].as_str()), (200, Some("unchanged")));
        assert_eq!(total(&server, &format!("number{n}")), 1);
    }
    let gone = server.send("DELETE", "/api/v1/articles/r0?refresh=async", &[SHOWN], b"");
    assert_eq!(gone.status, 202, "{}", gone.text());
    let again = server.send("DELETE", "/api/v1/articles/r0", &[SHOWN], b"");
    assert!(matches!(again.status, 200 | 404), "{}", again.text());
    assert_eq!(total(&server, "number0"), 0);
}

#[test]
fn a_list_in_a_line_is_no_article() {
    let server = Server::that_writes(TOKEN);
    let hidden = r#"[{"id":"s1","text":"One smug, said Kim Lowe."},{"id":"a","text":"Two smug."}]"#;
    for (kind, body) in [(LINES, hidden.to_owned()), (JSON, format!("[{hidden}]"))] {
        let answer = post(&server, "/api/v1/articles", kind, &body).json();
        assert_eq!((&answer["rejected"], &answer["created"]), (&1.into(), &0.into()), "{answer}");
    }
    assert_eq!(total(&server, "smug"), 0);
    assert_eq!(server.get("/api/v1/articles/a").status, 200);
}

#[test]
fn a_list_is_answered_one_by_one() {
    let server = Server::that_writes(TOKEN);
    let lines = concat!(
        r#"{"id":"l1","text":"Lamps were lit, said Kim Lowe."}"#,
        "\n",
        "{broken\n",
        "\n",
        r#"{"id":"a","text":"Someone else's article."}"#,
        "\n",
        r#"{"id":"l2","text":"Lamps went out."}"#,
        "\n",
    );
    let answer = post(&server, "/api/v1/articles", LINES, lines).json();
    assert_eq!((answer["created"].as_u64(), answer["rejected"].as_u64()), (Some(2), Some(2)));
    let of = |n: usize| &answer["results"][n];
    assert_eq!(of(0), &json!({"record": 1, "id": "l1", "status": "created"}));
    assert_eq!((of(1)["record"].as_u64(), of(1)["error"]["code"].as_str()), (Some(2), Some("bad-article")));
    assert_eq!((of(2)["record"].as_u64(), of(2)["error"]["code"].as_str()), (Some(4), Some("conflict")));
    assert_eq!(total(&server, "lamps"), 2);
    let listed = post(
        &server,
        "/api/v1/articles",
        JSON,
        r#"[{"id":"l1","text":"Lamps were lit, said Kim Lowe."},{"id":"l3","text":"Lamps."}]"#,
    );
    assert_eq!(listed.json()["created"], 1);
    // A list of one is a list.
    let one = post(&server, "/api/v1/articles", JSON, r#"[{"id":"l4","text":"Lamps."}]"#).json();
    assert_eq!((&one["created"], &one["results"][0]["id"]), (&1.into(), &"l4".into()));
}

#[test]
fn a_date_that_cannot_be_read_is_told_to_the_sender() {
    let server = Server::that_writes(TOKEN);
    let told = "the date `07/08/2020` cannot be read, so the article has none; write YYYY-MM-DD";
    let article = r#"{"id":"u1","text":"Lamps, said Kim Lowe.","date":"07/08/2020"}"#;
    let answer = post(&server, "/api/v1/articles", JSON, article);
    assert_eq!((answer.status, &answer.json()["notice"]), (201, &told.into()));
    let again = post(&server, "/api/v1/articles", LINES, article).json();
    assert_eq!((&again["unchanged"], &again["results"][0]["notice"]), (&1.into(), &told.into()));
    assert_eq!(server.get("/api/v1/status").json()["unread_dates"], 1);
    let dated = post(&server, "/api/v1/articles", JSON, r#"{"id":"u1","text":"Lamps.","date":"2020-08-07"}"#).json();
    assert!(dated.get("notice").is_none(), "{dated}");
    assert_eq!(server.get("/api/v1/status").json()["unread_dates"], 0);
}

#[test]
fn what_is_no_article_is_refused() {
    let server = Server::that_writes(TOKEN);
    post(&server, "/api/v1/articles", JSON, "{").problem(422, "bad-article");
    post(&server, "/api/v1/articles", JSON, "{}").problem(422, "bad-article");
    post(&server, "/api/v1/articles", ("Content-Type", "text/plain"), "{}").problem(415, "media-type");
    post(&server, "/api/v1/articles?refresh=later", JSON, "{}").problem(400, "usage");
    server.send("POST", "/api/v1/articles", &[JSON, SHOWN], b"\xff\xfe{").problem(400, "encoding");
    server.send("DELETE", "/api/v1/articles/a", &[SHOWN], b"").problem(409, "conflict");
    let deep = format!("{}1{}", "[".repeat(5000), "]".repeat(5000));
    post(&server, "/api/v1/articles", JSON, &deep).problem(422, "bad-article");
    assert_eq!(server.get("/api/v1/status").json()["generation"], 1);
}

#[test]
fn a_body_of_100_megabytes_is_refused_and_leaves_no_trace() {
    let server = Server::that_writes(TOKEN);
    let body = vec![b'a'; 100 << 20];
    server.send("POST", "/api/v1/articles", &[JSON, SHOWN], &body).problem(413, "too-large");
    let mut chunked =
        b"POST /api/v1/articles HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Type: application/json\r\n\
        Authorization: Bearer a-token-for-tests-only\r\nTransfer-Encoding: chunked\r\n\r\n"
            .to_vec();
    for _ in 0..100 {
        chunked.extend_from_slice(format!("{:x}\r\n", 1 << 20).as_bytes());
        chunked.extend_from_slice(&body[..1 << 20]);
        chunked.extend_from_slice(b"\r\n");
    }
    chunked.extend_from_slice(b"0\r\n\r\n");
    server.raw(&chunked).problem(413, "too-large");
}

#[test]
fn those_who_do_not_wait_are_answered_at_once() {
    let server = Server::that_writes(TOKEN);
    let answer =
        post(&server, "/api/v1/articles?refresh=async", JSON, r#"{"id":"q","text":"Quarries, said Kim Lowe."}"#);
    assert_eq!((answer.status, &answer.json()["generation"]), (202, &Value::Null));
    let found = (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        total(&server, "quarries") == 1
    });
    assert!(found, "never indexed");
}

#[test]
fn a_removed_article_is_gone_before_the_index_is_written() {
    let server = Server::that_writes(TOKEN);
    for n in 0..8 {
        let line = format!(r#"{{"id":"r{n}","text":"Rafts, said Kim Lowe."}}"#);
        assert_eq!(post(&server, "/api/v1/articles", JSON, &line).status, 201);
        let (article, passage) = (format!("/api/v1/articles/r{n}"), format!("/api/v1/passages/r{n}%230"));
        assert_eq!((server.get(&article).status, server.get(&passage).status), (200, 200));
        assert_eq!(server.send("DELETE", &format!("{article}?refresh=async"), &[SHOWN], b"").status, 202);
        server.get(&article).problem(404, "not-found");
        server.get(&passage).problem(404, "not-found");
    }
}

#[test]
fn reindexing_takes_in_what_changed_on_disk_and_keeps_what_was_posted() {
    let server = Server::that_writes(TOKEN);
    post(&server, "/api/v1/articles", JSON, r#"{"id":"kept","text":"Kettles, said Kim Lowe."}"#);
    std::fs::write(server.home.corpus().join("more.jsonl"), "{\"id\":\"m\",\"text\":\"Mills, said Kim Lowe.\"}\n")
        .expect("written");
    let report = post(&server, "/api/v1/reindex", JSON, "").json();
    assert_eq!(report["added"], 1, "{report}");
    assert_eq!((total(&server, "mills"), total(&server, "kettles")), (1, 1));
    let full = post(&server, "/api/v1/reindex?full=true", JSON, "").json();
    assert_eq!((full["articles"].as_u64(), total(&server, "kettles")), (Some(5), 1), "{full}");
}

#[test]
fn many_writers_at_once_lose_nothing() {
    let server = Server::that_writes(TOKEN);
    std::thread::scope(|scope| {
        for n in 0..8 {
            let server = &server;
            scope.spawn(move || {
                for m in 0..3 {
                    let article = format!("{{\"id\":\"w{n}-{m}\",\"text\":\"Wharves of {n} and {m}.\"}}");
                    assert_eq!(post(server, "/api/v1/articles", JSON, &article).status, 201);
                    assert_eq!(server.get(&format!("/api/v1/articles/w{n}-{m}")).status, 200);
                }
            });
        }
    });
    assert_eq!(total(&server, "wharves"), 24);
}
