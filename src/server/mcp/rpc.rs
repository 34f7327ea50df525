//! A message → whether it is one of JSON-RPC 2.0, and else the error that the specification asks for.
//!
//! What is no JSON (-32700), no request (-32600), a request for what there is not (-32601), or one whose
//! parameters are not those of its method (-32602) is answered here, for the protocol's library passes it
//! over, takes it for another method, or does not say what is wrong. Lists of messages are taken where the
//! version of the protocol has them. Pure: nothing is read or sent.

use rmcp::model::{CallToolRequestParams, ErrorCode, InitializeRequestParams, PaginatedRequestParams, RequestId};
use serde::Deserialize;
use serde_json::{Value, json};

/// A message that is answered with an error.
#[derive(Debug, PartialEq)]
pub(super) struct Refused {
    code: ErrorCode,
    message: String,
    /// `null` where it cannot be told which request it was.
    id: Value,
}

impl Refused {
    fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Refused { code, message: message.into(), id: Value::Null }
    }

    fn request(message: &str) -> Self {
        Refused::new(ErrorCode::INVALID_REQUEST, format!("no request of JSON-RPC 2.0: {message}"))
    }

    fn of(self, id: Option<&Value>) -> Self {
        Refused { id: id.cloned().unwrap_or_default(), ..self }
    }

    /// Tells whether it is a request all the same, for what there is not or with parameters of no use.
    pub(super) fn is_request(&self) -> bool {
        self.code == ErrorCode::INVALID_PARAMS || self.code == ErrorCode::METHOD_NOT_FOUND
    }

    /// Returns the answer.
    pub(super) fn json(&self) -> Value {
        json!({"jsonrpc": "2.0", "id": self.id, "error": {"code": self.code, "message": self.message}})
    }
}

/// The version of the protocol whose messages may come as a list; none before and none after has them.
pub(super) const WITH_LISTS: &str = "2025-03-26";

/// The methods that are answered.
const METHODS: [&str; 5] = ["initialize", "server/discover", "ping", "tools/list", "tools/call"];

/// Messages of a list at most: each may be a search, and the list is one request to the limits.
const MAX_LIST: usize = 16;

/// A message that can be answered; none where no answer is due: a notification with parameters of another kind.
pub(super) type Checked = Result<Option<Value>, Refused>;

/// What came at once.
pub(super) enum Incoming {
    One(Option<Value>),
    List(Vec<Checked>),
}

/// Returns what can be answered of what came; `version` is that of the protocol, once it is agreed on.
pub(super) fn incoming(bytes: &[u8], version: Option<&str>) -> Result<Incoming, Refused> {
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|e| Refused::new(ErrorCode::PARSE_ERROR, format!("not valid JSON: {e}")))?;
    let Value::Array(list) = value else { return checked(value).map(Incoming::One) };
    match (list.len(), version) {
        (0, _) => Err(Refused::request("an empty list")),
        (_, None) => Err(Refused::request("a list before a version is agreed on; send `initialize` by itself")),
        (1..=MAX_LIST, Some(WITH_LISTS)) => Ok(Incoming::List(list.into_iter().map(in_list).collect())),
        (n, Some(WITH_LISTS)) => {
            Err(Refused::request(&format!("a list of {n} messages; send at most {MAX_LIST} at once")))
        }
        (_, Some(version)) => Err(Refused::request(&format!(
            "a list, which version {version} of the protocol does not have; send its messages one by one"
        ))),
    }
}

fn in_list(message: Value) -> Checked {
    if message.get("method").and_then(Value::as_str) == Some("initialize") {
        return Err(Refused::request("`initialize` stands in no list").of(message.get("id")));
    }
    checked(message)
}

fn checked(value: Value) -> Checked {
    let Some(object) = value.as_object() else {
        return Err(Refused::request("not an object"));
    };
    let id = object.get("id");
    if id.is_some_and(|id| RequestId::deserialize(id).is_err()) {
        return Err(Refused::request("`id` is neither a string nor a whole number"));
    }
    if object.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
        return Err(Refused::request("`jsonrpc` is not \"2.0\"").of(id));
    }
    if !object.contains_key("method") && (object.contains_key("result") || object.contains_key("error")) {
        // The answer to a request of ours; there are none, and the library passes it over.
        return Ok(Some(value));
    }
    let Some(method) = object.get("method").and_then(Value::as_str) else {
        return Err(Refused::request("`method` is not a string").of(id));
    };
    let params = object.get("params");
    if params.is_some_and(|params| !params.is_object() && !params.is_array()) {
        return Err(Refused::request("`params` is neither an object nor a list").of(id));
    }
    if id.is_some() && !METHODS.contains(&method) {
        let message = format!("there is no method `{method}`; there are ping, tools/list and tools/call");
        return Err(Refused::new(ErrorCode::METHOD_NOT_FOUND, message).of(id));
    }
    match (check_params(method, params), id) {
        (Ok(()), _) => Ok(Some(value)),
        (Err(_), None) => Ok(None),
        (Err(message), Some(_)) => {
            let message = format!("the parameters of `{method}` cannot be used: {message}");
            Err(Refused::new(ErrorCode::INVALID_PARAMS, message).of(id))
        }
    }
}

