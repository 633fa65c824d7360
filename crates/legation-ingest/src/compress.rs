//! Compressed sources, known by their first bytes and bounded: by the ratio of what they yield, and to one layer.

use std::{
    io::{self, BufRead, BufReader, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use thiserror::Error;

use crate::Limits;

/// A readable source, unpacked.
pub(crate) type Unpacked = BufReader<Box<dyn Read + Send>>;

/// How much is looked at to tell what a source is.
pub(crate) const HEAD: usize = 64 << 10;

/// What a compressed source did that no honest one does.
#[derive(Debug, Error)]
pub(crate) enum PackError {
    /// It yields too much.
    #[error(
        "the compressed source yields more than {limit} times its size (limit `expansion_ratio`)"
    )]
    Ratio {
        /// The limit.
        limit: u64,
    },
    /// It is compressed again inside.
    #[error("a compressed source within a compressed source (limit `nested_archives`: {limit})")]
    Nested {
        /// The limit.
        limit: usize,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    Gzip,
    Zstandard,
    Bzip2,
}

fn packing(head: &[u8]) -> Option<Packing> {
    match head {
        [0x1F, 0x8B, 0x08, ..] => Some(Packing::Gzip),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Packing::Zstandard),
        // The block's magic follows, so that prose that begins with "BZh" is none.
        [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, ..]
        | [b'B', b'Z', b'h', b'1'..=b'9', 0x17, 0x72, 0x45, 0x38, ..] => Some(Packing::Bzip2),
        _ => None,
    }
}

/// Unpacks a source where it is compressed.
///
/// # Errors
/// Where it cannot be read, or is compressed more deeply than the limits allow.
pub(crate) fn unpack(source: Box<dyn Read + Send>, limits: &Limits) -> io::Result<Unpacked> {
    let mut reader = BufReader::with_capacity(HEAD, source);
    let mut layers = 0;
    // One layer beyond the limit is recognized, and refused.
    while let Some(kind) = packing(reader.fill_buf()?) {
        if layers > limits.nested_archives {
            return Err(io::Error::other(PackError::Nested {
                limit: limits.nested_archives,
            }));
        }
        layers += 1;
        let taken = Arc::new(AtomicU64::new(0));
        let packed = Counted {
            inner: reader,
            taken: Arc::clone(&taken),
        };
        let inner: Box<dyn Read + Send> = match kind {
            Packing::Gzip => Box::new(flate2::read::MultiGzDecoder::new(packed)),
            Packing::Zstandard => Box::new(zstd::stream::read::Decoder::new(packed)?),
            Packing::Bzip2 => Box::new(bzip2::read::MultiBzDecoder::new(packed)),
        };
        let bounded: Box<dyn Read + Send> = Box::new(Bounded {
            inner,
            taken,
            given: 0,
            ratio: limits.expansion_ratio,
            grace: limits.expansion_grace,
        });
        reader = BufReader::with_capacity(HEAD, bounded);
    }
    Ok(reader)
}

/// Counts the compressed bytes.
struct Counted<R> {
    inner: R,
    taken: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.taken.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// Stops where too much comes out for what went in.
struct Bounded {
    inner: Box<dyn Read + Send>,
    taken: Arc<AtomicU64>,
    given: u64,
    ratio: u64,
    grace: u64,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.given += n as u64;
        let allowed = self
            .taken
            .load(Ordering::Relaxed)
            .saturating_mul(self.ratio)
            .max(self.grace);
        if self.given > allowed {
            return Err(io::Error::other(PackError::Ratio { limit: self.ratio }));
        }
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        out.write_all(bytes).expect("memory");
        out.finish().expect("memory")
    }

    fn read(bytes: Vec<u8>, limits: &Limits) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        unpack(Box::new(io::Cursor::new(bytes)), limits)?.read_to_end(&mut out)?;
        Ok(out)
    }

    #[test]
    fn each_kind_is_known_by_its_first_bytes() {
        let text = "وقّعت الدولتان معاهدة".as_bytes();
        let mut bz = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
        bz.write_all(text).expect("memory");
        let zst = zstd::encode_all(text, 1).expect("memory");
        let limits = Limits::default();
        for packed in [text.to_vec(), gzip(text), bz.finish().expect("memory"), zst] {
            assert_eq!(read(packed, &limits).expect("readable"), text);
        }
        // Several members in one file, as WARC files have them.
        let twice = [gzip(text), gzip(text)].concat();
        assert_eq!(
            read(twice, &limits).expect("readable"),
            [text, text].concat()
        );
        assert_eq!(
            read(b"BZh is not a file".to_vec(), &limits).expect("text"),
            b"BZh is not a file"
        );
    }

    #[test]
    fn what_swells_or_nests_is_refused() {
        let limits = Limits {
            expansion_grace: 1_000,
            expansion_ratio: 200,
            ..Limits::default()
        };
        let bomb = gzip(&vec![b'a'; 1_000_000]);
        let error = read(bomb, &limits).expect_err("too much");
        assert!(error.to_string().contains("expansion_ratio"), "{error}");
        let error = read(gzip(&gzip(b"text")), &limits).expect_err("nested");
        assert!(error.to_string().contains("nested_archives"), "{error}");
    }
}
