//! `GET /api/v1/articles/{id}` and `/passages/{id}`: what `search show` prints.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::cache::Asked;
use super::params::Params;
use super::schema::ArticleAnswer;
use super::state::{App, JSON};
use crate::output::{self, Shown};
use crate::problem::Problem;
use crate::search::Searcher;

/// How an article is written.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ShowFormat {
    #[default]
    Json,
    Md,
    Bibtex,
    Ris,
    Csl,
}

impl ShowFormat {
    fn media_type(self) -> &'static str {
        match self {
            ShowFormat::Json => JSON,
            ShowFormat::Md => "text/markdown; charset=utf-8",
            ShowFormat::Bibtex => "application/x-bibtex; charset=utf-8",
            ShowFormat::Ris => "application/x-research-info-systems; charset=utf-8",
            ShowFormat::Csl => "application/vnd.citationstyles.csl+json",
        }
    }

    fn write(self, shown: &Shown) -> String {
        match self {
            ShowFormat::Json => output::article_json(shown).to_string(),
            ShowFormat::Md => output::article_markdown(shown),
            ShowFormat::Bibtex => output::bibtex(shown),
            ShowFormat::Ris => output::ris(shown),
            ShowFormat::Csl => serde_json::Value::from(vec![output::csl(shown)]).to_string(),
        }
    }
}

/// How an article is asked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct ShowParams {
    /// How it is written
    #[param(inline)]
    pub(crate) format: ShowFormat,
}

/// One article with everything found in it
#[utoipa::path(
    get, path = "/articles/{id}", tag = "reading",
    params(("id" = String, Path, description = "The article's id, encoded in percent", example = "a"), ShowParams),
    responses(
        (status = 200, description = "The article", content(
            (ArticleAnswer = "application/json"), (String = "text/markdown"), (String = "application/x-bibtex"),
            (String = "application/x-research-info-systems"), (serde_json::Value = "application/vnd.citationstyles.csl+json"),
        )),
        (status = 304, description = "The client has it")
    )
)]
pub(crate) async fn article(
    State(app): State<App>,
    Path(id): Path<String>,
    asked: Asked,
    Params(ShowParams { format }): Params<ShowParams>,
) -> Result<Response, Problem> {
    if app.has_removed(&id).await? {
        return Err(no_article(&id));
    }
    let work = move |searcher: &Searcher| Ok(format.write(&find_article(searcher, &id)?));
    app.answer(&asked, format.media_type(), work).await
}

/// One passage with everything found in it
#[utoipa::path(
    get, path = "/passages/{id}", tag = "reading",
    params(("id" = String, Path, description = "`<article id>#<paragraph>`, encoded in percent", example = "a#0"), ShowParams),
    responses(
        (status = 200, description = "The passage", content(
            (ArticleAnswer = "application/json"), (String = "text/markdown"), (String = "application/x-bibtex"),
            (String = "application/x-research-info-systems"), (serde_json::Value = "application/vnd.citationstyles.csl+json"),
        )),
        (status = 304, description = "The client has it")
    )
)]
pub(crate) async fn passage(
    State(app): State<App>,
    Path(id): Path<String>,
    asked: Asked,
    Params(ShowParams { format }): Params<ShowParams>,
) -> Result<Response, Problem> {
    if let Some((article, _)) = id.rsplit_once('#')
        && app.has_removed(article).await?
    {
        return Err(no_passage(&id));
    }
    let work = move |searcher: &Searcher| Ok(format.write(&find_passage(searcher, &id)?));
    app.answer(&asked, format.media_type(), work).await
}

/// Finds an article by its id.
pub(crate) fn find_article(searcher: &Searcher, id: &str) -> Result<Shown, Problem> {
    let stored = searcher.index().article(id)?.ok_or_else(|| no_article(id))?;
    Ok(Shown::whole(stored.article.clone(), stored.annotations.clone()).with_copies(searcher.index()))
}

/// Finds a passage by its id: `<article id>#<paragraph>`.
pub(crate) fn find_passage(searcher: &Searcher, id: &str) -> Result<Shown, Problem> {
    let missing = || no_passage(id);
    let (article, paragraph) = id.rsplit_once('#').ok_or_else(missing)?;
    let paragraph = paragraph.parse().map_err(|_| missing())?;
    let stored = searcher.index().article(article)?.ok_or_else(missing)?;
    let shown = Shown::passage(stored.article.clone(), stored.annotations.clone(), paragraph);
    Ok(shown.ok_or_else(missing)?.with_copies(searcher.index()))
}

pub(super) fn no_article(id: &str) -> Problem {
    Problem::new("not-found", format!("no article `{id}`"))
        .with_hint("ids stand in the hits of /api/v1/search; encode them in percent in the address")
}

fn no_passage(id: &str) -> Problem {
    Problem::new("not-found", format!("no passage `{id}`"))
        .with_hint("ids of passages are `<article id>#<paragraph>`; # is %23 in an address")
}
