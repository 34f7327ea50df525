//! Each route that reads, and each way to ask it wrongly.

use std::process::Command;

use serde_json::{Value, json};

use crate::support::{Home, Server};

/// What the program prints, and what the server answers, but for the time it took.
fn printed_and_found(server: &Server, arguments: &[&str], path: &str) -> (Value, Value) {
    let answer = server.get(path);
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"), "{}", answer.text());
    let printed = Command::new(env!("CARGO_BIN_EXE_search"))
        .args(["--index", server.home.index().to_str().expect("UTF-8"), "--json"])
        .args(arguments)
        .current_dir(server.home.path())
        .output()
        .expect("runs");
    let mut printed: Value = serde_json::from_slice(&printed.stdout).expect("JSON");
    let mut found = answer.json();
    (found["took_us"], printed["took_us"]) = (json!(0), json!(0));
    (printed, found)
}

#[test]
fn a_search_is_what_the_command_line_prints() {
    let server = Server::start();
    let (printed, found) = printed_and_found(
        &server,
        &["query", "-n", "5", "--facets", "speaker,source", "recusal"],
        "/api/v1/search?q=recusal&facets=speaker,source&limit=5",
    );
    assert_eq!(found["total"], 3);
    assert_eq!(found, printed);
    let (printed, found) = printed_and_found(
        &server,
        &["query", "--expand", "--explain", "--exact", "--min-confidence", "0.9", "--facets", "entity"]
            .into_iter()
            .chain(["--facet-limit", "1", "recusal"])
            .collect::<Vec<_>>(),
        "/api/v1/search?q=recusal&expand=true&explain=true&exact=true&min_confidence=0.9&facets=entity&facet_limit=1",
    );
    assert_eq!((found["total"].as_u64(), found["facets"]["entity"].as_array().map(Vec::len)), (Some(2), Some(1)));
    assert!(found["explanation"]["sentence"].is_string() && found["hits"][0]["explanation"].is_array(), "{found}");
    assert_eq!(found, printed);
}

#[test]
fn quotes_are_what_the_command_line_prints() {
    let server = Server::start();
    let (printed, found) = printed_and_found(
        &server,
        &["quotes", "--speaker", "merrow", "--sort", "newest", "--facets", "speaker,month", "--explain", "recusal"],
        "/api/v1/quotes?q=recusal&speaker=merrow&sort=newest&facets=speaker,month&explain=true",
    );
    assert_eq!((found["total"].as_u64(), found["quotes"][0]["speaker"].as_str()), (Some(2), Some("Ada Merrow")));
    assert!(found["quotes"][0]["explanation"].is_array(), "{found}");
    assert_eq!(found, printed);
    let second = server.get("/api/v1/quotes?q=recusal&speaker=merrow&sort=newest&limit=1&offset=1").json();
    assert_eq!((second["quotes"][0]["rank"].as_u64(), second["quotes"].as_array().map(Vec::len)), (Some(2), Some(1)));
    server.get("/api/v1/quotes?q=recusal&group=article").problem(400, "usage");
    server.get("/api/v1/quotes?q=%22open").problem(400, "query-unclosed-quote");
}

#[test]
fn parameters_are_those_of_the_flags() {
    let server = Server::start();
    let total = |parameters: &str| {
        let answer = server.get(&format!("/api/v1/search?{parameters}"));
        assert_eq!(answer.status, 200, "{parameters}: {}", answer.text());
        answer.json()["total"].as_u64().expect("a total")
    };
    assert_eq!(total("q=merrow"), 2);
    assert_eq!(total("q=merrow&since=2020-06"), 1);
    assert_eq!(total("q=merrow&until=2020-05"), 1);
    assert_eq!(total("q=runoff&about=2020-07-14"), 1);
    assert_eq!(total("q=merrow+OR+ferries&source=The+Vale+Courier&source=None"), 2);
    assert_eq!(total("q=aside&speaker=Ada%20Merrow"), 1);
    assert_eq!(total("speaker=Merrow"), total("q=speaker:merrow"));
    assert_eq!(total("q=&source=Vale&until=2020-05"), total("q=source:vale+published:..2020-05"));
    assert_eq!(total("q=courier&said_only=true"), 0);
    assert_eq!((total("q=recusal"), total("q=recusal&exact=true")), (3, 2));
    assert_eq!(total("q=speaker:merrow&min_confidence=0"), 2);
    assert!(total("q=speaker:unknown&min_confidence=1") > total("q=speaker:unknown&min_confidence=0"));
    let newest = server.get("/api/v1/search?q=merrow&sort=newest&limit=1&offset=1&context=1&explain=true").json();
    assert_eq!(newest["hits"][0]["article"]["id"], "a");
    assert_eq!(newest["hits"][0]["rank"], 2);
    assert!(newest["hits"][0]["context"].is_object() && newest["hits"][0]["explanation"].is_array());
    let any = server.get("/api/v1/search?q=merrow+ferries&match=any&group=article").json();
    assert_eq!((any["total"].as_u64(), any["relaxed"].as_bool()), (Some(3), Some(false)));
}

