//! `GET /api/v1/speakers` and `/entities`: the lists of the commands of these names.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::cache::Asked;
use super::params::{Params, at_most};
use super::schema::{EntitiesAnswer, SpeakersAnswer};
use super::state::{App, JSON};
use crate::filters::share;
use crate::index::{NameCount, NameKind};
use crate::output;
use crate::problem::Problem;

/// Names that one request may ask for.
const MAX_NAMES: usize = 10_000;

/// Which speakers are asked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct SpeakerParams {
    /// Only names that contain this text, whatever its case and accents
    like: Option<String>,
    /// Names listed (50); 0 for as many as one answer has
    #[param(maximum = 10000)]
    limit: Option<usize>,
    /// How sure a speaker must be for a quote to count (0.6)
    #[param(minimum = 0, maximum = 1)]
    min_confidence: Option<f32>,
    /// Say why names were joined or kept apart
    explain: Option<bool>,
}

/// Which entities are asked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct EntityParams {
    /// Only names that contain this text, whatever its case and accents
    like: Option<String>,
    /// Names listed (50); 0 for as many as one answer has
    #[param(maximum = 10000)]
    limit: Option<usize>,
    /// Only names of this kind
    #[param(inline)]
    kind: Option<Kind>,
    /// Say why names were joined or kept apart
    explain: Option<bool>,
}

/// What an entity is.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Person,
    Org,
    Place,
}

/// Who is quoted, most quoted first
#[utoipa::path(
    get, path = "/speakers", tag = "reading", params(SpeakerParams),
    responses((status = 200, description = "The names", body = SpeakersAnswer), (status = 304, description = "The client has them"))
)]
pub(crate) async fn speakers(
    State(app): State<App>,
    asked: Asked,
    Params(params): Params<SpeakerParams>,
) -> Result<Response, Problem> {
    let SpeakerParams { like, limit, min_confidence, explain } = params;
    let least = share("min_confidence", min_confidence)?;
    let wish = Wish { title: "speakers", kinds: &[NameKind::Speaker], like, limit, least, explain };
    list(app, asked, wish).await
}

/// Who and what is named, most named first
#[utoipa::path(
    get, path = "/entities", tag = "reading", params(EntityParams),
    responses((status = 200, description = "The names", body = EntitiesAnswer), (status = 304, description = "The client has them"))
)]
pub(crate) async fn entities(
    State(app): State<App>,
    asked: Asked,
    Params(params): Params<EntityParams>,
) -> Result<Response, Problem> {
    let kinds: &[NameKind] = match params.kind {
        None => &[NameKind::Person, NameKind::Org, NameKind::Place],
        Some(Kind::Person) => &[NameKind::Person],
        Some(Kind::Org) => &[NameKind::Org],
        Some(Kind::Place) => &[NameKind::Place],
    };
    let EntityParams { like, limit, explain, .. } = params;
    list(app, asked, Wish { title: "entities", kinds, like, limit, least: None, explain }).await
}

/// Which names are listed, and how.
struct Wish {
    title: &'static str,
    kinds: &'static [NameKind],
    like: Option<String>,
    limit: Option<usize>,
    /// How sure speakers must be.
    least: Option<f32>,
    explain: Option<bool>,
}

async fn list(app: App, asked: Asked, wish: Wish) -> Result<Response, Problem> {
    let Wish { title, kinds, like, limit, least, explain } = wish;
    let limit = match at_most("limit", limit, 50, MAX_NAMES)? {
        0 => MAX_NAMES,
        limit => limit,
    };
    app.answer(&asked, JSON, move |searcher| {
        let mut names: Vec<(NameKind, NameCount)> = Vec::new();
        for &kind in kinds {
            let index = searcher.index();
            let found = match least {
                Some(least) => index.names_as_sure(kind, like.as_deref(), least)?,
                None => index.names(kind, like.as_deref())?,
            };
            names.extend(found.into_iter().map(|name| (kind, name)));
        }
        names.sort_by(|(_, a), (_, b)| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        let total = names.len();
        names.truncate(limit);
        Ok(output::names_json(title, total, &names, explain.unwrap_or(false)).to_string())
    })
    .await
}
