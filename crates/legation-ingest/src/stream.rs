//! Documents of an input, one after the other, with one document in memory at a time.
//!
//! Reading a container is cut in two: taking the next piece of bytes, which is cheap and stays in order, and making
//! the document from it, which can be done elsewhere.

use std::{
    fs::File,
    io::{self, BufRead, Read},
    sync::Arc,
};

use legation_model::Document;

use crate::{
    Format, Input, Options, Rejected, Source,
    compress::{self, PackError, Unpacked},
    document::{self, About},
    jsonl, mediawiki, warc,
};

/// The bytes of one document with what its container says about it: [`Piece::document`] makes the document.
#[derive(Debug)]
pub struct Piece {
    id: String,
    body: Body,
}

#[derive(Debug)]
enum Body {
    Whole { bytes: Vec<u8>, format: Format },
    Line { number: usize, bytes: Vec<u8> },
    Page(Box<mediawiki::Page>),
    Record(Box<warc::Response>),
}

impl Piece {
    /// Bytes that it holds.
    #[must_use]
    pub fn bytes(&self) -> usize {
        match &self.body {
            Body::Whole { bytes, .. } | Body::Line { bytes, .. } => bytes.len(),
            Body::Page(page) => page.wikitext.len(),
            Body::Record(response) => response.body.len(),
        }
    }

    /// Makes the document.
    ///
    /// # Errors
    /// Where the piece cannot be read.
    pub fn document(self, options: &Options) -> Result<Document, Rejected> {
        match self.body {
            Body::Whole { bytes, format } => {
                document::single(&self.id, bytes, format, None, About::default(), options)
            }
            Body::Line { number, bytes } => jsonl::document(&self.id, number, &bytes, options),
            Body::Page(page) => mediawiki::document(&self.id, *page, options),
            Body::Record(response) => warc::document(&self.id, *response, options),
        }
    }
}

/// The pieces of an input, in their order. Holds one at a time.
///
/// What cannot be read is given as an error, and the next piece follows; after an error that concerns the whole
/// source the iterator ends.
pub fn pieces(input: &Input, options: &Options) -> Pieces {
    let state = match open(input, options) {
        Ok(state) => state,
        Err(rejected) => State::Failed(Some(rejected)),
    };
    Pieces {
        id: input.id.clone(),
        options: options.clone(),
        state,
    }
}

/// The documents of an input, in their order; see [`pieces`] for making them elsewhere.
pub fn documents(
    input: &Input,
    options: &Options,
) -> impl Iterator<Item = Result<Document, Rejected>> + Send + use<> {
    let options = options.clone();
    pieces(input, &options).map(move |piece| piece?.document(&options))
}

/// See [`pieces`].
pub struct Pieces {
    id: String,
    options: Options,
    state: State,
}

enum State {
    Failed(Option<Rejected>),
    Whole(Option<Unpacked>, Format),
    Lines { reader: Unpacked, number: usize },
    Pages(Box<mediawiki::Pages>),
    Records(Box<warc::Records>),
}

fn open(input: &Input, options: &Options) -> Result<State, Rejected> {
    let source: Box<dyn Read + Send> = match &input.source {
        Source::Path(path) => {
            Box::new(File::open(path).map_err(|error| unreadable(&input.id, &error, options))?)
        }
        Source::Stdin => Box::new(io::stdin()),
        Source::Bytes(bytes) => Box::new(io::Cursor::new(Arc::clone(bytes))),
    };
    let fail = |error: io::Error| unreadable(&input.id, &error, options);
    let mut reader = compress::unpack(source, &options.limits).map_err(fail)?;
    let head = reader.fill_buf().map_err(fail)?;
    crate::format::refuse_binary(&input.id, head)?;
    let format = Format::decide(options.format, input.format, head);
    Ok(match format {
        Format::JsonLines => State::Lines { reader, number: 0 },
        Format::MediaWiki => State::Pages(Box::new(mediawiki::Pages::new(reader, &options.limits))),
        Format::Warc => State::Records(Box::new(warc::Records::new(reader))),
        single => State::Whole(Some(reader), single),
    })
}

/// Sets a source aside that cannot be read, with the reason that the reading gave.
pub(crate) fn unreadable(id: &str, error: &io::Error, options: &Options) -> Rejected {
    if let Some(pack) = error.get_ref().and_then(|e| e.downcast_ref::<PackError>()) {
        return Rejected::new(
            id,
            "ingest-archive",
            pack.to_string(),
            "unpack it yourself if you trust it",
        );
    }
    if error
        .get_ref()
        .is_some_and(|e| e.is::<mediawiki::TooLarge>())
    {
        return document::too_large(id, options);
    }
    let hint = match error.kind() {
        io::ErrorKind::NotFound => "check the spelling",
        io::ErrorKind::PermissionDenied => "check that you may read it",
        io::ErrorKind::IsADirectory => "name a file, or the folder itself",
        _ => "the file may be damaged or cut off; what came before is kept",
    };
    Rejected::new(
        id,
        "ingest-unreadable",
        format!("it cannot be read: {error}"),
        hint,
    )
}

impl Iterator for Pieces {
    type Item = Result<Piece, Rejected>;

