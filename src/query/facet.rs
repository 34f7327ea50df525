//! Names of the counts that a request can ask for.

/// What matches can be counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Facet {
    /// Canonical speaker of a quote in the passage.
    Speaker,
    /// Person, organisation or place named in the passage.
    Entity,
    /// Person named in the passage.
    Person,
    /// Organisation named in the passage.
    Org,
    /// Place named in the passage.
    Place,
    /// The publication.
    Source,
    /// Month of publication (`2020-05`), in calendar order.
    Month,
    /// The same as [`Facet::Month`], under the name of the clock.
    Published,
}

impl Facet {
    /// All facets, in the order of their names in the documentation.
    pub const ALL: [Facet; 8] = [
        Facet::Speaker,
        Facet::Entity,
        Facet::Person,
        Facet::Org,
        Facet::Place,
        Facet::Source,
        Facet::Month,
        Facet::Published,
    ];

    /// Tells whether its values are periods, in calendar order.
    pub fn is_of_time(self) -> bool {
        matches!(self, Facet::Month | Facet::Published)
    }

    /// Returns the name that flags and JSON use.
    pub fn name(self) -> &'static str {
        match self {
            Facet::Speaker => "speaker",
            Facet::Entity => "entity",
            Facet::Person => "person",
            Facet::Org => "org",
            Facet::Place => "place",
            Facet::Source => "source",
            Facet::Month => "month",
            Facet::Published => "published",
        }
    }
}

impl std::str::FromStr for Facet {
    type Err = UnknownFacet;

    fn from_str(name: &str) -> Result<Self, UnknownFacet> {
        let known = Facet::ALL.into_iter().find(|f| f.name() == name);
        known.ok_or_else(|| UnknownFacet(name.to_owned()))
    }
}

/// A facet name that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown facet `{0}`")]
pub struct UnknownFacet(pub String);

impl UnknownFacet {
    /// Returns what to type instead.
    pub fn hint(&self) -> &'static str {
        "the facets are speaker, entity, person, org, place, source, month and published"
    }
}