#[test]
fn settings_of_the_server_hold_where_a_request_is_silent() {
    let server = Server::with(|options| {
        options.synonyms = Some(std::sync::Arc::new(onrecord::query::Synonyms::none()));
        options.min_confidence = 1.0;
    });
    assert_eq!(server.get("/api/v1/search?q=recusal").json()["total"], 2);
    assert_eq!(server.get("/api/v1/quotes?q=speaker:merrow").json()["total"], 1);
    assert_eq!(server.get("/api/v1/quotes?q=speaker:merrow&min_confidence=0").json()["total"], 2);
}

#[test]
fn mistakes_are_named() {
    let server = Server::start();
    let bad = |parameters: &str, code: &str, detail: &str| {
        let problem = server.get(&format!("/api/v1/search?{parameters}")).problem(400, code);
        let said = problem["detail"].as_str().expect("text");
        assert!(said.contains(detail), "{parameters}: {said}");
        assert!(problem["hint"].as_str().is_some_and(|h| !h.is_empty()), "{problem}");
    };
    bad("", "query-empty", "no words");
    bad("q=", "query-empty", "no words");
    bad("q=%22open", "query-unclosed-quote", "column 1");
    bad("q=a&limit=5000", "usage", "limit is 5000");
    bad("q=a&limit=-1", "usage", "limit: ");
    bad("q=a&limit=many", "usage", "limit: ");
    bad("q=a&offset=999999", "usage", "offset is 999999");
    bad("q=a&context=21", "usage", "context is 21");
    bad("q=a&facet_limit=10001", "usage", "facet_limit is 10001");
    bad("q=a&min_confidence=1.5", "usage", "min_confidence is 1.5");
    bad("q=a&min_confidence=nan", "usage", "min_confidence is NaN");
    bad("q=a&expand=perhaps", "usage", "expand: ");
    bad("q=a&sort=best", "usage", "sort");
    bad("q=a&facets=colour", "usage", "unknown facet `colour`");
    bad("q=a&since=someday", "time", "since: ");
    bad("q=a&limt=3", "usage", "limt");
    bad("q=a&q=b", "usage", "q: it may be given once");
    bad("q=a&limit=-1", "usage", "limit: it must be a whole number");
    bad("q=a&foo=1", "usage", "unknown parameter `foo`");
    bad("q=a&speaker=", "usage", "speaker is empty");
    bad("q=a&min_confidence=", "usage", "min_confidence is empty");
    bad("q=a&limit", "usage", "limit is empty");
    bad("q=a&since=2020..2021", "time", "is a range");
    bad("q=%ff%fe", "encoding", "not UTF-8");
    let problem = server.get("/api/v1/search?q=speker:roe").problem(400, "query-unknown-field");
    assert!(problem["excerpt"].as_str().is_some_and(|e| e.contains('^')), "{problem}");
}

#[test]
fn an_article_and_its_passages_come_in_every_format() {
    let server = Server::start();
    let article = server.get("/api/v1/articles/b%2F2");
    assert_eq!(article.json()["headline"], "Runoff moved");
    let passage = server.get("/api/v1/passages/b%2F2%231").json();
    assert_eq!((passage["passage_id"].as_str(), passage["paragraph"].as_u64()), (Some("b/2#1"), Some(1)));
    for (format, kind, words) in [
        ("md", "text/markdown; charset=utf-8", "# Runoff moved"),
        ("bibtex", "application/x-bibtex; charset=utf-8", "title = {Runoff moved}"),
        ("ris", "application/x-research-info-systems; charset=utf-8", "TI  - Runoff moved"),
        ("csl", "application/vnd.citationstyles.csl+json", "\"title\":\"Runoff moved\""),
    ] {
        let answer = server.get(&format!("/api/v1/articles/b%2F2?format={format}"));
        assert_eq!((answer.status, answer.header("content-type")), (200, kind));
        assert!(answer.text().contains(words), "{}", answer.text());
    }
    server.get("/api/v1/articles/nobody").problem(404, "not-found");
    server.get("/api/v1/passages/a%2399").problem(404, "not-found");
    server.get("/api/v1/passages/a").problem(404, "not-found");
    server.get("/api/v1/articles/a?format=pdf").problem(400, "usage");
}

