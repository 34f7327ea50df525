//! Bounds what waits for the engine: its own queue counts articles, not bytes.

use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use tantivy::TantivyDocument;
use tantivy::schema::document::Document;

/// Bytes of text that may wait.
const BYTES: usize = 48 << 20;

/// After this long the queue has failed; the engine says so when it is asked next.
const PATIENCE: Duration = Duration::from_secs(60);

/// A number of bytes that may wait at a time.
#[derive(Default)]
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

/// Room that was taken; given back when the last entry of an article has been indexed.
pub(super) struct Permit {
    bytes: usize,
    budget: Arc<Budget>,
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Ok(mut used) = self.budget.used.lock() {
            *used = used.saturating_sub(self.bytes);
        }
        self.budget.freed.notify_one();
    }
}

/// An entry on its way into the index.
pub(super) struct Queued {
    pub document: TantivyDocument,
    pub _permit: Arc<Permit>,
}

impl Document for Queued {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }
}
