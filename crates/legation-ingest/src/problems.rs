//! What is said when a source, or a part of it, cannot be read.
//!
//! Codes are stable and begin with `ingest-`; the words are for people. Nothing here touches a file.

use legation_model::{Problem, Severity};
use thiserror::Error;

/// A document that was set aside, with the reason. The run goes on after it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{id}: {}", problem.message)]
pub struct Rejected {
    /// Path, address or `PATH#LINE` of what was set aside.
    pub id: String,
    /// Why, and what to do about it.
    pub problem: Box<Problem>,
}

impl Rejected {
    /// Sets `id` aside: a code, what happened, what to do.
    pub(crate) fn new(
        id: impl Into<String>,
        code: &str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            problem: Box::new(problem(Severity::Error, code, message, hint)),
        }
    }
}

/// A problem without a place.
pub(crate) fn problem(
    severity: Severity,
    code: &str,
    message: impl Into<String>,
    hint: impl Into<String>,
) -> Problem {
    let hint = hint.into();
    Problem {
        code: code.to_owned(),
        severity,
        message: message.into(),
        hint: (!hint.is_empty()).then_some(hint),
        span: None,
    }
}

/// A size as people write it, for messages.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1_024 => format!("{bytes} bytes"),
        1_024..1_048_576 => format!("{} KiB", bytes / 1_024),
        _ => format!("{} MiB", bytes / 1_048_576),
    }
}
