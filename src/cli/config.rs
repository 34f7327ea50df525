//! `search config`: the settings in force and where each comes from.

use std::io::Write;

use super::settings::Settings;
use super::{Failure, Outcome, Terminal};

pub(super) fn run(settings: &Settings, as_json: bool, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut out = terminal.plain();
    if as_json {
        writeln!(out, "{}", settings.to_json())?;
    } else {
        for (name, value, origin) in settings.list() {
            writeln!(out, "{:38} # {origin}", format!("{name} = {value}"))?;
        }
    }
    out.flush()?;
    Ok(Outcome::Found)
}
