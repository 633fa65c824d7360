//! Finished answers: bytes, compressed once, with what a client needs to keep them.

use std::io::Write;

use axum::{
    body::{Body, Bytes},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{
            ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
            VARY,
        },
    },
    response::Response,
};

use crate::limits;

/// How bytes are packed on their way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Encoding {
    /// Not at all.
    Identity,
    /// As gzip.
    Gzip,
    /// As Brotli.
    Brotli,
}

impl Encoding {
    /// The best one that a client takes.
    pub(crate) fn accepted(headers: &HeaderMap) -> Self {
        let accepts = |coding: &str| {
            headers
                .get_all(ACCEPT_ENCODING)
                .iter()
                .filter_map(|value| value.to_str().ok())
                .flat_map(|value| value.split(','))
                .any(|offer| {
                    let mut parts = offer.split(';').map(str::trim);
                    let is_it = parts.next() == Some(coding);
                    let is_refused =
                        parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
                    is_it && !is_refused
                })
        };
        if accepts("br") {
            Self::Brotli
        } else if accepts("gzip") {
            Self::Gzip
        } else {
            Self::Identity
        }
    }

    /// Its name in headers; none where bytes go as they are.
    pub(crate) fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }

    /// Packs bytes; the second tells how. What is short, or would not get shorter, stays as it is.
    pub(crate) fn pack(self, bytes: Vec<u8>) -> (Bytes, Self) {
        let packed = match self {
            _ if bytes.len() < limits::MIN_COMPRESSED => None,
            Self::Identity => None,
            Self::Gzip => gzip(&bytes).ok(),
            Self::Brotli => brotli(&bytes).ok(),
        };
        match packed {
            Some(packed) if packed.len() < bytes.len() => (packed.into(), self),
            _ => (bytes.into(), Self::Identity),
        }
    }
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let level = flate2::Compression::new(5);
    let mut packer = flate2::write::GzEncoder::new(Vec::with_capacity(bytes.len() / 4), level);
    packer.write_all(bytes)?;
    packer.finish()
}

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    // Quality 4 packs JSON as well as gzip at its best, in the time of gzip at its quickest.
    let mut packed = Vec::with_capacity(bytes.len() / 4);
    let mut packer = brotli::CompressorWriter::new(&mut packed, 1 << 14, 4, 20);
    packer.write_all(bytes)?;
    packer.flush()?;
    drop(packer);
    Ok(packed)
}

/// What a question is answered by, before it is packed.
#[derive(Debug)]
pub(crate) struct Payload {
    pub(crate) bytes: Vec<u8>,
    /// Headers that go with it, its type among them.
    pub(crate) headers: Vec<(axum::http::HeaderName, HeaderValue)>,
}

impl Payload {
    /// Bytes of a type.
    pub(crate) fn new(content_type: &'static str, bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            headers: vec![(CONTENT_TYPE, HeaderValue::from_static(content_type))],
        }
    }
}

/// A finished answer.
#[derive(Debug)]
pub(crate) struct Rendered {
    pub(crate) bytes: Bytes,
    pub(crate) encoding: Encoding,
    pub(crate) headers: Vec<(axum::http::HeaderName, HeaderValue)>,
}

impl Rendered {
    /// Packs an answer.
    pub(crate) fn new(payload: Payload, encoding: Encoding) -> Self {
        let (bytes, encoding) = encoding.pack(payload.bytes);
        Self {
            bytes,
            encoding,
            headers: payload.headers,
        }
    }

    /// The answer as it goes out.
    pub(crate) fn response(&self, tag: &Tag) -> Response {
        let mut response = Response::new(Body::from(self.bytes.clone()));
        let headers = response.headers_mut();
        for (name, value) in &self.headers {
            headers.insert(name, value.clone());
        }
        if let Some(name) = self.encoding.name() {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        tag.put(headers, self.encoding);
        response
    }
}

/// What tells whether a client has an answer already: the same for the same address and state of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag(String);

impl Tag {
    /// The tag of an answer that these tell from all others.
    pub(crate) fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(part).update(&[0]);
        }
        Self(hasher.finalize().to_hex()[..24].to_owned())
    }

    /// Whether the client's own answer is still this one, however it was packed.
    pub(crate) fn is_known(&self, headers: &HeaderMap) -> bool {
        headers
            .get_all(IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(|tag| tag.trim().trim_start_matches("W/").trim_matches('"'))
            .any(|tag| tag == "*" || tag.split('-').next() == Some(self.0.as_str()))
    }

    /// That nothing has changed.
    pub(crate) fn not_modified(&self, encoding: Encoding) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        self.put(response.headers_mut(), encoding);
        response
    }

    /// Each way of packing has a tag of its own, for each gives other bytes.
    fn put(&self, headers: &mut HeaderMap, encoding: Encoding) {
        let tag = match encoding.name() {
            Some(name) => format!("\"{}-{name}\"", self.0),
            None => format!("\"{}\"", self.0),
        };
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(ETAG, tag);
        }
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        headers
            .entry(CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("no-cache"));
    }
}
