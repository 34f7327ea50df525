//! Overload, new generations while requests run, and the end.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::support::{ARTICLES, Answer, Home, Server, address_told};

#[test]
fn reloads_drop_no_request() {
    let server = Server::with(|options| options.reload_every = Duration::from_millis(20));
    let (done, asked) = (AtomicBool::new(false), AtomicU64::new(0));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    let n = asked.fetch_add(1, Ordering::Relaxed);
                    let answer = server.get(&format!("/api/v1/search?q=merrow+OR+w{n}"));
                    assert_eq!(answer.status, 200, "{}", answer.text());
                    assert!(answer.json()["total"].as_u64() >= Some(2));
                }
            });
        }
        for n in 0..6 {
            let more = format!("{ARTICLES}{{\"id\":\"n{n}\",\"text\":\"Number {n} by Merrow.\"}}\n");
            server.home.write_articles(&more);
            std::thread::sleep(Duration::from_millis(60));
        }
        done.store(true, Ordering::Relaxed);
    });
    assert!(asked.load(Ordering::Relaxed) > 20);
    let generation = server.get("/api/v1/status").json()["generation"].as_u64();
    assert!(generation > Some(2), "{generation:?}");
}

#[test]
fn watched_files_are_taken_in() {
    let server = Server::that_watches();
    let more = server.home.corpus().join("more.jsonl");
    std::fs::write(&more, "{\"id\":\"w\",\"text\":\"Weirs, said Kim Lowe.\"}\n").expect("written");
    let total = || server.get("/api/v1/search?q=weirs").json()["total"].as_u64();
    let comes_to = |wanted| {
        (0..200).any(|_| {
            std::thread::sleep(Duration::from_millis(50));
            total() == Some(wanted)
        })
    };
    assert!(comes_to(1), "never taken in");
    std::fs::remove_file(&more).expect("removed");
    assert!(comes_to(0), "never left out");
    let quiet = server.get("/api/v1/status").json()["generation"].as_u64();
    std::thread::sleep(Duration::from_millis(1500));
    assert_eq!(server.get("/api/v1/status").json()["generation"].as_u64(), quiet);
    server.send("POST", "/api/v1/articles", &[], b"{}").problem(404, "not-found");
}

