//! Rebuilds the shipped weight files from annotated corpora, and annotates for the scorers.
//!
//! `train annotate < articles.jsonl > annotations.jsonl`

mod annotate;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.first().map(String::as_str) {
        Some("annotate") => annotate::run(),
        _ => Err("usage: train annotate".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("train: {error}");
            ExitCode::from(2)
        }
    }
}
