//! The description of the interface, gathered from the handlers: what comes before and after.

use utoipa::OpenApi;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, PathItem, Ref, RefOr, ResponseBuilder};

use super::schema::ProblemAnswer;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "On Record",
        description = "Full-text search over a news corpus that knows who said what, when, about whom.",
        license(name = "MIT OR Apache-2.0")
    ),
    components(schemas(ProblemAnswer))
)]
struct Described;

/// Returns the description without any route.
pub(crate) fn start() -> utoipa::openapi::OpenApi {
    let mut described = Described::openapi();
    if let Some(components) = described.components.as_mut() {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("The server's token")).build();
        components.add_security_scheme("token", SecurityScheme::Http(bearer));
    }
    described
}

/// Adds to every route what every route may answer: a problem.
pub(crate) fn finish(mut described: utoipa::openapi::OpenApi) -> utoipa::openapi::OpenApi {
    let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("ProblemAnswer"))).build();
    let response = ResponseBuilder::new()
        .description("A problem: `code` says which, `hint` what to do")
        .content("application/problem+json", problem)
        .build();
    for item in described.paths.paths.values_mut() {
        for operation in operations(item) {
            operation.responses.responses.insert("default".into(), RefOr::T(response.clone()));
        }
    }
    described
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.post, &mut item.delete].into_iter().flatten()
}
