//! The record: one SQLite file that holds documents and what was read in them.
//!
//! This crate owns the file: its schema and migrations, writing, asking and checking. It reads no text
//! for meaning, knows no language and no clock; what it keeps comes in as plain data ([`ReadDocument`])
//! and goes out as the words of `legation-model`.
//!
//! # What is promised
//!
//! - **One file.** Every clean text is stored once; quotes, triggers and mentions are stretches of it and
//!   are cut from it when asked for, so they cannot differ from it.
//! - **Order does not show.** Listings are ordered by the document's id, then by place in it (or by time,
//!   where that is asked for). Row numbers never leave this crate.
//! - **One snapshot an answer.** A reader never sees half of a batch; [`Record::snapshot`] holds several
//!   answers to one state.
//! - **One writer.** A [`Writer`] keeps SQLite's write lock from its first to its last batch; a second one
//!   is told so ([`WriteError::Busy`], [`OpenError::Busy`]) and can tear nothing. The lock belongs to the
//!   process: one that is killed leaves no lock behind.
//! - **A batch or nothing.** Documents are committed in batches bounded in number and bytes
//!   ([`WriterOptions`]); a killed run loses the documents of the open batch and nothing else.
//! - **Old records open.** Migrations run forward in one transaction. A record of a newer program, and a
//!   file that is no record, are refused and left as they are.
//!
//! # Search and normalization
//!
//! The record folds nothing. For each sentence the writer hands in an *index text*
//! ([`SentenceRow::index_text`]): the sentence's words as the language's normalization leaves them,
//! followed by other forms under which a word should be found (`وخروتشوف` also as `خروتشوف`). The asker
//! hands in a query folded in the same way ([`Record::search`]). The index text itself is not kept, only
//! its index.

mod brief;
mod check;
mod chronicle;
mod claims;
mod codec;
mod error;
mod facts;
mod filter;
mod forget;
mod input;
mod intern;
mod listing;
mod loader;
mod matches;
mod nearest;
mod part;
mod problems;
mod record;
mod schema;
mod search;
mod stands;
mod store;
mod validate;
mod words;
mod writer;

pub use brief::{Brief, BriefScope};
pub use check::Finding;
pub use chronicle::{
    Bearing, Changes, ChronicleWriter, Citation, DocumentDecisions, EventFilter, Followed,
    NewAccount, Source, Stored, TieFilter,
};
pub use claims::Claims;
pub use error::{AskError, OpenError, WriteError};
pub use facts::{FactCount, FactRow, FactScope, Keys};
pub use filter::{ActorRef, ClaimFilter, ClaimOrder};
pub use forget::ForgetSummary;
pub use input::{PreparedDocument, ReadDocument, SentenceRow};
pub use listing::{ActorSummary, Counts, DocumentSummary, Sentence};
pub use matches::{Matches, SentenceAt};
pub use problems::{ProblemFilter, RecordedProblem, Stage};
pub use record::{Known, Record, Snapshot};
pub use schema::{APPLICATION_ID, SCHEMA_VERSION};
pub use search::{Forms, Hit, SearchFilter, SearchOrder};
pub use stands::{ClaimStand, DocumentPlace};
pub use writer::{Outcome, WriteSummary, Writer, WriterOptions};
