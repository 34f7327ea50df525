//! Options of the command line: `--name value`; one that is given again adds a value.

use crate::Result;

/// The options of the command line.
pub struct Arguments(Vec<(String, String)>);

impl Arguments {
    /// Reads the words after the command; those before any option are `--input`.
    pub fn read(words: &[String]) -> Self {
        let mut options = Vec::new();
        let mut name = String::from("input");
        for word in words {
            match word.strip_prefix("--") {
                Some(option) => name = option.to_owned(),
                None => options.push((name.clone(), word.clone())),
            }
        }
        Arguments(options)
    }

    /// Returns the last value of an option.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Returns all values of an option.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Returns the value of an option that must be there.
    pub fn path(&self, name: &str) -> Result<&str> {
        self.get(name).ok_or_else(|| format!("--{name} is missing").into())
    }

    /// Returns the value of an option as a number.
    pub fn number<T: std::str::FromStr>(&self, name: &str, otherwise: T) -> T {
        self.get(name).and_then(|v| v.parse().ok()).unwrap_or(otherwise)
    }
}
