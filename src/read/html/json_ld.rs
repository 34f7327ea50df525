//! The JSON-LD of a page → the node that describes its article.
//!
//! Publishers write one node, a list, or an `@graph` whose nodes refer to one another by
//! `@id`. The article's node is preferred over that of the page around it.

use std::collections::HashMap;

use serde_json::{Map, Value};

/// Deepest nesting that is searched for the article's node.
const DEEPEST: usize = 8;

/// The nodes of a page's JSON-LD.
#[derive(Default)]
pub(super) struct JsonLd {
    article: Option<(String, Map<String, Value>)>,
    names: HashMap<String, String>,
}

impl JsonLd {
    /// Parses the scripts of a page; one that is not JSON is passed over.
    pub(super) fn parse(scripts: &[String]) -> JsonLd {
        let mut nodes = JsonLd::default();
        let parsed: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
        let mut best = 0;
        for value in &parsed {
            nodes.visit(value, DEEPEST, &mut best);
        }
        nodes
    }

    fn visit(&mut self, value: &Value, depth: usize, best: &mut u8) {
        match value {
            Value::Array(values) if depth > 0 => values.iter().for_each(|v| self.visit(v, depth - 1, best)),
            Value::Object(node) if depth > 0 => {
                if let (Some(id), Some(name)) = (string(node, "@id"), string(node, "name")) {
                    self.names.insert(id.to_owned(), name.to_owned());
                }
                if let Some(kind) = kinds(node).max_by_key(|kind| rank(kind)).filter(|kind| rank(kind) > *best) {
                    *best = rank(kind);
                    self.article = Some((kind.to_owned(), node.clone()));
                }
                for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    node.get(key).into_iter().for_each(|v| self.visit(v, depth - 1, best));
                }
            }
            _ => {}
        }
    }

    /// Returns a key's value as words, and the evidence for it.
    pub(super) fn words(&self, key: &str) -> Option<(String, String)> {
        let (kind, node) = self.article.as_ref()?;
        let words = self.names_of(node.get(key)?)?;
        Some((words, format!("json-ld {kind}.{key}")))
    }

    /// Returns a string, the name of a node, or those of a list.
    fn names_of(&self, value: &Value) -> Option<String> {
        let names = match value {
            Value::Array(values) => values.iter().filter_map(|v| self.name_of(v)).collect::<Vec<_>>().join(", "),
            value => self.name_of(value)?.to_owned(),
        };
        let names = super::meta::unescaped(names.trim());
        (!names.is_empty()).then_some(names)
    }

    fn name_of<'a>(&'a self, value: &'a Value) -> Option<&'a str> {
        match value {
            Value::String(name) => Some(name),
            Value::Object(node) => {
                string(node, "name").or_else(|| self.names.get(string(node, "@id")?).map(String::as_str))
            }
            _ => None,
        }
    }
}

fn parse(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[");
    let script = script.trim_end_matches("-->").trim_end_matches("//]]>").trim().trim_end_matches(';');
    serde_json::from_str(script).ok().or_else(|| {
        // Line breaks inside strings are the commonest fault of hand-written JSON-LD.
        serde_json::from_str(&script.replace(|c: char| c.is_control(), " ")).ok()
    })
}

fn string<'a>(node: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    node.get(key)?.as_str().filter(|s| !s.trim().is_empty())
}

fn kinds(node: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let kind = node.get("@type");
    let listed = kind.and_then(Value::as_array).into_iter().flatten();
    kind.into_iter().chain(listed).filter_map(Value::as_str)
}

/// Says how well a type stands for the article; 0 is not at all.
fn rank(kind: &str) -> u8 {
    match kind {
        _ if kind.ends_with("NewsArticle") => 4,
        _ if kind.ends_with("Article") => 3,
        "BlogPosting" | "LiveBlogPosting" | "Report" | "Review" => 2,
        "WebPage" => 1,
        _ => 0,
    }
}
