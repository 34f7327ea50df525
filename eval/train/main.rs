//! Rebuilds the shipped weight files from annotated corpora, and annotates for the scorers.
//!
//! `train annotate < articles.jsonl > annotations.jsonl`,
//! `train gazetteer --lists FILE --news FILE…`, `train entities --train FILE… --test FILE…`

mod annotate;
mod arguments;
mod entities;
mod marked;
mod quotes;

use std::process::ExitCode;

use arguments::Arguments;

/// What `search` allocates with, so that `quotes-speed` times what it takes there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const USAGE: &str =
    "usage: train annotate|annotate-entities|gazetteer|entities|marked|quotes|quotes-ablation|quotes-speed";

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let options = Arguments::read(words.get(1..).unwrap_or(&[]));
    if let Some(Err(error)) = options.get("gazetteer").map(entities::use_gazetteer) {
        eprintln!("train: {error}");
        return ExitCode::from(2);
    }
    let outcome = match words.first().map(String::as_str) {
        Some("annotate") => annotate::run(&options),
        Some("gazetteer") => entities::gazetteer(&options),
        Some("entities") => entities::entities(&options),
        Some("annotate-entities") => entities::annotate(&options),
        Some("marked") => marked::print(&options),
        Some("quotes") => quotes::run(&options),
        Some("quotes-ablation") => quotes::ablate(&options),
        Some("quotes-speed") => quotes::speed(&options),
        _ => Err(USAGE.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("train: {error}");
            ExitCode::from(2)
        }
    }
}
