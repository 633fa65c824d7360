//! Web archives: the responses among their records that hold a page or a text.
//!
//! The format is read here, within limits: a header and a body of a stated length, one after the other.

use std::io::{self, BufRead, Read};

use legation_model::Document;

use crate::{
    Format, Limits, Options, Rejected,
    compress::Unpacked,
    dates,
    document::{self, About},
};

/// A response that holds a page or a text.
#[derive(Debug)]
pub(crate) struct Response {
    address: String,
    retrieved: Option<String>,
    format: Format,
    charset: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// Why there is no response.
pub(crate) enum Stop {
    /// One record is set aside.
    Record(Box<Rejected>),
    /// Nothing more can be read.
    Source(io::Error),
}

/// The records of an archive.
pub(crate) struct Records {
    reader: Unpacked,
    done: bool,
}

impl Records {
    pub(crate) fn new(reader: Unpacked) -> Self {
        Self {
            reader,
            done: false,
        }
    }

    /// The next response of text; other records are passed over.
    pub(crate) fn next_response(
        &mut self,
        id: &str,
        limits: &Limits,
    ) -> Option<Result<Response, Stop>> {
        if self.done {
            return None;
        }
        loop {
            match self.next_record(id, limits) {
                Ok(None) => return None,
                Ok(Some(Some(response))) => return Some(Ok(response)),
                Ok(Some(None)) => {}
                Err(stop) => {
                    self.done = matches!(stop, Stop::Source(_));
                    return Some(Err(stop));
                }
            }
        }
    }

    /// The next record: nothing at the end, an empty answer for a record of another kind.
    fn next_record(&mut self, id: &str, limits: &Limits) -> Result<Option<Option<Response>>, Stop> {
        let source = Stop::Source;
        let Some(version) = self.header_line(limits, true).map_err(source)? else {
            return Ok(None);
        };
        if !version.starts_with("WARC/") {
            return Err(source(broken("a record does not begin with its version")));
        }
        let mut header = Header::default();
        let mut size = version.len();
        while let Some(line) = self.header_line(limits, false).map_err(source)? {
            if line.is_empty() {
                break;
            }
            size += line.len();
            if size > limits.warc_header_bytes {
                return Err(source(broken(
                    "the header of a record is too long (limit `warc_header_bytes`)",
                )));
            }
            header.read(&line);
        }
        let Some(length) = header.length else {
            return Err(source(broken("a record does not state its length")));
        };
        let wanted =
            header.kind == "response" || header.kind == "resource" || header.kind == "conversion";
        if !wanted {
            self.skip(length).map_err(source)?;
            return Ok(Some(None));
        }
        let place = if header.address.is_empty() {
            id.to_owned()
        } else {
            header.address.clone()
        };
        if length > limits.document_bytes as u64 {
            self.skip(length).map_err(source)?;
            return Err(Stop::Record(Box::new(Rejected::new(
                place,
                "ingest-too-large",
                format!("a record of {length} bytes (limit `document_bytes`)"),
                "raise the limit where the page is worth it",
            ))));
        }
        let mut body = Vec::new();
        let read = self
            .reader
            .by_ref()
            .take(length)
            .read_to_end(&mut body)
            .map_err(source)?;
        if (read as u64) < length {
            return Err(source(broken("the last record is cut off")));
        }
        response(&place, header, body, limits)
            .map(Some)
            .map_err(|rejected| Stop::Record(Box::new(rejected)))
    }

    /// A line of a header without its end; empty lines before the first are passed over where `first`.
    fn header_line(&mut self, limits: &Limits, first: bool) -> io::Result<Option<String>> {
        loop {
            let mut line = Vec::new();
            let n = self
                .reader
                .by_ref()
                .take(limits.warc_header_bytes as u64)
                .read_until(b'\n', &mut line)?;
            if n == 0 {
                return Ok(None);
            }
            if line.last() != Some(&b'\n') && n == limits.warc_header_bytes {
                return Err(broken(
                    "the header of a record is too long (limit `warc_header_bytes`)",
                ));
            }
            let line = String::from_utf8_lossy(line.trim_ascii()).into_owned();
            if !(first && line.is_empty()) {
                return Ok(Some(line));
            }
        }
    }

