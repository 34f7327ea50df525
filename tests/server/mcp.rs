//! A client of the Model Context Protocol lists and calls each tool, over pipes and over HTTP.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use onrecord::server::Options;
use rmcp::ServiceExt;
use rmcp::model::{CallToolRequestParams, CallToolResult};
use rmcp::service::{RoleClient, RunningService};
use serde_json::{Value, json};

use crate::support::{Home, Server};

type Client = RunningService<RoleClient, ()>;

/// Starts the program; returns it with its output and its input.
fn start(home: &Home) -> (Child, ChildStdout, ChildStdin) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_search"))
        .arg("mcp")
        .current_dir(home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    let (out, into) = (program.stdout.take().expect("a pipe"), program.stdin.take().expect("a pipe"));
    (program, out, into)
}

/// Starts the program and shakes hands.
async fn connect(home: &Home) -> (Child, Client) {
    let (program, out, into) = start(home);
    let out = tokio::net::unix::pipe::Receiver::from_owned_fd(out.into()).expect("a pipe to read");
    let into = tokio::net::unix::pipe::Sender::from_owned_fd(into.into()).expect("a pipe to write");
    let client = ().serve((out, into)).await.expect("shakes hands");
    (program, client)
}

async fn call(client: &Client, tool: &'static str, arguments: Value) -> CallToolResult {
    let arguments = arguments.as_object().cloned().expect("an object");
    client.call_tool(CallToolRequestParams::new(tool).with_arguments(arguments)).await.expect("an answer")
}

async fn answer(client: &Client, tool: &'static str, arguments: Value) -> Value {
    let result = call(client, tool, arguments).await;
    assert_eq!(result.is_error, Some(false), "{tool}: {result:?}");
    result.structured_content.expect("structured")
}

fn run(story: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(story);
}

#[test]
fn a_client_lists_and_calls_each_tool() {
    run(async {
        let home = Home::new();
        let (mut program, client) = connect(&home).await;
        let tools = client.list_all_tools().await.expect("a list");
        let names: Vec<&str> = tools.iter().map(|tool| tool.name.as_ref()).collect();
        assert_eq!(names, ["search", "quotes_by_speaker", "get_article", "trend", "verify_quote"]);
        for tool in &tools {
            assert!(tool.description.as_ref().is_some_and(|d| d.len() > 40));
            assert_eq!(tool.input_schema["type"], "object");
            assert!(tool.input_schema["properties"].is_object());
            // A search may be all filters.
            let required = tool.input_schema.get("required").and_then(Value::as_array).map_or(0, Vec::len);
            assert_eq!(required, usize::from(tool.name != "search"), "{}", tool.name);
        }

        let found = answer(&client, "search", json!({"query": "recusal", "limit": 1})).await;
        assert_eq!((found["total"].as_u64(), found["passages"].as_array().map(Vec::len)), (Some(3), Some(1)));
        let citation = &found["passages"][0]["citation"];
        assert!(
            citation["passage_id"].is_string()
                && citation["text_hash"].as_str().is_some_and(|h| h.starts_with("blake3:"))
        );

        let asked = json!({
            "query": "recusal", "exact": true, "expand": true, "explain": true, "min_confidence": 0.5,
            "facets": ["speaker", "source"], "facet_limit": 1,
        });
        let found = answer(&client, "search", asked).await;
        assert_eq!((found["total"].as_u64(), found["facets"]["source"][0][1].as_u64()), (Some(2), Some(2)));
        assert!(found["explanation"]["sentence"].as_str().is_some_and(|s| s.contains("recusal")), "{found}");

        let said = answer(&client, "quotes_by_speaker", json!({"speaker": "Merrow", "words": "bound"})).await;
        assert_eq!((said["total"].as_u64(), said["quotes"][0]["stance"].as_str()), (Some(1), Some("said")));
        assert_eq!(said["quotes"][0]["words"], "I was bound to step aside,");
        assert_eq!(said["quotes"][0]["speaker"], "Ada Merrow");
        assert_eq!(said["quotes"][0]["citation"]["passage_id"], "a#0");
        let all = answer(&client, "quotes_by_speaker", json!({"speaker": "\"Ada) Merrow"})).await;
        assert_eq!((all["total"].as_u64(), all["quotes"].as_array().map(Vec::len)), (Some(2), Some(2)), "{all}");

        let nobody = answer(&client, "quotes_by_speaker", json!({"speaker": "Ada Merow"})).await;
        let told = "nothing matches `speaker:\"ada merow\"`; near to it: Ada Merrow";
        assert_eq!((nobody["total"].as_u64(), nobody["notices"][0].as_str()), (Some(0), Some(told)), "{nobody}");

        let article = answer(&client, "get_article", json!({"id": "b/2#1"})).await;
        assert_eq!(
            (article["paragraphs_in_all"].as_u64(), article["paragraphs"].as_array().map(Vec::len)),
            (Some(2), Some(1))
        );
        assert_eq!(article["paragraphs"][0]["passage_id"], "b/2#1");

        let counts = answer(&client, "trend", json!({"query": "recusal", "by": "month"})).await;
        assert!(counts.to_string().contains("2020-05"), "{counts}");

        let exact =
            answer(&client, "verify_quote", json!({"quote": "I was bound to step aside", "speaker": "Ada Merrow"}))
                .await;
        assert_eq!(exact["verdict"], "exact", "{exact}");
        let never = answer(&client, "verify_quote", json!({"quote": "Penguins will never take the ferry"})).await;
        assert_eq!(never["verdict"], "not-found", "{never}");

        client.cancel().await.expect("ends");
        assert_eq!(program.wait().expect("ends").code(), Some(0));
    });
}

