//! What decisions mean for the claims of one record: which one holds for which claim, and which ones for none.

use std::collections::BTreeMap;

use legation_model::ClaimAt;
use legation_record::{DocumentDecisions, Record};
use rustc_hash::FxHashMap;

use super::{
    decision::{AsRead, Decision, Ruling, Verdict},
    log::Lines,
    place::{Finder, Placed},
    state::{Held, State},
};
use crate::Error;

/// Where decisions were found, by number: kept as long as the record does not change, so that one more decision costs
/// looking for one more claim.
#[derive(Debug, Default)]
pub(crate) struct Found {
    revision: Option<i64>,
    places: FxHashMap<u64, Vec<Placed>>,
}

impl Found {
    /// Forgets everything: numbers may mean other decisions.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Looks for the claims of all decisions that hold.
    fn find(&mut self, holding: &[Held<'_>], record: &Record) -> Result<(), Error> {
        let revision = record.revision()?;
        if self.revision != Some(revision) {
            self.places.clear();
            self.revision = Some(revision);
        }
        let mut new: Vec<&Held<'_>> = holding
            .iter()
            .filter(|held| !self.places.contains_key(&held.entry.n))
            .collect();
        if new.is_empty() {
            return Ok(());
        }
        // Document by document, so that each is opened once.
        new.sort_by_key(|held| (&held.decided.claim.doc, held.entry.n));
        let mut finder = Finder::new(record)?;
        for held in new {
            let places = finder.find(&held.decided.claim)?;
            self.places.insert(held.entry.n, places);
        }
        Ok(())
    }
}

/// What holds for one claim.
#[derive(Debug, Clone)]
struct Holds {
    ruling: Ruling,
    decision: Decision,
    read: AsRead,
}

/// The decisions that hold in one state of a record.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    /// A digest of all decisions, those about no claim too.
    pub(crate) digest: String,
    by_claim: FxHashMap<ClaimAt, Holds>,
    /// The claims by their ids: several where documents are the same.
    by_id: FxHashMap<String, ClaimAt>,
    /// Numbers of those that are about no claim, in order.
    pub(crate) orphaned: Vec<u64>,
}

impl Decisions {
    /// Finds out which decision holds for which claim: the last one about it.
    pub(crate) fn of(lines: &Lines, record: &Record, found: &mut Found) -> Result<Self, Error> {
        let _snapshot = record.snapshot()?;
        let state = State::of(lines);
        let holding = state.holding(lines);
        found.find(&holding, record)?;
        let mut rulings = Self {
            digest: state.digest(lines),
            ..Self::default()
        };
        for held in &holding {
            let places = found.places.get(&held.entry.n).map_or(&[][..], |p| p);
            if places.is_empty() {
                rulings.orphaned.push(held.entry.n);
            }
            for Placed { at, id } in places {
                let ruling = match (held.decided.decision, &held.decided.edit) {
                    (Verdict::Wrong, _) => Ruling::Wrong,
                    (Verdict::Edit, Some(edit)) => Ruling::Edited(Box::new(edit.clone())),
                    (Verdict::Right, _) | (Verdict::Edit, None) => Ruling::Right,
                };
                let one = Holds {
                    ruling,
                    decision: held.shown(),
                    read: held.decided.claim.read.clone(),
                };
                rulings.by_id.insert(id.clone(), *at);
                rulings.by_claim.insert(*at, one);
            }
        }
        Ok(rulings)
    }

    /// What holds for a claim.
    pub(crate) fn ruling(&self, at: ClaimAt) -> Option<&Ruling> {
        self.by_claim.get(&at).map(|holds| &holds.ruling)
    }

    /// The decision that holds for the claim of an id.
    #[must_use]
    pub fn on(&self, claim: &str) -> Option<&Decision> {
        self.by_id.get(claim).and_then(|at| self.decision(*at))
    }

    /// How many claims are decided about.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_claim.len()
    }

    /// All claims that are decided about, in order.
    pub(crate) fn places(&self) -> Vec<ClaimAt> {
        let mut places: Vec<ClaimAt> = self.by_claim.keys().copied().collect();
        places.sort_unstable();
        places
    }

    /// The decision that holds for a claim.
    pub(crate) fn decision(&self, at: ClaimAt) -> Option<&Decision> {
        self.by_claim.get(&at).map(|holds| &holds.decision)
    }

    /// What was read when it was decided.
    pub(crate) fn read(&self, at: ClaimAt) -> Option<&AsRead> {
        self.by_claim.get(&at).map(|holds| &holds.read)
    }

    /// How many claims are decided about so.
    pub(crate) fn count(&self, verdict: Verdict) -> usize {
        let decisions = self.by_claim.values();
        decisions.filter(|h| h.decision.decision == verdict).count()
    }

    /// Whether no claim is decided about.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_claim.is_empty()
    }

    /// What the record keeps of the decisions about each document.
    pub(crate) fn by_document(&self) -> BTreeMap<u32, DocumentDecisions> {
        let mut sorted: Vec<(&ClaimAt, &Ruling)> = self
            .by_claim
            .iter()
            .map(|(at, h)| (at, &h.ruling))
            .collect();
        sorted.sort_unstable_by_key(|(at, _)| **at);
        sorted
            .chunk_by(|(a, _), (b, _)| a.document == b.document)
            .map(|all| {
                let mut hasher = blake3::Hasher::new();
                for (at, ruling) in all {
                    // Plain data; a hasher takes every byte.
                    let _ = serde_json::to_writer(&mut hasher, &(at.number, ruling));
                }
                let digest = hasher.finalize().to_hex().chars().take(32).collect();
                let decisions = all.len();
                (all[0].0.document, DocumentDecisions { digest, decisions })
            })
            .collect()
    }
}