/// Reads the parameters of the methods that are answered here.
fn check_params(method: &str, params: Option<&Value>) -> Result<(), String> {
    fn read<'a, T: Deserialize<'a>>(params: Option<&'a Value>) -> Result<(), String> {
        let params = params.ok_or("there are none")?;
        T::deserialize(params).map(|_| ()).map_err(|e| e.to_string())
    }
    if params.is_some_and(Value::is_array) {
        return Err("they must be named".to_owned());
    }
    match method {
        "initialize" => read::<InitializeRequestParams>(params),
        "tools/call" => read::<CallToolRequestParams>(params),
        "tools/list" if params.is_some() => read::<PaginatedRequestParams>(params),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(checked: &Checked) -> String {
        match checked {
            Ok(Some(_)) => "taken".to_owned(),
            Ok(None) => "passed over".to_owned(),
            Err(refused) => {
                let answer = refused.json();
                format!("{} {} {}", answer["error"]["code"], answer["id"], answer["error"]["message"])
            }
        }
    }

    fn answer(text: &str, version: Option<&str>) -> String {
        match incoming(text.as_bytes(), version) {
            Ok(Incoming::One(message)) => told(&Ok(message)),
            Ok(Incoming::List(list)) => list.iter().map(told).collect::<Vec<_>>().join("\n  "),
            Err(refused) => told(&Err(refused)),
        }
    }

    #[test]
    fn lists_are_taken_where_the_protocol_has_them() {
        let ping = r#"{"jsonrpc": "2.0", "id": 1, "method": "ping"}"#;
        let mixed = format!(
            r#"[{ping}, 1, {{"jsonrpc": "2.0", "id": 2, "method": "initialize", "params": {{}}}}, {{"jsonrpc": "2.0", "method": "notifications/cancelled"}}]"#
        );
        let many = format!("[{}]", vec![ping; 17].join(","));
        let asked = [
            (mixed.as_str(), Some("2025-03-26")),
            ("[]", Some("2025-03-26")),
            (&many, Some("2025-03-26")),
            (&mixed, Some("2025-06-18")),
            (&mixed, None),
        ];
        let answers: Vec<String> = asked.iter().map(|(text, version)| answer(text, *version)).collect();
        insta::assert_snapshot!(answers.join("\n"));
    }

    #[test]
    fn errors_are_those_of_the_specification() {
        let texts = [
            r#"{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]"#,
            r#"{"jsonrpc": "2.0", "method": 1, "params": "bar"}"#,
            r#"{"jsonrpc": "2.0", "method": 1, "id": 7}"#,
            "[]",
            "[1]",
            "1",
            r#"{"id": 3, "method": "ping"}"#,
            r#"{"jsonrpc": "1.0", "id": "a", "method": "ping"}"#,
            r#"{"jsonrpc": "2.0", "id": {}, "method": "ping"}"#,
            r#"{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": 7}"#,
            r#"{"jsonrpc": "2.0", "id": 1, "method": "ping"}"#,
            r#"{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}"#,
            r#"{"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {"cursor": 5}}"#,
            r#"{"jsonrpc": "2.0", "id": 1, "method": "tools/call"}"#,
            r#"{"jsonrpc": "2.0", "id": "b", "method": "tools/call", "params": {"arguments": {}}}"#,
            r#"{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "search", "arguments": "a"}}"#,
            r#"{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": ["search"]}"#,
            r#"{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "search"}}"#,
            r#"{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}}"#,
            r#"{"jsonrpc": "2.0", "id": 1, "method": "foobar"}"#,
            r#"{"jsonrpc": "2.0", "id": 1, "method": "prompts/list"}"#,
            r#"{"jsonrpc": "2.0", "method": "foobar"}"#,
            r#"{"jsonrpc": "2.0", "method": "tools/call"}"#,
            r#"{"jsonrpc": "2.0", "id": 1, "result": {}}"#,
        ];
        let answers: Vec<String> = texts.iter().map(|text| format!("{text}\n  {}", answer(text, None))).collect();
        insta::assert_snapshot!(answers.join("\n"));
    }
}
