//! Claims and what they are made of: mentions, time expressions, triggers, parties.

use serde::{Deserialize, Serialize};

use crate::{Edtf, Span};

/// How a document says what it says (ANNOTATION, *Status*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// In its own voice: it happened.
    Asserted,
    /// Somebody is said to say so.
    Attributed,
    /// Wanted, demanded, feared, tried; not said to have happened.
    Planned,
    /// Said not to have happened.
    Denied,
}

impl Status {
    /// The name in the serialized form.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Attributed => "attributed",
            Self::Planned => "planned",
            Self::Denied => "denied",
        }
    }
}

/// Where the date of a claim came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhenFrom {
    /// A time expression of the clause.
    Clause,
    /// A time expression of the sentence.
    Sentence,
    /// The narrative before it.
    Context,
    /// The document's own date.
    Document,
}

impl WhenFrom {
    /// The name in the serialized form.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clause => "clause",
            Self::Sentence => "sentence",
            Self::Context => "context",
            Self::Document => "document",
        }
    }
}

/// A stretch of text that names an actor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Where, in the clean text.
    pub span: Span,
    /// The words.
    pub text: String,
    /// Id of the actor in the packs; `None` for one that the document introduces.
    pub actor: Option<String>,
    /// Usual English name, or the name as written.
    pub name: String,
    /// Country code as in [`crate::Actor::country`].
    pub country: String,
}

/// A stretch of text that names a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeExpression {
    /// Where, in the clean text.
    pub span: Span,
    /// The words.
    pub text: String,
    /// What they mean; `None` where they name no day, month or year of a calendar (a duration, "recently").
    pub edtf: Option<Edtf>,
    /// The value as the words state it, before the narrative filled its holes: `XXXX-03-05` for a date
    /// without its year.
    pub stated: Option<String>,
    /// CLDR calendar id where it is not `gregory`: `islamic-umalqura`, `hebrew`, `julian`.
    pub calendar: Option<String>,
    /// What kind of expression: `day`, `month`, `year`, `range`, `decade`, `part`, `season`, `inherit`,
    /// `anaphora`, `relative`, `duration`, `vague`, `citation`.
    pub kind: String,
    /// Id of the pattern that found it.
    pub rule: String,
}

/// The words that state an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trigger {
    /// The words.
    pub text: String,
    /// First byte, in the clean text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A party to a claim, in one of its roles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Usual English name, or the name as the text writes it.
    pub name: String,
    /// Country code as in [`crate::Actor::country`].
    pub country: String,
    /// Id in the packs.
    pub id: Option<String>,
    /// As written.
    pub text: String,
    /// First byte of that, in the clean text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// How many or how much a claim tells of: "more than 10,000 technicians".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// The words, with those that say that the number is not exact.
    pub text: String,
    /// First byte of that, in the clean text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The number in plain digits, with `.` before a fraction and no other sign: `1720000000`, `2.5`.
    pub value: String,
    /// What is counted, as written, without what is joined to it in writing; a sign (`%`, `$`) where one counts.
    /// Always a part of `text`; empty where the words name nothing.
    pub unit: String,
    /// Whether the words say that it is about, nearly, more than or less than that number.
    pub about: bool,
}

/// What one document says: the contract of `legation claims`, one JSON object a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The document's path or address as given.
    pub doc: String,
    /// Stable id: the document's digest and the claim's number in it.
    pub id: String,
    /// Event class, one of `events.toml`.
    pub class: String,
    /// Who does it.
    pub actor: Vec<Party>,
    /// To whom, with whom, which organization or agreement.
    pub recipient: Vec<Party>,
    /// When.
    pub when: Option<Edtf>,
    /// How the document says it.
    pub status: Status,
    /// Who says it, for an attributed claim.
    pub source: Option<String>,
    /// The office, for `take-office` and `leave-office`.
    pub office: Option<String>,
    /// The agreement's name, for `sign-agreement` and `end-agreement`.
    pub instrument: Option<String>,
    /// The clause that states it, verbatim.
    pub quote: String,
    /// BCP 47 tag of the sentence.
    pub lang: String,
    /// Number of the sentence in the document, from 0.
    pub sentence: usize,
    /// First byte of the quote, in the clean text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// First byte of the quote in the source, where the source is text.
    pub source_start: Option<usize>,
    /// One past its last byte in the source.
    pub source_end: Option<usize>,
    /// The words that state the event.
    pub trigger: Trigger,
    /// The time expression used.
    pub when_text: Option<String>,
    /// Its first byte, in the clean text.
    pub when_start: Option<usize>,
    /// One past its last byte.
    pub when_end: Option<usize>,
    /// Where the date came from.
    pub when_from: Option<WhenFrom>,
    /// Quantities of the quote, else of its clause, in the order of the text; each belongs to the claim whose trigger
    /// is nearest.
    #[serde(default)]
    pub quantities: Vec<Quantity>,
    /// PLOVER type of the class; `None` where PLOVER has none.
    pub plover: Option<String>,
    /// Which reader made it, and its version.
    pub reader: String,
    /// Id of the frame behind it.
    pub rule: String,
    /// Between 0 and 1.
    pub confidence: f64,
}

impl Claim {
    /// The quote's place in the clean text.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}
