//! From files to a record: documents are taken in order, read on all cores, and written by one writer.
//!
//! Neither the order of files nor the number of threads shows in the record: what is written of a document depends on
//! the document and the packs alone, and the record answers in an order of its own. Memory is bounded: as many
//! documents are under way as the channels hold.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{
        Mutex,
        mpsc::{Receiver, sync_channel},
    },
    thread,
};

use legation_ingest::{Input, Options, Piece, Rejected, expand, pieces};
use legation_model::{Document, Problem, Severity};
use legation_record::{Outcome, ReadDocument, SentenceRow, Writer, WriterOptions};

use crate::{Error, LoadedPacks};

/// How to read.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// How files become documents.
    pub ingest: Options,
    /// Reading threads; at least one.
    pub jobs: usize,
    /// Read documents again that have not changed.
    pub again: bool,
}

impl Default for ReadOptions {
    fn default() -> Self {
        let jobs = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { ingest: Options::default(), jobs, again: false }
    }
}

/// What happens while reading, for a progress bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// How many bytes the files have, as far as that is known.
    Total(u64),
    /// A document is done: bytes of its source, claims found, and whether it was read (or skipped, unchanged).
    Document {
        /// Bytes.
        bytes: u64,
        /// Claims.
        claims: usize,
        /// Read, or skipped because nothing has changed.
        read: bool,
    },
    /// A source was set aside.
    SetAside,
}

/// A source that could not be read, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SetAside {
    /// Path or address.
    pub id: String,
    /// Why.
    pub problem: Problem,
}

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct ReadSummary {
    /// Documents that are new in the record.
    pub added: usize,
    /// Documents whose older reading was replaced.
    pub replaced: usize,
    /// Documents that had not changed.
    pub unchanged: usize,
    /// Bytes of clean text read.
    pub bytes: u64,
    /// Sentences read.
    pub sentences: usize,
    /// Claims found.
    pub claims: usize,
    /// Documents by language, the new and the replaced.
    pub languages: BTreeMap<String, usize>,
    /// Problems met in documents that were read: code and how often.
    pub problems: BTreeMap<String, usize>,
    /// What could not be read.
    pub set_aside: Vec<SetAside>,
}

/// What a worker hands to the writer.
enum Done {
    Read(Box<ReadDocument>, u64),
    Unchanged(u64),
    Rejected(Rejected),
}

