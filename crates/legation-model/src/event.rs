//! Events: what happened, as far as claims tell.

use serde::{Deserialize, Serialize};

use crate::{Edtf, Status};

/// Which claim: a handle that whoever gave the claims out can follow back.
///
/// The numbers mean nothing by themselves and do not outlive the record that gave them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClaimAt {
    /// The document.
    pub document: u32,
    /// The claim's number in it.
    pub number: u32,
}

/// Who takes part in an event or a tie, or is what it is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Participant {
    /// Id in the packs.
    pub id: Option<String>,
    /// Usual English name, or the name as a text writes it.
    pub name: String,
    /// Country code as in [`crate::Actor::country`].
    pub country: String,
}

/// Why an event has the date that it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateRule {
    /// No claim dates it.
    None,
    /// One claim dates it, or all that do give the same date.
    Only,
    /// The claims' dates may be equal; this is the most precise.
    MostPrecise,
    /// The claims' dates cannot all be right; this is the most precise of those that most documents agree with, or of
    /// the more trusted.
    MostTrusted,
}

impl DateRule {
    /// The name in the serialized form.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Only => "only",
            Self::MostPrecise => "most-precise",
            Self::MostTrusted => "most-trusted",
        }
    }
}

/// What happened, as far as claims tell: one or more claims about the same thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Stable id: made from the first claim about it.
    pub id: String,
    /// Event class, one of `events.toml`.
    pub class: String,
    /// Who did it, under the most specific names.
    pub actors: Vec<Participant>,
    /// To whom, with whom, which organization or agreement.
    pub recipients: Vec<Participant>,
    /// When.
    pub when: Option<Edtf>,
    /// The claim that gives this date.
    pub dated_by: Option<ClaimAt>,
    /// Why this date.
    pub date_rule: DateRule,
    /// The strongest of the claims' statuses: asserted, then attributed, planned, denied.
    pub status: Status,
    /// The office, for changes of office.
    pub office: Option<String>,
    /// The agreement's name.
    pub instrument: Option<String>,
    /// The claims about it, by document and place.
    pub claims: Vec<ClaimAt>,
    /// The highest confidence among them.
    pub confidence: f64,
}
