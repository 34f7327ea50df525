//! The yardstick of `eval/speed`: tantivy as it comes, one stemmed body field, no annotation.
//!
//! `raw_tantivy index LINES DIR THREADS` indexes a file with one passage a line and prints
//! seconds and bytes. It isolates what the index itself costs; it knows no speakers.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexWriter, TantivyDocument};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Memory that tantivy's writer may use before it writes a segment, all threads together.
const WRITER_BYTES: usize = 400_000_000;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["index", lines, folder, threads] => index(Path::new(lines), Path::new(folder), threads.parse()?),
        _ => Err("usage: raw_tantivy index LINES DIR THREADS".into()),
    }
}

fn index(lines: &Path, folder: &Path, threads: usize) -> Outcome<()> {
    let started = Instant::now();
    let mut schema = Schema::builder();
    let positions = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let body = schema.add_text_field("body", TextOptions::default().set_indexing_options(positions) | STORED);
    let index = Index::create_in_dir(folder, schema.build())?;
    let mut writer: IndexWriter = index.writer_with_num_threads(threads, WRITER_BYTES)?;
    let (mut passages, mut bytes) = (0u64, 0u64);
    for line in BufReader::new(File::open(lines)?).lines() {
        let line = line?;
        passages += 1;
        bytes += line.len() as u64;
        let mut document = TantivyDocument::default();
        document.add_text(body, line);
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    let seconds = started.elapsed().as_secs_f64();
    println!("{{\"passages\":{passages},\"bytes\":{bytes},\"seconds\":{seconds:.3}}}");
    Ok(())
}
