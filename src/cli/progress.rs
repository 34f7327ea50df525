//! How far the indexer has come, on a terminal and nowhere else.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use onrecord::index::{Phase, Progress};

use super::Terminal;

const TEMPLATE: &str = "{msg} {wide_bar} {bytes}/{total_bytes}, {binary_bytes_per_sec}, {eta} left";

/// A bar on standard error.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new(terminal: &Terminal) -> Self {
        let target =
            if terminal.shows_progress() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        // The template is ours and sound; the plain bar does as well.
        bar.set_style(ProgressStyle::with_template(TEMPLATE).unwrap_or_else(|_| ProgressStyle::default_bar()));
        Bar(bar)
    }

    pub(super) fn show(&self, progress: &Progress) {
        self.0.set_message(match progress.phase {
            Phase::Listing => "looking at files",
            Phase::Reading => "reading and indexing",
            _ => "writing the index",
        });
        self.0.set_length(progress.bytes);
        self.0.set_position(progress.bytes_done);
    }

    pub(super) fn clear(&self) {
        self.0.finish_and_clear();
    }
}
