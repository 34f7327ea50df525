//! Bounds what is under way, from the reader to the engine: their queues count articles, not bytes.

use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use tantivy::TantivyDocument;
use tantivy::schema::document::Document;

/// Bytes of text that may be under way: two articles of the greatest length that readers let through.
/// What is made of an article takes up to a hundred times its bytes, where its paragraphs are of a letter.
const BYTES: usize = 16 << 20;

/// After this long the engine has failed, and says so when it is asked next, or the articles under way are
/// such slow ones that another does not matter.
const PATIENCE: Duration = Duration::from_secs(60);

/// A number of bytes of text that may be under way at a time.
#[derive(Debug, Default)]
pub(super) struct Budget {
    used: Mutex<usize>,
    freed: Condvar,
}

impl Budget {
    /// Waits until there is room for `bytes`; more than the whole budget waits for all of it.
    pub(super) fn take(self: &Arc<Self>, bytes: usize) -> Arc<Permit> {
        let bytes = bytes.min(BYTES);
        if let Ok(used) = self.used.lock() {
            let waited = self.freed.wait_timeout_while(used, PATIENCE, |used| *used + bytes > BYTES);
            if let Ok((mut used, _)) = waited {
                *used += bytes;
            }
        }
        Arc::new(Permit { bytes, budget: self.clone() })
    }
}

/// Room that an article takes; given back when its last entry has been indexed, or none was made.
#[derive(Debug)]
pub(super) struct Permit {
    bytes: usize,
    budget: Arc<Budget>,
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Ok(mut used) = self.budget.used.lock() {
            *used = used.saturating_sub(self.bytes);
        }
        // The one woken may need more room than there is, another one less.
        self.budget.freed.notify_all();
    }
}

/// An entry on its way into the index.
pub(super) struct Queued {
    pub document: TantivyDocument,
    pub _room: Arc<Permit>,
}

impl Document for Queued {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_given_back_when_the_last_entry_goes() {
        let budget = Arc::<Budget>::default();
        let whole = budget.take(usize::MAX);
        let entry = whole.clone();
        let waiting = std::thread::spawn({
            let budget = budget.clone();
            move || budget.take(BYTES / 2)
        });
        drop(whole);
        assert!(!waiting.is_finished());
        drop(entry);
        let half = waiting.join().expect("it got its room");
        // What is left is enough for the other half, and what has no words takes none.
        let (other, none) = (budget.take(BYTES / 2), budget.take(0));
        drop((half, other, none));
        assert_eq!(*budget.used.lock().expect("whole"), 0);
    }
}
