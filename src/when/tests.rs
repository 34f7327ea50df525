#![allow(clippy::unwrap_used)]

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;

const TODAY: Date = date(2020, 7, 20); // a Monday

fn days(text: &str) -> String {
    let side = |d: Option<Date>| d.map(|d| d.to_string()).unwrap_or_default();
    match parse(text, TODAY) {
        Ok(p) if p.from == p.to => side(p.from),
        Ok(p) => format!("{}..{}", side(p.from), side(p.to)),
        Err(e) => e.to_string(),
    }
}

#[test]
fn forms_and_their_days() {
    let cases = [
        ("2020", "2020-01-01..2020-12-31"),
        ("2020-07", "2020-07-01..2020-07-31"),
        ("2020-7", "2020-07-01..2020-07-31"),
        ("2020-02", "2020-02-01..2020-02-29"),
        (" 2020-07-14 ", "2020-07-14"),
        ("2020/7/4", "2020-07-04"),
        ("20200714", "2020-07-14"),
        ("14/07/2020", "2020-07-14"),
        ("7/14/2020", "2020-07-14"),
        ("5/5/2020", "2020-05-05"),
        ("2020-Q3", "2020-07-01..2020-09-30"),
        ("2020q3", "2020-07-01..2020-09-30"),
        ("Q3 2020", "2020-07-01..2020-09-30"),
        ("2020-H2", "2020-07-01..2020-12-31"),
        ("2020-W28", "2020-07-06..2020-07-12"),
        ("2020w53", "2020-12-28..2021-01-03"),
        ("2020-W28-2", "2020-07-07"),
        ("2010s", "2010-01-01..2019-12-31"),
        ("July 2020", "2020-07-01..2020-07-31"),
        ("July 14, 2020", "2020-07-14"),
        ("jul. 14th 2020", "2020-07-14"),
        ("14 July 2020", "2020-07-14"),
        ("the 14th of July 2020", "2020-07-14"),
        ("14-Jul-2020", "2020-07-14"),
        ("Sept 3", "2019-09-03"),
        ("July 20", "2020-07-20"),
        ("29 February", "2020-02-29"),
        ("August", "2019-08-01..2019-08-31"),
        ("summer 2019", "2019-06-01..2019-08-31"),
        ("winter 2020", "2019-12-01..2020-02-29"),
        ("today", "2020-07-20"),
        ("Yesterday", "2020-07-19"),
        ("tomorrow", "2020-07-21"),
        ("3 weeks ago", "2020-06-29"),
        ("a month ago", "2020-06-20"),
        ("two years ago", "2018-07-20"),
        ("10d ago", "2020-07-10"),
        ("this week", "2020-07-20..2020-07-26"),
        ("last week", "2020-07-13..2020-07-19"),
        ("last month", "2020-06-01..2020-06-30"),
        ("next month", "2020-08-01..2020-08-31"),
        ("this quarter", "2020-07-01..2020-09-30"),
        ("last quarter", "2020-04-01..2020-06-30"),
        ("last year", "2019-01-01..2019-12-31"),
        ("last-30d", "2020-06-21..2020-07-20"),
        ("last 2 weeks", "2020-07-07..2020-07-20"),
        ("past 6 months", "2020-01-21..2020-07-20"),
        ("last-1y", "2019-07-21..2020-07-20"),
        ("monday", "2020-07-20"),
        ("last monday", "2020-07-13"),
        ("fri", "2020-07-17"),
        ("2020-03..2020-07", "2020-03-01..2020-07-31"),
        ("..2019", "..2019-12-31"),
        ("2020-07-14..", "2020-07-14.."),
        ("3 weeks ago .. yesterday", "2020-06-29..2020-07-19"),
    ];
    for (text, wanted) in cases {
        assert_eq!(days(text), wanted, "{text}");
    }
}

#[test]
fn what_is_refused_and_why() {
    let cases = [
        ("", "cannot read `` as a date or period"),
        ("..", "cannot read `..` as a date or period"),
        ("soon", "cannot read `soon` as a date or period"),
        ("2020-07-14-15", "cannot read `2020-07-14-15` as a date or period"),
        ("20", "cannot read `20` as a date or period"),
        ("2013s", "cannot read `2013s` as a date or period"),
        ("2020-13", "the calendar has no `2020-13`"),
        ("2019-02-29", "the calendar has no `2019-02-29`"),
        ("February 30, 2020", "the calendar has no `February 30, 2020`"),
        ("2021-W53", "the calendar has no `2021-W53`"),
        ("2020-Q5", "the calendar has no `2020-Q5`"),
        ("0000", "the calendar has no `0000`"),
        ("999999 years ago", "the calendar has no `999999 years ago`"),
        ("07/08/2020", "`07/08/2020` can be read as month/day or as day/month"),
        ("2020-07..2020-03", "`2020-07..2020-03` ends before it starts"),
    ];
    for (text, wanted) in cases {
        assert_eq!(days(text), wanted, "{text:?}");
        assert!(!parse(text, TODAY).unwrap_err().hint().is_empty());
    }
}

#[test]
fn since_and_until_include_the_named_days() {
    assert_eq!(since("2020-03", TODAY).unwrap(), Period { from: Some(date(2020, 3, 1)), to: None });
    assert_eq!(until("2020-07", TODAY).unwrap(), Period { from: None, to: Some(date(2020, 7, 31)) });
    assert!(until("2020-07", TODAY).unwrap().contains(date(2020, 7, 31)));
    assert!(!until("2020-07", TODAY).unwrap().contains(date(2020, 8, 1)));
}

#[test]
fn edges_of_the_calendar() {
    let first = date(1, 1, 1);
    let last = date(9999, 12, 31);
    assert!(parse("yesterday", first).is_err());
    assert!(parse("tomorrow", last).is_err());
    assert!(parse("next decade", last).is_err());
    assert_eq!(parse("9999-12", TODAY).unwrap().to, Some(last));
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in ".{0,40}", day in 1i8..29, year in 1i16..=9999) {
        let today = date(year, 6, day);
        for read in [parse, since, until] {
            if let Ok(Period { from: Some(from), to: Some(to) }) = read(&text, today) {
                prop_assert!(from <= to);
            }
        }
    }

    #[test]
    fn any_near_miss_is_read_or_refused(
        text in "(last|next|this|the|[0-9]{1,7}|july|q[0-9]|w|week|d|ago|-|/|,|\\.\\.| ){1,8}",
    ) {
        let _ = parse(&text, TODAY);
    }
}

#[test]
fn a_range_is_no_single_time() {
    for text in ["2020-01..2020-02", "2020..", "..2020", ".."] {
        assert!(matches!(since(text, TODAY), Err(WhenError::Range { .. })), "{text}");
        assert!(matches!(until(text, TODAY), Err(WhenError::Range { .. })), "{text}");
    }
    assert!(!since("soon", TODAY).unwrap_err().hint().contains("range"));
}
