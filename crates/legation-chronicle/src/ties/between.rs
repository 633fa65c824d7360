//! Ties between two sides: diplomatic relations, presence, hostilities.

use legation_model::{Bounds, EndRule, Tie, TieKind, TieParty, TieRole};

use super::{Thread, equal};
use crate::{
    cluster::Cluster,
    context::{Context, SideKey},
    facts::ActorKey,
};

impl Context<'_> {
    pub(super) fn ties_between(&self, a: SideKey, b: SideKey, told: &[&Cluster]) -> Vec<Tie> {
        let between: Vec<&Cluster> = told
            .iter()
            .copied()
            .filter(|c| {
                c.parts
                    .iter()
                    .any(|p| self.pairs(self.fact(p.fact)).contains(&(a, b)))
            })
            .collect();
        let mut ties = self.relations(a, b, &between);
        ties.append(&mut self.hostilities(a, b, &between));
        ties.append(&mut self.presence(a, b, &between));
        ties.append(&mut self.presence(b, a, &between));
        ties.append(&mut self.agreements(a, b, &between));
        ties
    }

    /// Between states alone: what parties and movements call relations is none of diplomats.
    fn relations(&self, a: SideKey, b: SideKey, between: &[&Cluster]) -> Vec<Tie> {
        let kind = TieKind::DiplomaticRelations;
        let mut marks = Vec::new();
        for cluster in between {
            let core = self.core(cluster);
            let before = marks.len();
            if self.opens(core, kind) {
                self.opening(cluster, kind, &mut marks);
            } else if self.closes(core, kind) {
                self.closing(cluster, EndRule::Claims, &mut marks);
            }
            // Of three who break off relations, not each need do so with each.
            let sure = cluster
                .parts
                .iter()
                .any(|p| self.pairs(self.fact(p.fact)).len() == 1);
            for mark in &mut marks[before..] {
                mark.possible |= !sure;
            }
        }
        let (Some(a), Some(b)) = (self.on_side(a, between), self.on_side(b, between)) else {
            return Vec::new();
        };
        self.spelled(marks, kind, |when| {
            let thread = self.equals(kind, a, b, when);
            thread
                .parties
                .iter()
                .all(|p| self.is_state(&p.who))
                .then_some(thread)
        })
    }

    fn hostilities(&self, a: SideKey, b: SideKey, between: &[&Cluster]) -> Vec<Tie> {
        let kind = TieKind::Hostilities;
        let mut marks = Vec::new();
        for cluster in between {
            let core = self.core(cluster);
            if self.opens(core, kind) {
                self.opening(cluster, kind, &mut marks);
            } else if self.closes(core, kind) {
                self.closing(cluster, EndRule::Claims, &mut marks);
            } else if self.is_of_agreement(core)
                && self.opens(core, TieKind::Party)
                && self
                    .agreement_rule(core)
                    .is_some_and(|r| r.closes_hostilities)
            {
                self.closing(cluster, EndRule::Peace, &mut marks);
            }
        }
        if !marks.iter().any(|mark| mark.opens) {
            return Vec::new();
        }
        let (Some(a), Some(b)) = (self.on_side(a, between), self.on_side(b, between)) else {
            return Vec::new();
        };
        self.spelled(marks, kind, |when| Some(self.equals(kind, a, b, when)))
    }

    /// Forces of one in the land of the other. That they stand there and not before its border is not told by the class of
    /// the event, so the beginning is never certain.
    fn presence(&self, sender: SideKey, host: SideKey, between: &[&Cluster]) -> Vec<Tie> {
        let kind = TieKind::Presence;
        let mut marks = Vec::new();
        for cluster in between {
            let core = self.core(cluster);
            let who = &cluster.who;
            if !who.acting.contains(&sender) || !who.suffering.contains(&host) {
                continue;
            }
            if self.opens(core, kind) {
                self.opening(cluster, kind, &mut marks);
            } else if self.closes(core, kind) {
                self.closing(cluster, EndRule::Claims, &mut marks);
            }
        }
        for mark in &mut marks {
            mark.possible |= mark.opens;
        }
        let (Some(from), Some(to)) = (self.on_side(sender, between), self.on_side(host, between))
        else {
            return Vec::new();
        };
        // Withdrawing from a place tells that forces were there; truces between two tell nothing of it.
        self.spelled(marks, kind, |when| {
            Some(Thread {
                kind,
                parties: vec![
                    TieParty {
                        who: self.party(from, when),
                        role: TieRole::Sender,
                    },
                    TieParty {
                        who: self.party(to, when),
                        role: TieRole::Host,
                    },
                ],
                instrument: None,
                office: None,
            })
        })
    }

    /// A tie of two equals.
    fn equals(&self, kind: TieKind, a: ActorKey, b: ActorKey, when: Bounds) -> Thread {
        Thread {
            kind,
            parties: vec![equal(self.party(a, when)), equal(self.party(b, when))],
            instrument: None,
            office: None,
        }
    }
}
