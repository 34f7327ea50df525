//! Flag, environment, settings file, default → one value for each setting, with its origin.

mod layers;
mod value;

use std::path::{Path, PathBuf};

use onrecord::annotate::{Annotator, Options};
use onrecord::names::Listed;
use onrecord::query::{SynonymError, Synonyms};
use onrecord::rank::RankParams;
use serde_json::{Value, json};

use super::args::Global;
use super::failure::Failure;
use layers::Layers;
use value::FromWord;
pub(crate) use value::{ColorWhen, Format, Group, Match, Order};

/// The name of the settings file that is looked for beside the index.
const FILE_NAME: &str = "onrecord.toml";

/// Stands for the synonyms that come with the program.
const SHIPPED: &str = "shipped";

/// The name of the list of names that is looked for beside the index.
const NAMES_FILE: &str = "names.toml";

/// Where a value comes from, weakest last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    Flag(&'static str),
    Environment(&'static str),
    File(PathBuf),
    Default,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Origin::Flag(name) => write!(f, "flag {name}"),
            Origin::Environment(name) => write!(f, "environment {name}"),
            Origin::File(path) => write!(f, "file {}", path.display()),
            Origin::Default => f.write_str("default"),
        }
    }
}

/// A value with its origin.
#[derive(Debug, Clone)]
pub(crate) struct Setting<T> {
    pub(crate) value: T,
    pub(crate) origin: Origin,
}

/// What the flags of a command say about settings.
#[derive(Debug, Clone, Default)]
pub(crate) struct Overrides {
    pub(crate) limit: Option<usize>,
    pub(crate) context: Option<usize>,
    pub(crate) jobs: Option<usize>,
    pub(crate) order: Option<Order>,
    pub(crate) matching: Option<Match>,
    pub(crate) group: Option<Group>,
    pub(crate) format: Option<Format>,
    pub(crate) min_confidence: Option<f32>,
    pub(crate) names: Option<PathBuf>,
}

/// Every setting, decided.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) index: Setting<PathBuf>,
    pub(crate) corpus: Setting<PathBuf>,
    pub(crate) color: Setting<ColorWhen>,
    pub(crate) limit: Setting<usize>,
    pub(crate) order: Setting<Order>,
    pub(crate) matching: Setting<Match>,
    pub(crate) group: Setting<Group>,
    pub(crate) format: Setting<Format>,
    pub(crate) context: Setting<usize>,
    pub(crate) jobs: Setting<usize>,
    pub(crate) min_confidence: Setting<f32>,
    /// The user's list of names; it need not be there.
    pub(crate) names: Setting<PathBuf>,
    /// A file, or `shipped` or `none`.
    pub(crate) synonyms: Setting<PathBuf>,
    /// Weights of the ranking, by name.
    pub(crate) rank: Vec<(&'static str, Setting<f32>)>,
}

impl Settings {
    /// Decides every setting; a value that cannot be used is an error that names its origin.
    pub(crate) fn resolve(global: &Global, flags: Overrides) -> Result<Self, Failure> {
        let config = global.config.clone().or_else(|| layers::environment("ONRECORD_CONFIG").map(PathBuf::from));
        let mut layers = Layers::default();
        if let Some(path) = &config {
            layers.read_file(path)?;
        }
        let index = layers.pick("index", global.index.clone(), PathBuf::from("index"))?;
        if config.is_none() {
            layers.read_file_if_there(&beside(&index.value, FILE_NAME))?;
        }
        let names = beside(&index.value, NAMES_FILE);
        let format = flags.format.or(global.json.then_some(Format::Json));
        let jobs = std::thread::available_parallelism().map_or(1, usize::from);
        let settings = Settings {
            index,
            corpus: layers.pick("corpus", None, PathBuf::from("corpus"))?,
            color: layers.pick("color", global.color, ColorWhen::Auto)?,
            limit: layers.pick("limit", flags.limit, 10)?,
            order: layers.pick("sort", flags.order, Order::Relevance)?,
            matching: layers.pick("match", flags.matching, Match::All)?,
            group: layers.pick("group", flags.group, Group::None)?,
            format: layers.pick("format", format, Format::Text)?,
            context: layers.pick("context", flags.context, 0)?,
            jobs: layers.pick("jobs", flags.jobs, jobs)?,
            min_confidence: layers.pick("min-confidence", flags.min_confidence, Options::default().min_confidence)?,
            names: layers.pick("names", flags.names, names)?,
            synonyms: layers.pick("synonyms", None, PathBuf::from(SHIPPED))?,
            rank: layers.rank()?,
        };
        layers.refuse_unknown()?;
        if settings.jobs.value == 0 {
            return Err(Failure::new("settings", format!("jobs is 0 ({})", settings.jobs.origin))
                .with_hint("give 1 or more, or leave it out for one a processor core"));
        }
        Ok(settings)
    }

