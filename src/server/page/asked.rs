//! What a reader chose, as it stands in the address of a page.
//!
//! Every choice is in the address and nowhere else, so that an address can be kept, sent and
//! gone back to. Names are those of the HTTP interface; `month` is the page's own.

use jiff::civil::Date;

use crate::query::{Grouping, MatchMode, Query, QueryError, Sort};
use crate::when::{self, WhenError};

/// Passages on one page.
pub(super) const PER_PAGE: usize = 10;
/// Values of one filter that are read; an address with more was not made by this page.
const MAX_VALUES: usize = 64;

/// The choices of a reader.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Asked {
    /// The query as typed.
    pub(super) query: String,
    /// Speakers ticked.
    pub(super) speakers: Vec<String>,
    /// People, organisations and places ticked.
    pub(super) entities: Vec<String>,
    /// Publications ticked.
    pub(super) sources: Vec<String>,
    /// Months of publication ticked, as `2020-05`.
    pub(super) months: Vec<String>,
    /// Published on or after, as typed.
    pub(super) since: String,
    /// Published on or before, as typed.
    pub(super) until: String,
    /// Speaks of a day on or after, as typed.
    pub(super) about_from: String,
    /// Speaks of a day on or before, as typed.
    pub(super) about_to: String,
    /// Order of the passages.
    pub(super) sort: Sort,
    /// Whether any of the words is enough.
    pub(super) any: bool,
    /// Whether words are looked for inside quotes only.
    pub(super) said_only: bool,
    /// What is shown once.
    pub(super) group: Grouping,
    /// Passages passed over.
    pub(super) offset: usize,
}

/// Why the choices are no request.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Refused {
    /// The query cannot be read.
    Query(QueryError),
    /// A date cannot be read: which one, and why.
    Time(&'static str, WhenError),
}

impl Asked {
    /// Reads the part of an address behind the question mark. Also tells whether the address
    /// says it in the shortest way: a form also sends its empty fields.
    pub(super) fn read(raw: &str) -> (Asked, bool) {
        let mut asked = Asked::default();
        for (name, value) in form_urlencoded::parse(raw.as_bytes()) {
            asked.take(&name, value.trim());
        }
        let is_canonical = !form_urlencoded::parse(raw.as_bytes())
            .any(|(name, value)| value.trim().is_empty() || matches!(&*name, "about_from" | "about_to"));
        (asked, is_canonical)
    }

    fn take(&mut self, name: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        let add = |values: &mut Vec<String>| {
            if values.len() < MAX_VALUES && !values.iter().any(|known| known == value) {
                values.push(value.to_owned());
            }
        };
        match name {
            "q" => self.query = value.to_owned(),
            "speaker" => add(&mut self.speakers),
            "entity" => add(&mut self.entities),
            "source" => add(&mut self.sources),
            "month" => add(&mut self.months),
            "since" => self.since = value.to_owned(),
            "until" => self.until = value.to_owned(),
            "about" => {
                let (from, to) = value.split_once("..").unwrap_or((value, value));
                (self.about_from, self.about_to) = (from.trim().to_owned(), to.trim().to_owned());
            }
            "about_from" => self.about_from = value.to_owned(),
            "about_to" => self.about_to = value.to_owned(),
            "sort" => {
                self.sort = match value {
                    "newest" => Sort::Newest,
                    "oldest" => Sort::Oldest,
                    _ => Sort::Relevance,
                }
            }
            "match" => self.any = value == "any",
            "said_only" => self.said_only = matches!(value, "true" | "1" | "on"),
            "group" => {
                self.group = match value {
                    "article" => Grouping::Article,
                    "story" => Grouping::Story,
                    _ => Grouping::None,
                }
            }
            "offset" => self.offset = value.parse().unwrap_or(0),
            _ => {}
        }
    }

