//! From files to a record: documents are taken in order, read on all cores, and written by one writer.
//!
//! Neither the order of files nor the number of threads shows in the record: what is written of a document depends on
//! the document and the packs alone, and the record answers in an order of its own. Memory is bounded: as many
//! documents are under way as the channels hold.

use std::{
    collections::{BTreeMap, BTreeSet},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::{
        Mutex,
        mpsc::{Receiver, sync_channel},
    },
    thread,
};

use legation_ingest::{FieldMap, Input, Options, Piece, Rejected, expand, pieces};
use legation_model::{Document, Problem, Severity};
use legation_record::{
    Outcome, PreparedDocument, ReadDocument, Record, SentenceRow, WriteError, Writer, WriterOptions,
};

use crate::{ChronicleSummary, Error, LoadedPacks, chronicle::is_current, update_chronicle};

mod order;

use order::Turn;

/// The program as the record names it.
pub(crate) const PROGRAM: &str = concat!("legation ", env!("CARGO_PKG_VERSION"));

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
        Self {
            ingest: Options::default(),
            jobs,
            again: false,
        }
    }
}

/// What happens while reading, for a progress bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
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
    /// All is read; the chronicle is brought up to date.
    Chronicle,
}

/// A source that could not be read, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SetAside {
    /// Path or address.
    pub id: String,
    /// Why.
    pub problem: Problem,
}

/// How often a kind of problem was met, and where for example.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ProblemKind {
    /// How often.
    pub count: usize,
    /// A document that has it: the first by id.
    pub doc: String,
    /// The first one in it.
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
    /// Problems met in documents that were read, by code.
    pub problems: BTreeMap<String, ProblemKind>,
    /// What could not be read.
    pub set_aside: Vec<SetAside>,
    /// What of the chronicle was told again for it.
    pub chronicle: ChronicleSummary,
}

/// What a worker hands to the writer: the number of the piece in the order of the inputs, and what became of it.
struct Done {
    number: usize,
    outcome: Worked,
}

enum Worked {
    Read(Box<Ready>),
    Unchanged { id: String, bytes: u64 },
    SetAside(SetAside),
}

/// A document that was read, and what the summary tells of it.
struct Ready {
    id: String,
    prepared: PreparedDocument,
    bytes: u64,
    text_bytes: u64,
    sentences: usize,
    claims: usize,
    lang: String,
    problems: Vec<Problem>,
}

/// Reads files, folders, patterns and `-` into a record.
///
/// # Errors
/// Where the record cannot be written or nothing was named that exists. Documents that cannot be read are told in the
/// summary and stop nothing.
pub fn read(
    inputs: &[String],
    record: &Path,
    packs: &LoadedPacks,
    options: &ReadOptions,
    watch: impl FnMut(Progress),
) -> Result<ReadSummary, Error> {
    let (found, set_aside) = found(inputs, &options.ingest)?;
    let mut summary = read_inputs(&found, record, packs, options, watch)?;
    summary.set_aside.splice(0..0, set_aside);
    Ok(summary)
}

/// The inputs behind names, and the names behind which there is nothing.
///
/// # Errors
/// [`Error::NothingToRead`] where nothing at all was found.
pub(crate) fn found(
    inputs: &[String],
    options: &Options,
) -> Result<(Vec<Input>, Vec<SetAside>), Error> {
    let (found, problems) = expand(inputs, &options.limits);
    let set_aside: Vec<SetAside> = problems
        .into_iter()
        .map(|problem| SetAside {
            id: problem.message.clone(),
            problem,
        })
        .collect();
    if found.is_empty() {
        let why = set_aside.first().map_or_else(
            || "no file was named".to_owned(),
            |s| match &s.problem.hint {
                Some(hint) => format!("{}; {hint}", s.problem.message),
                None => s.problem.message.clone(),
            },
        );
        return Err(Error::NothingToRead(why));
    }
    Ok((found, set_aside))
}

