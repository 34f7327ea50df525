//! `search man`: the manual page, the commands after the general part.

use std::io::Write;

use super::{Failure, Outcome, Terminal};

pub(super) fn run(root: clap::Command, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(root.clone()).render(&mut page)?;
    for command in root.get_subcommands().filter(|c| !c.is_hide_set()) {
        let named = command.clone().name(format!("search {}", command.get_name()));
        let man = clap_mangen::Man::new(named.disable_help_flag(true));
        man.render_name_section(&mut page)?;
        man.render_synopsis_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    let mut out = terminal.plain();
    out.write_all(&page)?;
    out.flush()?;
    Ok(Outcome::Found)
}
