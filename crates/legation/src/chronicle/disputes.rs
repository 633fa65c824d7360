//! Which disagreements hang on a tie: those of which a claim opens, closes or shows it.

use std::collections::BTreeSet;

use legation_model::{ClaimAt, Tie};
use rustc_hash::FxHashMap;

use super::answer::Chronicle;
use crate::Error;

/// The disagreements of a chronicle by their claims; made once for many ties.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Disputes {
    by_claim: FxHashMap<ClaimAt, Vec<String>>,
}

impl Disputes {
    /// Those of a chronicle.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn new(chronicle: &Chronicle<'_>) -> Result<Self, Error> {
        let all = match chronicle.told() {
            None => chronicle.record().disagreement_claims()?,
            Some(told) => told
                .disagreements(&[], &[])
                .into_iter()
                .flat_map(|told| {
                    let id = told.id;
                    told.claims.into_iter().map(move |at| (id.clone(), at))
                })
                .collect(),
        };
        let mut disputes = Self::default();
        for (id, at) in all {
            disputes.by_claim.entry(at).or_default().push(id);
        }
        Ok(disputes)
    }

    /// Ids of the disagreements that hang on a tie, in their order.
    #[must_use]
    pub fn of(&self, tie: &Tie) -> BTreeSet<&str> {
        tie.claims()
            .filter_map(|at| self.by_claim.get(at))
            .flatten()
            .map(String::as_str)
            .collect()
    }
}
