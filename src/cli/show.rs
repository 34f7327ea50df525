//! `search show`: one article or passage, its quotes marked, or a citation of it.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use onrecord::index::{Index, StoredArticle};
use onrecord::output::{self, Shown, TextOptions};
use onrecord::read;

use super::settings::Settings;
use super::terminal::count;
use super::{Failure, Outcome, Terminal};

/// One article or passage as clean text, its quotes marked with their speakers
///
/// Takes the id of an article (`a1`) or of a passage (`a1#3`), or the file that articles
/// were read from. A file that is not in the index is read on the spot.
#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// Article id, passage id or file
    #[arg(value_name = "ID|PATH")]
    what: String,
    /// How it is written [default: text]
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(super) format: Option<ShowFormat>,
}

/// How an article is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ShowFormat {
    Text,
    Json,
    Md,
    Bibtex,
    Ris,
    Csl,
}

pub(super) fn run(
    args: &ShowArgs,
    as_json: bool,
    settings: &Settings,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let format = args.format.unwrap_or(if as_json { ShowFormat::Json } else { ShowFormat::Text });
    let shown = find(&args.what, settings, terminal)?;
    if shown.is_empty() {
        terminal.notice(&format!("no article, passage or file `{}`; ids stand under each hit of a search", args.what));
        return Ok(Outcome::Nothing);
    }
    if format == ShowFormat::Text {
        let mut out = terminal.styled();
        for (n, one) in shown.iter().enumerate() {
            let gap = if n > 0 { "\n" } else { "" };
            write!(out, "{gap}{}", output::article_text(one, TextOptions::of_width(terminal.width())))?;
        }
        out.flush()?;
        return Ok(Outcome::Found);
    }
    let mut out = terminal.plain();
    if format == ShowFormat::Csl {
        let items: Vec<_> = shown.iter().map(output::csl).collect();
        writeln!(out, "{}", serde_json::Value::from(items))?;
    } else {
        for one in &shown {
            out.write_all(written(one, format).as_bytes())?;
        }
    }
    out.flush()?;
    Ok(Outcome::Found)
}

fn written(shown: &Shown, format: ShowFormat) -> String {
    match format {
        ShowFormat::Json | ShowFormat::Text | ShowFormat::Csl => format!("{}\n", output::article_json(shown)),
        ShowFormat::Md => output::article_markdown(shown),
        ShowFormat::Bibtex => output::bibtex(shown),
        ShowFormat::Ris => output::ris(shown),
    }
}

/// Looks for an article, then a passage, then a file in the index, then a file on disk.
fn find(what: &str, settings: &Settings, terminal: &Terminal) -> Result<Vec<Shown>, Failure> {
    let path = Path::new(what);
    let index =
        match Index::open(&settings.index.value).map(|index| index.min_confidence(settings.min_confidence.value)) {
            Ok(index) => index,
            // A file can be shown without any index.
            Err(_) if path.is_file() => return read_file(path, settings, terminal),
            Err(error) => return Err(error.into()),
        };
    if let Some(stored) = index.article(what)? {
        return Ok(vec![Shown::whole(stored.article.clone(), stored.annotations.clone()).with_copies(&index)]);
    }
    if let Some((id, paragraph)) = what.rsplit_once('#').and_then(|(id, n)| Some((id, n.parse().ok()?)))
        && let Some(stored) = index.article(id)?
    {
        let shown = Shown::passage(stored.article.clone(), stored.annotations.clone(), paragraph);
        return Ok(shown.map(|shown| shown.with_copies(&index)).into_iter().collect());
    }
    let stored = index.articles_of_file(path)?;
    if stored.is_empty() && path.is_file() {
        return read_file(path, settings, terminal);
    }
    let whole = |s: &Arc<StoredArticle>| Shown::whole(s.article.clone(), s.annotations.clone()).with_copies(&index);
    let mut shown: Vec<Shown> = stored.iter().map(whole).collect();
    shown.sort_by_key(Shown::id);
    Ok(shown)
}

/// Reads a file that is not in the index; a record that cannot be read is told and counted, and stops
/// the others only where there is none.
fn read_file(path: &Path, settings: &Settings, terminal: &Terminal) -> Result<Vec<Shown>, Failure> {
    let annotator = settings.annotator();
    let (mut shown, mut bad) = (Vec::new(), Vec::new());
    for found in read::file(path) {
        match found {
            Ok(record) => {
                let annotations = annotator.annotate(&record.article);
                shown.push(Shown::whole(record.article, annotations));
            }
            Err(error) => bad.push(error),
        }
    }
    if shown.is_empty() && !bad.is_empty() {
        return Err(bad.swap_remove(0).into());
    }
    for error in &bad {
        terminal.notice(&format!("{error}; {}", error.hint()));
    }
    if !bad.is_empty() {
        let read = count(shown.len() as u64, "article", "articles");
        terminal.notice(&format!("{read} shown, {} skipped", count(bad.len() as u64, "record", "records")));
    }
    Ok(shown)
}
