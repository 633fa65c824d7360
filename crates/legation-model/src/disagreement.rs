//! Disagreements: claims that cannot all be right.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{ClaimAt, Participant};

/// In what claims disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DisagreementKind {
    /// The same event at dates that cannot be equal.
    Date,
    /// Said and denied.
    Polarity,
    /// Who did it.
    Role,
    /// How many.
    Number,
    /// An order that cannot be: left before joining, acting before existing or after death, in office twice.
    Sequence,
    /// A date that breaks the order of the text around it, as a misprinted year does.
    Narrative,
}

/// A word that names no kind of disagreement.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
#[error("`{0}` is no kind of disagreement")]
pub struct UnknownDisagreementKind(pub String);

impl DisagreementKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [
        Self::Date,
        Self::Polarity,
        Self::Role,
        Self::Number,
        Self::Sequence,
        Self::Narrative,
    ];

    /// The name in the serialized form.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Polarity => "polarity",
            Self::Role => "role",
            Self::Number => "number",
            Self::Sequence => "sequence",
            Self::Narrative => "narrative",
        }
    }
}

impl fmt::Display for DisagreementKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for DisagreementKind {
    type Err = UnknownDisagreementKind;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| UnknownDisagreementKind(text.to_owned()))
    }
}

/// Claims that cannot all be right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disagreement {
    /// Stable id, made from the kind and the claims.
    pub id: String,
    /// In what.
    pub kind: DisagreementKind,
    /// Whom it is about.
    pub about: Vec<Participant>,
    /// The claims, the one that is shown first before the others.
    pub claims: Vec<ClaimAt>,
    /// Why that one is shown first: `more-documents`, `asserted`, `more-precise`, `told-first`.
    pub first_because: String,
    /// How far apart the dates are at least, in days.
    pub days_apart: Option<i64>,
    /// One plain sentence, in English.
    pub sentence: String,
}
