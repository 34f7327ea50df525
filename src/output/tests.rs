use std::collections::BTreeMap;

use super::*;
use crate::annotate::{DateMention, DateType, EntityKind, EntityMention, Quote, QuoteKind, Stance};
use crate::article::Article;
use crate::family::Family;
use crate::search::{Facet, Hit, Results};
use crate::span::Span;

const TEXT: &str = "“I will take no part in the inquiry,” Roe said on Friday, “and my recusal is final.” \
    She added that the deputy would take over.";

fn at(words: &str) -> Span {
    let start = TEXT.find(words).expect("in the text");
    Span::new(start, start + words.len())
}

fn quote(first: &str, last: &str, kind: QuoteKind, pieces: &[&str]) -> Quote {
    Quote {
        span: Span { start: at(first).start, end: at(last).end },
        pieces: pieces.iter().map(|words| at(words)).collect(),
        kind,
        speaker: Some("Ann Roe".into()),
        mention: Some(at("Roe")),
        cue: Some(at("said")),
        confidence: 0.9731,
        stance: Stance::Said,
        by_description: false,
    }
}

fn hit() -> Hit {
    let mut article = Article::new("a1", "");
    article.headline = Some("Roe steps *aside*, and says that she will not come back to it before the runoff".into());
    article.source = Some("The Courier".into());
    article.byline = Some("By Kim Lowe".into());
    article.published = Some(jiff::civil::date(2020, 5, 23));
    let (first, second) = ("I will take no part in the inquiry,", "and my recusal is final.");
    let day = jiff::civil::date(2020, 5, 22);
    Hit {
        rank: 1,
        score: 7.314_15,
        passage_id: "a1#3".into(),
        article,
        paragraph: 3,
        text: TEXT.into(),
        highlights: vec![at("inquiry"), at("my recusal")],
        quotes: vec![
            quote(first, second, QuoteKind::Direct, &[first, second]),
            quote("the deputy", "over", QuoteKind::Indirect, &[]),
        ],
        entities: vec![EntityMention { span: at("Roe"), kind: EntityKind::Person, name: "Ann Roe".into(), cluster: 0 }],
        dates: vec![DateMention {
            span: at("Friday"),
            kind: DateType::Date,
            value: "2020-05-22".into(),
            days: Some((day, day)),
        }],
        family: Some(Family::new("a0", 4)),
        before: vec!["VALE — The paragraph before.".into()],
        after: Vec::new(),
        explanation: None,
    }
}

fn results() -> Results {
    let speakers = vec![("Ann Roe".to_string(), 1200), ("Bob Poe".to_string(), 7)];
    Results {
        offset: 0,
        query: "recusal inquiry".into(),
        total: 1234,
        articles: None,
        stories: None,
        relaxed: false,
        took_us: 840,
        hits: vec![hit()],
        facets: BTreeMap::from([(Facet::Speaker, speakers)]),
        notices: Vec::new(),
        asked: None,
        unmatched: Vec::new(),
    }
}

#[test]
fn answer_as_json() {
    let json = serde_json::to_string_pretty(&results_json(&results())).expect("JSON");
    insta::assert_snapshot!(json);
}

#[test]
fn answer_as_csv_and_markdown() {
    insta::assert_snapshot!(csv(&[hit()]).replace("\r\n", "\n") + "\n" + &markdown(&results()));
}

#[cfg(feature = "cli")]
#[test]
fn answer_as_text() {
    let (wide, narrow) = (TextOptions::default(), TextOptions::of_width(Some(50)));
    let styled = hits_text(&results(), narrow) + "\n" + &facets_text(&results().facets);
    let plain = |text: &str| anstream::adapter::strip_str(text).to_string();
    let marked = styled.replace("\u{1b}[1m\u{1b}[33m", "<").replace("\u{1b}[0m", ">");
    let marks = marked.lines().filter(|line| line.contains('<')).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!(format!("{}\n{}\n{}", plain(&styled), plain(&hits_text(&results(), wide)), plain(&marks)));
}
