//! The description of the interface, as JSON and as a page that needs nothing else.

use std::fmt::Write;

use axum::Router;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;
use bytes::Bytes;
use serde_json::Value;

use super::problem::STATUS;
use super::state::{App, JSON};

/// The description in both forms.
pub(crate) struct Described {
    json: Bytes,
    page: Bytes,
}

/// Styles stand in the page itself; nothing else is loaded or run.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;\
color-scheme:light dark}code{font-family:ui-monospace,monospace}table{border-collapse:collapse;width:100%}\
td,th{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8884}\
h2{margin-top:2.5rem}";

impl Described {
    pub(crate) fn new(description: &utoipa::openapi::OpenApi) -> Self {
        let value = serde_json::to_value(description).unwrap_or_default();
        Described { json: value.to_string().into(), page: page(&value).into() }
    }
}

/// Returns the routes of both.
pub(crate) fn router(described: Described) -> Router<App> {
    let Described { json, page } = described;
    let json = move || async move { ([(CONTENT_TYPE, JSON)], json).into_response() };
    let page = move || async move {
        let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_SECURITY_POLICY, POLICY)];
        (headers, page).into_response()
    };
    Router::new().route("/api/v1/openapi.json", get(json)).route("/api/v1/docs", get(page))
}

fn page(description: &Value) -> String {
    let info = &description["info"];
    let mut out = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}: HTTP interface</title><style>{STYLE}</style><h1>{title}: HTTP interface</h1><p>{about}</p>\
         <p>The same as data: <a href=\"/api/v1/openapi.json\">openapi.json</a></p>",
        title = words(&info["title"]),
        about = words(&info["description"]),
    );
    for (path, item) in description["paths"].as_object().into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            write_operation(&mut out, &method.to_uppercase(), path, operation);
        }
    }
    write_codes(&mut out);
    out
}

// Writing to a string cannot fail.
fn write_operation(out: &mut String, method: &str, path: &str, operation: &Value) {
    let _ = write!(out, "<h2><code>{method} {}</code></h2><p>{}</p>", escaped(path), words(&operation["summary"]));
    if operation["security"].is_array() {
        out.push_str("<p>Needs the token: <code>Authorization: Bearer TOKEN</code></p>");
    }
    let parameters = operation["parameters"].as_array().filter(|all| !all.is_empty());
    if let Some(parameters) = parameters {
        out.push_str("<table><tr><th>Parameter<th>In<th>What it says");
        for parameter in parameters {
            let (name, place) = (words(&parameter["name"]), words(&parameter["in"]));
            let _ = write!(out, "<tr><td><code>{name}</code>{}", choices(&parameter["schema"]));
            let _ = write!(out, "<td>{place}<td>{}", words(&parameter["description"]));
        }
        out.push_str("</table>");
    }
    out.push_str("<table><tr><th>Status<th>Answer");
    for (status, response) in operation["responses"].as_object().into_iter().flatten() {
        let _ = write!(out, "<tr><td>{}<td>{}", escaped(status), words(&response["description"]));
    }
    out.push_str("</table>");
}

/// Lists the words that a parameter may be.
fn choices(schema: &Value) -> String {
    let listed =
        schema["enum"].as_array().or_else(|| schema["oneOf"].as_array()?.iter().find_map(|one| one["enum"].as_array()));
    let listed: Vec<String> = listed.into_iter().flatten().filter(|word| word.is_string()).map(words).collect();
    if listed.is_empty() { String::new() } else { format!(": {}", listed.join(", ")) }
}

fn write_codes(out: &mut String) {
    out.push_str("<h2>Problems</h2><table><tr><th>Code<th>Status");
    for (code, status) in STATUS {
        let _ = write!(out, "<tr id=\"{code}\"><td><code>{code}</code><td>{status}");
    }
    out.push_str("<tr id=\"internal\"><td>any other<td>500 Internal Server Error</table></html>");
}

fn words(value: &Value) -> String {
    escaped(value.as_str().unwrap_or(""))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_description_are_no_markup() {
        let item = serde_json::json!({"get": {"summary": "<b>&", "responses": {}}});
        let text = page(&serde_json::json!({"info": {"title": "T"}, "paths": {"/<x>": item}}));
        assert!(text.contains("GET /&lt;x&gt;") && text.contains("&lt;b&gt;&amp;"));
    }
}
