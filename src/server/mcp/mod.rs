//! The index for assistants: a server of the Model Context Protocol.
//!
//! Tools take checked arguments, answer within limits, and give a citation with everything
//! they say, so that an assistant quotes the record instead of remembering it. [`stdio`]
//! talks over standard input and output; the HTTP server has the same tools under `/mcp`.

mod arguments;
mod cite;
mod lists;
mod pipes;
mod rpc;
mod tools;

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, ErrorData, Implementation, ListToolsResult,
    PaginatedRequestParams, ServerCapabilities, ServerConfig, ToolAnnotations,
};
use rmcp::service::RequestContext;
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use rmcp::{RoleServer, ServerHandler, ServiceExt};
use serde_json::Value;
use tower::{Layer, Service};

use super::Engine;
use super::body::read_body;
use super::problem::too_late;
use super::state::App;
use crate::problem::Problem;

/// What an assistant is told about the server.
const INSTRUCTIONS: &str = "A news archive that knows who said what, when, about whom. Everything these tools return \
comes from the archive word for word. Quote only what they return, name the speaker only where `speaker` is given, and \
cite the passage id with its source and date. Before you say that somebody said something, call verify_quote.";

/// Bytes of a message over HTTP at most.
const MAX_BODY: usize = 4 << 20;

/// Answers the calls of one client.
#[derive(Clone)]
struct Assistant {
    app: App,
}

impl ServerHandler for Assistant {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(Implementation::new("onrecord", env!("CARGO_PKG_VERSION")))
            .with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        page: Option<PaginatedRequestParams>,
        _context: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        if let Some(cursor) = page.and_then(|page| page.cursor) {
            let message = format!("there is no page behind the cursor `{cursor}`: all tools are on the first");
            return Err(ErrorData::invalid_params(message, None));
        }
        Ok(ListToolsResult::with_all_items(tools::ALL.iter().map(described).collect()))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let Some(tool) = tools::ALL.iter().find(|tool| tool.name == request.name) else {
            let names: Vec<&str> = tools::ALL.iter().map(|tool| tool.name).collect();
            let message = format!("there is no tool `{}`; there are {}", request.name, names.join(", "));
            return Err(ErrorData::invalid_params(message, None));
        };
        let arguments = Value::Object(request.arguments.unwrap_or_default());
        let deadline = self.app.engine.options().deadline;
        let writer = self.app.writer().ok().cloned();
        let call = self.app.with_searcher(move |searcher| {
            (tool.call)(&tools::Archive { searcher, writer: writer.as_ref() }, arguments)
        });
        let answer = tokio::time::timeout(deadline, call).await.unwrap_or_else(|_| Err(too_late(deadline)));
        Ok(match answer {
            Ok(answer) => CallToolResult::structured(answer),
            Err(problem) => CallToolResult::error(vec![ContentBlock::text(told(&problem))]),
        }
        .into())
    }
}

fn described(tool: &tools::Tool) -> rmcp::model::Tool {
    let annotations = ToolAnnotations::with_title(tool.title).read_only(true);
    rmcp::model::Tool::new(tool.name, tool.about, (tool.schema)()).annotate(annotations)
}

/// A problem in one sentence, so that the assistant can mend its call.
fn told(problem: &Problem) -> String {
    let hint = problem.hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
    format!("{}: {}{hint}", problem.code, problem.message)
}

/// Serves one client on standard input and output until it goes away.
///
/// # Errors
///
/// Where the conversation cannot be begun.
pub fn stdio(engine: Engine) -> Result<(), Problem> {
    let failed = |e: &dyn std::fmt::Display| {
        Problem::new("mcp", format!("the conversation failed: {e}"))
            .with_hint("start the program from a client of the Model Context Protocol")
    };
    let app = App::new(engine)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(|e| failed(&e))?;
    let outcome = runtime.block_on(async {
        let reloads = tokio::spawn(super::keep_current(app.reloads(), app.engine.options().reload_every));
        let running = Assistant { app }.serve(pipes::Pipes::open()).await.map_err(|e| failed(&e))?;
        let ended = running.waiting().await.map_err(|e| failed(&e));
        reloads.abort();
        ended.map(|_| ())
    });
    // A read of standard input cannot be called off; it is left behind.
    runtime.shutdown_background();
    outcome
}

/// Answers what is no message of JSON-RPC before the service under `/mcp` sees it.
async fn well_formed(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let (head, body) = request.into_parts();
    let bytes = match read_body(body, &head.headers, MAX_BODY, app.engine.options().read_patience).await {
        Ok(bytes) => bytes,
        Err(problem) => return problem.into_response(),
    };
    // Who names no version speaks the last one that did not ask for its name.
    let version = head.headers.get("mcp-protocol-version").map_or(Some(rpc::WITH_LISTS), |v| v.to_str().ok());
    match rpc::incoming(&bytes, version) {
        Ok(rpc::Incoming::One(_)) => next.run(Request::from_parts(head, bytes.into())).await,
        Ok(rpc::Incoming::List(messages)) => each(&head, messages, &next).await,
        Err(refused) => {
            let status = if refused.is_request() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
            in_json(status, &refused.json())
        }
    }
}

/// Answers the messages of a list one after the other, as a list; with nothing where no answer is due.
async fn each(head: &Parts, messages: Vec<rpc::Checked>, next: &Next) -> Response {
    let mut answers = Vec::new();
    for message in messages {
        let message = match message {
            Ok(Some(message)) => message,
            Ok(None) => continue,
            Err(refused) => {
                answers.push(refused.json());
                continue;
            }
        };
        let mut head = head.clone();
        head.headers.remove(CONTENT_LENGTH);
        let answer = next.clone().run(Request::from_parts(head, message.to_string().into())).await;
        if !answer.status().is_success() {
            // Refused for where it comes from: so are the others.
            return answer;
        }
        let answer = to_bytes(answer.into_body(), usize::MAX).await.unwrap_or_default();
        // Nothing where no answer is due.
        answers.extend(serde_json::from_slice::<Value>(&answer));
    }
    match answers.is_empty() {
        true => StatusCode::ACCEPTED.into_response(),
        false => in_json(StatusCode::OK, &Value::Array(answers)),
    }
}

fn in_json(status: StatusCode, answer: &Value) -> Response {
    (status, [(CONTENT_TYPE, "application/json")], answer.to_string()).into_response()
}

/// Returns the service under `/mcp`: each request stands alone, answers are JSON.
pub(super) fn service(
    app: &App,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + Sync + 'static {
    let assistant = Assistant { app: app.clone() };
    let mut config = StreamableHttpServerConfig::default();
    config.legacy_session_mode = false;
    config.json_response = true;
    let options = app.engine.options();
    config.allowed_hosts.extend(options.hosts.iter().cloned());
    config.allowed_origins = options.origins.clone();
    let config = config.enforce_origin_validation();
    let sessions = Arc::new(NeverSessionManager::default());
    let service = StreamableHttpService::new(move || Ok(assistant.clone()), sessions, config);
    from_fn_with_state(app.clone(), well_formed).layer(service)
}