#[test]
fn articles_are_annotated_line_by_line() {
    let server = Server::start();
    let lines = "{\"id\":\"n\",\"text\":\"“Ferries are cheap,” said Kim Lowe.\"}\n{broken\n";
    let answer = server.send("POST", "/api/v1/annotate", &[], lines.as_bytes());
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/x-ndjson"));
    let answers: Vec<serde_json::Value> =
        answer.text().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((answers.len(), answers[0]["id"].as_str()), (2, Some("n")));
    assert_eq!(answers[0]["quotes"][0]["speaker"], "Kim Lowe");
    assert_eq!(answers[1]["line"], 2);
    server.send("POST", "/api/v1/annotate", &[], b"").problem(400, "bad-request");
    let large = vec![b'a'; 3 << 20];
    server.send("POST", "/api/v1/annotate", &[], &large).problem(413, "too-large");
}

#[test]
fn counts_by_period_and_exports_are_those_of_the_commands() {
    let server = Server::start();
    let counts = server.get("/api/v1/trend?q=merrow&by=month").json();
    assert!(counts.to_string().contains("2020-05"), "{counts}");
    let all = server.get("/api/v1/trend?q=recusal").json()["series"][0]["total"].as_u64();
    let typed = server.get("/api/v1/trend?q=recusal&exact=true").json()["series"][0]["total"].as_u64();
    assert_eq!((all, typed), (Some(3), Some(2)));
    let csv = server.get("/api/v1/trend?q=merrow&compare=runoff&format=csv");
    assert_eq!((csv.status, csv.header("content-type")), (200, "text/csv; charset=utf-8"));
    server.get("/api/v1/trend?q=merrow&by=decade").problem(400, "usage");
    server.get("/api/v1/trend?q=a&compare=b&compare=c&compare=d&compare=e&compare=f").problem(400, "trend-queries");

    let lines = server.get("/api/v1/export?q=merrow");
    assert_eq!((lines.status, lines.header("content-type")), (200, "application/x-ndjson"));
    assert!(lines.header("content-disposition").contains("export.jsonl"));
    assert_eq!(lines.text().lines().count(), 2);
    assert_eq!(server.get("/api/v1/export?q=recusal&exact=true").text().lines().count(), 2);
    for (format, start) in [("csv", "passage_id,"), ("bibtex", "@"), ("ris", "TY  - "), ("csl", "["), ("md", "")] {
        let answer = server.get(&format!("/api/v1/export?q=merrow&format={format}&sort=oldest"));
        assert_eq!(answer.status, 200);
        assert!(answer.text().starts_with(start), "{}", answer.text());
    }
    server.get("/api/v1/export?q=%22open").problem(400, "query-unclosed-quote");
    // One after the other never takes more than one place.
    let one_place = Server::with(|options| options.workers = 1);
    for n in 0..200 {
        assert_eq!(one_place.get("/api/v1/export?q=merrow").status, 200, "{n}");
    }
}

#[test]
fn names_status_and_health_are_told() {
    let server = Server::start();
    let speakers = server.get("/api/v1/speakers?like=merrow&limit=1").json();
    assert_eq!(speakers["speakers"][0]["name"], "Ada Merrow");
    let all = |parameters: &str| server.get(&format!("/api/v1/speakers?{parameters}")).json();
    assert!(all("explain=true")["speakers"][0]["evidence"].is_array());
    assert!(server.get("/api/v1/entities?explain=true").json()["entities"][0]["apart"].is_array());
    server.get("/api/v1/speakers?min_confidence=2").problem(400, "usage");
    assert!(server.get("/api/v1/entities?kind=person").json()["total"].as_u64() >= Some(1));
    server.get("/api/v1/entities?kind=ship").problem(400, "usage");
    let status = server.get("/api/v1/status").json();
    assert_eq!((status["articles"].as_u64(), status["generation"].as_u64()), (Some(3), Some(1)));
    assert_eq!(server.get("/healthz").text(), "ok\n");
    assert_eq!(server.get("/readyz").text(), "ready\n");
    server.get("/api/v1/search?q=merrow");
    server.get("/api/v1/search?q=merrow");
    let metrics = server.get("/metrics").text();
    for line in [
        "onrecord_http_requests_total{route=\"/api/v1/search\",method=\"GET\",status=\"200\"} 2",
        "onrecord_http_request_seconds_bucket{le=\"0.01\",route=\"/api/v1/search\"}",
        "onrecord_cache_total{result=\"hit\"} 1",
        "onrecord_index_generation 1",
        "onrecord_index_articles 3",
    ] {
        assert!(metrics.contains(line), "{line} is not in\n{metrics}");
    }
}

