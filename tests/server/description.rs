//! The description of the interface says what the interface does.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::Server;

#[test]
fn the_description_names_every_route_and_parameter() {
    let server = Server::that_writes("a-token-for-tests-only");
    let description = server.get("/api/v1/openapi.json").json();
    assert_eq!(description["openapi"], "3.1.0");
    let paths: BTreeSet<&str> = description["paths"].as_object().expect("paths").keys().map(String::as_str).collect();
    for path in [
        "/api/v1/search",
        "/api/v1/quotes",
        "/api/v1/articles",
        "/api/v1/articles/{id}",
        "/api/v1/passages/{id}",
        "/api/v1/trend",
        "/api/v1/export",
        "/api/v1/speakers",
        "/api/v1/entities",
        "/api/v1/status",
        "/api/v1/annotate",
        "/api/v1/reindex",
        "/healthz",
        "/readyz",
        "/metrics",
    ] {
        assert!(paths.contains(path), "{path} is not among {paths:?}");
    }
    let search = &description["paths"]["/api/v1/search"]["get"];
    let named: BTreeSet<&str> =
        search["parameters"].as_array().expect("a list").iter().filter_map(|p| p["name"].as_str()).collect();
    for name in [
        "q",
        "limit",
        "offset",
        "sort",
        "speaker",
        "entity",
        "source",
        "since",
        "until",
        "about",
        "said_only",
        "match",
        "group",
        "facets",
        "facet_limit",
        "exact",
        "expand",
        "min_confidence",
        "explain",
        "context",
    ] {
        assert!(named.contains(name), "{name} is not among {named:?}");
    }
    assert!(search["responses"]["default"]["content"]["application/problem+json"].is_object());
    assert!(description["paths"]["/api/v1/articles"]["post"]["security"].is_array());
}

#[test]
fn routes_that_are_not_there_are_not_described() {
    let description = Server::start().get("/api/v1/openapi.json").json();
    assert!(description["paths"]["/api/v1/articles"].is_null());
    assert!(description["paths"]["/api/v1/articles/{id}"]["delete"].is_null());
}

#[test]
fn every_reference_leads_somewhere() {
    let description = Server::that_writes("a-token-for-tests-only").get("/api/v1/openapi.json").json();
    let mut references = Vec::new();
    collect(&description, &mut references);
    assert!(references.len() > 10);
    for reference in references {
        let place = reference.strip_prefix('#').expect("a place in the same document");
        assert!(description.pointer(place).is_some(), "{reference}");
    }
}

fn collect(value: &Value, references: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| match value {
            Value::String(text) if key == "$ref" => references.push(text.clone()),
            _ => collect(value, references),
        }),
        Value::Array(list) => list.iter().for_each(|value| collect(value, references)),
        _ => {}
    }
}

#[test]
fn the_page_needs_nothing_from_elsewhere() {
    let answer = Server::start().get("/api/v1/docs");
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/html; charset=utf-8"));
    let page = answer.text();
    assert!(page.contains("/api/v1/search") && page.contains("id=\"overloaded\""));
    for foreign in ["<script", "http://", "https://", "<link", "<img"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
}
