//! Problems: what could not be read, where, and what to do about it.

use serde::{Deserialize, Serialize};

use crate::Span;

/// How much a problem cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Something to know; nothing is lost.
    Note,
    /// A part was not read or not understood.
    Warning,
    /// The document was set aside.
    Error,
}

/// Something that was not understood or not read. Reading goes on after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Stable code, kebab-case, with the crate's word in front: `ingest-empty`, `read-unknown-actor`.
    pub code: String,
    /// How much it cost.
    pub severity: Severity,
    /// What happened, for a person: lower case, no final dot.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// Where in the clean text, where there is one.
    pub span: Option<Span>,
}
