//! The four kinds of deed that event data are summed by.

use serde::{Deserialize, Serialize};

/// The quadrants of event data, as the PLOVER manual gives them for its types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quad {
    /// Words that bring nearer: agreeing, meeting, supporting, conceding.
    VerbalCooperation,
    /// Deeds that bring nearer: cooperating, aiding, retreating.
    MaterialCooperation,
    /// Words that set apart: requesting, accusing, rejecting, threatening.
    VerbalConflict,
    /// Deeds that set apart: protesting, sanctioning, mobilizing, coercing, attacking.
    MaterialConflict,
}

impl Quad {
    /// All quadrants, in the order of the manual.
    pub const ALL: [Self; 4] = [
        Self::VerbalCooperation,
        Self::MaterialCooperation,
        Self::VerbalConflict,
        Self::MaterialConflict,
    ];

    /// The name in `events.toml`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::VerbalCooperation => "verbal-cooperation",
            Self::MaterialCooperation => "material-cooperation",
            Self::VerbalConflict => "verbal-conflict",
            Self::MaterialConflict => "material-conflict",
        }
    }
}
