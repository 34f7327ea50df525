//! Indexes a folder of news and answers one query:
//! `cargo run --release --example index_and_search -- corpus "recusal"`.

use jiff::Zoned;
use onrecord::index::IndexBuilder;
use onrecord::query::Query;
use onrecord::search::Searcher;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "corpus".to_owned());
    let text = arguments.next().unwrap_or_else(|| "recusal".to_owned());
    let index = std::env::temp_dir().join(format!("onrecord-example-{}", std::process::id()));

    let report = IndexBuilder::new(&index).run(&[folder], |_| {})?;
    println!("{} articles, {} passages, {} quotes", report.articles, report.passages, report.quotes);

    let searcher = Searcher::open(&index)?;
    let query = Query::parse(&text, Zoned::now().date())?.limit(3);
    let results = searcher.search(&query)?;
    println!("{} passages for {text:?}\n", results.total);
    for hit in &results.hits {
        println!("{:.2}  {}", hit.score, hit.article.headline.as_deref().unwrap_or("(no headline)"));
        println!("      {}", hit.text);
        for quote in &hit.quotes {
            println!("      – {}", quote.speaker.as_deref().unwrap_or("speaker unknown"));
        }
    }
    std::fs::remove_dir_all(&index)?;
    Ok(())
}