/// Reads inputs into a record, as [`read`] does with the files behind names, and brings its chronicle up to date.
///
/// Where two documents of a run have the same id, the first one in the order of the inputs is kept and the other told
/// in the summary, whichever thread was quicker.
///
/// # Errors
/// Where the record cannot be written.
pub fn read_inputs(
    inputs: &[Input],
    record: &Path,
    packs: &LoadedPacks,
    options: &ReadOptions,
    mut watch: impl FnMut(Progress),
) -> Result<ReadSummary, Error> {
    let mut summary = ReadSummary::default();
    watch(Progress::Total(
        inputs.iter().filter_map(Input::stored_bytes).sum(),
    ));
    let fingerprint = fingerprint(packs, &options.ingest);
    let mut writer = Writer::open(record, WriterOptions::new(PROGRAM, &fingerprint))?;
    let known = known(record, options)?;
    let jobs = options.jobs.max(1);
    let turn = &Turn::default();
    let written = thread::scope(|scope| {
        let (piece_sender, piece_receiver) = sync_channel::<Numbered>(jobs * 2);
        let (done_sender, done_receiver) = sync_channel::<Done>(jobs * 2);
        scope.spawn(move || {
            let all = inputs
                .iter()
                .flat_map(|input| pieces(input, &options.ingest));
            for piece in all.enumerate() {
                turn.wait(piece.0);
                if piece_sender.send(piece).is_err() {
                    return;
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
                    while let Some((number, piece)) = next(pieces) {
                        // Whatever happens, the number comes: the others wait for it.
                        let outcome = guarded(|| work(piece, packs, options, known, fingerprint))
                            .unwrap_or_else(|| {
                                Worked::SetAside(stopped(&format!("document {number}")))
                            });
                        if done.send(Done { number, outcome }).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(done_sender);
            write_all(&mut writer, done_receiver, turn, &mut summary, &mut watch)
        })
    });
    written?;
    writer.finish()?;
    if !is_current(&Record::open(record)?, packs)? {
        watch(Progress::Chronicle);
        summary.chronicle = update_chronicle(record, packs)?;
    }
    summary.set_aside.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(summary)
}

type Numbered = (usize, Result<Piece, Rejected>);

/// Writes what the workers hand over until they are done, in the order of the inputs: of two documents with one id the
/// first is kept.
///
/// Owns the channel: where writing fails or the watcher panics, it closes, and the workers stop instead of waiting.
fn write_all(
    writer: &mut Writer,
    done: Receiver<Done>,
    turn: &Turn,
    summary: &mut ReadSummary,
    watch: &mut impl FnMut(Progress),
) -> Result<(), Error> {
    let mut writing = turn.writing();
    let mut kept: BTreeSet<String> = BTreeSet::new();
    let mut early: BTreeMap<usize, Worked> = BTreeMap::new();
    for Done { number, outcome } in done {
        early.insert(number, outcome);
        while let Some(outcome) = early.remove(&writing.next()) {
            write_one(writer, outcome, &mut kept, summary, watch)?;
            writing.advance();
        }
    }
    // What is left where a thread stopped on its way.
    for outcome in early.into_values() {
        write_one(writer, outcome, &mut kept, summary, watch)?;
    }
    Ok(())
}

/// Writes one document, unless one of its id has been written.
fn write_one(
    writer: &mut Writer,
    outcome: Worked,
    kept: &mut BTreeSet<String>,
    summary: &mut ReadSummary,
    watch: &mut impl FnMut(Progress),
) -> Result<(), Error> {
    let id = match &outcome {
        Worked::Read(ready) => Some(&ready.id),
        Worked::Unchanged { id, .. } => Some(id),
        Worked::SetAside(_) => None,
    };
    if let Some(id) = id
        && !kept.insert(id.clone())
    {
        summary.set_aside.push(same_id(id));
        watch(Progress::SetAside);
        return Ok(());
    }
    match outcome {
        Worked::SetAside(set_aside) => {
            summary.set_aside.push(set_aside);
            watch(Progress::SetAside);
        }
        Worked::Unchanged { bytes, .. } => {
            summary.unchanged += 1;
            let (claims, read) = (0, false);
            watch(Progress::Document {
                bytes,
                claims,
                read,
            });
        }
        Worked::Read(ready) => {
            let outcome = writer.write_prepared(&ready.prepared)?;
            summary.add(&ready, outcome);
            let (bytes, claims, read) = (ready.bytes, ready.claims, true);
            watch(Progress::Document {
                bytes,
                claims,
                read,
            });
        }
    }
    Ok(())
}

impl ReadSummary {
    fn add(&mut self, ready: &Ready, outcome: Outcome) {
        match outcome {
            Outcome::Added => self.added += 1,
            Outcome::Replaced => self.replaced += 1,
            Outcome::Unchanged => {
                self.unchanged += 1;
                return;
            }
        }
        self.bytes += ready.text_bytes;
        self.sentences += ready.sentences;
        self.claims += ready.claims;
        *self.languages.entry(ready.lang.clone()).or_default() += 1;
        for problem in &ready.problems {
            let kind = self.problems.entry(problem.code.clone());
            let kind = kind.or_insert_with(|| ProblemKind {
                count: 0,
                doc: ready.id.clone(),
                problem: problem.clone(),
            });
            kind.count += 1;
            if ready.id < kind.doc {
                kind.doc.clone_from(&ready.id);
                kind.problem.clone_from(problem);
            }
        }
    }
}

fn same_id(id: &str) -> SetAside {
    SetAside {
        id: id.to_owned(),
        problem: Problem {
            code: "read-same-id".to_owned(),
            severity: Severity::Error,
            message: format!("two documents of this run have the id `{id}`; the first was kept"),
            hint: Some("give each document an id of its own, or another `id` key".to_owned()),
            span: None,
        },
    }
}

fn next(pieces: &Mutex<Receiver<Numbered>>) -> Option<Numbered> {
    pieces.lock().ok()?.recv().ok()
}

/// One document: made, compared with what the record has, read.
fn work(
    piece: Result<Piece, Rejected>,
    packs: &LoadedPacks,
    options: &ReadOptions,
    known: &BTreeMap<String, (String, String)>,
    fingerprint: &str,
) -> Worked {
    let (bytes, document) = match piece {
        Err(rejected) => return Worked::SetAside(rejected.into()),
        Ok(piece) => (piece.bytes() as u64, piece.document(&options.ingest)),
    };
    let document = match document {
        Err(rejected) => return Worked::SetAside(rejected.into()),
        Ok(document) => document,
    };
    let is_known = known
        .get(&document.id)
        .is_some_and(|(digest, reader)| *digest == document.digest && reader == fingerprint);
    if is_known {
        let id = document.id;
        return Worked::Unchanged { id, bytes };
    }
    read_one(packs, document, bytes, fingerprint)
}

/// Reads a document and makes it ready for the writer.
fn read_one(packs: &LoadedPacks, document: Document, bytes: u64, fingerprint: &str) -> Worked {
    let id = document.id.clone();
    let Some(read) = guarded(|| read_document(packs, document)) else {
        return Worked::SetAside(stopped(&id));
    };
    let problems = read.problems.iter().chain(&read.document.problems);
    let ready = Ready {
        bytes,
        text_bytes: read.document.text.len() as u64,
        sentences: read.sentences.len(),
        claims: read.claims.len(),
        lang: read.document.lang.clone(),
        problems: problems.cloned().collect(),
        prepared: match PreparedDocument::new(read, fingerprint) {
            Ok(prepared) => prepared,
            Err(error) => return Worked::SetAside(invalid(&id, &error)),
        },
        id,
    };
    Worked::Read(Box::new(ready))
}

/// Runs the reading of one document; a mistake of the program in it costs this document, not the run.
fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    // Packs do not change while they are used, and what was half made of the document is dropped.
    catch_unwind(AssertUnwindSafe(read)).ok()
}

fn stopped(id: &str) -> SetAside {
    SetAside {
        id: id.to_owned(),
        problem: Problem {
            code: "read-stopped".to_owned(),
            severity: Severity::Error,
            message: "reading stopped by a mistake of the program".to_owned(),
            hint: Some("report it with the document; all others were read".to_owned()),
            span: None,
        },
    }
}

/// A reading that contradicts itself is a mistake of the program; the document is set aside and the run goes on.
fn invalid(id: &str, error: &WriteError) -> SetAside {
    SetAside {
        id: id.to_owned(),
        problem: Problem {
            code: "read-invalid".to_owned(),
            severity: Severity::Error,
            message: error.to_string(),
            hint: None,
            span: None,
        },
    }
}

impl From<Rejected> for SetAside {
    fn from(rejected: Rejected) -> Self {
        Self {
            id: rejected.id,
            problem: *rejected.problem,
        }
    }
}

/// Reads one document into the shape that the record takes.
#[must_use]
pub fn read_document(packs: &LoadedPacks, document: Document) -> ReadDocument {
    let reading = packs.packs.read(&document);
    ReadDocument {
        sentences: reading
            .sentences
            .into_iter()
            .map(|s| SentenceRow {
                span: s.span,
                lang: s.lang,
                index_text: s.index_text,
            })
            .collect(),
        mentions: reading.mentions,
        times: reading.times,
        claims: reading.claims,
        problems: reading.problems,
        document,
    }
}

/// What decides a reading besides the document: packs, reader, and what the user said of the documents.
fn fingerprint(packs: &LoadedPacks, options: &Options) -> String {
    let Options {
        lang, format, map, ..
    } = options;
    if lang.is_none() && format.is_none() && *map == FieldMap::default() {
        return packs.fingerprint.clone();
    }
    let said = blake3::hash(format!("{lang:?} {format:?} {map:?}").as_bytes()).to_hex();
    format!("{}-{}", packs.fingerprint, &said[..8])
}

/// Digest and reader of every document that the record has; empty where all is to be read again.
fn known(
    record: &Path,
    options: &ReadOptions,
) -> Result<BTreeMap<String, (String, String)>, Error> {
    if options.again {
        return Ok(BTreeMap::new());
    }
    let record = Record::open(record)?;
    Ok(record
        .known_all()?
        .into_iter()
        .map(|(id, known)| (id, (known.digest, known.reader)))
        .collect())
}

#[cfg(test)]
mod tests;
