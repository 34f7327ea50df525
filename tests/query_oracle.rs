//! Generated queries against a slow evaluator that knows nothing of the index: it reads each
//! passage, tries every pair of places, and must agree on what is found. What is marked must
//! be words that the query speaks of, and never nothing. `eval/oracle` asks the same of real
//! news; here the articles are few and their words fewer, so that much meets in each passage.

#[path = "../eval/oracle/scan/mod.rs"]
mod scan;

use std::fs;

use jiff::civil::date;
use onrecord::index::IndexBuilder;
use onrecord::query::Query;
use onrecord::search::Searcher;

use scan::{Generator, News, compare};

const WORDS: [&str; 12] =
    ["brick", "bricks", "stone", "cloud", "tiger", "maple", "brook", "voted", "votes", "runoff", "run", "off"];
const SPEAKERS: [&str; 3] = ["Ann Roe", "Bert Lund", "Carla Voss"];
const PAPERS: [&str; 2] = ["Delery Courier", "Voss County Ledger"];

/// A small generator of numbers; the same ones in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len())]
    }
}

fn words(dice: &mut Dice, n: usize) -> String {
    let words: Vec<&str> = (0..n).map(|_| dice.of(&WORDS)).collect();
    let text = words.join(" ");
    format!("{}{}", text[..1].to_uppercase(), &text[1..])
}

fn sentence(dice: &mut Dice) -> String {
    let n = 1 + dice.roll(7);
    match dice.roll(3) {
        0 => format!("“{},” said {}.", words(dice, n), dice.of(&SPEAKERS)),
        _ => format!("{}.", words(dice, n)),
    }
}

fn article(dice: &mut Dice, n: usize) -> String {
    let paragraph = |dice: &mut Dice| (0..1 + dice.roll(4)).map(|_| sentence(dice)).collect::<Vec<_>>().join(" ");
    let paragraphs: Vec<String> = (0..1 + dice.roll(4)).map(|_| paragraph(dice)).collect();
    let published = date(2020, 1 + (n % 12) as i8, 1 + dice.roll(28) as i8);
    serde_json::json!({
        "id": format!("n{n}"), "headline": words(dice, 5), "source": dice.of(&PAPERS),
        "published": published, "text": paragraphs.join("\n\n"),
    })
    .to_string()
}

#[test]
fn generated_queries_find_what_a_scan_finds() {
    let mut dice = Dice(0x5eed_1234_abcd_0001);
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("articles.jsonl");
    let lines: Vec<String> = (0..60).map(|n| article(&mut dice, n)).collect();
    fs::write(&file, lines.join("\n")).expect("written");
    let index = dir.path().join("index");
    IndexBuilder::new(&index).jobs(1).run(&[&file], |_| {}).expect("indexed");
    let searcher = Searcher::open(&index).expect("opened");
    let news = News::read(&file, searcher.index()).expect("read");
    let known = SPEAKERS.map(str::to_owned).into();
    let mut generator = Generator::new(&news, &known, 0);
    let mut matching = 0;
    for _ in 0..500 {
        let text = generator.query();
        let query = Query::parse(&text, date(2020, 7, 20)).unwrap_or_else(|e| panic!("{text}: {e}"));
        let compared = compare(&searcher, &query.exact(true), &news).expect("searched");
        assert_eq!(compared.problem, None, "{text}");
        matching += usize::from(compared.matches > 0);
    }
    assert!(matching > 250, "{matching} queries found something");
}
