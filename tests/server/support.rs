//! A real server on a free port over a small index, and a client that sends any bytes.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use onrecord::IndexBuilder;
use onrecord::server::{self, Engine, Options, Token, Writing};
use serde_json::Value;
use tempfile::TempDir;

/// Articles about invented people; the last one is what an attacker would like to see shown.
pub const ARTICLES: &str = concat!(
    r#"{"id":"a","title":"Merrow steps aside","date":"2020-05-24","source":"The Vale Courier","text":"“I was bound to step aside,” said Ada Merrow.\n\nThe recusal was expected, according to the clerk."}"#,
    "\n",
    r#"{"id":"b/2","title":"Runoff moved","date":"2020-06-10","source":"The Vale Courier","text":"The runoff was moved to July 14.\n\nJudge Ada Merrow said the recusal would stand."}"#,
    "\n",
    r#"{"id":"x","title":"<script>alert(1)</script>","date":"2020-06-11","source":"<b>Bold</b>","text":"Ferries <img src=x onerror=alert(1)> are cheap, said \"Kim </script><script>alert(2)</script> Lowe\" on Friday."}"#,
    "\n",
);

/// An index in a folder of its own.
pub struct Home {
    folder: TempDir,
}

impl Home {
    pub fn new() -> Self {
        let home = Home { folder: tempfile::tempdir().expect("a temporary folder") };
        home.write_articles(ARTICLES);
        home
    }

    pub fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    pub fn corpus(&self) -> PathBuf {
        self.folder.path().join("corpus")
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Replaces the corpus and brings the index up to date.
    pub fn write_articles(&self, lines: &str) {
        std::fs::create_dir_all(self.corpus()).expect("a folder");
        std::fs::write(self.corpus().join("news.jsonl"), lines).expect("written");
        IndexBuilder::new(self.index()).run(&[self.corpus()], |_| {}).expect("indexed");
    }
}

/// A server in this process.
pub struct Server {
    pub address: SocketAddr,
    pub home: Home,
    stop: Arc<tokio::sync::Notify>,
    thread: Option<JoinHandle<()>>,
    ended: Arc<AtomicBool>,
}

impl Server {
    pub fn start() -> Self {
        Server::with(|_| {})
    }

    pub fn with(adjust: impl FnOnce(&mut Options)) -> Self {
        let home = Home::new();
        let mut options = Options::default();
        adjust(&mut options);
        let engine = Engine::open(home.index(), options).expect("an index");
        Server::over(home, engine)
    }

    /// A server that lets those write who have the token, over an index built by `build`.
    pub fn over_corpus(token: &str, build: impl FnOnce(&Path)) -> Self {
        let home = Home { folder: tempfile::tempdir().expect("a temporary folder") };
        build(&home.index());
        Server::writing(home, token, Options::default())
    }

    /// A server that lets those write who have the token.
    pub fn that_writes(token: &str) -> Self {
        Server::that_writes_with(token, Options::default())
    }

    pub fn that_writes_with(token: &str, options: Options) -> Self {
        Server::writing(Home::new(), token, options)
    }

    fn writing(home: Home, token: &str, options: Options) -> Self {
        let engine = Engine::open(home.index(), options).expect("an index");
        let token = Token::new(token).expect("long enough");
        let mut writing = Writing::new(home.path().join("inbox"), IndexBuilder::new(home.index()));
        writing.token = Some(token);
        writing.paths.push(home.corpus());
        Server::over(home, engine.with_writing(writing))
    }

    /// A server that watches its corpus.
    pub fn that_watches() -> Self {
        let home = Home::new();
        let engine = Engine::open(home.index(), Options::default()).expect("an index");
        let mut writing = Writing::new(home.path().join("inbox"), IndexBuilder::new(home.index()));
        writing.watch = true;
        writing.paths.push(home.corpus());
        Server::over(home, engine.with_writing(writing))
    }

