//! Agreements between two sides, and the alliances that some of them make.

use legation_model::{Bounds, EndRule, Tie, TieKind};

use super::{Thread, equal};
use crate::{
    cluster::Cluster,
    context::{Context, SideKey},
    spells::Mark,
};

/// An agreement of two sides as it grows: the claims that made it and those that end it.
#[derive(Debug)]
struct Agreement<'c> {
    signed: Option<&'c Cluster>,
    cluster: &'c Cluster,
    marks: Vec<Mark>,
    alliance: bool,
}

impl Context<'_> {
    pub(super) fn agreements(&self, a: SideKey, b: SideKey, between: &[&Cluster]) -> Vec<Tie> {
        let mut found = self.signed(between);
        self.ended(between, &mut found);
        let (Some(one), Some(other)) = (self.on_side(a, between), self.on_side(b, between)) else {
            return Vec::new();
        };
        let mut ties = Vec::new();
        for agreement in found {
            let instrument = self.instrument(agreement.cluster);
            let marks = agreement.marks;
            let thread = |kind, when: Bounds| {
                Some(Thread {
                    kind,
                    parties: vec![equal(self.party(one, when)), equal(self.party(other, when))],
                    instrument: instrument.clone(),
                    office: None,
                })
            };
            if agreement.alliance {
                let kind = TieKind::Alliance;
                ties.append(&mut self.spelled(marks.clone(), kind, |when| {
                    thread(kind, when).filter(|t| t.parties.iter().all(|p| self.is_state(&p.who)))
                }));
            }
            let kind = TieKind::Party;
            ties.append(&mut self.spelled(marks, kind, |when| thread(kind, when)));
        }
        number_apart(&mut ties);
        ties
    }

    /// The agreements that claims tell to have been signed. One told without date or name, beside others, is one of them.
    fn signed<'c>(&self, between: &[&'c Cluster]) -> Vec<Agreement<'c>> {
        let kind = TieKind::Party;
        let opening: Vec<&Cluster> = between
            .iter()
            .copied()
            .filter(|c| self.is_of_agreement(self.core(c)) && self.opens(self.core(c), kind))
            .collect();
        let vague = |c: &Cluster| {
            c.days.is_none() && c.who.agreement_kind.is_none() && c.who.agreement.is_none()
        };
        let some_clear = opening.iter().any(|c| !vague(c));
        opening
            .into_iter()
            .filter(|c| !(some_clear && vague(c)))
            .map(|cluster| {
                let mut marks = Vec::new();
                self.opening(cluster, kind, &mut marks);
                let alliance = cluster.parts.iter().any(|part| {
                    self.agreement_rule(self.fact(part.fact))
                        .is_some_and(|rule| rule.opens_alliance)
                });
                Agreement {
                    signed: Some(cluster),
                    cluster,
                    marks,
                    alliance,
                }
            })
            .collect()
    }

    /// Gives each end to the agreement that it names; where it names none, to the one that was signed last before it, which
    /// is then only possible unless it is the only one.
    fn ended<'c>(&self, between: &[&'c Cluster], found: &mut Vec<Agreement<'c>>) {
        for cluster in between {
            let core = self.core(cluster);
            if !self.is_of_agreement(core) || !self.closes(core, TieKind::Party) {
                continue;
            }
            let mut marks = Vec::new();
            self.closing(cluster, EndRule::Claims, &mut marks);
            let mut fitting: Vec<(usize, bool)> = found
                .iter()
                .enumerate()
                .filter_map(|(n, agreement)| {
                    let signed = agreement.signed?;
                    self.may_end(signed, cluster)
                        .then(|| (n, self.names_the_same(signed, cluster)))
                })
                .collect();
            if fitting.iter().any(|(_, named)| *named) {
                fitting.retain(|(_, named)| *named);
            }
            // "The treaty" is one that its own document tells of.
            let same_text = |n: usize| self.share_a_document(found[n].cluster, cluster);
            if fitting.iter().any(|(n, _)| same_text(*n)) {
                fitting.retain(|(n, _)| same_text(*n));
            }
            match fitting.as_slice() {
                [] => found.push(Agreement {
                    signed: None,
                    cluster,
                    marks,
                    alliance: false,
                }),
                [(one, _)] => found[*one].marks.append(&mut marks),
                several => {
                    let last = several
                        .iter()
                        .map(|(n, _)| *n)
                        .max_by_key(|n| found[*n].cluster.days.and_then(|d| d.first));
                    for mark in &mut marks {
                        mark.possible = true;
                    }
                    if let Some(last) = last {
                        found[last].marks.append(&mut marks);
                    }
                }
            }
        }
    }

    fn names_the_same(&self, signed: &Cluster, ended: &Cluster) -> bool {
        let (a, b) = (&signed.who, &ended.who);
        a.agreement.is_some() && a.agreement == b.agreement
            || a.instrument.is_some() && a.instrument == b.instrument
            || a.agreement_kind.is_some() && a.agreement_kind == b.agreement_kind
    }

    /// Whether an end can be that of an agreement: of no other kind, and told of a time after it was signed. What ends on the
    /// day that another is signed is the one before.
    fn may_end(&self, signed: &Cluster, ended: &Cluster) -> bool {
        let (a, b) = (&signed.who, &ended.who);
        let kinds = a.agreement_kind.zip(b.agreement_kind);
        let other_kind = kinds.is_some_and(|(a, b)| !self.may_be_one_kind(a, b));
        let other = a.agreement.is_some() && b.agreement.is_some() && a.agreement != b.agreement;
        let not_after = match (signed.days, ended.days) {
            (Some(s), Some(e)) => s.first >= e.first && s.last >= e.last,
            _ => false,
        };
        !other_kind && !other && !not_after
    }

    /// The name of a cluster's agreement: the packs', else the longest that a claim gives it, the first of those.
    pub(crate) fn instrument(&self, cluster: &Cluster) -> Option<String> {
        if let Some(agreement) = cluster.who.agreement {
            return Some(self.facts.actor(agreement).name.clone());
        }
        let names = cluster
            .parts
            .iter()
            .filter_map(|part| self.fact(part.fact).instrument)
            .map(|key| self.facts.word(key));
        names
            .min_by_key(|name| (std::cmp::Reverse(name.chars().count()), *name))
            .map(str::to_owned)
    }
}

/// Two agreements of one name between the same two are told apart by number.
fn number_apart(ties: &mut [Tie]) {
    let mut seen = std::collections::BTreeMap::new();
    for tie in ties.iter_mut() {
        let count: &mut u32 = seen.entry(tie.id.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            tie.id = format!("{}-{count}", tie.id);
        }
    }
}
