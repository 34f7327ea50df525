//! Parameters of an ordered list, page by page and counted by facets: what `/search` and
//! `/quotes` share.

use serde::Deserialize;
use utoipa::ToSchema;

use super::Options;
use super::params::at_most;
use crate::problem::Problem;
use crate::query::{Facet, Query, Sort};

/// Values of one facet that may be asked for, and those given where nothing is said.
const MAX_FACET_VALUES: usize = 10_000;
const FACET_VALUES: usize = 1000;

/// The order of results.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Order {
    Relevance,
    Newest,
    Oldest,
}

/// Declares the parameters of a list: those of every query, those of every list, a route's own.
macro_rules! ranked_params {
    ($(#[$about:meta])* $name:ident { $($own:tt)* }) => {
        $crate::server::filters::query_params! {
            $(#[$about])*
            $name {
                /// Results shown (10)
                #[param(maximum = 1000)]
                limit: Option<usize>,
                /// Results passed over
                #[param(maximum = 10000)]
                offset: Option<usize>,
                /// Order of the results
                #[param(inline)]
                sort: Option<$crate::server::list::Order>,
                /// Count the matches by speaker, entity, person, org, place, source, month (several with commas)
                facets: Option<String>,
                /// Values given of each facet, most first (1000); months are all given
                #[param(minimum = 1, maximum = 10000)]
                facet_limit: Option<usize>,
                /// Rank by related words too, and by those that the best passages share
                expand: Option<bool>,
                /// Say what the query asks for and where each score comes from
                explain: Option<bool>,
                $($own)*
            }
        }

        impl $name {
            /// Checks what types cannot.
            fn list(
                &self,
                options: &$crate::server::Options,
            ) -> Result<$crate::server::list::List, $crate::problem::Problem> {
                $crate::server::list::Wishes {
                    limit: self.limit,
                    offset: self.offset,
                    sort: self.sort,
                    facets: self.facets.as_deref(),
                    facet_limit: self.facet_limit,
                    expand: self.expand,
                    explain: self.explain,
                }
                .checked(options)
            }
        }
    };
}
pub(crate) use ranked_params;

/// How a list is asked for.
pub(crate) struct Wishes<'p> {
    pub(crate) limit: Option<usize>,
    pub(crate) offset: Option<usize>,
    pub(crate) sort: Option<Order>,
    pub(crate) facets: Option<&'p str>,
    pub(crate) facet_limit: Option<usize>,
    pub(crate) expand: Option<bool>,
    pub(crate) explain: Option<bool>,
}

/// How a list is made.
pub(crate) struct List {
    limit: usize,
    offset: usize,
    sort: Sort,
    facets: Vec<Facet>,
    /// Values kept of each facet.
    pub(crate) facet_limit: usize,
    expand: bool,
    explain: bool,
}

impl Wishes<'_> {
    /// Checks what types cannot.
    pub(crate) fn checked(self, options: &Options) -> Result<List, Problem> {
        let names = self.facets.iter().flat_map(|names| names.split(',')).filter(|name| !name.is_empty());
        Ok(List {
            limit: at_most("limit", self.limit, 10, options.max_limit)?,
            offset: at_most("offset", self.offset, 0, options.max_offset)?,
            sort: match self.sort {
                None | Some(Order::Relevance) => Sort::Relevance,
                Some(Order::Newest) => Sort::Newest,
                Some(Order::Oldest) => Sort::Oldest,
            },
            facets: names.map(str::parse).collect::<Result<_, _>>()?,
            facet_limit: match at_most("facet_limit", self.facet_limit, FACET_VALUES, MAX_FACET_VALUES)? {
                0 => MAX_FACET_VALUES,
                values => values,
            },
            expand: self.expand.unwrap_or(false),
            explain: self.explain.unwrap_or(false),
        })
    }
}

impl List {
    /// Returns the query with what the list asks of it.
    pub(crate) fn of(&self, query: Query) -> Query {
        let query = query.limit(self.limit).offset(self.offset).sort(self.sort);
        let query = query.expand(self.expand).explain(self.explain);
        self.facets.iter().fold(query, |query, &facet| query.facet(facet))
    }
}
