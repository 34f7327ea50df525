//! Bytes of a file → decompressed UTF-8-or-older bytes with their first stretch known.
//!
//! gzip (several members too) and zstd are recognised by their magic bytes, whatever the
//! name says. What expands beyond [`Limits`](super::Limits) ends in an error. UTF-16 is
//! turned into UTF-8 on the way, so that the formats see lines.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Limits;
use super::error::Expanded;

/// How much of a stream is looked at before its format is known.
const HEAD: usize = 16 * 1024;
const BUFFER: usize = 256 * 1024;

pub(super) type Bytes = Box<dyn BufRead + Send>;

/// An opened stream.
pub(super) struct Input {
    pub(super) bytes: Bytes,
    /// Its first bytes, still to come from `bytes` as well.
    pub(super) head: Vec<u8>,
    /// The encoding it was turned from, where that was not left to the format.
    pub(super) encoding: Option<&'static str>,
}

/// Opens a stream: decompresses it and looks at its first bytes.
pub(super) fn open(raw: impl Read + Send + 'static, limits: &Limits) -> io::Result<Input> {
    let packed = Arc::new(AtomicU64::new(0));
    let counted = Counted { inner: raw, count: Arc::clone(&packed) };
    let (magic, bytes) = peek(Box::new(BufReader::with_capacity(BUFFER, counted)), 4);
    let expanded: Box<dyn Read + Send> = if magic.starts_with(&[0x1f, 0x8b]) {
        Box::new(flate2::bufread::MultiGzDecoder::new(bytes))
    } else if magic.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        Box::new(zstd::stream::read::Decoder::with_buffer(bytes)?)
    } else {
        return Ok(decode(bytes));
    };
    let guarded = Guarded { inner: expanded, packed, expanded: 0, limits: limits.clone() };
    Ok(decode(Box::new(BufReader::with_capacity(BUFFER, guarded))))
}

fn decode(bytes: Bytes) -> Input {
    let (head, mut bytes) = peek(bytes, HEAD);
    let Some((encoding, name, bom)) = utf16(&head) else {
        return Input { bytes, head, encoding: None };
    };
    bytes.consume(bom);
    let transcoded = Transcoded { inner: bytes, decoder: encoding.new_decoder_without_bom_handling(), ended: false };
    let (head, bytes) = peek(Box::new(BufReader::with_capacity(BUFFER, transcoded)), HEAD);
    Input { bytes, head, encoding: Some(name) }
}

/// Tells UTF-16 by its byte order mark, or by every other byte of ASCII text being zero.
fn utf16(head: &[u8]) -> Option<(&'static encoding_rs::Encoding, &'static str, usize)> {
    match head {
        [0xff, 0xfe, ..] => return Some((encoding_rs::UTF_16LE, "utf-16le (byte order mark)", 2)),
        [0xfe, 0xff, ..] => return Some((encoding_rs::UTF_16BE, "utf-16be (byte order mark)", 2)),
        _ => {}
    }
    let looked = &head[..head.len().min(512) & !1];
    if looked.len() < 8 {
        return None;
    }
    let zeros = |parity: usize| looked.iter().skip(parity).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), looked.len() / 2);
    match (even * 10 >= half * 8, odd * 10 >= half * 8) {
        (false, true) if even == 0 => Some((encoding_rs::UTF_16LE, "utf-16le (zero bytes)", 0)),
        (true, false) if odd == 0 => Some((encoding_rs::UTF_16BE, "utf-16be (zero bytes)", 0)),
        _ => None,
    }
}

/// Tells whether the first line is a whole record of JSON: who sends one may wait for the answer
/// before the next.
fn holds_record(head: &[u8]) -> bool {
    let line = memchr::memchr(b'\n', head).map_or(&head[..0], |end| head[..end].trim_ascii());
    line.starts_with(b"{") && line.ends_with(b"}")
}

/// Reads up to `wanted` bytes, or what comes at once with a first record, and returns them with a
/// stream that begins with them. An error on the way stays in the stream, behind the bytes that
/// came before it.
fn peek(mut bytes: Bytes, wanted: usize) -> (Vec<u8>, Bytes) {
    let mut head = vec![0; wanted];
    let mut filled = 0;
    let mut failure = None;
    while filled < wanted && !holds_record(&head[..filled]) {
        match bytes.read(&mut head[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                failure = Some(error);
                break;
            }
        }
    }
    head.truncate(filled);
    let start = Cursor::new(head.clone());
    match failure {
        None => (head, Box::new(start.chain(bytes))),
        Some(error) => (head, Box::new(start.chain(BufReader::new(Failing(Some(error)))))),
    }
}

struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.count.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// Ends a stream that grows far beyond what text can be compressed to.
struct Guarded<R> {
    inner: R,
    packed: Arc<AtomicU64>,
    expanded: u64,
    limits: Limits,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.expanded += n as u64;
        let packed = self.packed.load(Ordering::Relaxed).max(1);
        let ratio = self.limits.max_ratio;
        if self.expanded > self.limits.free_expansion && self.expanded / packed > ratio {
            return Err(io::Error::other(Expanded { ratio }));
        }
        Ok(n)
    }
}

/// A UTF-16 stream as UTF-8; what is not UTF-16 becomes U+FFFD.
struct Transcoded {
    inner: Bytes,
    decoder: encoding_rs::Decoder,
    ended: bool,
}

impl Read for Transcoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // The decoder wants room for a whole character; `BufReader` always offers more.
        while !self.ended && buffer.len() >= 16 {
            let chunk = self.inner.fill_buf()?;
            let last = chunk.is_empty();
            let (result, read, written, _) = self.decoder.decode_to_utf8(chunk, buffer, last);
            self.inner.consume(read);
            self.ended = last && result == encoding_rs::CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}