    fn over(home: Home, engine: Engine) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.set_nonblocking(true).expect("a listener for async use");
        let address = listener.local_addr().expect("an address");
        let stop = Arc::new(tokio::sync::Notify::new());
        let ended = Arc::new(AtomicBool::new(false));
        let (told, over) = (stop.clone(), ended.clone());
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
            runtime.expect("a runtime").block_on(async move {
                let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
                server::run(listener, engine, async move { told.notified().await }).await.expect("served");
            });
            over.store(true, Ordering::SeqCst);
        });
        Server { address, home, stop, thread: Some(thread), ended }
    }

    /// Tells the server to stop, without waiting.
    pub fn stop(&self) {
        self.stop.notify_one();
    }

    pub fn has_ended(&self) -> bool {
        self.ended.load(Ordering::SeqCst)
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
        stream
    }

    pub fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[])
    }

    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("GET", path, headers, b"")
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n");
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !body.is_empty() {
            head.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        head.push_str("\r\n");
        let mut request = head.into_bytes();
        request.extend_from_slice(body);
        self.raw(&request)
    }

    /// Sends any bytes and reads to the end of the connection.
    pub fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        // A server that refuses early closes before it has everything.
        let _ = stream.write_all(request);
        Answer::read(&mut stream)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
        if let Some(thread) = self.thread.take() {
            let joined = thread.join();
            assert!(joined.is_ok() || std::thread::panicking(), "the server panicked");
        }
    }
}

/// Waits for a program to say on standard error, which must be a pipe, where it serves.
pub fn address_told(program: &mut Child, scheme: &str) -> String {
    let mut lines = BufReader::new(program.stderr.take().expect("standard error")).lines();
    let mut told = lines.by_ref().map(|line| line.expect("text"));
    let line = told.find(|line| line.contains(scheme)).expect("an address");
    // What it says later must go somewhere.
    std::thread::spawn(move || lines.for_each(drop));
    line.split_once(scheme).map(|(_, address)| address.trim_end_matches('/').to_owned()).expect("an address")
}

/// An answer, its body decoded from chunks.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HashMap<String, String>,
    pub body: Vec<u8>,
    /// All bytes as they came.
    pub raw: Vec<u8>,
}

impl Answer {
    pub fn read(stream: &mut impl Read) -> Answer {
        let mut raw = Vec::new();
        // A connection that is reset ends too.
        let _ = stream.read_to_end(&mut raw);
        Answer::parse(raw)
    }

    fn parse(raw: Vec<u8>) -> Answer {
        let end = raw.windows(4).position(|w| w == b"\r\n\r\n").unwrap_or(raw.len());
        let head = String::from_utf8_lossy(&raw[..end]).into_owned();
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|s| s.parse().ok()).unwrap_or(0);
        let pair = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        let mut headers: HashMap<String, String> = HashMap::new();
        for (name, value) in lines.filter_map(pair) {
            headers.entry(name).and_modify(|all| *all = format!("{all}, {value}")).or_insert(value);
        }
        let rest = raw.get(end + 4..).unwrap_or(&[]);
        let is_chunked = headers.get("transfer-encoding").is_some_and(|v| v == "chunked");
        let body = if is_chunked { unchunked(rest) } else { rest.to_vec() };
        Answer { status, headers, body, raw }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&self.raw)))
    }

    /// Checks that this is a problem with a status and a code, and returns it.
    pub fn problem(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.raw));
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["status"], status);
        assert_eq!(problem["code"], code, "{problem}");
        assert_eq!(problem["request_id"], self.header("x-request-id"));
        assert!(problem["detail"].as_str().is_some_and(|d| !d.is_empty()) && problem["title"].is_string(), "{problem}");
        problem
    }
}

fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = rest.windows(2).position(|w| w == b"\r\n") {
        let size = std::str::from_utf8(&rest[..end]).ok().and_then(|s| usize::from_str_radix(s, 16).ok()).unwrap_or(0);
        let Some(chunk) = rest.get(end + 2..end + 2 + size).filter(|_| size > 0) else { break };
        body.extend_from_slice(chunk);
        rest = rest.get(end + 4 + size..).unwrap_or(&[]);
    }
    body
}