#[test]
fn the_settings_file_holds_for_assistants_too() {
    run(async {
        let home = Home::new();
        std::fs::write(home.path().join("onrecord.toml"), "synonyms = \"none\"\n").expect("written");
        let (mut program, client) = connect(&home).await;
        assert_eq!(answer(&client, "search", json!({"query": "recusal"})).await["total"], 2);
        client.cancel().await.expect("ends");
        program.wait().expect("ends");
    });
}

#[test]
fn mistakes_are_told_to_the_assistant() {
    run(async {
        let home = Home::new();
        let (mut program, client) = connect(&home).await;
        for (tool, arguments, told) in [
            ("search", json!({"query": "\"open"}), "query-unclosed-quote"),
            ("search", json!({"query": "a", "limit": 500}), "limit is 500"),
            ("search", json!({"query": "a", "limit": 0}), "limit is 0; it may be 1 to 20"),
            ("get_article", json!({"id": "a", "paragraphs": 0}), "paragraphs is 0; it may be 1 to 100"),
            ("search", json!({"query": "a", "colour": 1}), "colour"),
            ("search", json!({"query": "a", "since": "someday"}), "since"),
            ("search", json!({"query": "a", "min_confidence": 2}), "min_confidence is 2"),
            ("search", json!({"query": "a", "facets": ["colour"]}), "unknown facet"),
            ("search", json!({"query": "a", "facet_limit": 1000}), "facet_limit is 1000"),
            ("trend", json!({"query": "a", "min_confidence": -1}), "min_confidence"),
            ("search", json!({}), "query-empty"),
            ("search", json!({"query": ""}), "query-empty"),
            ("verify_quote", json!({}), "missing field `quote`"),
            ("get_article", json!({"id": "nobody"}), "no article `nobody`; ids stand in the answers of `search`"),
            ("quotes_by_speaker", json!({"speaker": 7}), "usage"),
        ] {
            let result = call(&client, tool, arguments.clone()).await;
            assert_eq!(result.is_error, Some(true), "{tool} {arguments}");
            let text = format!("{:?}", result.content);
            assert!(text.contains(told), "{tool} {arguments}: {text}");
        }
        assert!(client.call_tool(CallToolRequestParams::new("delete_all")).await.is_err());
        client.cancel().await.expect("ends");
        program.wait().expect("ends");
    });
}

