//! The words of Legation as plain types, their serde forms and their invariants.
//!
//! This crate belongs at the bottom: it depends on no other crate of the workspace, does no input or
//! output, and knows no language. The serialized form of a word is defined here once; the formats of
//! other programs live in `legation-export`.
//!
//! All offsets are bytes of UTF-8 and half-open, `start..end`.

mod actor;
mod claim;
mod date;
mod disagreement;
mod document;
mod event;
mod problem;
mod quad;
mod span;
mod tie;

pub use actor::{Actor, ActorKind, Office};
pub use claim::{Claim, Mention, Party, Quantity, Status, TimeExpression, Trigger, WhenFrom};
pub use date::{Bounds, Day, Edtf, EdtfError};
pub use disagreement::{Disagreement, DisagreementKind, UnknownDisagreementKind};
pub use document::{Block, BlockKind, Document, MapPiece, OffsetMap};
pub use event::{ClaimAt, DateRule, Event, Participant};
pub use problem::{Problem, Severity};
pub use quad::Quad;
pub use span::Span;
pub use tie::{EndRule, Holding, Tie, TieEnd, TieKind, TieParty, TieRole, UnknownTieKind};
