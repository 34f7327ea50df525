//! What the server adds to a search: the same queries asked in this process and over HTTP.
//!
//! `load INDEX ADDRESS QUERIES SECONDS [SOAK]` reads one query a line and prints JSON: queries a
//! second by as many threads as there are cores, in process (search and JSON) and over as many
//! kept connections; latencies at half of that load, each counted from when the request was due;
//! what 4 times as many requests get, and how soon after them a request is answered as before;
//! with SOAK, failed requests and the server's memory over so many seconds. Start the server
//! with `--cache 0`, so that each search is made.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use onrecord::output::results_json;
use onrecord::query::Query;
use onrecord::search::Searcher;
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [index, address, queries, seconds, soak @ ..] = arguments.as_slice() else {
        return Err("usage: load INDEX ADDRESS QUERIES SECONDS [SOAK]".into());
    };
    let queries: Vec<String> = std::fs::read_to_string(queries)?.lines().map(str::to_owned).collect();
    let time = Duration::from_secs(seconds.parse()?);
    let load = Load { address: address.clone(), paths: queries.iter().map(|q| path(q)).collect() };
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let within = in_process(&Searcher::open(index)?, &queries, threads, time)?;
    let (over_http, _) = load.run(2 * threads, time, None)?;
    let half = over_http.per_second / 2.0;
    let (paced, _) = load.run(4 * threads, time, Some(half))?;
    let overload = load.overload(over_http.per_second, time)?;
    let mut report = json!({
        "in_process_per_second": within.round(),
        "http_per_second": over_http.per_second.round(),
        "ratio": round(over_http.per_second / within),
        "http_failed": over_http.failed,
        "half_load": {"per_second": paced.per_second.round(), "p50_ms": round(paced.at(0.5)), "p99_ms": round(paced.at(0.99))},
        "overload": overload,
    });
    if let [soak] = soak {
        report["soak"] = load.soak(threads, Duration::from_secs(soak.parse()?))?;
    }
    println!("{report:#}");
    Ok(())
}

fn round(figure: f64) -> f64 {
    (figure * 1000.0).round() / 1000.0
}

fn path(query: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric();
    let encoded: String =
        query.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02x}") }).collect();
    format!("/api/v1/search?q={encoded}")
}

/// Searches and writes answers on so many threads for a time; returns queries a second.
fn in_process(searcher: &Searcher, queries: &[String], threads: usize, time: Duration) -> Outcome<f64> {
    let today = jiff::civil::date(2020, 1, 1);
    let next = AtomicUsize::new(0);
    let started = Instant::now();
    std::thread::scope(|scope| {
        let work = || -> Outcome<()> {
            while started.elapsed() < time {
                let query = &queries[next.fetch_add(1, Ordering::Relaxed) % queries.len()];
                let results = searcher.search(&Query::parse(query, today)?)?;
                std::hint::black_box(results_json(&results).to_string());
            }
            Ok(())
        };
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().try_for_each(|thread| thread.join().map_err(|_| "a thread failed")?)
    })?;
    Ok(next.into_inner() as f64 / started.elapsed().as_secs_f64())
}

/// What came of many requests.
#[derive(Default)]
struct Figures {
    per_second: f64,
    refused: u64,
    failed: u64,
    /// Milliseconds of the answered ones, sorted.
    times: Vec<f64>,
}

impl Figures {
    fn at(&self, share: f64) -> f64 {
        let last = self.times.len().saturating_sub(1) as f64;
        self.times.get((last * share).round() as usize).copied().unwrap_or(0.0)
    }
}

struct Load {
    address: String,
    paths: Vec<String>,
}

