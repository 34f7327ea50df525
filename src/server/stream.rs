//! A body that is written while it is sent: bytes from a blocking thread, a few parts ahead.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::pool::CallOff;
use crate::problem::Problem;
use crate::stop::Stop;

/// Parts that wait to be sent at most.
const AHEAD: usize = 4;

/// Bytes gathered before they are handed over.
const PART: usize = 32 << 10;

type Part = Result<Bytes, Problem>;

/// The end that is sent.
pub(crate) struct Streamed {
    parts: Receiver<Part>,
    /// A body that nobody takes any more is not written any further.
    _call_off: CallOff,
}

impl Body for Streamed {
    type Data = Bytes;
    type Error = Problem;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Problem>>> {
        self.parts.poll_recv(context).map(|part| part.map(|part| part.map(Frame::data)))
    }
}

/// The end that is written to, on a blocking thread.
pub(crate) struct Pipe {
    gathered: String,
    parts: Sender<Part>,
}

/// Returns both ends; when the one that is sent has gone, `stop` is called.
pub(crate) fn pipe(stop: Stop) -> (Pipe, Streamed) {
    let (parts, receiver) = channel(AHEAD);
    (Pipe { gathered: String::new(), parts }, Streamed { parts: receiver, _call_off: CallOff(stop) })
}

impl Pipe {
    /// Adds text; tells whether anybody still takes it. Waits where the client is slow.
    pub(crate) fn write(&mut self, text: &str) -> bool {
        if self.parts.is_closed() {
            return false;
        }
        self.gathered.push_str(text);
        self.gathered.len() < PART || self.flush()
    }

    fn flush(&mut self) -> bool {
        let part = Bytes::from(std::mem::take(&mut self.gathered));
        self.parts.blocking_send(Ok(part)).is_ok()
    }

    /// Ends the body: well, or so that the client sees it broken off. `place` is given back before the
    /// client can see the end, so that it finds room for what it asks next.
    pub(crate) fn end<P>(mut self, outcome: Result<(), Problem>, place: P) {
        let last = outcome.map(|()| Bytes::from(std::mem::take(&mut self.gathered)));
        match self.parts.try_reserve() {
            Ok(room) => {
                drop(place);
                room.send(last);
            }
            // A client that is slow has many parts to take yet.
            Err(_) => drop(self.parts.blocking_send(last)),
        }
    }
}