    /// Returns an annotator that leaves speakers below the confidence set unknown.
    pub(crate) fn annotator(&self) -> Annotator {
        let mut options = Options::default();
        options.min_confidence = self.min_confidence.value;
        Annotator::new(options)
    }

    /// Tells whether there is no list of names where one is looked for by default.
    pub(crate) fn lacks_names(&self) -> bool {
        self.names.origin == Origin::Default && !self.names.value.exists()
    }

    /// Reads the user's list of names; an empty one where there is none and none was asked for.
    pub(crate) fn listed_names(&self) -> Result<Listed, Failure> {
        let path = &self.names.value;
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound && self.names.origin == Origin::Default => {
                return Ok(Listed::default());
            }
            Err(e) => {
                let message = format!("cannot read the list of names {}: {e}", path.display());
                return Err(
                    Failure::new("names", message).with_hint("check the path; docs/entities.md says what it holds")
                );
            }
        };
        Ok(Listed::parse(&text, &path.display().to_string())?)
    }

    /// Returns the weights of the ranking.
    pub(crate) fn rank_params(&self) -> RankParams {
        let mut params = RankParams::default();
        for (name, setting) in &self.rank {
            // They come from there: name and range are right.
            let _ = params.set(name, setting.value);
        }
        params
    }

    /// Reads the synonyms.
    pub(crate) fn read_synonyms(&self) -> Result<Option<Synonyms>, Failure> {
        let path = &self.synonyms.value;
        if path == Path::new(SHIPPED) {
            return Ok(None);
        }
        if path == Path::new("none") {
            return Ok(Some(Synonyms::none()));
        }
        let text = std::fs::read_to_string(path).map_err(|e| {
            Failure::new("synonyms", format!("cannot read {}: {e}", path.display()))
                .with_hint("name a file, or write `shipped` or `none`")
        })?;
        let failed = |e: SynonymError| Failure::new("synonyms", format!("{}: {e}", path.display())).with_hint(e.hint());
        Synonyms::parse(&text).map(Some).map_err(failed)
    }

    /// Lists name, value and origin of every setting.
    pub(crate) fn list(&self) -> Vec<(String, Value, &Origin)> {
        fn row<'a, T: FromWord>(name: &str, s: &'a Setting<T>) -> (String, Value, &'a Origin) {
            (name.to_owned(), s.value.to_json(), &s.origin)
        }
        let rank = self.rank.iter().map(|(name, setting)| row(&format!("rank.{name}"), setting));
        let mut rows = vec![
            row("index", &self.index),
            row("corpus", &self.corpus),
            row("color", &self.color),
            row("limit", &self.limit),
            row("sort", &self.order),
            row("match", &self.matching),
            row("group", &self.group),
            row("format", &self.format),
            row("context", &self.context),
            row("jobs", &self.jobs),
            row("min-confidence", &self.min_confidence),
            row("names", &self.names),
            row("synonyms", &self.synonyms),
        ];
        rows.extend(rank);
        rows
    }

    /// Returns every setting as JSON: `{"limit":{"value":10,"origin":"default"}}`.
    pub(crate) fn to_json(&self) -> Value {
        let entry = |(name, value, origin): (String, Value, &Origin)| {
            (name, json!({"value": value, "origin": origin.to_string()}))
        };
        Value::Object(self.list().into_iter().map(entry).collect())
    }
}

/// Returns a file beside an index: in the folder that holds the index's folder.
fn beside(index: &Path, name: &str) -> PathBuf {
    match index.parent() {
        Some(folder) => folder.join(name),
        None => PathBuf::from(name),
    }
}

#[cfg(test)]
mod tests;
