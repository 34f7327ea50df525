//! A flag that ends work for which nobody waits any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What work that was ended says for itself.
pub(crate) const CALLED_OFF: &str = "called off";

/// Calls work off: all clones are one flag, which stays raised.
///
/// ```
/// use onrecord::stop::Stop;
///
/// let stop = Stop::default();
/// let of_the_worker = stop.clone();
/// stop.call();
/// assert!(of_the_worker.is_called());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Stop {
    called: Arc<AtomicBool>,
}

impl Stop {
    /// Asks the work to end, soon and without an answer.
    pub fn call(&self) {
        self.called.store(true, Ordering::Relaxed);
    }

    /// Tells whether the work is to end.
    pub fn is_called(&self) -> bool {
        self.called.load(Ordering::Relaxed)
    }
}