    fn skip(&mut self, length: u64) -> io::Result<()> {
        let copied = io::copy(&mut self.reader.by_ref().take(length), &mut io::sink())?;
        if copied < length {
            Err(broken("the last record is cut off"))
        } else {
            Ok(())
        }
    }
}

fn broken(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[derive(Default)]
struct Header {
    kind: String,
    address: String,
    date: Option<String>,
    content_type: String,
    length: Option<u64>,
}

impl Header {
    fn read(&mut self, line: &str) {
        let Some((name, value)) = line.split_once(':') else {
            return;
        };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => value.trim_matches(['<', '>']).clone_into(&mut self.address),
            "warc-date" => self.date = Some(value.to_owned()),
            "content-type" => self.content_type = value.to_ascii_lowercase(),
            "content-length" => self.length = value.parse().ok(),
            _ => {}
        }
    }
}

/// The response in a record's body, where it is a page or a text.
fn response(
    id: &str,
    header: Header,
    body: Vec<u8>,
    limits: &Limits,
) -> Result<Option<Response>, Rejected> {
    let mut content_type = header.content_type;
    let mut body = body;
    if content_type.starts_with("application/http") {
        let end = memchr::memmem::find(&body, b"\r\n\r\n")
            .map(|at| (at, at + 4))
            .or_else(|| memchr::memmem::find(&body, b"\n\n").map(|at| (at, at + 2)));
        let Some((head_end, start)) = end else {
            return Ok(None);
        };
        let head = String::from_utf8_lossy(&body[..head_end]).into_owned();
        let mut lines = head.lines();
        let status = lines
            .next()
            .and_then(|l| l.split_whitespace().nth(1))
            .unwrap_or_default();
        if !status.starts_with('2') {
            return Ok(None);
        }
        content_type = String::new();
        let (mut packed, mut chunked) = (None, false);
        for line in lines {
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim().to_ascii_lowercase();
            match name.trim().to_ascii_lowercase().as_str() {
                "content-type" => content_type = value,
                "content-encoding" if value != "identity" => packed = Some(value),
                "transfer-encoding" => chunked = value.contains("chunked"),
                _ => {}
            }
        }
        body.drain(..start);
        if chunked && let Some(joined) = unchunk(&body) {
            body = joined;
        }
        // Archives often keep the header of a body that they have unpacked.
        if let Some(packed) = packed {
            body = unpack(id, &packed, body, limits)?;
        }
    }
    let mime = content_type.split(';').next().unwrap_or_default().trim();
    let format = match mime {
        "text/html" | "application/xhtml+xml" => Format::Html,
        "text/plain" => Format::Text,
        "text/markdown" => Format::Markdown,
        _ => return Ok(None),
    };
    let charset = content_type.split_once("charset=").map(|(_, rest)| {
        rest.split(';')
            .next()
            .unwrap_or_default()
            .trim_matches(['"', ' ', '\''])
            .to_owned()
    });
    Ok(Some(Response {
        address: header.address,
        retrieved: header.date,
        format,
        charset,
        body,
    }))
}

fn unpack(id: &str, packed: &str, body: Vec<u8>, limits: &Limits) -> Result<Vec<u8>, Rejected> {
    let recognized = body.starts_with(&[0x1F, 0x8B]) || body.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]);
    if !recognized {
        return match packed {
            "br" | "deflate" => Err(Rejected::new(
                id,
                "ingest-archive",
                format!("the page is stored compressed as `{packed}`, which is not read"),
                "have the archive written with its pages unpacked",
            )),
            _ => Ok(body),
        };
    }
    let fail = |error: io::Error| {
        Rejected::new(
            id,
            "ingest-archive",
            format!("the page cannot be unpacked: {error}"),
            "leave it out",
        )
    };
    let reader = crate::compress::unpack(Box::new(io::Cursor::new(body)), limits).map_err(fail)?;
    let mut out = Vec::new();
    reader
        .take(limits.document_bytes as u64 + 1)
        .read_to_end(&mut out)
        .map_err(fail)?;
    Ok(out)
}