    /// Returns the choices as names and values, defaults left out.
    pub(super) fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = Vec::new();
        let mut add = |name, value: &str| {
            if !value.is_empty() {
                fields.push((name, value.to_owned()));
            }
        };
        add("q", &self.query);
        let lists = [("speaker", &self.speakers), ("entity", &self.entities), ("source", &self.sources)];
        for (name, values) in lists.into_iter().chain([("month", &self.months)]) {
            values.iter().for_each(|value| add(name, value));
        }
        add("since", &self.since);
        add("until", &self.until);
        add("about", &self.about());
        add("sort", sort_name(self.sort));
        add("match", if self.any { "any" } else { "" });
        add("said_only", if self.said_only { "true" } else { "" });
        add("group", group_name(self.group));
        add("offset", &Some(self.offset).filter(|&n| n > 0).map(|n| n.to_string()).unwrap_or_default());
        fields
    }

    /// Returns the days spoken of as one value: a day, or `from..to`.
    pub(super) fn about(&self) -> String {
        match (self.about_from.as_str(), self.about_to.as_str()) {
            (from, to) if from == to => from.to_owned(),
            (from, to) => format!("{from}..{to}"),
        }
    }

    /// Returns the address of the page with these choices.
    pub(super) fn url(&self) -> String {
        address("/", self.fields())
    }

    /// Returns the address with something changed, from the first passage on.
    pub(super) fn url_with(&self, change: impl FnOnce(&mut Asked)) -> String {
        let mut asked = self.clone();
        asked.offset = 0;
        change(&mut asked);
        asked.url()
    }

    /// Tells whether there is nothing to look for.
    pub(super) fn is_empty(&self) -> bool {
        self.query.is_empty() && !self.is_filtered()
    }

    /// Tells whether something beside the query narrows the answer.
    pub(super) fn is_filtered(&self) -> bool {
        let lists = [&self.speakers, &self.entities, &self.sources, &self.months];
        let texts = [&self.since, &self.until, &self.about_from, &self.about_to];
        lists.iter().any(|list| !list.is_empty()) || texts.iter().any(|text| !text.is_empty())
    }

    /// Returns the choices without any filter.
    pub(super) fn unfiltered(&self) -> Asked {
        Asked { query: self.query.clone(), sort: self.sort, any: self.any, group: self.group, ..Asked::default() }
    }

    /// Returns the request; `today` is what "last month" is seen from.
    pub(super) fn request(&self, today: Date) -> Result<Query, Refused> {
        // Ticks without any word find what they name.
        let mut query = match self.query.is_empty() {
            true => Query::of_filters(),
            false => Query::parse(&self.query, today).map_err(Refused::Query)?,
        };
        for name in &self.speakers {
            query = query.speaker(name);
        }
        for name in &self.entities {
            query = query.entity(name);
        }
        for name in &self.sources {
            query = query.source(name);
        }
        for month in &self.months {
            query = query.during(when::parse(month, today).map_err(|e| Refused::Time("month", e))?);
        }
        if !self.since.is_empty() {
            query = query.since(when::since(&self.since, today).map_err(|e| Refused::Time("from", e))?);
        }
        if !self.until.is_empty() {
            query = query.until(when::until(&self.until, today).map_err(|e| Refused::Time("to", e))?);
        }
        if !self.about().is_empty() {
            query = query.about(when::parse(&self.about(), today).map_err(|e| Refused::Time("about", e))?);
        }
        let query = query.complete().map_err(Refused::Query)?;
        Ok(query
            .sort(self.sort)
            .match_mode(if self.any { MatchMode::Any } else { MatchMode::All })
            .group(self.group)
            .said_only(self.said_only)
            .limit(PER_PAGE)
            .offset(self.offset))
    }
}

/// Returns the value of a filter that means a name as it is listed, and no longer one.
pub(super) fn exactly(name: &str) -> String {
    format!("={name}")
}

/// Returns the name that such a value means, or any other value as it is.
pub(super) fn name_of(value: &str) -> &str {
    value.strip_prefix('=').unwrap_or(value)
}

/// Returns the name of an order; nothing for the usual one.
fn group_name(group: Grouping) -> &'static str {
    match group {
        Grouping::None => "",
        Grouping::Article => "article",
        Grouping::Story => "story",
    }
}

fn sort_name(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "",
        Sort::Newest => "newest",
        Sort::Oldest => "oldest",
    }
}

/// Returns an address: path and encoded fields.
pub(super) fn address(path: &str, fields: Vec<(&'static str, String)>) -> String {
    if fields.is_empty() {
        return path.to_owned();
    }
    let encoded = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    format!("{path}?{encoded}")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_address_says_every_choice() {
        let raw = "q=recusal+judge&speaker=Ann+Roe&speaker=Kim+Lowe&source=The+%22Courier%22&month=2020-05\
                   &since=2020&about=2020-07-01..2020-07-14&sort=newest&match=any&said_only=true&group=article&offset=10";
        let (asked, is_canonical) = Asked::read(raw);
        assert!(is_canonical);
        assert_eq!(asked.speakers, ["Ann Roe", "Kim Lowe"]);
        assert_eq!((asked.about_from.as_str(), asked.about_to.as_str()), ("2020-07-01", "2020-07-14"));
        let url = asked.url();
        assert_eq!(Asked::read(url.strip_prefix("/?").unwrap_or("")).0, asked, "{url}");
        assert!(asked.request(date(2020, 7, 20)).is_ok());
    }

    #[test]
    fn what_a_form_sends_empty_is_left_out() {
        let (asked, is_canonical) = Asked::read("q=recusal&since=&about_from=2020-07-14&about_to=2020-07-14&sort=");
        assert!(!is_canonical);
        assert_eq!(asked.url(), "/?q=recusal&about=2020-07-14");
    }

    #[test]
    fn nonsense_in_an_address_is_no_error() {
        let (asked, _) = Asked::read("q=%ff%00&offset=-3&sort=sideways&&=&speaker=%E2%82");
        assert_eq!((asked.offset, asked.sort), (0, Sort::Relevance));
        assert!(matches!(
            Asked::read("q=x&since=tomorrowish").0.request(date(2020, 7, 20)),
            Err(Refused::Time("from", _))
        ));
    }

    #[test]
    fn ticks_without_words_are_a_request() {
        for raw in [
            "speaker=Ann+%22A%22+Roe&speaker=B",
            "since=2020-05-01",
            "until=2020",
            "about=2020-07-14",
            "month=2020-05&month=2020-07",
        ] {
            let asked = Asked::read(raw).0;
            assert!(
                !asked.is_empty() && asked.request(date(2020, 7, 20)).is_ok(),
                "{raw}: {:?}",
                asked.request(date(2020, 7, 20))
            );
        }
        assert!(Asked::default().is_empty());
    }
}
