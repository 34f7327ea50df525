//! Environment and settings file, asked in turn for one value after the other.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use onrecord::rank::{ParamError, RankParams};
use onrecord::terms;

use super::{FromWord, Origin, Setting};
use crate::cli::failure::Failure;

/// Names of settings: key of the file, environment variable, flag.
const NAMES: [(&str, &str, &str); 13] = [
    ("index", "ONRECORD_INDEX", "--index"),
    ("corpus", "ONRECORD_CORPUS", ""),
    ("color", "ONRECORD_COLOR", "--color"),
    ("limit", "ONRECORD_LIMIT", "--limit"),
    ("sort", "ONRECORD_SORT", "--sort"),
    ("match", "ONRECORD_MATCH", "--match"),
    ("group", "ONRECORD_GROUP", "--group"),
    ("format", "ONRECORD_FORMAT", "--format"),
    ("context", "ONRECORD_CONTEXT", "--context"),
    ("jobs", "ONRECORD_JOBS", "--jobs"),
    ("min-confidence", "ONRECORD_MIN_CONFIDENCE", "--min-confidence"),
    ("names", "ONRECORD_NAMES", "--names"),
    ("synonyms", "ONRECORD_SYNONYMS", ""),
];

/// The table of the file that holds the weights of the ranking.
const RANK: &str = "rank";

/// Returns an environment variable that is set to something.
pub(super) fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// What lies below the flags.
#[derive(Debug, Default)]
pub(super) struct Layers {
    file: Option<(PathBuf, BTreeMap<String, String>)>,
}

impl Layers {
    /// Reads a settings file that must be there.
    pub(super) fn read_file(&mut self, path: &Path) -> Result<(), Failure> {
        let text = std::fs::read_to_string(path).map_err(|e| {
            Failure::new("settings", format!("cannot read the settings file {}: {e}", path.display()))
                .with_hint("check --config or ONRECORD_CONFIG")
        })?;
        let table: toml::Table = text.parse().map_err(|e: toml::de::Error| {
            let line = e.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            let key = text.lines().nth(line - 1).and_then(|line| line.trim_end().strip_suffix('='));
            let what = match key.map(str::trim).filter(|key| !key.is_empty()) {
                Some(key) => format!("`{key}` has no value"),
                None => e.message().to_owned(),
            };
            Failure::new("settings", format!("{}:{line}: {what}", path.display()))
                .with_hint("the file holds lines such as `limit = 20`")
        })?;
        let word = |value: toml::Value| match value {
            toml::Value::String(text) => text,
            other => other.to_string(),
        };
        let mut values = BTreeMap::new();
        for (key, value) in table {
            match value {
                toml::Value::Table(inner) => {
                    values.extend(inner.into_iter().map(|(name, value)| (format!("{key}.{name}"), word(value))));
                }
                value => drop(values.insert(key, word(value))),
            }
        }
        self.file = Some((path.to_path_buf(), values));
        Ok(())
    }

    /// Reads a settings file where there is one.
    pub(super) fn read_file_if_there(&mut self, path: &Path) -> Result<(), Failure> {
        if path.is_file() { self.read_file(path) } else { Ok(()) }
    }

    /// Returns the value of a setting from its strongest layer.
    pub(super) fn pick<T: FromWord>(
        &self,
        key: &'static str,
        flag: Option<T>,
        default: T,
    ) -> Result<Setting<T>, Failure> {
        let (_, variable, option) = NAMES.into_iter().find(|(k, ..)| *k == key).unwrap_or((key, "", ""));
        if let Some(value) = flag {
            return Ok(Setting { value, origin: Origin::Flag(option) });
        }
        let from_file = || {
            let (path, table) = self.file.as_ref()?;
            Some((table.get(key)?.clone(), Origin::File(path.clone())))
        };
        let found = environment(variable).map(|word| (word, Origin::Environment(variable))).or_else(from_file);
        let Some((word, origin)) = found else { return Ok(Setting { value: default, origin: Origin::Default }) };
        match T::from_word(&word) {
            Ok(value) => Ok(Setting { value, origin }),
            Err(wanted) => Err(Failure::new("settings", format!("{key} is `{word}` ({origin})"))
                .with_hint(format!("it must be {wanted}"))),
        }
    }

    /// Returns the weights of the ranking, in their order.
    pub(super) fn rank(&self) -> Result<Vec<(&'static str, Setting<f32>)>, Failure> {
        let mut params = RankParams::default();
        let (path, table) = self.file.as_ref().map_or((Path::new(""), None), |(path, table)| (path, Some(table)));
        let prefix = format!("{RANK}.");
        let mut set = Vec::new();
        for (key, word) in table.into_iter().flatten() {
            let Some(name) = key.strip_prefix(&prefix) else { continue };
            let failed = |message: String| Failure::new("settings", format!("{}: {message}", path.display()));
            let value = word
                .trim()
                .parse()
                .map_err(|_| failed(format!("{key} is `{word}`")).with_hint("it must be a number"))?;
            params.set(name, value).map_err(|error| {
                let hint = match &error {
                    ParamError::Unknown { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
                    _ => format!("weights are {}", RankParams::NAMES.join(", ")),
                };
                failed(error.to_string()).with_hint(hint)
            })?;
            set.push(name);
        }
        let origin = |name: &str| match set.contains(&name) {
            true => Origin::File(path.to_path_buf()),
            false => Origin::Default,
        };
        let list = params.list().into_iter();
        Ok(list.map(|(name, value)| (name, Setting { value, origin: origin(name) })).collect())
    }

    /// Refuses keys of the file that no setting has.
    pub(super) fn refuse_unknown(&self) -> Result<(), Failure> {
        let Some((path, table)) = &self.file else { return Ok(()) };
        let is_known = |key: &str| NAMES.iter().any(|(name, ..)| *name == key) || key.starts_with("rank.");
        match table.keys().find(|key| !is_known(key)) {
            None => Ok(()),
            Some(key) => {
                let known: Vec<&str> = NAMES.iter().map(|(name, ..)| *name).collect();
                let hint = match terms::nearest(&key.to_lowercase().replace('_', "-"), known.iter().copied()) {
                    Some(name) => format!("did you mean `{name}`?"),
                    None => format!("settings are {}", known.join(", ")),
                };
                Err(Failure::new("settings", format!("{}: unknown setting `{key}`", path.display())).with_hint(hint))
            }
        }
    }
}