/// The body of a chunked transfer; `None` where the bytes are no chunks, as archives often store them joined.
fn unchunk(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = memchr::memchr(b'\n', rest)?;
        let size = std::str::from_utf8(rest[..end].trim_ascii()).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?;
        rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))?;
    }
}

/// The document of a response: its address is its id.
pub(crate) fn document(
    path: &str,
    response: Response,
    options: &Options,
) -> Result<Document, Rejected> {
    let id = if response.address.is_empty() {
        path.to_owned()
    } else {
        response.address.clone()
    };
    let about = About {
        address: (!response.address.is_empty()).then_some(response.address),
        retrieved: response.retrieved.as_deref().and_then(dates::date_of),
        ..About::default()
    };
    document::single(
        &id,
        response.body,
        response.format,
        response.charset.as_deref(),
        about,
        options,
    )
}

#[cfg(test)]
mod tests {
    use crate::{Input, documents};

    use super::*;

    fn record(kind: &str, address: &str, content_type: &str, body: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2019-05-06T07:08:09Z\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    }

    fn http(mime: &str, more: &str, body: &str) -> String {
        format!("HTTP/1.1 200 OK\r\nContent-Type: {mime}\r\n{more}\r\n{body}")
    }

    fn read(archive: &str) -> Vec<Result<Document, Rejected>> {
        documents(
            &Input::from_bytes("a.warc", archive.as_bytes(), None),
            &Options::default(),
        )
        .collect()
    }

    const HTTP: &str = "application/http; msgtype=response";

    #[test]
    fn responses_of_text_become_documents() {
        let archive = [
            record("warcinfo", "", "application/warc-fields", "software: x"),
            record(
                "request",
                "https://example.org/a",
                "application/http",
                "GET / HTTP/1.1\r\n\r\n",
            ),
            record(
                "response",
                "https://example.org/a",
                HTTP,
                &http("text/plain; charset=utf-8", "", "قطعت ألبانيا العلاقات."),
            ),
            record(
                "response",
                "https://example.org/p.png",
                HTTP,
                &http("image/png", "", "\u{89}PNG"),
            ),
            record(
                "response",
                "https://example.org/b",
                HTTP,
                &http(
                    "text/plain",
                    "Transfer-Encoding: chunked\r\n",
                    "4\r\nfour\r\n6\r\n words\r\n0\r\n\r\n",
                ),
            ),
            record(
                "response",
                "https://example.org/c",
                HTTP,
                "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\n\r\nnone",
            ),
        ]
        .concat();
        let found: Vec<Document> = read(&archive)
            .into_iter()
            .map(|r| r.expect("read"))
            .collect();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].id, "https://example.org/a");
        assert_eq!(found[0].text, "قطعت ألبانيا العلاقات.");
        assert_eq!(
            found[0]
                .retrieved
                .as_ref()
                .map(ToString::to_string)
                .as_deref(),
            Some("2019-05-06")
        );
        assert_eq!(found[1].text, "four words");
    }

    #[test]
    fn a_cut_archive_gives_what_came_before() {
        let whole = record(
            "response",
            "https://example.org/a",
            HTTP,
            &http("text/plain", "", "The first text."),
        );
        let archive = format!("{whole}{}", &whole[..whole.len() - 20]);
        let found = read(&archive);
        assert_eq!(found.len(), 2);
        assert!(found[0].is_ok());
        assert_eq!(
            found[1].as_ref().expect_err("cut").problem.code,
            "ingest-unreadable"
        );
    }
}
