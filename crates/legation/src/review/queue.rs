//! The claims that wait for a decision, in the order in which somebody wants to look at them.

use std::collections::BTreeSet;

use legation_model::ClaimAt;
use legation_record::{ClaimFilter, ClaimOrder, Record};
use serde::Serialize;

use super::{
    Review,
    decision::{AsRead, Decision, Reviewed, Target, Verdict},
    state::{Held, State},
};
use crate::{Chronicle, Error};

/// In which order claims wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum QueueOrder {
    /// The least confident first.
    #[default]
    Confidence,
    /// By document and place in it.
    Place,
    /// Those in disagreements first.
    Disputed,
}

impl QueueOrder {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Confidence, Self::Place, Self::Disputed];

    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confidence => "confidence",
            Self::Place => "place",
            Self::Disputed => "disputed",
        }
    }
}

/// Which claims, by what was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum QueueState {
    /// Nothing was decided.
    #[default]
    Open,
    /// Something was.
    Decided,
    /// All.
    All,
}

/// A page of the queue.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Queue {
    /// The claims of the page.
    pub items: Vec<Reviewed>,
    /// How many claims there are on all pages.
    pub total: usize,
}

/// How much is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ReviewSummary {
    /// Claims about which nothing was decided.
    pub open: usize,
    /// Claims that are right.
    pub right: usize,
    /// Claims that are wrong.
    pub wrong: usize,
    /// Claims that say something else.
    pub edited: usize,
    /// Decisions about no claim of the record: it is not read any more, or read as something else.
    pub orphaned: usize,
}

/// A decision about no claim of the record.
#[derive(Debug, Clone, PartialEq)]
pub struct Orphan {
    /// What it was about.
    pub claim: Target,
    /// What was decided.
    pub decision: Decision,
}

impl Review {
    /// A page of the claims that fit a filter, with what was decided about each; which of them are disputed, the chronicle
    /// tells. The filter goes by what was read; its limit and
    /// offset are those of the page, its order is not looked at.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn queue(
        &mut self,
        chronicle: &Chronicle<'_>,
        filter: &ClaimFilter,
        order: QueueOrder,
        state: QueueState,
    ) -> Result<Queue, Error> {
        let record = chronicle.record();
        let _snapshot = record.snapshot()?;
        let all = ClaimFilter {
            order: ClaimOrder::Place,
            limit: None,
            offset: 0,
            ..filter.clone()
        };
        let mut handles = record.claim_handles(&all)?;
        let rulings = self.decisions(record)?;
        match state {
            QueueState::All => {}
            QueueState::Open => handles.retain(|(at, _)| rulings.decision(*at).is_none()),
            QueueState::Decided => handles.retain(|(at, _)| rulings.decision(*at).is_some()),
        }
        match order {
            QueueOrder::Place => {}
            QueueOrder::Confidence => handles.sort_by(|a, b| a.1.total_cmp(&b.1)),
            QueueOrder::Disputed => {
                let disputed = disputed(chronicle)?;
                handles.sort_by_key(|(at, _)| !disputed.contains(at));
            }
        }
        let total = handles.len();
        let page: Vec<ClaimAt> = handles
            .into_iter()
            .skip(filter.offset)
            .take(filter.limit.unwrap_or(usize::MAX))
            .map(|(at, _)| at)
            .collect();
        Ok(Queue {
            items: self.beside(record, &page)?,
            total,
        })
    }

    /// Claims with what was decided about each, in the order of the handles.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn beside(&mut self, record: &Record, at: &[ClaimAt]) -> Result<Vec<Reviewed>, Error> {
        let _snapshot = record.snapshot()?;
        let claims = record.claims_at(at)?;
        let rulings = self.decisions(record)?;
        let reviewed = at.iter().zip(claims).map(|(at, claim)| {
            let decision = rulings.decision(*at);
            Reviewed {
                at: *at,
                read_otherwise: rulings
                    .read(*at)
                    .is_some_and(|read| !read.says_the_same(&AsRead::of(&claim))),
                decision: decision.cloned(),
                claim,
            }
        });
        Ok(reviewed.collect())
    }

    /// How much is decided.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn summary(&mut self, record: &Record) -> Result<ReviewSummary, Error> {
        let _snapshot = record.snapshot()?;
        let claims = record.counts()?.claims;
        let rulings = self.decisions(record)?;
        let [right, wrong, edited] = Verdict::ALL.map(|verdict| rulings.count(verdict));
        Ok(ReviewSummary {
            open: claims.saturating_sub(right + wrong + edited),
            right,
            wrong,
            edited,
            orphaned: rulings.orphaned.len(),
        })
    }

    /// The decisions about no claim of the record, in their order.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn orphaned(&mut self, record: &Record) -> Result<Vec<Orphan>, Error> {
        let orphaned: BTreeSet<u64> = self.decisions(record)?.orphaned.iter().copied().collect();
        let lines = self.lines();
        let holding = State::of(lines).holding(lines);
        let lost = holding
            .iter()
            .filter(|held| orphaned.contains(&held.entry.n));
        Ok(lost
            .map(|held: &Held<'_>| Orphan {
                claim: held.decided.claim.clone(),
                decision: held.shown(),
            })
            .collect())
    }
}

/// The claims in disagreements of a chronicle.
fn disputed(chronicle: &Chronicle<'_>) -> Result<BTreeSet<ClaimAt>, Error> {
    if chronicle.told().is_none() {
        return Ok(chronicle.record().disputed_claims()?);
    }
    let all = chronicle.disagreements(&[], &[])?;
    Ok(all.into_iter().flat_map(|told| told.claims).collect())
}
