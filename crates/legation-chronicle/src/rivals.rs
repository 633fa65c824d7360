//! The same thing at dates that cannot be equal: which date is taken, and which are its rivals.
//!
//! Only what is told once of the same parties can have rivals, only where nothing between the two dates undoes it, and only
//! where the dates lie near each other: further apart, an end that nobody reports and a second beginning are as likely as an
//! error.

use std::collections::BTreeSet;

use legation_model::{ActorKind, Bounds, Status, TieKind, WhenFrom};

use crate::{
    cluster::{Cluster, Mood, Rival},
    context::{Context, SideKey},
    facts::{DocKey, Fact},
};

/// Days between two dates at most for them to be rivals: a year, which is the commonest slip, and its edges.
const NEAR: i64 = 400;

/// Confidence from which a claim is held against others: on the documents that the reader was calibrated on, nine in ten
/// of these claims are right, and a disagreement needs two.
const SURE: f32 = 0.85;

impl Context<'_> {
    /// Merges clusters that tell the same at rival dates; the cluster keeps the date that most documents give, then what
    /// is asserted before what is attributed, the more precise, and what is told first.
    pub(crate) fn merge_rivals(&self, clusters: &mut Vec<Cluster>) {
        let mut merged: Vec<Cluster> = Vec::with_capacity(clusters.len());
        let all = std::mem::take(clusters);
        let undoing: Vec<&Cluster> = all.iter().filter(|c| c.mood == Mood::Told).collect();
        for cluster in all.iter().cloned() {
            let rival = merged
                .iter_mut()
                .rev()
                // Clusters come by class and date: what is too far back, everything before is too.
                .take_while(|other| {
                    other.class == cluster.class
                        && other.mood == cluster.mood
                        && gap(other.days, cluster.days).is_none_or(|n| n <= NEAR)
                })
                .find(|other| self.are_rivals(other, &cluster, &undoing));
            match rival {
                Some(other) => self.take_rival(other, cluster),
                None => merged.push(cluster),
            }
        }
        *clusters = merged;
    }

    fn are_rivals(&self, a: &Cluster, b: &Cluster, all: &[&Cluster]) -> bool {
        let Some(rule) = self.rule(a.class).filter(|rule| rule.once) else {
            return false;
        };
        let founding = self.touches(self.core(a), TieKind::Existence);
        // Two things are founded in a state within a year; the state itself is not.
        let of_state = |c: &Cluster| {
            let things = self.facts.recipients_of(self.core(c));
            things
                .iter()
                .any(|thing| self.known(*thing).is(ActorKind::State))
        };
        if founding && of_state(a) {
            return false;
        }
        if a.mood != Mood::Told || !gap(a.days, b.days).is_some_and(|n| (1..=NEAR).contains(&n)) {
            return false;
        }
        // What one document dates twice is mostly two steps of one thing: announced, then done.
        if self.share_a_document(a, b)
            || !self.is_well_told(self.core(a))
            || !self.is_well_told(self.core(b))
        {
            return false;
        }
        if !founding && sides(a) != sides(b) {
            return false;
        }
        if !a.who.agrees(&b.who, self, founding) || !self.surely_the_same_thing(a, b) {
            return false;
        }
        let undoes = |other: &Cluster| {
            self.rule(other.class).is_some_and(|o| {
                rule.opens.iter().any(|kind| o.closes.contains(kind))
                    || rule.closes.iter().any(|kind| o.opens.contains(kind))
            })
        };
        !all.iter().any(|other| {
            undoes(other)
                && between(other.days, a.days, b.days)
                && other.who.agrees(&a.who, self, founding)
        })
    }

    /// Whether a claim is told so well that it can be held against another: with a date of its own, and surely read.
    pub(crate) fn is_well_told(&self, fact: &Fact) -> bool {
        let own_date = matches!(fact.when_from, Some(WhenFrom::Clause | WhenFrom::Sentence));
        own_date && fact.confidence >= SURE
    }

    /// Whether some document tells of both.
    pub(crate) fn share_a_document(&self, a: &Cluster, b: &Cluster) -> bool {
        let documents = |c: &Cluster| -> BTreeSet<DocKey> {
            let parts = c.parts.iter();
            parts.map(|part| self.fact(part.fact).document).collect()
        };
        !documents(a).is_disjoint(&documents(b))
    }

    /// Whether two clusters name what they are about well enough to be held against each other.
    fn surely_the_same_thing(&self, a: &Cluster, b: &Cluster) -> bool {
        let fact = &self.facts.rows[a.core as usize];
        if self.is_of_agreement(fact) {
            let same_agreement = a.who.agreement.is_some() && a.who.agreement == b.who.agreement;
            let same_name = a.who.instrument.is_some() && a.who.instrument == b.who.instrument;
            return same_agreement || same_name && a.who.agreement_kind.is_some();
        }
        if self.touches(fact, TieKind::Office) && self.is_change_of_office(fact) {
            let offices = a.who.office.zip(b.who.office);
            return offices.is_some_and(|(a, b)| self.office(a) == self.office(b));
        }
        true
    }

    /// Whether a change of office is told, not a death, which ends all offices and comes once.
    fn is_change_of_office(&self, fact: &Fact) -> bool {
        fact.office.is_some() || self.opens(fact, TieKind::Office) || fact.has_recipients()
    }

    fn take_rival(&self, kept: &mut Cluster, mut other: Cluster) {
        let apart = gap(kept.days, other.days).unwrap_or(0);
        let (of_kept, of_other) = (self.trust(kept), self.trust(&other));
        let because = match (of_kept.0 != of_other.0, of_kept.1 != of_other.1) {
            (true, _) => "more-documents",
            (_, true) => "asserted",
            _ if of_kept.2 != of_other.2 => "more-precise",
            _ => "told-first",
        };
        if of_other > of_kept {
            std::mem::swap(kept, &mut other);
        }
        let mut rivals = std::mem::take(&mut other.rivals);
        rivals.push(Rival {
            core: other.core,
            apart,
            because,
        });
        kept.rivals.extend(rivals);
        kept.parts.extend(other.parts);
        kept.parts.sort_unstable();
        kept.parts.dedup();
        kept.who.learn(&other.who);
    }

    /// How far a cluster is to be trusted: documents, whether the text itself says so, precision, how early it is told.
    fn trust(&self, cluster: &Cluster) -> (usize, bool, i64, std::cmp::Reverse<u32>) {
        let facts = || {
            cluster
                .parts
                .iter()
                .map(|part| &self.facts.rows[part.fact as usize])
        };
        let documents: BTreeSet<_> = facts().map(|fact| fact.document).collect();
        let asserted = facts().any(|fact| fact.status == Status::Asserted);
        let width = cluster.days.and_then(Bounds::days).unwrap_or(i64::MAX);
        (
            documents.len(),
            asserted,
            -width,
            std::cmp::Reverse(cluster.core),
        )
    }
}

/// Everybody that a cluster names, whoever of them acts.
fn sides(cluster: &Cluster) -> BTreeSet<SideKey> {
    let who = &cluster.who;
    who.acting.iter().chain(&who.suffering).copied().collect()
}

/// Days between two stretches; 0 where they touch, `None` where one is open.
pub(crate) fn gap(a: Option<Bounds>, b: Option<Bounds>) -> Option<i64> {
    let (a, b) = (a?, b?);
    let after = |late: Bounds, early: Bounds| Some((late.first?.0 - early.last?.0).max(0));
    let gap = after(a, b)?.max(after(b, a)?);
    Some(gap)
}

/// Whether something may have come between two dates.
fn between(what: Option<Bounds>, a: Option<Bounds>, b: Option<Bounds>) -> bool {
    let (Some(what), Some(a), Some(b)) = (what, a, b) else {
        return false;
    };
    let first = a.first.min(b.first);
    let last = a.last.max(b.last);
    what.overlaps(Bounds { first, last })
}
