//! What hostile, broken and slow clients send, and the answer that each gets.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use crate::support::{Answer, Server};

/// The server answers others as if nothing had happened.
fn assert_alive(server: &Server) {
    assert_eq!(server.get("/api/v1/search?q=merrow").json()["total"], 2);
}

#[test]
fn a_slow_head_is_given_up() {
    let server = Server::with(|options| options.read_patience = Duration::from_millis(300));
    let started = Instant::now();
    let mut stream = server.connect();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: te").expect("sent");
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest);
    assert!(started.elapsed() < Duration::from_secs(5));
    assert!(!String::from_utf8_lossy(&rest).contains("200"));
    assert_alive(&server);
}

#[test]
fn many_slow_clients_do_not_lock_others_out() {
    let server = Server::with(|options| {
        options.read_patience = Duration::from_millis(500);
        options.max_connections = 50;
    });
    let slow: Vec<_> = (0..60)
        .map(|_| {
            let mut stream = server.connect();
            let _ = stream.write_all(b"GET / HTTP/1.1\r\n");
            stream
        })
        .collect();
    assert_alive(&server);
    drop(slow);
}

#[test]
fn long_addresses_and_floods_of_headers_are_refused() {
    let server = Server::start();
    let long = format!("GET /api/v1/search?q={} HTTP/1.1\r\nHost: t\r\n\r\n", "a".repeat(1 << 20));
    let answer = server.raw(long.as_bytes());
    assert!(matches!(answer.status, 414 | 431), "{}", answer.status);
    let many: String = (0..5000).map(|n| format!("X-{n}: a\r\n")).collect();
    let answer = server.raw(format!("GET /healthz HTTP/1.1\r\nHost: t\r\n{many}\r\n").as_bytes());
    assert_eq!(answer.status, 431);
    let fat = format!("GET /healthz HTTP/1.1\r\nHost: t\r\nX: {}\r\n\r\n", "a".repeat(1 << 20));
    assert_eq!(server.raw(fat.as_bytes()).status, 431);
    server.get(&format!("/api/v1/search?q={}", "a".repeat(20_000))).problem(400, "query-too-long");
    assert_alive(&server);
}

#[test]
fn paths_do_not_lead_out() {
    let server = Server::start();
    for path in [
        "/../../etc/passwd",
        "/api/v1/articles/..",
        "/api/v1/articles/..%2F..%2Fetc%2Fpasswd",
        "/api/v1/articles/%2e%2e%2f%2e%2e%2fCURRENT",
        "/api/v1/articles/a%00b",
        "/api/v1/passages/..%2Findex%230",
        "/static/../../Cargo.toml",
        "/%2e%2e/%2e%2e/etc/passwd",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!String::from_utf8_lossy(&answer.raw).contains("root:"), "{path}");
    }
    server.get("/api/v1/articles/%ff%fe").problem(400, "bad-request");
    assert_alive(&server);
}

#[test]
fn line_ends_in_parameters_stay_parameters() {
    let server = Server::start();
    for path in [
        "/api/v1/search?q=a%0d%0aSet-Cookie:%20x=1",
        "/api/v1/articles/a%0d%0aSet-Cookie:%20x=1",
        "/api/v1/articles/a?format=json%0d%0aSet-Cookie:%20x=1",
    ] {
        let answer = server.get(path);
        assert!(!answer.headers.contains_key("set-cookie"), "{path}");
        let head = String::from_utf8_lossy(&answer.raw).split("\r\n\r\n").next().unwrap_or("").to_lowercase();
        assert!(!head.contains("set-cookie"), "{head}");
    }
    let answer = server.get_with("/healthz", &[("X-Request-Id", "a\r\nSet-Cookie: x=1")]);
    assert!(!answer.headers.contains_key("set-cookie"));
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let server = Server::start();
    let raw = |bytes: &[u8]| server.raw(bytes).status;
    assert_eq!(raw(b"GET /api/v1/search?q=\xff\xfe HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n"), 400);
    assert_eq!(raw(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"), 400);
    assert_eq!(raw(b"GET / HTTP/1.1\r\nHost: t\r\nX: a\x00b\r\n\r\n"), 400);
    assert_alive(&server);
}

/// One request must not be read as two, whatever the next program in the chain thinks.
#[test]
fn requests_are_not_smuggled() {
    let server = Server::start();
    let inner = "GET /api/v1/status HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n";
    let both = format!(
        "POST /healthz HTTP/1.1\r\nHost: t\r\nContent-Length: {}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{inner}",
        5 + inner.len()
    );
    for (request, about) in [
        (both, "both lengths"),
        (
            format!("POST /healthz HTTP/1.1\r\nHost: t\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\n{inner}"),
            "two lengths",
        ),
        (format!("POST /healthz HTTP/1.1\r\nHost: t\r\nContent-Length: +5\r\n\r\n{inner}"), "a sign"),
        (format!("POST /healthz HTTP/1.1\r\nHost: t\r\nContent-Length : 5\r\n\r\n{inner}"), "a space before the colon"),
        (
            format!("POST /healthz HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: xchunked\r\n\r\n{inner}"),
            "an unknown coding",
        ),
        (format!("GET /healthz HTTP/1.1\r\nHost: t\r\n X: folded\r\n\r\n{inner}"), "a folded header"),
    ] {
        let answer = server.raw(request.as_bytes());
        let text = String::from_utf8_lossy(&answer.raw).into_owned();
        assert!(!text.contains("\"generation\""), "{about}: {text}");
    }
    assert_alive(&server);
}

#[test]
fn markup_in_articles_stays_words() {
    let server = Server::start();
    let answer = server.get("/api/v1/search?q=ferries");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert!(answer.header("content-security-policy").contains("default-src 'none'"));
    assert_eq!(answer.header("content-type"), "application/json");
    assert!(answer.json()["hits"][0]["text"].as_str().is_some_and(|t| t.contains("<img src=x onerror=alert(1)>")));
    let markdown = server.get("/api/v1/articles/x?format=md").text();
    assert!(markdown.contains("\\<script>") && !markdown.replace("\\<", "").contains('<'), "{markdown}");
    let problem = server.get("/api/v1/articles/%3Cscript%3E");
    assert_eq!(problem.header("content-type"), "application/problem+json");
}

#[test]
fn a_client_who_takes_nothing_is_left() {
    let server = Server::with(|options| options.write_patience = Duration::from_millis(300));
    let mut stream = server.connect();
    let ask = b"GET /api/v1/search?q=merrow+OR+ferries&context=20 HTTP/1.1\r\nHost: t\r\n\r\n";
    // Asks on and on and never reads, until both sides' buffers are full.
    stream.set_write_timeout(Some(Duration::from_secs(5))).expect("a timeout");
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(30) && stream.write_all(ask).is_ok() {}
    assert!(started.elapsed() < Duration::from_secs(30), "the connection was never given up");
    assert_alive(&server);
}

#[test]
fn garbage_between_requests_ends_the_connection() {
    let server = Server::start();
    let mut stream = server.connect();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n\0\0\0garbage\r\n\r\n").expect("sent");
    let answer = Answer::read(&mut stream);
    assert_eq!(answer.status, 200);
    assert_alive(&server);
}
