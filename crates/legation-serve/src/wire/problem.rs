//! Errors, all in one form.

use serde::Serialize;
use utoipa::ToSchema;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// The reason.
    pub(crate) error: ProblemDetail,
}

/// What, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct ProblemDetail {
    /// A short name that stays the same: `unknown-actor`, `bad-query`.
    pub(crate) code: String,
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) hint: Option<String>,
    /// What may have been meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) suggestions: Vec<ProblemSuggestion>,
}

/// An actor that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct ProblemSuggestion {
    /// Its key.
    pub(crate) key: String,
    /// Its name.
    pub(crate) name: String,
}
