//! Existence: what is founded and dissolved, beside the packs' own dates.

use legation_model::{ActorKind, Bounds, Edtf, EndRule, Participant, Tie, TieEnd, TieKind};

use super::{Thread, equal, tie_id};
use crate::{cluster::Cluster, context::Context, facts::ActorKey, spells::spells, world::World};

impl Context<'_> {
    pub(super) fn ties_of_thing(&self, thing: ActorKey, told: &[&Cluster]) -> Vec<Tie> {
        if self.known(thing).is(ActorKind::Person) {
            return Vec::new();
        }
        let mut ties = self.existence(thing, told);
        let members = if self.known(thing).is(ActorKind::Agreement) {
            self.signatories(thing, told)
        } else {
            self.members(thing, told)
        };
        if self.makes_allies(thing) {
            ties.append(&mut self.allies(thing, &members));
        }
        ties.extend(members);
        ties
    }

    fn existence(&self, thing: ActorKey, told: &[&Cluster]) -> Vec<Tie> {
        let kind = TieKind::Existence;
        let mut marks = Vec::new();
        for cluster in told {
            let core = self.core(cluster);
            if !self.facts.recipients_of(core).contains(&thing) {
                continue;
            }
            if self.lived_then(thing, cluster.days) {
                continue;
            }
            if self.opens(core, kind) {
                self.opening(cluster, kind, &mut marks);
            } else if self.closes(core, kind) {
                self.closing(cluster, EndRule::Claims, &mut marks);
            }
        }
        if marks.is_empty() {
            return Vec::new();
        }
        let thread = Thread {
            kind,
            parties: vec![equal(self.facts.actor(thing).clone())],
            instrument: None,
            office: None,
        };
        let mut ties: Vec<Tie> = (1..)
            .zip(spells(marks, self.tie_rule(kind)))
            .map(|(number, spell)| self.tie(&thread, number, spell))
            .collect();
        // What documents leave out, the packs say.
        let known = self.known(thing).actor;
        let from = known.and_then(|k| k.from.as_ref());
        let to = known.and_then(|k| k.to.as_ref());
        if let Some(first) = ties.first_mut()
            && undated(first.from.as_ref())
        {
            let end = first.to.as_ref().and_then(|to| to.bounds().last);
            if let Some(from) = from.filter(|f| end.is_none_or(|end| f.bounds().first <= Some(end)))
            {
                by_packs(&mut first.from, from);
            }
        }
        if let Some(last) = ties.last_mut()
            && undated(last.to.as_ref())
        {
            let start = last.from.as_ref().and_then(|from| from.bounds().first);
            if let Some(to) = to.filter(|t| start.is_none_or(|s| t.bounds().last >= Some(s))) {
                by_packs(&mut last.to, to);
            }
        }
        ties
    }
}

fn undated(end: Option<&TieEnd>) -> bool {
    end.is_none_or(|end| end.when.is_none())
}

fn by_packs(end: &mut Option<TieEnd>, date: &Edtf) {
    let claims = end.take().map(|end| end.claims).unwrap_or_default();
    *end = Some(TieEnd {
        when: Some(date.clone()),
        rule: EndRule::Packs,
        possible: false,
        claims,
    });
}

/// Days from a state's first or last day within which what is told of its founding or end may be meant.
const NEAR: i64 = 400;

impl Context<'_> {
    /// Whether a state lived, by the packs, for a good while before and after a time: what is founded or dissolved then is
    /// something in it (a government, a republic), not the state. Without a date, the packs' dates say more.
    fn lived_then(&self, thing: ActorKey, when: Option<Bounds>) -> bool {
        let Some(known) = self
            .known(thing)
            .actor
            .filter(|k| k.kind == ActorKind::State)
        else {
            return false;
        };
        let Some(Bounds {
            first: Some(first),
            last: Some(last),
        }) = when
        else {
            return known.from.is_some();
        };
        let began = known.from.as_ref().and_then(|d| d.bounds().last);
        let ended = known.to.as_ref().and_then(|d| d.bounds().first);
        began.is_none_or(|day| first.0 - day.0 > NEAR)
            && ended.is_none_or(|day| day.0 - last.0 > NEAR)
    }

    /// Whether a participant is a state.
    pub(super) fn is_state(&self, who: &Participant) -> bool {
        let known = who.id.as_ref().and_then(|id| self.world.actors.get(id));
        known.is_some_and(|known| known.kind == ActorKind::State)
    }
}

/// The existence of an actor by the packs alone, for actors that no document founds or dissolves; people and agreements
/// have none.
#[must_use]
pub fn existence_by_packs(world: &World, who: &Participant) -> Option<Tie> {
    let known = who.id.as_ref().and_then(|id| world.actors.get(id))?;
    if matches!(known.kind, ActorKind::Person | ActorKind::Agreement)
        || known.from.is_none() && known.to.is_none()
    {
        return None;
    }
    let thread = Thread {
        kind: TieKind::Existence,
        parties: vec![equal(who.clone())],
        instrument: None,
        office: None,
    };
    let end = |date: &Option<Edtf>| {
        let mut end = None;
        if let Some(date) = date {
            by_packs(&mut end, date);
        }
        end
    };
    Some(Tie {
        id: tie_id(&thread, 1),
        kind: thread.kind,
        parties: thread.parties,
        instrument: None,
        office: None,
        spell: 1,
        from: end(&known.from),
        to: end(&known.to),
        shown_by: Vec::new(),
    })
}