impl Load {
    /// Asks on so many connections for a time: as fast as answers come, or at a given rate.
    fn run(&self, connections: usize, time: Duration, rate: Option<f64>) -> Outcome<(Figures, Instant)> {
        let next = AtomicUsize::new(0);
        let started = Instant::now();
        let mut figures = Figures::default();
        std::thread::scope(|scope| -> Outcome<()> {
            let ask = || -> Outcome<Figures> {
                let mut mine = Figures::default();
                let mut connection = Connection::open(&self.address)?;
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    let due = rate.map_or_else(|| started.elapsed(), |rate| Duration::from_secs_f64(n as f64 / rate));
                    if started.elapsed().max(due) >= time {
                        return Ok(mine);
                    }
                    std::thread::sleep(due.saturating_sub(started.elapsed()));
                    match connection.get(&self.paths[n % self.paths.len()]) {
                        Ok(200) => mine.times.push((started.elapsed() - due).as_secs_f64() * 1000.0),
                        Ok(429 | 503) => mine.refused += 1,
                        Ok(_) => mine.failed += 1,
                        Err(_) => {
                            mine.failed += 1;
                            connection = Connection::open(&self.address)?;
                        }
                    }
                }
            };
            let running: Vec<_> = (0..connections).map(|_| scope.spawn(ask)).collect();
            for thread in running {
                let theirs = thread.join().map_err(|_| "a thread failed")??;
                figures.refused += theirs.refused;
                figures.failed += theirs.failed;
                figures.times.extend(theirs.times);
            }
            Ok(())
        })?;
        figures.per_second = figures.times.len() as f64 / started.elapsed().as_secs_f64();
        figures.times.sort_by(f64::total_cmp);
        Ok((figures, Instant::now()))
    }

    /// Sends four times as many as can be answered, then looks how soon all is as before.
    fn overload(&self, capacity: f64, time: Duration) -> Outcome<Value> {
        let (figures, ended) = self.run(256, time, Some(4.0 * capacity))?;
        let mut connection = Connection::open(&self.address)?;
        let usual = 5.0 * 1000.0 / capacity.max(1.0) + 20.0;
        let mut recovered = None;
        while recovered.is_none() && ended.elapsed() < Duration::from_secs(10) {
            let asked = Instant::now();
            let is_good = connection.get(&self.paths[0])? == 200;
            recovered =
                (is_good && asked.elapsed().as_secs_f64() * 1000.0 < usual).then(|| ended.elapsed().as_secs_f64());
        }
        Ok(json!({
            "sent_per_second": (4.0 * capacity).round(), "served_per_second": figures.per_second.round(),
            "served_p99_ms": round(figures.at(0.99)), "refused": figures.refused, "failed": figures.failed,
            "recovered_after_s": recovered.map(round),
        }))
    }

    /// Asks for a long time; memory is read from the server's own figures of the system.
    fn soak(&self, threads: usize, time: Duration) -> Outcome<Value> {
        let done = AtomicBool::new(false);
        let (first, most) = (AtomicU64::new(0), AtomicU64::new(0));
        let figures = std::thread::scope(|scope| {
            scope.spawn(|| {
                let started = Instant::now();
                while !done.load(Ordering::Relaxed) {
                    let now = memory().unwrap_or(0);
                    // Maps and caches fill in the first third.
                    let slot = if started.elapsed() * 3 < time { &first } else { &most };
                    slot.fetch_max(now, Ordering::Relaxed);
                    std::thread::sleep(Duration::from_millis(500));
                }
            });
            let figures = self.run(threads, time, None);
            done.store(true, Ordering::Relaxed);
            figures
        })?;
        Ok(json!({
            "seconds": time.as_secs(), "answered": figures.0.times.len(), "failed": figures.0.failed,
            "refused": figures.0.refused, "p99_ms": round(figures.0.at(0.99)),
            "memory_first_third_mb": first.into_inner() / 1024, "memory_rest_mb": most.into_inner() / 1024,
        }))
    }
}

/// Kilobytes of its own memory that the server named in `SERVER_PID` takes, mapped files left out.
fn memory() -> Option<u64> {
    let id = std::env::var("SERVER_PID").ok()?;
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("RssAnon:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

struct Connection {
    stream: BufReader<TcpStream>,
}

impl Connection {
    fn open(address: &str) -> Outcome<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(15)))?;
        Ok(Connection { stream: BufReader::new(stream) })
    }

    /// Asks and reads the whole answer; returns its status.
    fn get(&mut self, path: &str) -> Outcome<u16> {
        self.stream.get_mut().write_all(format!("GET {path} HTTP/1.1\r\nHost: load\r\n\r\n").as_bytes())?;
        let (mut status, mut length, mut line) = (0, 0, String::new());
        loop {
            line.clear();
            if self.stream.read_line(&mut line)? == 0 {
                return Err("the connection ended".into());
            }
            let text = line.trim_end().to_ascii_lowercase();
            if let Some(rest) = text.strip_prefix("http/1.1 ") {
                status = rest.get(..3).unwrap_or("").parse()?;
            } else if let Some(rest) = text.strip_prefix("content-length: ") {
                length = rest.parse()?;
            } else if text.is_empty() {
                break;
            }
        }
        std::io::copy(&mut self.stream.by_ref().take(length), &mut std::io::sink())?;
        Ok(status)
    }
}