#[test]
fn too_many_requests_are_told_to_come_back() {
    let server = Server::with(|options| (options.workers, options.waiting) = (1, 0));
    let refused = AtomicU64::new(0);
    std::thread::scope(|scope| {
        for client in 0..16 {
            let (server, refused) = (&server, &refused);
            scope.spawn(move || {
                for n in 0..40 {
                    let answer = server.get(&format!("/api/v1/search?q=merrow+OR+c{client}x{n}"));
                    if answer.status == 200 {
                        continue;
                    }
                    answer.problem(503, "overloaded");
                    assert_eq!(answer.header("retry-after"), "1");
                    refused.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    assert!(refused.load(Ordering::Relaxed) > 0, "nothing was refused");
    assert_eq!(server.get("/api/v1/search?q=merrow").status, 200);
    assert!(server.get("/metrics").text().contains("onrecord_rejected_total{reason=\"overloaded\"}"));
}

#[test]
fn the_deadline_holds() {
    let server = Server::with(|options| options.deadline = Duration::from_millis(200));
    let mut stream = server.connect();
    stream.write_all(b"POST /api/v1/annotate HTTP/1.1\r\nHost: t\r\nContent-Length: 9\r\n\r\n{").expect("sent");
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).expect("an answer");
    assert_eq!(&answer, b"HTTP/1.1 503");
    let server = Server::with(|options| options.read_patience = Duration::from_millis(200));
    let mut stream = server.connect();
    let part = b"POST /api/v1/annotate HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Length: 9\r\n\r\n{";
    stream.write_all(part).expect("sent");
    Answer::read(&mut stream).problem(408, "slow-body");
}

/// Some seconds of work, in many parts.
fn long_work() -> String {
    let text = "“The ferry was late again,” said Ada Merrow, who had waited at the pier. ".repeat(12);
    (0..2000).map(|n| format!("{{\"id\":\"n{n}\",\"text\":\"{text}\"}}\n")).collect()
}

/// Waits until so many pieces of work run.
fn wait_for_running(server: &Server, wanted: u32) {
    let line = format!("onrecord_work_running {wanted}");
    let begun = Instant::now();
    while !server.get("/metrics").text().lines().any(|told| told == line) {
        assert!(begun.elapsed() < Duration::from_secs(4), "{line} was never told");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn work_whose_time_is_up_is_called_off() {
    let server = Server::with(|options| (options.workers, options.deadline) = (1, Duration::from_millis(400)));
    server.send("POST", "/api/v1/annotate", &[], long_work().as_bytes()).problem(503, "deadline");
    wait_for_running(&server, 0);
    assert_eq!(server.get("/api/v1/search?q=merrow").status, 200);
}

#[test]
fn work_whose_client_has_gone_is_called_off() {
    let server = Server::with(|options| (options.workers, options.waiting) = (1, 0));
    let work = long_work();
    let mut stream = server.connect();
    let head = format!("POST /api/v1/annotate HTTP/1.1\r\nHost: t\r\nContent-Length: {}\r\n\r\n", work.len());
    stream.write_all(head.as_bytes()).expect("sent");
    stream.write_all(work.as_bytes()).expect("sent");
    wait_for_running(&server, 1);
    server.get("/api/v1/search?q=merrow").problem(503, "overloaded");
    drop(stream);
    wait_for_running(&server, 0);
    assert_eq!(server.get("/api/v1/search?q=merrow").status, 200);
}

#[test]
fn an_export_ends_when_its_client_goes() {
    let server = Server::with(|options| options.workers = 1);
    // More than fits between the server and a client that does not read.
    let paragraph = "Merrow was at the ferry again, and the boats were late again. ".repeat(6);
    let line = |n: usize| format!("{{\"id\":\"long{n}\",\"text\":\"{}\"}}\n", [paragraph.as_str(); 150].join("\\n\\n"));
    server.home.write_articles(&(0..10).map(line).collect::<String>());
    let is_free = || {
        let answer = server.get("/api/v1/export?q=nobody");
        if answer.status != 200 {
            answer.problem(503, "overloaded");
        }
        answer.status == 200
    };
    let comes_free = || {
        (0..250).any(|_| {
            std::thread::sleep(Duration::from_millis(20));
            is_free()
        })
    };
    while server.get("/api/v1/status").json()["articles"] != 10 {
        std::thread::sleep(Duration::from_millis(50));
    }
    let mut stream = server.connect();
    stream.write_all(b"GET /api/v1/export?q=merrow&context=20 HTTP/1.1\r\nHost: t\r\n\r\n").expect("sent");
    let mut start = [0; 15];
    stream.read_exact(&mut start).expect("an answer");
    assert_eq!(&start, b"HTTP/1.1 200 OK");
    std::thread::sleep(Duration::from_millis(300));
    assert!(!is_free(), "the export has ended by itself");
    drop(stream);
    assert!(comes_free(), "nobody reads the export, and it goes on");
}

#[test]
fn what_has_begun_is_finished() {
    let server = Server::start();
    let mut stream = server.connect();
    let article = b"{\"id\":\"n\",\"text\":\"Ferries are cheap, said Kim Lowe.\"}";
    let head = format!("POST /api/v1/annotate HTTP/1.1\r\nHost: t\r\nContent-Length: {}\r\n\r\n", article.len());
    stream.write_all(head.as_bytes()).expect("sent");
    stream.write_all(&article[..20]).expect("sent");
    std::thread::sleep(Duration::from_millis(200));
    server.stop();
    std::thread::sleep(Duration::from_millis(200));
    stream.write_all(&article[20..]).expect("sent");
    let answer = Answer::read(&mut stream);
    assert_eq!(answer.status, 200);
    let ended = Instant::now();
    while !server.has_ended() && ended.elapsed() < Duration::from_secs(10) {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(server.has_ended());
    assert!(std::net::TcpStream::connect(server.address).is_err());
}

#[cfg(unix)]
#[test]
fn the_program_ends_well_when_asked_to() {
    let home = Home::new();
    let mut program = Command::new(env!("CARGO_BIN_EXE_search"))
        .args(["serve", "--listen", "127.0.0.1:0"])
        .current_dir(home.path())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    let address = address_told(&mut program, "http://");
    let mut stream = std::net::TcpStream::connect(&address).expect("a connection");
    stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: t\r\n\r\n").expect("sent");
    let mut answer = [0; 15];
    stream.read_exact(&mut answer).expect("an answer");
    assert_eq!(&answer, b"HTTP/1.1 200 OK");
    let asked = Command::new("kill").args(["-TERM", &program.id().to_string()]).status().expect("kill runs");
    assert!(asked.success());
    assert_eq!(program.wait().expect("ends").code(), Some(0));
}

#[test]
fn the_index_is_built_of_the_paths_given() {
    let home = Home::new();
    let news = home.path().join("news");
    std::fs::create_dir_all(&news).expect("a folder");
    std::fs::write(news.join("fog.txt"), "Headline: Fog\n\nIt was foggy in Vale.\n").expect("written");
    let mut program = Command::new(env!("CARGO_BIN_EXE_search"))
        .args(["serve", "--listen", "127.0.0.1:0", "--index", "fresh/index", "news"])
        .current_dir(home.path())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    let address = address_told(&mut program, "http://");
    let mut stream = std::net::TcpStream::connect(&address).expect("a connection");
    stream.write_all(b"GET /api/v1/status HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n").expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.contains("\"articles\":1,"), "{answer}");
    program.kill().expect("killed");
    program.wait().expect("ends");
}
