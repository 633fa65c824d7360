//! The front library: everything that the program, the server and Python can do.
//!
//! A feature exists when it is here. This crate joins packs, ingest, reading and the record; it reads files and
//! folders, starts threads, and knows no table and no colour. Faces call it and add none of its logic.

mod cases;
mod error;
mod names;
mod packs;
mod read;
mod search;
mod times;
mod timeline;

pub use cases::{DocumentCases, run_cases};
pub use error::Error;
pub use names::{Found, Names, Suggestion};
pub use packs::{LoadedPacks, load_packs, pack_files};
pub use read::{Event, ReadOptions, ReadSummary, SetAside, read, read_document};
pub use search::{fold_query, search};
pub use timeline::{Line, timeline};
pub use times::{TimeLine, times};

pub use legation_ingest::{FieldMap, Format, Limits, Options as IngestOptions};
pub use legation_model::{Actor, ActorKind, Bounds, Claim, Day, Document, Edtf, EdtfError, Mention, Problem, Severity, Span, Status, TimeExpression, WhenFrom};
pub use legation_pack::{PackError, PackFiles};
pub use legation_read::{Packs, Reading, SentenceTrace};
pub use legation_record::{ActorRef, ActorSummary, AskError, ClaimFilter, ClaimOrder, Counts, DocumentSummary, Finding, ForgetSummary, Hit, OpenError, ProblemFilter, Record, RecordedProblem, WriteError, Writer, WriterOptions};
