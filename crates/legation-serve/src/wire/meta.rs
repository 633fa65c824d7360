//! `/meta`: what program answers, and from what.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Quad, TieKind};

/// The program, the record, and what can be asked for.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Meta {
    /// Name of the program.
    pub(crate) program: String,
    /// Its version.
    pub(crate) version: String,
    /// File name of the record.
    pub(crate) record: String,
    /// A number that grows with every document written or forgotten.
    pub(crate) revision: i64,
    /// Whether decisions about claims may be made.
    pub(crate) review: bool,
    /// BCP 47 tags of the languages that the packs read.
    pub(crate) languages: Vec<String>,
    /// Event classes.
    pub(crate) classes: Vec<ClassInfo>,
    /// Kinds of ties.
    pub(crate) tie_kinds: Vec<TieKind>,
}

/// An event class.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ClassInfo {
    /// Its name.
    pub(crate) id: String,
    /// The quadrant that it is summed under.
    pub(crate) quad: Option<Quad>,
    /// Weight on the scale of Goldstein (1992).
    pub(crate) goldstein: f64,
    /// PLOVER type.
    pub(crate) plover: Option<String>,
}
