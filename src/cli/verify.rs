//! `search verify`: are citations still there, is a sentence on record.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use onrecord::output::{self, TextOptions};
use onrecord::search::Searcher;
use onrecord::verify::{self, BadCitation, Checked, Standing, Tally, Verdict, VerifyError};
use serde_json::{Value, json};

use super::opened;
use super::settings::Settings;
use super::terminal::count;
use super::{Failure, Outcome, Terminal};

const EXAMPLES: &str = "\
Examples:
  search export recusal --format csv > recusal.csv
  search verify recusal.csv                      are these passages still there, unchanged?
  search verify --text \"I will take no part in the inquiry\" --speaker \"Ann Roe\"";

/// Whether citations still hold, or whether a sentence is on record
///
/// With FILE, checks each citation that `search export` or `search show` made (jsonl, csv,
/// md, bibtex, ris, csl): its passage is there and unchanged, changed (the change is shown
/// word by word), or gone. With --text, looks for a sentence: word for word, altered (the
/// difference is shown), said by somebody else, or not found. Exit status: 0 all unchanged,
/// or exact; 1 otherwise; 2 error.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct VerifyArgs {
    /// File of citations; `-` is standard input
    #[arg(value_name = "FILE", required_unless_present = "text", conflicts_with = "text")]
    file: Option<PathBuf>,
    /// A sentence to look for
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
    /// Who is supposed to have said it
    #[arg(long, value_name = "NAME", requires = "text")]
    speaker: Option<String>,
}

pub(super) fn run(
    args: &VerifyArgs,
    as_json: bool,
    settings: &Settings,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let searcher = opened::searcher(settings)?;
    match (&args.text, &args.file) {
        (Some(text), _) => sentence(text, args.speaker.as_deref(), &searcher, as_json, terminal),
        (None, Some(file)) => citations(file, &searcher, as_json, terminal),
        (None, None) => Err(Failure::new("usage", "neither a file nor a text was given").with_hint("try `--help`")),
    }
}

fn sentence(
    text: &str,
    speaker: Option<&str>,
    searcher: &Searcher,
    as_json: bool,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let record = verify::on_record(searcher, text, speaker)?;
    if as_json {
        let mut out = terminal.plain();
        writeln!(out, "{}", output::record_json(&record))?;
        out.flush()?;
    } else {
        let mut out = terminal.styled();
        out.write_all(output::record_text(&record, TextOptions::of_width(terminal.width())).as_bytes())?;
        out.flush()?;
    }
    Ok(if record.verdict == Verdict::Exact { Outcome::Found } else { Outcome::Nothing })
}

fn citations(file: &Path, searcher: &Searcher, as_json: bool, terminal: &Terminal) -> Result<Outcome, Failure> {
    let name = file.display().to_string();
    let tally = if as_json {
        citations_json(&name, open(file)?, searcher, terminal)?
    } else {
        citations_text(&name, open(file)?, searcher, terminal)?
    };
    Ok(if tally.is_clean() { Outcome::Found } else { Outcome::Nothing })
}

fn open(file: &Path) -> Result<Box<dyn BufRead>, Failure> {
    if file == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let failed = |source| VerifyError::Read { name: file.display().to_string(), source };
    Ok(Box::new(BufReader::with_capacity(1 << 16, File::open(file).map_err(failed)?)))
}

/// Prints each citation that does not hold as it is found, then the counts.
fn citations_text(
    name: &str,
    file: Box<dyn BufRead>,
    searcher: &Searcher,
    terminal: &Terminal,
) -> Result<Tally, Failure> {
    let mut out = terminal.styled();
    let mut failed = Ok(());
    let options = TextOptions::of_width(terminal.width());
    let tally = verify::citations(searcher, name, file, |one| match one {
        Ok(checked) if checked.standing == Standing::Unchanged => {
            terminal.detail(|| format!("unchanged: {}", checked.citation.id));
        }
        Ok(checked) if failed.is_ok() => {
            failed = out.write_all(output::checked_text(&checked, options).as_bytes());
        }
        Ok(_) => {}
        Err(bad) => terminal.notice(&format!("{name}:{}: {}", bad.line, bad.reason)),
    })?;
    failed?;
    let mut parts = vec![format!("{} unchanged", tally.unchanged), format!("{} changed", tally.changed)];
    parts.push(format!("{} gone", tally.gone));
    if tally.unreadable > 0 {
        parts.push(format!("{} unreadable", tally.unreadable));
    }
    writeln!(out, "{}: {}", count(tally.checked() + tally.unreadable, "citation", "citations"), parts.join(", "))?;
    out.flush()?;
    Ok(tally)
}

/// Prints one object: the counts, and each citation that does not hold.
fn citations_json(
    name: &str,
    file: Box<dyn BufRead>,
    searcher: &Searcher,
    terminal: &Terminal,
) -> Result<Tally, Failure> {
    let mut listed: Vec<Value> = Vec::new();
    let tally = verify::citations(searcher, name, file, |one| listed.extend(not_holding(one)))?;
    let mut answer = output::tally_json(name, &tally);
    answer.insert("citations".into(), listed.into());
    let mut out = terminal.plain();
    writeln!(out, "{}", Value::Object(answer))?;
    out.flush()?;
    Ok(tally)
}

fn not_holding(one: Result<Checked, BadCitation>) -> Option<Value> {
    match one {
        Ok(checked) => (checked.standing != Standing::Unchanged).then(|| output::checked_json(&checked)),
        Err(bad) => Some(json!({"line": bad.line, "status": "unreadable", "reason": bad.reason})),
    }
}
