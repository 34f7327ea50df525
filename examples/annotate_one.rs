//! Annotates one text, without an index:
//! `cargo run --release --example annotate_one -- article.txt`.

use onrecord::annotate::Annotator;
use onrecord::article::Article;
use onrecord::read;

const SAMPLE: &str = "PORT ANSEL — Mayor Ines Calloway said on Friday that the ferry would stay.\n\n\
    “Nobody asked us,” she said. “We will not sell it.”";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut article = Article::new("sample", SAMPLE);
    article.published = Some(jiff::civil::date(2020, 7, 14));
    if let Some(path) = std::env::args().nth(1) {
        article = read::file(path).next().ok_or("no article in this file")??.article;
    }
    let annotations = Annotator::default().annotate(&article);
    for quote in &annotations.quotes {
        let speaker = quote.speaker.as_deref().unwrap_or("unknown");
        println!("{speaker} ({:?}, {:.2}): {}", quote.kind, quote.confidence, quote.span.of(&article.text));
    }
    for entity in &annotations.entities {
        println!("{:?} {}: {}", entity.kind, entity.name, entity.span.of(&article.text));
    }
    for date in &annotations.dates {
        println!("{:?} {}: {}", date.kind, date.value, date.span.of(&article.text));
    }
    Ok(())
}
