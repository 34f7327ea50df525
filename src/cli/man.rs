//! `search man`: the manual page, a section for each command after the general part.

use std::io::Write;

use super::{Failure, Outcome, Terminal};

pub(super) fn run(mut root: clap::Command, terminal: &Terminal) -> Result<Outcome, Failure> {
    root.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(root.clone()).render(&mut page)?;
    for command in root.get_subcommands().filter(|c| !c.is_hide_set()) {
        writeln!(page, ".SH SEARCH {}", command.get_name().to_uppercase())?;
        page.extend(sections(command)?);
    }
    let mut out = terminal.plain();
    out.write_all(&page)?;
    out.flush()?;
    Ok(Outcome::Found)
}

/// Returns synopsis, description and options of a command, one level below its own heading.
fn sections(command: &clap::Command) -> Result<Vec<u8>, Failure> {
    let mut part = Vec::new();
    let man = clap_mangen::Man::new(command.clone());
    man.render_synopsis_section(&mut part)?;
    man.render_description_section(&mut part)?;
    man.render_options_section(&mut part)?;
    Ok(String::from_utf8_lossy(&part).replace(".SH ", ".SS ").into_bytes())
}
