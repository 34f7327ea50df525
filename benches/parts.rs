//! The parts in isolation, over the shipped corpus: what one core does to plain text.
//!
//! Isolates each stage of the path of an article after reading; throughput is bytes of
//! article text. `eval/speed/run.py` measures the whole program against a peer.

use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use onrecord::annotate::{Annotator, Options, Text, date, entity, quote};
use onrecord::article::Article;
use onrecord::{read, terms};

fn corpus() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    read::articles(folder).flatten().map(|record| record.article).collect()
}

fn parts(criterion: &mut Criterion) {
    let articles = corpus();
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let texts: Vec<Text<'_>> = articles.iter().map(|article| Text::new(&article.text)).collect();
    let names: Vec<_> = texts.iter().map(entity::annotate).collect();
    let options = Options::default();
    let annotator = Annotator::new(options.clone());
    let mut group = criterion.benchmark_group("parts");
    group.throughput(Throughput::Bytes(bytes as u64)).sample_size(10);
    group.bench_function("terms", |b| {
        b.iter(|| {
            let mut count = 0u64;
            for article in &articles {
                terms::tokenize(&article.text, |_| count += 1);
            }
            count
        });
    });
    group.bench_function("text", |b| {
        b.iter(|| articles.iter().map(|article| Text::new(&article.text).tokens.len()).sum::<usize>())
    });
    group.bench_function("dates", |b| {
        b.iter(|| {
            articles
                .iter()
                .zip(&texts)
                .map(|(article, text)| date::annotate(text, article.published).len())
                .sum::<usize>()
        });
    });
    group.bench_function("entities", |b| {
        b.iter(|| texts.iter().map(|text| entity::annotate(text).len()).sum::<usize>())
    });
    group.bench_function("quotes", |b| {
        b.iter(|| {
            texts
                .iter()
                .zip(&names)
                .map(|(text, names)| quote::annotate(text, names, &options).quotes.len())
                .sum::<usize>()
        });
    });
    group.bench_function("all annotators", |b| {
        b.iter(|| articles.iter().map(|article| annotator.annotate(article).quotes.len()).sum::<usize>());
    });
    group.finish();
}

criterion_group!(benches, parts);
criterion_main!(benches);
