//! Citations after the corpus has changed, and sentences that were said, or were not.

use std::ops::ControlFlow;

use onrecord::output::{self, ExportFormat, Shown};
use onrecord::verify::{self, Change, Checked, OnRecord, Standing, Tally, Verdict};

use crate::desk::{Desk, parse};

/// The same articles later: one corrected, one with a paragraph more, one under another id,
/// one withdrawn.
const LATER: &str = r#"
{"id":"a1","headline":"Reyes steps aside","source":"The Courier","date":"2020-03-20","text":"Attorney General Alan Reyes announced his recusal on Friday from the inquiry.\n\n“I will take no part in the inquiry,” Reyes said, “and that is final.”\n\nThe runoff was moved from March 31 to July 14, 2020."}
{"id":"a2","headline":"The runoff nears","source":"Daily Post","date":"2020-07-02","text":"This article has been corrected.\n\nThe recusal was old news, Senator Dana Poole said.\n\nThe runoff is on July 14, 2020, and the party wants a recusal."}
{"id":"b/9","headline":"A second recusal","source":"The Courier","date":"2020-07-05","text":"Judge Ada Merrow spoke of her recusal, of 2019, and of the runoff in June 2020.\n\nCoffee costs $3."}
"#;

fn exported(desk: &Desk, format: ExportFormat) -> String {
    let mut file = format.head();
    let done = desk.searcher.export(&parse("recusal OR inquiry"), |hit| {
        file.push_str(&format.record(hit));
        ControlFlow::Continue(())
    });
    assert_eq!(done.expect("exported").written, 6);
    file + format.tail()
}

fn check(desk: &Desk, file: &str) -> (Vec<Checked>, Tally) {
    let mut all = Vec::new();
    let tally = verify::citations(&desk.searcher, "file", file.as_bytes(), |one| all.push(one.expect("a citation")));
    (all, tally.expect("checked"))
}

fn lines(checked: &[Checked]) -> Vec<String> {
    checked.iter().map(|one| output::checked_json(one).to_string()).collect()
}

#[test]
fn every_export_can_be_checked() {
    let mut desk = Desk::new();
    let files = ExportFormat::ALL.map(|format| (format, exported(&desk, format)));
    for (format, file) in &files {
        let (_, tally) = check(&desk, file);
        assert_eq!((tally.unchanged, tally.is_clean(), tally.format.name()), (6, true, format.name()));
    }
    desk.replace(LATER.trim());
    for (format, file) in &files {
        let (checked, tally) = check(&desk, file);
        assert_eq!((tally.unchanged, tally.changed, tally.gone), (1, 4, 1), "{}", format.name());
        let changed = Standing::Changed {
            changes: vec![
                Change::Same("Attorney General Alan Reyes announced his recusal on".into()),
                Change::Removed("Thursday".into()),
                Change::Added("Friday".into()),
                Change::Same("from the inquiry.".into()),
            ],
            found_at: None,
        };
        let (ids, standings): (Vec<&str>, Vec<&Standing>) =
            checked.iter().map(|one| (one.citation.id.as_str(), &one.standing)).unzip();
        assert_eq!(ids, ["a1#0", "a1#1", "a2#0", "a2#1", "b/3#0", "b4#0"]);
        assert_eq!(standings[0], &changed, "{}", format.name());
        assert_eq!(standings[1], &Standing::Unchanged);
        assert_eq!(standings[2], &Standing::Changed { changes: Vec::new(), found_at: Some("a2#1".into()) });
        assert_eq!(standings[4], &Standing::Changed { changes: Vec::new(), found_at: Some("b/9#0".into()) });
        assert_eq!(standings[5], &Standing::Gone { found_at: None });
    }
    insta::assert_snapshot!(lines(&check(&desk, &files[0].1).0).join("\n"));
}

#[test]
fn what_show_prints_can_be_checked() {
    let mut desk = Desk::new();
    let stored = desk.searcher.index().article("a1").expect("read").expect("there");
    let (article, found) = (stored.article.clone(), stored.annotations.clone());
    let whole = Shown::whole(article.clone(), found.clone());
    let passage = Shown::passage(article, found, 0).expect("a passage");
    let mut files = Vec::new();
    for shown in [&whole, &passage] {
        files.extend([output::bibtex(shown), output::ris(shown), format!("[{}]", output::csl(shown))]);
        files.extend([output::article_json(shown).to_string(), output::article_markdown(shown)]);
    }
    for file in &files {
        assert!(check(&desk, file).1.is_clean(), "{file}");
    }
    desk.replace(LATER.trim());
    for file in &files {
        assert_eq!(check(&desk, file).1.changed, 1, "{file}");
    }
}