    fn next(&mut self) -> Option<Self::Item> {
        let id = self.id.clone();
        let limits = &self.options.limits;
        match &mut self.state {
            State::Failed(rejected) => rejected.take().map(Err),
            State::Whole(reader, format) => {
                let reader = reader.take()?;
                let format = *format;
                let mut bytes = Vec::new();
                let taken = reader
                    .take(limits.document_bytes as u64 + 1)
                    .read_to_end(&mut bytes);
                Some(match taken {
                    Err(error) => Err(unreadable(&id, &error, &self.options)),
                    Ok(_) if bytes.len() > limits.document_bytes => {
                        Err(document::too_large(&id, &self.options))
                    }
                    Ok(_) => Ok(Piece {
                        id,
                        body: Body::Whole { bytes, format },
                    }),
                })
            }
            State::Lines { reader, number } => loop {
                *number += 1;
                let number = *number;
                match next_line(reader, limits.document_bytes) {
                    Err(error) => {
                        let rejected = unreadable(&format!("{id}#{number}"), &error, &self.options);
                        self.state = State::Failed(None);
                        return Some(Err(rejected));
                    }
                    Ok(None) => return None,
                    Ok(Some(Line::TooLong)) => {
                        return Some(Err(document::too_large(
                            &format!("{id}#{number}"),
                            &self.options,
                        )));
                    }
                    Ok(Some(Line::Bytes(mut bytes))) => {
                        if number == 1 && bytes.starts_with(b"\xEF\xBB\xBF") {
                            bytes.drain(..3);
                        }
                        if !bytes.trim_ascii().is_empty() {
                            return Some(Ok(Piece {
                                id,
                                body: Body::Line { number, bytes },
                            }));
                        }
                    }
                }
            },
            State::Pages(pages) => match pages.next_page(&id, limits)? {
                Ok(page) => Some(Ok(Piece {
                    id,
                    body: Body::Page(Box::new(page)),
                })),
                Err(mediawiki::Stop::Page(rejected)) => Some(Err(*rejected)),
                Err(mediawiki::Stop::Source(error)) => {
                    let rejected = mediawiki::stopped(&id, &error, &self.options);
                    self.state = State::Failed(None);
                    Some(Err(rejected))
                }
            },
            State::Records(records) => match records.next_response(&id, limits)? {
                Ok(response) => Some(Ok(Piece {
                    id,
                    body: Body::Record(Box::new(response)),
                })),
                Err(warc::Stop::Record(rejected)) => Some(Err(*rejected)),
                Err(warc::Stop::Source(error)) => {
                    let rejected = unreadable(&id, &error, &self.options);
                    self.state = State::Failed(None);
                    Some(Err(rejected))
                }
            },
        }
    }
}

enum Line {
    Bytes(Vec<u8>),
    TooLong,
}

/// The next line without its end; a line longer than `most` is passed over.
fn next_line(reader: &mut impl BufRead, most: usize) -> io::Result<Option<Line>> {
    let mut bytes = Vec::new();
    let n = reader
        .by_ref()
        .take(most as u64 + 1)
        .read_until(b'\n', &mut bytes)?;
    if n == 0 {
        return Ok(None);
    }
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
    } else if bytes.len() > most {
        reader.skip_until(b'\n')?;
        return Ok(Some(Line::TooLong));
    }
    Ok(Some(Line::Bytes(bytes)))
}

#[cfg(test)]
mod tests {
    use crate::Limits;

    use super::*;

    fn read(
        bytes: &[u8],
        format: Option<Format>,
        options: &Options,
    ) -> Vec<Result<Document, Rejected>> {
        documents(&Input::from_bytes("in", bytes, format), options).collect()
    }

    #[test]
    fn a_broken_line_is_set_aside_and_the_rest_is_read() {
        let lines = "\u{FEFF}{\"text\": \"one\"}\n\n{broken\n{\"text\": \"two\"}\r\n[]\n{\"text\": \"three\"}";
        let ids: Vec<String> = read(
            lines.as_bytes(),
            Some(Format::JsonLines),
            &Options::default(),
        )
        .into_iter()
        .map(|r| match r {
            Ok(document) => format!("{} {}", document.id, document.text),
            Err(rejected) => format!("{} {}", rejected.id, rejected.problem.code),
        })
        .collect();
        assert_eq!(
            ids,
            [
                "in#1 one",
                "in#3 ingest-json",
                "in#4 two",
                "in#5 ingest-json",
                "in#6 three"
            ]
        );
    }

    #[test]
    fn what_is_too_large_names_its_limit() {
        let options = Options {
            limits: Limits {
                document_bytes: 30,
                ..Limits::default()
            },
            ..Options::default()
        };
        let long = "word ".repeat(20);
        let error = read(long.as_bytes(), None, &options)
            .remove(0)
            .expect_err("too large");
        assert!(error.problem.message.contains("document_bytes"));
        let lines = format!("{{\"text\": \"{long}\"}}\n{{\"text\": \"short\"}}\n");
        let found = read(lines.as_bytes(), Some(Format::JsonLines), &options);
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0].as_ref().expect_err("too large").problem.code,
            "ingest-too-large"
        );
        assert_eq!(found[1].as_ref().expect("read").text, "short");
    }

    #[test]
    fn empty_and_missing_sources_are_set_aside() {
        let options = Options::default();
        assert_eq!(
            read(b"", None, &options)[0]
                .as_ref()
                .expect_err("empty")
                .problem
                .code,
            "ingest-empty"
        );
        assert_eq!(
            read(b" \n\t\n", None, &options)[0]
                .as_ref()
                .expect_err("empty")
                .problem
                .code,
            "ingest-empty"
        );
        let missing = Input::from_path(std::path::Path::new("no/such/file.txt"));
        let found: Vec<_> = documents(&missing, &options).collect();
        assert_eq!(
            found[0].as_ref().expect_err("missing").problem.code,
            "ingest-unreadable"
        );
    }
}