/// Reads files, folders, patterns and `-` into a record.
///
/// # Errors
/// Where the record cannot be written or nothing was named that exists. Documents that cannot be read are told in the
/// summary and stop nothing.
pub fn read(inputs: &[String], record: &Path, packs: &LoadedPacks, options: &ReadOptions, mut watch: impl FnMut(Event)) -> Result<ReadSummary, Error> {
    let (found, problems) = expand(inputs, &options.ingest.limits);
    let mut summary = ReadSummary::default();
    for problem in problems {
        if problem.severity == Severity::Error {
            summary.set_aside.push(SetAside { id: problem.message.clone(), problem });
        }
    }
    if found.is_empty() {
        let why = summary.set_aside.first().map_or("no file was found".to_owned(), |s| s.problem.message.clone());
        return Err(Error::NothingToRead(why));
    }
    watch(Event::Total(found.iter().filter_map(Input::stored_bytes).sum()));
    let fingerprint = fingerprint(packs, options);
    let program = concat!("legation ", env!("CARGO_PKG_VERSION"));
    let mut writer = Writer::open(record, WriterOptions::new(program, &fingerprint))?;
    let known = known(&writer, record, options)?;
    let jobs = options.jobs.max(1);
    let failed = thread::scope(|scope| {
        let (piece_sender, piece_receiver) = sync_channel::<Result<Piece, Rejected>>(jobs * 2);
        let (done_sender, done_receiver) = sync_channel::<Done>(jobs * 2);
        let pieces_of = &found;
        scope.spawn(move || {
            for input in pieces_of {
                for piece in pieces(input, &options.ingest) {
                    if piece_sender.send(piece).is_err() {
                        return;
                    }
                }
            }
        });
        let pieces = Mutex::new(piece_receiver);
        let (pieces, known, fingerprint) = (&pieces, &known, fingerprint.as_str());
        // The mutex is in this closure's frame: workers are joined before it ends.
        thread::scope(|workers| {
            for _ in 0..jobs {
                let done = done_sender.clone();
                workers.spawn(move || {
                    while let Some(piece) = next(pieces) {
                        let result = work(piece, packs, options, known, fingerprint);
                        if done.send(result).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(done_sender);
            write_all(&mut writer, &done_receiver, &mut summary, &mut watch)
        })
    });
    failed?;
    writer.finish()?;
    summary.set_aside.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(summary)
}

/// Writes what the workers hand over until they are done.
fn write_all(writer: &mut Writer, done: &Receiver<Done>, summary: &mut ReadSummary, watch: &mut impl FnMut(Event)) -> Result<(), Error> {
    let mut failed: Option<Error> = None;
    for result in done {
        if failed.is_some() {
            // The workers must be let go; nothing more is written.
            continue;
        }
        match result {
            Done::Unchanged(bytes) => {
                summary.unchanged += 1;
                watch(Event::Document { bytes, claims: 0, read: false });
            }
            Done::Rejected(rejected) => {
                summary.set_aside.push(SetAside { id: rejected.id, problem: rejected.problem });
                watch(Event::SetAside);
            }
            Done::Read(document, bytes) => {
                let (claims, sentences) = (document.claims.len(), document.sentences.len());
                let (size, lang) = (document.document.text.len() as u64, document.document.lang.clone());
                for problem in document.problems.iter().chain(&document.document.problems) {
                    *summary.problems.entry(problem.code.clone()).or_default() += 1;
                }
                match writer.write(*document) {
                    Ok(outcome) => {
                        match outcome {
                            Outcome::Added => summary.added += 1,
                            Outcome::Replaced => summary.replaced += 1,
                            Outcome::Unchanged => summary.unchanged += 1,
                        }
                        if outcome != Outcome::Unchanged {
                            summary.bytes += size;
                            summary.sentences += sentences;
                            summary.claims += claims;
                            *summary.languages.entry(lang).or_default() += 1;
                        }
                        watch(Event::Document { bytes, claims, read: true });
                    }
                    Err(error) => failed = Some(error.into()),
                }
            }
        }
    }
    failed.map_or(Ok(()), Err)
}

fn next(pieces: &Mutex<Receiver<Result<Piece, Rejected>>>) -> Option<Result<Piece, Rejected>> {
    pieces.lock().ok()?.recv().ok()
}

/// One document: made, compared with what the record has, read.
fn work(piece: Result<Piece, Rejected>, packs: &LoadedPacks, options: &ReadOptions, known: &BTreeMap<String, (String, String)>, fingerprint: &str) -> Done {
    let (bytes, document) = match piece {
        Err(rejected) => return Done::Rejected(rejected),
        Ok(piece) => (piece.bytes() as u64, piece.document(&options.ingest)),
    };
    match document {
        Err(rejected) => Done::Rejected(rejected),
        Ok(document) => {
            if known.get(&document.id).is_some_and(|(digest, reader)| *digest == document.digest && reader == fingerprint) {
                return Done::Unchanged(bytes);
            }
            Done::Read(Box::new(read_document(packs, document)), bytes)
        }
    }
}

/// Reads one document into the shape that the record takes.
#[must_use]
pub fn read_document(packs: &LoadedPacks, document: Document) -> ReadDocument {
    let reading = packs.packs.read(&document);
    ReadDocument {
        sentences: reading.sentences.into_iter().map(|s| SentenceRow { span: s.span, lang: s.lang, index_text: s.index_text }).collect(),
        mentions: reading.mentions,
        times: reading.times,
        claims: reading.claims,
        problems: reading.problems,
        document,
    }
}

/// What decides a reading besides the document: packs, reader, and what the user said of the documents.
fn fingerprint(packs: &LoadedPacks, options: &ReadOptions) -> String {
    match &options.ingest.lang {
        Some(lang) => format!("{}-{lang}", packs.fingerprint),
        None => packs.fingerprint.clone(),
    }
}

/// Digest and reader of every document that the record has; empty where all is to be read again.
fn known(writer: &Writer, record: &Path, options: &ReadOptions) -> Result<BTreeMap<String, (String, String)>, Error> {
    let _ = writer;
    if options.again {
        return Ok(BTreeMap::new());
    }
    let record = legation_record::Record::open(record)?;
    Ok(record.known_all()?.into_iter().map(|(id, known)| (id, (known.digest, known.reader))).collect())
}
