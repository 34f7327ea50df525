//! On Record behind another program: one searcher, shared by threads, that answers queries
//! from standard input as JSON lines:
//! `echo 'runoff speaker:ramsdell' | cargo run --release --example embed -- index`.

use std::io::{BufRead, stdin};
use std::sync::mpsc;
use std::thread;

use jiff::Zoned;
use onrecord::output::results_json;
use onrecord::query::Query;
use onrecord::search::Searcher;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "index".to_owned());
    let searcher = Searcher::open(folder)?;
    let (ask, questions) = mpsc::channel::<String>();
    let (answer, answers) = mpsc::channel::<String>();
    let worker = thread::spawn(move || {
        for text in questions {
            let line = match Query::parse(&text, Zoned::now().date()) {
                Ok(query) => match searcher.search(&query.limit(3)) {
                    Ok(results) => results_json(&results).to_string(),
                    Err(error) => format!("{error}; {}", error.hint()),
                },
                Err(error) => format!("{error}; {}", error.hint()),
            };
            if answer.send(line).is_err() {
                break;
            }
        }
    });
    for line in stdin().lock().lines() {
        ask.send(line?)?;
    }
    drop(ask);
    for line in answers {
        println!("{line}");
    }
    worker.join().map_err(|_| "the searching thread failed")?;
    Ok(())
}
