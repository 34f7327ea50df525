//! What relative expressions count from: the day of publication and the dates just mentioned.

use jiff::civil::Date;

use super::Found;
use super::lexicon::Unit;
use super::value::{Count, When};
use crate::when::calendar;

/// The state of the discourse at one point of the article.
#[derive(Debug, Clone, Default)]
pub(super) struct Anchor {
    pub published: Option<Date>,
    /// The last day mentioned; a month counts as its first day.
    pub last: Option<Date>,
    /// The last mentioned day of those that a daily paper reports on: the three before it appears.
    pub reported: Option<Date>,
    /// The last day mentioned in the sentence at hand.
    pub sentence_day: Option<Date>,
    /// Whether the sentence has mentioned different days.
    has_several_days: bool,
    /// The week mentioned last in the sentence, and the word behind it.
    pub sentence_week: Option<(Date, usize)>,
    /// Events by number with the day that the article gives for each.
    pub events: Vec<(u8, Date)>,
    /// Feasts by number with the year in which each was last meant.
    feasts: Vec<(usize, i32)>,
    /// Months, days and years of the days near publication that the article has named by month.
    pub days: Vec<(i32, i32, i32)>,
    /// The last year spoken of as such.
    pub year: Option<i32>,
    /// The quarter that the figures of a business story are about.
    pub quarter: Option<(i32, i32)>,
    /// The figures are for six or nine months: "a year ago" is no quarter then.
    by_halves: bool,
    /// The date of Super Tuesday, once the article has given it.
    pub super_tuesday: Option<Date>,
}

impl Anchor {
    pub fn new(published: Option<Date>) -> Self {
        Anchor { published, ..Anchor::default() }
    }

    /// Forgets what belongs to one sentence.
    pub fn open_sentence(&mut self) {
        self.sentence_day = None;
        self.has_several_days = false;
        self.sentence_week = None;
    }

    /// The day of a sentence that mentions one.
    pub fn only_day(&self) -> Option<Date> {
        self.sentence_day.filter(|_| !self.has_several_days)
    }

    /// The last mentioned day, or the day of publication.
    pub fn day(&self) -> Option<Date> {
        self.last.or(self.published)
    }

    pub fn published_year(&self) -> Option<i32> {
        self.published.map(|date| i32::from(date.year()))
    }

    /// Year and quarter of publication.
    pub fn published_quarter(&self) -> Option<(i32, i32)> {
        self.published.map(|date| (i32::from(date.year()), calendar::quarter_of(date)))
    }

    /// What "a year ago" is compared with: the quarter reported on, or the year.
    pub fn year_ago(&self) -> Option<When> {
        match self.quarter {
            Some((year, quarter)) if !self.by_halves => Some(When::Quarter(year - 1, quarter)),
            _ => self.published_year().map(|year| When::Year(year - 1)),
        }
    }

    /// Takes a found expression into account for those that follow.
    pub fn note(&mut self, found: &Found) {
        match found.when {
            Some(When::Day(date) | When::Time(date, _)) => {
                self.last = Some(date);
                if self.is_reported(date) {
                    self.reported = Some(date);
                }
                self.has_several_days |= self.sentence_day.is_some_and(|day| day != date);
                self.sentence_day = Some(date);
            }
            Some(When::Week(monday)) => {
                self.last = Some(monday);
                self.sentence_week = Some((monday, found.end));
            }
            Some(When::Weekend(monday)) => self.last = Some(monday),
            Some(When::Month(year, month)) => self.last = calendar::day(year, month, 1).or(self.last),
            Some(When::Year(year)) if !found.looks_back => self.year = Some(year),
            Some(When::Quarter(year, quarter)) if !found.looks_back => self.note_quarter(year, quarter),
            Some(When::Duration(Count::Tenths(60 | 90), Unit::Month)) => self.by_halves = true,
            _ => {}
        }
    }

    fn is_reported(&self, day: Date) -> bool {
        const LAST_DAYS: i32 = 3;
        let before = self.published.and_then(|published| day.until(published).ok());
        before.is_some_and(|span| (0..=LAST_DAYS).contains(&span.get_days()))
    }

    /// Remembers a day that was named by its month.
    pub fn note_day(&mut self, date: Date) {
        const KEPT: usize = 32;
        let (month, number, year) = (i32::from(date.month()), i32::from(date.day()), i32::from(date.year()));
        let is_near = self.published_year().is_some_and(|published| (published - year).abs() <= 1);
        self.days.retain(|&(m, n, _)| (m, n) != (month, number));
        if is_near && self.days.len() < KEPT {
            self.days.push((month, number, year));
        }
    }

    /// The year in which the article last meant a feast.
    pub fn feast_year(&self, feast: usize) -> Option<i32> {
        self.feasts.iter().find(|(known, _)| *known == feast).map(|&(_, year)| year)
    }

    /// Remembers the year of a feast.
    pub fn note_feast(&mut self, feast: usize, year: i32) {
        match self.feasts.iter_mut().find(|(known, _)| *known == feast) {
            Some(known) => known.1 = year,
            None => self.feasts.push((feast, year)),
        }
    }

    /// Results are reported for quarters that are over; a forecast moves nothing.
    fn note_quarter(&mut self, year: i32, quarter: i32) {
        let Some(present) = self.published_quarter() else { return };
        let named = (year, quarter);
        if named < present || (named == present && self.quarter.is_none()) {
            self.quarter = Some(named);
            self.by_halves = false;
        }
    }
}