#[test]
fn what_is_no_request_gets_the_error_of_the_specification() {
    let list = r#"{"jsonrpc":"2.0","id":9,"method":"tools/list"}"#;
    let messages: [(&str, Option<i64>, Value); 10] = [
        (r#"{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]"#, Some(-32700), Value::Null),
        (r#"{"jsonrpc": "2.0", "method": 1, "params": "bar"}"#, Some(-32600), Value::Null),
        ("[]", Some(-32600), Value::Null),
        (r#"{"jsonrpc": "2.0", "method": "foobar", "id": "1"}"#, Some(-32601), json!("1")),
        (r#"{"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"arguments": {}}}"#, Some(-32602), json!(2)),
        (
            r#"{"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "nothing"}}"#,
            Some(-32602),
            json!(3),
        ),
        (r#"{"jsonrpc": "2.0", "id": 4, "method": "prompts/list"}"#, Some(-32601), json!(4)),
        (r#"{"jsonrpc": "2.0", "id": 5, "method": "tools/list", "params": {"cursor": "b"}}"#, Some(-32602), json!(5)),
        (r#"{"jsonrpc": "2.0", "id": 6, "method": "tools/list", "params": {"cursor": 2}}"#, Some(-32602), json!(6)),
        (list, None, json!(9)),
    ];
    let hello = r#"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}"#;
    let ready = r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#;
    // A notification that comes too early, or whose parameters cannot be used, is answered by nobody.
    let mut input =
        format!("{ready}\n{{broken\n\n{hello}\n{ready}\n{{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\"}}\n");
    messages.iter().for_each(|(message, ..)| input.push_str(&format!("{message}\n")));
    let home = Home::new();
    let (mut program, out, mut pipe) = start(&home);
    pipe.write_all(input.as_bytes()).expect("written");
    let lines: Vec<Value> = BufReader::new(out)
        .lines()
        .take(2 + messages.len())
        .map(|line| serde_json::from_str(&line.expect("a line")).expect("JSON"))
        .collect();
    drop(pipe);
    assert_eq!(program.wait().expect("ends").code(), Some(0));
    let outcome = |answer: &Value| (answer["error"]["code"].as_i64(), answer["id"].clone());
    assert_eq!(outcome(&lines[0]), (Some(-32700), Value::Null));
    assert_eq!(lines.iter().filter(|line| line["id"] == 0 && line["result"].is_object()).count(), 1);
    for (message, code, id) in &messages {
        assert!(lines.iter().any(|line| outcome(line) == (*code, id.clone())), "{message}: {lines:#?}");
    }
    for (id, method) in [(json!("1"), "foobar"), (json!(4), "prompts/list")] {
        let unknown = lines.iter().find(|line| line["id"] == id).expect("an answer");
        let told = format!("there is no method `{method}`; there are ping, tools/list and tools/call");
        assert_eq!(unknown["error"]["message"], told);
    }
    let keys = |answer: &Value| answer.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&lines[0]), ["jsonrpc", "id", "error"]);

    let server = Server::with(|options| {
        options.mcp = true;
        options.hosts = vec!["test".into()];
    });
    let headers = [("Content-Type", "application/json"), ("Accept", "application/json, text/event-stream")];
    for (message, code, id) in &messages {
        let answer = server.send("POST", "/mcp", &headers, message.as_bytes());
        assert_eq!(outcome(&answer.json()), (*code, id.clone()), "{message}");
        let status = if matches!(code, Some(-32700 | -32600)) { 400 } else { 200 };
        assert_eq!(answer.status, status, "{message}");
    }
}

/// A list of a request, a notification, what is no message, and a request for what there is not.
const LIST: &str = r#"[{"jsonrpc":"2.0","id":1,"method":"tools/list"},{"jsonrpc":"2.0","method":"notifications/initialized"},7,{"jsonrpc":"2.0","id":2,"method":"prompts/list"}]"#;

fn outcomes(answers: &Value) -> Vec<(Value, Option<i64>)> {
    let answers = answers.as_array().expect("a list").iter();
    let mut all: Vec<_> = answers.map(|answer| (answer["id"].clone(), answer["error"]["code"].as_i64())).collect();
    all.sort_by_key(|(id, _)| id.as_i64());
    all
}

#[test]
fn a_list_of_messages_is_answered_by_a_list_where_the_protocol_has_them() {
    let want = vec![(Value::Null, Some(-32600)), (json!(1), None), (json!(2), Some(-32601))];
    for (version, has_lists) in [("2025-03-26", true), ("2025-06-18", false)] {
        let home = Home::new();
        let (mut program, out, mut pipe) = start(&home);
        let mut lines = BufReader::new(out).lines();
        let mut ask = |message: &str| {
            writeln!(pipe, "{message}").expect("written");
            serde_json::from_str::<Value>(&lines.next().expect("an answer").expect("a line")).expect("JSON")
        };
        let params =
            json!({"protocolVersion": version, "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}});
        let hello = json!({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": params});
        assert_eq!(ask(&format!("[{hello}]"))["error"]["code"], -32600);
        assert_eq!(ask(&hello.to_string())["result"]["protocolVersion"], version);
        let answers = ask(LIST);
        if has_lists {
            assert_eq!(outcomes(&answers), want, "{answers}");
        } else {
            let told = "no request of JSON-RPC 2.0: a list, which version 2025-06-18 of the protocol does not have; \
                        send its messages one by one";
            assert_eq!((&answers["id"], &answers["error"]["message"]), (&Value::Null, &told.into()));
        }
        // What follows is answered by itself.
        assert_eq!(ask(r#"{"jsonrpc":"2.0","id":3,"method":"ping"}"#)["id"], 3);
        drop(pipe);
        assert_eq!(program.wait().expect("ends").code(), Some(0));
    }

    let server = Server::with(|options| {
        options.mcp = true;
        options.hosts = vec!["test".into()];
    });
    let headers = [("Content-Type", "application/json"), ("Accept", "application/json, text/event-stream")];
    let answer = server.send("POST", "/mcp", &headers, LIST.as_bytes());
    assert_eq!((answer.status, outcomes(&answer.json())), (200, want));
    let notices = br#"[{"jsonrpc":"2.0","method":"notifications/initialized"}]"#;
    assert_eq!(server.send("POST", "/mcp", &headers, notices).status, 202);
    let later = [headers[0], headers[1], ("MCP-Protocol-Version", "2025-06-18")];
    let refused = server.send("POST", "/mcp", &later, LIST.as_bytes());
    assert_eq!((refused.status, refused.json()["error"]["code"].as_i64()), (400, Some(-32600)));
    let from_page = [headers[0], headers[1], ("Origin", "https://evil.example")];
    assert_eq!(server.send("POST", "/mcp", &from_page, LIST.as_bytes()).status, 403);
}

#[test]
fn a_removed_article_is_not_had_before_the_index_is_written() {
    let mut options = Options::default();
    options.mcp = true;
    options.hosts = vec!["test".into()];
    let server = Server::that_writes_with("a-token-for-tests-only", options);
    let shown = ("Authorization", "Bearer a-token-for-tests-only");
    let json_body = ("Content-Type", "application/json");
    let is_had = |id: &str| {
        let headers = [json_body, ("Accept", "application/json, text/event-stream")];
        let params = json!({"name": "get_article", "arguments": {"id": id}});
        let call = json!({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}).to_string();
        server.send("POST", "/mcp", &headers, call.as_bytes()).json()["result"]["isError"] == false
    };
    for n in 0..8 {
        let line = format!(r#"{{"id":"r{n}","text":"Rafts, said Kim Lowe."}}"#);
        assert_eq!(server.send("POST", "/api/v1/articles", &[json_body, shown], line.as_bytes()).status, 201);
        let (article, passage) = (format!("r{n}"), format!("r{n}#0"));
        assert!(is_had(&article) && is_had(&passage));
        let path = format!("/api/v1/articles/{article}?refresh=async");
        assert_eq!(server.send("DELETE", &path, &[shown], b"").status, 202);
        assert!(!is_had(&article) && !is_had(&passage), "{article}");
    }
}

#[test]
fn the_tools_are_there_over_http_only_where_asked_for() {
    let list = br#"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#;
    let headers = [("Content-Type", "application/json"), ("Accept", "application/json, text/event-stream")];
    Server::start().send("POST", "/mcp", &headers, list).problem(404, "not-found");
    let server = Server::with(|options| {
        options.mcp = true;
        options.hosts = vec!["test".into()];
    });
    let answer = server.send("POST", "/mcp", &headers, list);
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.raw));
    assert_eq!(answer.json()["result"]["tools"].as_array().map(Vec::len), Some(5));
    // A page of another origin, and a name that was made to point here, get nothing.
    let from_page = [headers[0], headers[1], ("Origin", "https://evil.example")];
    assert_eq!(server.send("POST", "/mcp", &from_page, list).status, 403);
    let mut stream = server.connect();
    let rebound = format!(
        "POST /mcp HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Accept: application/json, text/event-stream\r\nContent-Length: {}\r\n\r\n{}",
        list.len(),
        String::from_utf8_lossy(list)
    );
    stream.write_all(rebound.as_bytes()).expect("sent");
    assert_eq!(crate::support::Answer::read(&mut stream).status, 403);
}
