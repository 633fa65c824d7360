//! Orders that cannot be: acting before existing or after death, left before joining, two in one office.

use legation_model::{ActorKind, Bounds, DisagreementKind, Edtf, TieKind};

use super::{Found, days};
use crate::{
    cluster::{Cluster, Mood},
    context::Context,
    facts::{ActorKey, Fact},
    rivals::gap,
};

/// Days between a told end and that of the packs for the one to bear out the other.
const NEAR: i64 = 400;

/// Days beyond which an act after the end is no slip in a date but a wrong reading of who acts: ten years.
const FAR: i64 = 3_653;

impl Context<'_> {
    /// Acts of a thing that are dated after its end or before its beginning: by the packs, or by claims that the packs bear
    /// out or cannot know. A wrong reading of who acts is likelier than a dead man's act, so the act must be told by two
    /// documents, or by the one that tells of the end.
    pub(super) fn life(&self, thing: ActorKey, clusters: &[Cluster], found: &mut Vec<Found>) {
        let known = self.known(thing);
        let Some(packs) = known.actor.filter(|_| known.has_own_life()) else {
            return;
        };
        let person = known.is(ActorKind::Person);
        let by_packs = |date: &Option<Edtf>| date.as_ref().map(Edtf::bounds);
        // Since when somebody is known is no date of birth.
        let from = by_packs(&packs.from).filter(|_| !person);
        let to = by_packs(&packs.to);
        let begun = self.told_bound(thing, clusters, false, from);
        let ended = self.told_bound(thing, clusters, true, to);
        let bounds = [
            (ended.and_then(|c| c.days).or(to), ended, true),
            (begun.and_then(|c| c.days).or(from), begun, false),
        ];
        for cluster in clusters {
            let core = self.core(cluster);
            let Some(when) = cluster.days.filter(|_| cluster.mood == Mood::Told) else {
                continue;
            };
            if !self.acts(thing, core) {
                continue;
            }
            for (bound, told, is_end) in bounds {
                let Some(bound) = bound else { continue };
                let wrong = if is_end {
                    later(when, bound)
                } else {
                    later(bound, when)
                };
                let borne_out = self.weight(cluster) > 1
                    || told.is_some_and(|told| self.share_a_document(told, cluster));
                if !wrong || !borne_out {
                    continue;
                }
                let apart = gap(Some(when), Some(bound));
                if apart.is_none_or(|n| n > FAR) {
                    continue;
                }
                let mut facts = vec![cluster.core];
                facts.extend(told.map(|c| c.core));
                let word = if is_end {
                    "after the end"
                } else {
                    "before the beginning"
                };
                let source = if told.is_some() {
                    ""
                } else {
                    " that the packs give"
                };
                found.push(Found {
                    kind: DisagreementKind::Sequence,
                    about: vec![self.facts.actor(thing).clone()],
                    facts,
                    because: "told-first",
                    apart,
                    sentence: format!(
                        "{} is told of {}, {} {word}{source} of {}.",
                        self.told(core),
                        self.when(core),
                        days(apart.unwrap_or(0)),
                        packs.name,
                    ),
                });
            }
        }
    }

    /// The claims that tell of the beginning or end of a thing, where the packs' date bears them out, or where the packs
    /// have none and two documents tell it.
    fn told_bound<'c>(
        &self,
        thing: ActorKey,
        clusters: &'c [Cluster],
        is_end: bool,
        packs: Option<Bounds>,
    ) -> Option<&'c Cluster> {
        let person = self.known(thing).is(ActorKind::Person);
        clusters.iter().find(|cluster| {
            let core = self.core(cluster);
            let tells = match (person, is_end) {
                (true, true) => self.is_death(core) && self.facts.actors_of(core).contains(&thing),
                (true, false) => false,
                (false, _) => {
                    let about = self.facts.recipients_of(core).contains(&thing);
                    let kind = TieKind::Existence;
                    about
                        && if is_end {
                            self.closes(core, kind)
                        } else {
                            self.opens(core, kind)
                        }
                }
            };
            let believed = match packs {
                Some(packs) => gap(cluster.days, Some(packs)).is_some_and(|n| n <= NEAR),
                None => self.weight(cluster) > 1,
            };
            cluster.mood == Mood::Told && tells && believed
        })
    }

    fn is_death(&self, fact: &Fact) -> bool {
        let kind = TieKind::Office;
        self.closes(fact, kind) && !fact.has_recipients() && fact.office.is_none()
    }

    /// Whether a claim tells, of its own date and of nobody else, that a thing acts: who is spoken of, mourned, removed or
    /// put into an office need not live.
    fn acts(&self, thing: ActorKey, fact: &Fact) -> bool {
        let symmetric = self.rule(fact.class).is_some_and(|rule| rule.symmetric);
        let passive = self.touches(fact, TieKind::Existence)
            || self.touches(fact, TieKind::Membership)
            || self.touches(fact, TieKind::Office);
        self.is_well_told(fact)
            && !passive
            && (!symmetric || fact.has_recipients())
            && self.facts.actors_of(fact) == [thing]
    }

    /// A member that leaves once and joins once, in that order.
    pub(super) fn left_before_joining(
        &self,
        thing: ActorKey,
        clusters: &[Cluster],
        found: &mut Vec<Found>,
    ) {
        let kind = TieKind::Membership;
        let about = |c: &&Cluster| {
            c.mood == Mood::Told
                && c.days.is_some()
                && self.facts.recipients_of(self.core(c)).contains(&thing)
        };
        let members = |c: &Cluster| c.who.acting.clone();
        for left in clusters.iter().filter(about) {
            if !self.closes(self.core(left), kind) {
                continue;
            }
            let same = |c: &&Cluster| members(c) == members(left);
            let mut joined = clusters.iter().filter(about).filter(same).filter(|c| {
                self.opens(self.core(c), kind) || self.opens(self.core(c), TieKind::Existence)
            });
            let (Some(one), None) = (joined.next(), joined.next()) else {
                continue;
            };
            let leaves = clusters
                .iter()
                .filter(about)
                .filter(same)
                .filter(|c| self.closes(self.core(c), kind))
                .count();
            let (Some(leaving), Some(joining)) = (left.days, one.days) else {
                continue;
            };
            if leaves == 1 && later(joining, leaving) {
                let (l, j) = (self.core(left), self.core(one));
                found.push(Found {
                    kind: DisagreementKind::Sequence,
                    about: self.about(l),
                    facts: vec![one.core, left.core],
                    because: "told-first",
                    apart: gap(Some(leaving), Some(joining)),
                    sentence: format!(
                        "{} is dated {}, before {} of {}.",
                        self.told(l),
                        self.when(l),
                        self.facts.word(j.class),
                        self.when(j)
                    ),
                });
            }
        }
    }

    /// Somebody takes an office that one holds at a time while another is told to have left it only later.
    pub(super) fn two_in_one_office(&self, clusters: &[Cluster], found: &mut Vec<Found>) {
        let office = |c: &Cluster| {
            let office = self.office(c.who.office?);
            let shared = self.world.is_shared_office(office);
            let body = self.facts.recipients_of(self.core(c)).first()?;
            (!shared).then_some((office, *body))
        };
        let exact = |c: &&Cluster| {
            c.mood == Mood::Told && c.days.and_then(Bounds::days).is_some_and(|n| n <= 31)
        };
        let holder = |c: &Cluster| self.facts.actors_of(self.core(c)).first().copied();
        for taken in clusters.iter().filter(exact) {
            if !self.opens(self.core(taken), TieKind::Office) {
                continue;
            }
            let (Some(post), Some(who)) = (office(taken), holder(taken)) else {
                continue;
            };
            let earlier = clusters.iter().filter(exact).find(|c| {
                self.opens(self.core(c), TieKind::Office)
                    && office(c) == Some(post)
                    && holder(c).is_some_and(|h| h != who)
                    && c.days.zip(taken.days).is_some_and(|(a, b)| later(b, a))
            });
            let Some(earlier) = earlier else { continue };
            let before = holder(earlier);
            let left = clusters.iter().filter(exact).find(|c| {
                self.closes(self.core(c), TieKind::Office)
                    && office(c) == Some(post)
                    && holder(c) == before
                    && c.days.zip(taken.days).is_some_and(|(a, b)| {
                        later(a, b) && gap(Some(a), Some(b)).is_some_and(|n| n > 1)
                    })
            });
            if let Some(left) = left {
                let (t, l) = (self.core(taken), self.core(left));
                found.push(Found {
                    kind: DisagreementKind::Sequence,
                    about: self.about(t),
                    facts: vec![taken.core, left.core, earlier.core],
                    because: "told-first",
                    apart: gap(taken.days, left.days),
                    sentence: format!(
                        "{} is dated {}, while {} is dated {}: two in one office.",
                        self.told(t),
                        self.when(t),
                        self.told(l),
                        self.when(l)
                    ),
                });
            }
        }
    }
}

/// Whether one date lies wholly after another.
fn later(a: Bounds, b: Bounds) -> bool {
    matches!((a.first, b.last), (Some(a), Some(b)) if a > b)
}