#[test]
fn answers_without_a_hash_are_checked_by_their_text() {
    let mut desk = Desk::new();
    let results = desk.searcher.search(&parse("recusal")).expect("searched");
    let files = [output::results_json(&results).to_string(), output::csv(&results.hits)];
    for file in &files {
        assert_eq!(check(&desk, file).1.unchanged, 5);
    }
    desk.replace(LATER.trim());
    for file in &files {
        assert_eq!(check(&desk, file).1.unchanged, 0);
    }
}

#[test]
fn nothing_to_check_is_an_error() {
    let desk = Desk::new();
    for file in ["", "just words\n", "[]"] {
        let error = verify::citations(&desk.searcher, "file", file.as_bytes(), |_| {}).expect_err("refused");
        assert_eq!(error.to_string(), "file: no citation found");
    }
    let mut bad = Vec::new();
    let tally = verify::citations(&desk.searcher, "file", "{\"id\":1}\n{".as_bytes(), |one| bad.push(one.is_err()));
    assert_eq!((tally.expect("read").unreadable, bad), (2, vec![true, true]));
}

fn asked(desk: &Desk, text: &str, speaker: Option<&str>) -> OnRecord {
    verify::on_record(&desk.searcher, text, speaker).expect("looked for")
}

fn verdict(desk: &Desk, text: &str, speaker: Option<&str>) -> String {
    let record = asked(desk, text, speaker);
    let speaker = record.matches.first().and_then(|m| m.quote.as_ref()?.speaker.clone());
    format!("{} {}", record.verdict.name(), speaker.unwrap_or_default())
}

#[test]
fn who_said_it_word_for_word() {
    let desk = Desk::new();
    for text in ["I will take no part in the inquiry", "\"i WILL take no part — in the inquiry!\"", "take no part"] {
        assert_eq!(verdict(&desk, text, None), "exact Alan Reyes", "{text}");
        assert_eq!(verdict(&desk, text, Some("Reyes")), "exact Alan Reyes", "{text}");
        assert_eq!(verdict(&desk, text, Some("Dana Poole")), "other-speaker Alan Reyes", "{text}");
    }
    // A clause that interrupts a quote is not part of it.
    let whole = "I will take no part in the inquiry and that is final.";
    assert_eq!(verdict(&desk, whole, Some("Alan Reyes")), "exact Alan Reyes");
    assert_eq!(verdict(&desk, "coffee costs", Some("Reyes")), "unknown-speaker ");
    let record = asked(&desk, "coffee costs", None);
    assert_eq!((record.verdict, record.matches[0].passage_id.as_str()), (Verdict::Exact, "b/3#1"));
    assert!(record.matches[0].quote.is_none());
    assert_eq!(record.matches[0].span.of(&record.matches[0].text), "Coffee costs");
}

#[test]
fn altered_words_are_shown() {
    let desk = Desk::new();
    let record = asked(&desk, "I will take an active part in the inquiry", Some("Alan Reyes"));
    assert_eq!(record.verdict, Verdict::Altered);
    assert_eq!(
        record.matches[0].changes,
        [
            Change::Same("I will take".into()),
            Change::Removed("an active".into()),
            Change::Added("no".into()),
            Change::Same("part in the inquiry".into()),
        ]
    );
    assert_eq!(verdict(&desk, "I will take an active part in the inquiry", Some("Poole")), "other-speaker Alan Reyes");
}

#[test]
fn what_was_denied_or_not_said_is_no_quote_of_the_speaker() {
    let denied = r#"{"id":"a","date":"2020-05-01","text":"Ann Roe did not say that the mayor of Vale was a thief.\n\nShe denied that the county had lost money."}"#;
    let desk = Desk::of(denied, 1);
    for text in ["the mayor of Vale was a thief", "the county had lost money"] {
        for speaker in [None, Some("Ann Roe")] {
            assert_eq!(verdict(&desk, text, speaker), "not-said Ann Roe", "{text}");
        }
    }
    let said = r#"{"id":"b","date":"2020-05-02","text":"“The county had lost money,” Ann Roe said."}"#;
    let desk = Desk::of(&format!("{denied}\n{said}"), 1);
    let record = asked(&desk, "the county had lost money", Some("Ann Roe"));
    assert_eq!((record.verdict, record.matches[0].passage_id.as_str()), (Verdict::Exact, "b#0"));
}

#[test]
fn what_nobody_said_is_not_found() {
    let desk = Desk::new();
    for text in
        ["I will take the stand", "zebra", "the of and in", "Nothing about harbours at all", "the runoff is off"]
    {
        assert_eq!(asked(&desk, text, None).verdict, Verdict::NotFound, "{text}");
    }
    assert!(verify::on_record(&desk.searcher, " — ", None).is_err());
    let error = verify::on_record(&desk.searcher, &"a ".repeat(501), None).expect_err("refused");
    assert_eq!(error.to_string(), "501 words to look for");
}
