//! The kinds of values that settings have, each written as one word or number.

use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::Value;

/// A value that can be written as one word.
pub(crate) trait FromWord: Sized {
    /// Reads the value, or says what it must be.
    fn from_word(word: &str) -> Result<Self, String>;
    /// Returns the value for `search config`.
    fn to_json(&self) -> Value;
}

impl FromWord for usize {
    fn from_word(word: &str) -> Result<Self, String> {
        word.trim().parse().map_err(|_| "a whole number".to_string())
    }

    fn to_json(&self) -> Value {
        (*self).into()
    }
}

impl FromWord for f32 {
    fn from_word(word: &str) -> Result<Self, String> {
        let value = word.trim().parse().ok().filter(|v| (0.0..=1.0).contains(v));
        value.ok_or_else(|| "a number from 0 to 1".to_string())
    }

    fn to_json(&self) -> Value {
        // Through the shortest decimal, so that 0.7 does not become 0.699999988079071.
        self.to_string().parse::<f64>().unwrap_or_default().into()
    }
}

impl FromWord for PathBuf {
    fn from_word(word: &str) -> Result<Self, String> {
        if word.is_empty() { Err("a path".to_string()) } else { Ok(PathBuf::from(word)) }
    }

    fn to_json(&self) -> Value {
        self.display().to_string().into()
    }
}

/// A value out of a short list.
macro_rules! choice {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
        pub(crate) enum $name { $($(#[$doc])* $variant),+ }

        impl FromWord for $name {
            fn from_word(word: &str) -> Result<Self, String> {
                <$name as ValueEnum>::from_str(word.trim(), true).map_err(|_| {
                    let names: Vec<String> = <$name as ValueEnum>::value_variants()
                        .iter()
                        .filter_map(|v| v.to_possible_value())
                        .map(|v| v.get_name().to_string())
                        .collect();
                    format!("one of {}", names.join(", "))
                })
            }

            fn to_json(&self) -> Value {
                self.to_possible_value().map_or(Value::Null, |v| v.get_name().into())
            }
        }
    };
}

choice! {
    /// When the output is coloured.
    ColorWhen { Auto, Always, Never }
}
choice! {
    /// The order of results.
    Order {
        /// Best first
        Relevance,
        /// Latest published first
        Newest,
        /// Earliest published first
        Oldest,
    }
}
choice! {
    /// How many of the bare words must be there.
    Match {
        /// All of them; relaxed to any where nothing has all
        All,
        /// Any of them
        Any,
    }
}
choice! {
    /// What counts as one result.
    Group {
        /// Each passage
        None,
        /// The best passage of each article
        Article,
        /// The best passage of each story: copies of one article count as one
        Story,
    }
}
choice! {
    /// How results are written.
    Format { Text, Json, Jsonl, Csv, Md }
}
