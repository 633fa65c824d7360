//! What the page of a document says by itself; the words of each language are data in `words/*.toml`.

use serde::Deserialize;

/// `{...}` stands for what is filled in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Phrases {
    /// Name of the part that holds the text.
    pub text: String,
    /// Name of the part that holds the claims.
    pub claims: String,
    /// Name of the part that explains the marks.
    pub legend: String,
    /// Words that state a claim.
    pub quote: String,
    /// Words of the event itself.
    pub trigger: String,
    /// Words that name an actor.
    pub mention: String,
    /// Words that name a time.
    pub time: String,
    /// What was left out of reading.
    pub unread: String,
    /// What the numbers are for.
    pub number: String,
    /// Name of the part that tells of the document.
    pub about: String,
    /// Path.
    pub source: String,
    /// Address.
    pub address: String,
    /// Publisher.
    pub publisher: String,
    /// When it was published.
    pub published: String,
    /// When it was retrieved.
    pub retrieved: String,
    /// Which sentence: `{n}`.
    pub sentence: String,
    /// How sure: `{n}`.
    pub confidence: String,
    /// A claim without a date.
    pub undated: String,
    /// Who says an attributed claim: `{who}`.
    pub says: String,
    /// A claim of what was planned.
    pub planned: String,
    /// A claim of what did not happen.
    pub denied: String,
    /// There is no claim.
    pub no_claims: String,
}