#[test]
fn addresses_and_methods_that_are_none_are_refused() {
    let server = Server::start();
    server.get("/api/v1/nothing").problem(404, "not-found");
    server.get("/api/v2/search?q=a").problem(404, "not-found");
    let answer = server.send("POST", "/api/v1/search?q=a", &[], b"");
    answer.problem(405, "method");
    assert!(answer.header("allow").contains("GET"));
    // Without a token there is nothing to write at.
    server.send("POST", "/api/v1/articles", &[], b"{}").problem(404, "not-found");
    server.send("DELETE", "/api/v1/articles/a", &[], b"").problem(405, "method");
}

#[test]
fn an_answer_that_is_known_is_not_sent_again() {
    let server = Server::start();
    let first = server.get("/api/v1/search?q=merrow");
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\""));
    // Pages of one list are of one generation, and say so.
    let page = server.get("/api/v1/search?q=merrow&offset=1");
    assert_eq!((first.header("x-index-generation"), page.header("x-index-generation")), ("1", "1"));
    let again = server.get_with("/api/v1/search?q=merrow", &[("If-None-Match", &tag)]);
    assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, tag.as_str()));
    assert_eq!(server.get_with("/api/v1/search?q=runoff", &[("If-None-Match", &tag)]).status, 200);
    server.home.write_articles(r#"{"id":"c","text":"Merrow is back, said Kim Lowe."}"#);
    std::thread::sleep(std::time::Duration::from_millis(2500));
    // Any answer will do, but there must be one.
    assert_eq!(server.get_with("/api/v1/search?q=merrow", &[("If-None-Match", "*")]).status, 304);
    assert_eq!(server.get_with("/api/v1/articles/nope", &[("If-None-Match", "*")]).status, 404);
    let newer = server.get_with("/api/v1/search?q=merrow", &[("If-None-Match", &tag)]);
    assert_eq!((newer.status, newer.json()["total"].as_u64()), (200, Some(1)));
    assert_eq!(newer.header("x-index-generation"), "2");
}

#[test]
fn answers_are_compressed_where_that_is_understood() {
    let server = Server::start();
    let plain = server.get("/api/v1/search?q=merrow").body;
    for (accepted, used) in [("gzip", "gzip"), ("zstd", "zstd"), ("br", "")] {
        let answer = server.get_with("/api/v1/search?q=merrow", &[("Accept-Encoding", accepted)]);
        assert_eq!(answer.header("content-encoding"), used);
        let body = match used {
            "gzip" => {
                let mut text = Vec::new();
                let mut reader = flate2::read::GzDecoder::new(answer.body.as_slice());
                std::io::Read::read_to_end(&mut reader, &mut text).expect("gzip");
                text
            }
            "zstd" => zstd::decode_all(answer.body.as_slice()).expect("zstd"),
            _ => answer.body.clone(),
        };
        assert_eq!(body, plain);
        assert!(answer.header("vary").contains("accept-encoding") || used.is_empty());
    }
}

#[test]
fn pages_of_other_origins_read_nothing_unless_listed() {
    let asked = [("Origin", "https://desk.example")];
    let closed = Server::start().get_with("/api/v1/search?q=merrow", &asked);
    assert_eq!(closed.header("access-control-allow-origin"), "");
    let server = Server::with(|options| options.origins = vec!["https://desk.example".into()]);
    let open = server.get_with("/api/v1/search?q=merrow", &asked);
    assert_eq!(open.header("access-control-allow-origin"), "https://desk.example");
    let other = server.get_with("/api/v1/search?q=merrow", &[("Origin", "https://evil.example")]);
    assert_eq!(other.header("access-control-allow-origin"), "");
}

#[test]
fn an_index_that_is_not_there_is_not_served() {
    let home = Home::new();
    let missing = home.path().join("nowhere");
    let error = onrecord::server::Engine::open(missing, onrecord::server::Options::default()).err();
    assert_eq!(error.map(|e| e.code()), Some("index-missing"));
}
