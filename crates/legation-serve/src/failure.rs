//! Why a request gets no answer: status, code, message and hint, in the words of the front library where it has them.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use legation::{AskError, Error, ReviewError, Suggestion};

use crate::{
    api::claims::unknown_claim,
    limits,
    wire::{Problem, ProblemDetail, ProblemSuggestion},
};

/// Why a request gets no answer.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Failure {
    pub(crate) status: StatusCode,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
    pub(crate) suggestions: Vec<ProblemSuggestion>,
}

impl Failure {
    /// A failure whose message may say what to do behind `; `, as all messages of the library do.
    pub(crate) fn new(
        status: StatusCode,
        code: &'static str,
        message: impl Into<String>,
        hint: Option<&str>,
    ) -> Self {
        let message = message.into();
        let (message, told) = match message.split_once("; ") {
            Some((message, told)) => (message.to_owned(), Some(told.to_owned())),
            None => (message, None),
        };
        Self {
            status,
            code,
            message,
            hint: hint.map(str::to_owned).or(told),
            suggestions: Vec::new(),
        }
    }

    /// A value that cannot be used.
    pub(crate) fn bad(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message, None)
    }

    /// Something that is not there.
    pub(crate) fn unknown(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, code, message, None)
    }

    /// Nobody is called so.
    pub(crate) fn unknown_actor(query: &str, nearest: &[Suggestion]) -> Self {
        let hint = match nearest {
            [] => "see /api/v1/actors for those that the record tells of",
            _ => "take one of the suggestions",
        };
        let keyed = nearest.iter().map(|near| ProblemSuggestion {
            key: near.id.clone().unwrap_or_else(|| near.name.clone()),
            name: near.name.clone(),
        });
        Self {
            suggestions: keyed.collect(),
            ..Self::new(
                StatusCode::NOT_FOUND,
                "unknown-actor",
                format!("nobody is called `{query}`"),
                Some(hint),
            )
        }
    }

    /// Too many wait for an answer.
    pub(crate) fn busy() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "busy",
            format!(
                "{} requests wait for an answer, and no more can",
                limits::MAX_WAITING
            ),
            Some("ask again in a moment"),
        )
    }

    /// The answer takes too long.
    pub(crate) fn too_slow() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "too-slow",
            format!(
                "the answer takes longer than {} seconds, and was stopped",
                limits::MAX_TIME.as_secs()
            ),
            Some("ask for less: another filter, a shorter time, a smaller page"),
        )
    }

    /// A new state of the record is being looked at.
    pub(crate) fn preparing() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "preparing",
            "the record is large and has changed: what all answers need is being made",
            Some("ask again in a moment"),
        )
    }

    /// What should not happen.
    pub(crate) fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "the program failed at this request",
            Some(
                "the other requests go on; what the program wrote on standard error helps to mend it",
            ),
        )
    }

    /// The record changed while it was asked.
    pub(crate) fn stale() -> Self {
        Error::Stale.into()
    }

    /// Whether asking again may give the answer.
    pub(crate) fn is_stale(&self) -> bool {
        self.code == "stale"
    }
}

impl From<AskError> for Failure {
    fn from(error: AskError) -> Self {
        match &error {
            AskError::UnknownDocument { .. } => {
                Self::unknown("unknown-document", error.to_string())
            }
            AskError::Query { .. } => Self::bad("bad-query", error.to_string()),
            _ => Self::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "record",
                error.to_string(),
                None,
            ),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Ask(error) => error.into(),
            Error::UnknownActor { query, nearest } => Self::unknown_actor(&query, &nearest),
            Error::UnknownClass { .. } => Self::bad("unknown-class", error.to_string()),
            Error::UnknownSource { .. } => Self::bad("unknown-source", error.to_string()),
            Error::Review(ReviewError::UnknownClaim { id }) => unknown_claim(&id),
            Error::Review(ReviewError::Busy { .. }) => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "busy",
                error.to_string(),
                None,
            ),
            Error::Review(
                ReviewError::NothingEdited
                | ReviewError::NotAnEdit { .. }
                | ReviewError::Date { .. }
                | ReviewError::NoName
                | ReviewError::Form { .. },
            ) => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "bad-decision",
                error.to_string(),
                None,
            ),
            Error::Stale => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "stale",
                error.to_string(),
                None,
            ),
            _ => Self::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "record",
                error.to_string(),
                None,
            ),
        }
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        Self {
            error: ProblemDetail {
                code: failure.code.to_owned(),
                message: failure.message,
                hint: failure.hint,
                suggestions: failure.suggestions,
            },
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status, Json(Problem::from(self))).into_response()
    }
}
