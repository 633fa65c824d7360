//! The ties of an affair: which of its claims open and close which tie.

mod agreements;
mod between;
mod life;
mod members;
mod offices;

use legation_model::{
    ActorKind, Bounds, ClaimAt, Edtf, EndRule, Participant, Tie, TieEnd, TieKind, TieParty, TieRole,
};

pub use life::existence_by_packs;

use crate::{
    affair::Affair,
    cluster::{Cluster, Mood},
    context::{Context, SideKey},
    facts::{ActorKey, Fact},
    ident::ident,
    spells::{Mark, Spell, spells},
};

/// What a tie is, apart from its spells.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Thread {
    pub(crate) kind: TieKind,
    pub(crate) parties: Vec<TieParty>,
    pub(crate) instrument: Option<String>,
    pub(crate) office: Option<String>,
}

impl Context<'_> {
    /// The ties of an affair, each spell by itself, in order.
    pub(crate) fn ties(&self, affair: Affair, clusters: &[Cluster]) -> Vec<Tie> {
        let told: Vec<&Cluster> = clusters.iter().filter(|c| c.mood == Mood::Told).collect();
        let mut ties = match affair {
            Affair::Dyad(a, b) if a != b => self.ties_between(SideKey(a), SideKey(b), &told),
            Affair::Thing(thing) => self.ties_of_thing(ActorKey(thing), &told),
            Affair::Offices(_) => self.offices(&told),
            Affair::Dyad(..) | Affair::Document(_) => Vec::new(),
        };
        self.succeed(&mut ties);
        ties.sort_by(|a, b| {
            let key = |t: &Tie| {
                let from = t.from.as_ref().map_or(Bounds::OPEN, TieEnd::bounds);
                (t.kind, from.first)
            };
            key(a)
                .cmp(&key(b))
                .then_with(|| (&a.parties, &a.id, a.spell).cmp(&(&b.parties, &b.id, b.spell)))
        });
        ties
    }

    pub(crate) fn fact(&self, number: u32) -> &Fact {
        &self.facts.rows[number as usize]
    }

    pub(crate) fn core(&self, cluster: &Cluster) -> &Fact {
        self.fact(cluster.core)
    }

    /// The claims of a cluster, the one that dates it first.
    pub(crate) fn claims(&self, cluster: &Cluster) -> Vec<ClaimAt> {
        let core = self.core(cluster).at;
        let others = cluster.parts.iter().map(|part| self.fact(part.fact).at);
        std::iter::once(core)
            .chain(others.filter(|at| *at != core))
            .collect()
    }

    /// Documents that tell of a cluster.
    pub(crate) fn weight(&self, cluster: &Cluster) -> usize {
        let mut documents: Vec<_> = cluster
            .parts
            .iter()
            .map(|part| self.fact(part.fact).document)
            .collect();
        documents.dedup();
        documents.len()
    }

    fn mark(&self, cluster: &Cluster, opens: bool, when: Option<&Edtf>, rule: EndRule) -> Mark {
        Mark {
            opens,
            when: when.cloned(),
            rule,
            possible: false,
            weight: self.weight(cluster),
            claims: self.claims(cluster),
        }
    }

    /// How a cluster opens a tie, and how it closes it where it tells how long it lasted.
    pub(crate) fn opening(&self, cluster: &Cluster, kind: TieKind, marks: &mut Vec<Mark>) {
        let lasting = self.tie_rule(kind).lasting;
        let Some(date) = self.facts.date(self.core(cluster)) else {
            marks.push(self.mark(cluster, true, None, EndRule::Claims));
            return;
        };
        let begins = date.beginning(lasting);
        marks.push(self.mark(cluster, true, begins, EndRule::Claims));
        if let Some(ends) = date.ending(lasting) {
            marks.push(self.mark(cluster, false, Some(ends), EndRule::Span));
        }
    }

    pub(crate) fn closing(&self, cluster: &Cluster, rule: EndRule, marks: &mut Vec<Mark>) {
        let ends = self
            .facts
            .date(self.core(cluster))
            .and_then(|date| date.closing());
        marks.push(self.mark(cluster, false, ends, rule));
    }

    /// Who stands on a side in some clusters; at the time of a mark it is [`Context::party`] of it.
    pub(crate) fn on_side(&self, side: SideKey, clusters: &[&Cluster]) -> Option<ActorKey> {
        let parties = clusters
            .iter()
            .flat_map(|c| &c.parts)
            .flat_map(|part| self.facts.parties_of(self.fact(part.fact)));
        parties
            .copied()
            .filter(|actor| self.side(*actor) == side)
            .min()
    }

    /// The spells of a thread as ties, ended where a party ends.
    pub(crate) fn spelled(
        &self,
        marks: Vec<Mark>,
        kind: TieKind,
        thread: impl Fn(Bounds) -> Option<Thread>,
    ) -> Vec<Tie> {
        let made = spells(marks, self.tie_rule(kind));
        let mut ties = Vec::with_capacity(made.len());
        for (number, spell) in (1..).zip(made) {
            let days = spell
                .from
                .as_ref()
                .or(spell.to.as_ref())
                .map_or(Bounds::OPEN, TieEnd::bounds);
            if let Some(thread) = thread(days) {
                ties.push(self.tie(&thread, number, spell));
            }
        }
        ties
    }

    pub(crate) fn tie(&self, thread: &Thread, number: u32, spell: Spell) -> Tie {
        let mut tie = Tie {
            id: tie_id(thread, number),
            kind: thread.kind,
            parties: thread.parties.clone(),
            instrument: thread.instrument.clone(),
            office: thread.office.clone(),
            spell: number,
            from: spell.from,
            to: spell.to,
            shown_by: spell.shown_by,
        };
        // Existence gets the packs' dates by itself.
        if tie.kind != TieKind::Existence {
            self.begin_with_party(&mut tie);
            self.end_with_party(&mut tie);
        }
        tie
    }

    /// Where no claim dates the beginning of a tie, it is at some time after all of its parties had begun, by the packs.
    fn begin_with_party(&self, tie: &mut Tie) {
        if tie.from.as_ref().is_some_and(|from| from.when.is_some()) {
            return;
        }
        let begun = tie.parties.iter().filter_map(|party| {
            let known = party
                .who
                .id
                .as_ref()
                .and_then(|id| self.world.actors.get(id))?;
            let born = known.kind == ActorKind::Person;
            known.from.as_ref().filter(|_| !born)
        });
        let Some(last) = begun.max_by_key(|date| date.bounds().first) else {
            return;
        };
        let Some(since) = last.bounds().first else {
            return;
        };
        // What ended before has another beginning than the packs know of.
        let ends = tie.to.as_ref().and_then(|to| to.bounds().last);
        let Ok(when) = format!("{since}/..").parse() else {
            return;
        };
        if ends.is_some_and(|day| day < since) {
            return;
        }
        let claims = tie.from.take().map(|from| from.claims).unwrap_or_default();
        tie.from = Some(TieEnd {
            when: Some(when),
            rule: EndRule::Packs,
            possible: false,
            claims,
        });
    }

    /// Ends a tie with the first of its parties that ends, by the packs, where nothing told ends it before.
    fn end_with_party(&self, tie: &mut Tie) {
        let last = |edtf: &&Edtf| edtf.bounds().last;
        let Some(end) = tie
            .parties
            .iter()
            .filter_map(|party| self.end_of(&party.who))
            .filter(|end| last(end).is_some())
            .min_by_key(last)
        else {
            return;
        };
        let (end_first, end_last) = (end.bounds().first, end.bounds().last);
        let told = tie.to.as_ref().filter(|to| !to.possible);
        let told_before = told.is_some_and(|to| match to.bounds().last {
            Some(day) => Some(day) <= end_last,
            None => false,
        });
        // A tie that is told to begin after its party's end belongs to whoever came after it.
        let begins = tie.from.as_ref().and_then(|from| from.bounds().first);
        let begins_after = begins.is_some_and(|day| Some(day) > end_last);
        let inferred_before = tie.to.as_ref().is_some_and(|to| {
            to.possible && to.bounds().first.is_some_and(|day| Some(day) <= end_first)
        });
        if told_before || begins_after || inferred_before {
            return;
        }
        if told.is_some_and(|to| to.when.is_some()) {
            return;
        }
        let claims = tie.to.take().map(|to| to.claims).unwrap_or_default();
        tie.shown_by.extend(claims);
        tie.shown_by.sort_unstable();
        tie.shown_by.dedup();
        tie.to = Some(TieEnd {
            when: Some(end.clone()),
            rule: EndRule::Packs,
            possible: false,
            claims: Vec::new(),
        });
    }

    /// What the successor of a state may have taken over when the state ended.
    fn succeed(&self, ties: &mut Vec<Tie>) {
        let mut more = Vec::new();
        for tie in ties.iter() {
            let taken_over = matches!(
                tie.kind,
                TieKind::DiplomaticRelations | TieKind::Membership | TieKind::Party
            );
            let Some(to) = tie.to.as_ref().filter(|to| to.rule == EndRule::Packs) else {
                continue;
            };
            if !taken_over {
                continue;
            }
            for (n, party) in tie.parties.iter().enumerate() {
                let id = party.who.id.as_ref();
                let known = id.and_then(|id| self.world.actors.get(id));
                let Some(state) = known.filter(|k| k.kind == ActorKind::State) else {
                    continue;
                };
                let Some((id, heir)) = self.heir(&state.country) else {
                    continue;
                };
                if self.end_of(&party.who) != to.when.as_ref() {
                    continue;
                }
                let mut parties = tie.parties.clone();
                parties[n].who = Participant {
                    id: Some(id.to_owned()),
                    name: heir.name.clone(),
                    country: heir.country.clone(),
                };
                if parties
                    .iter()
                    .enumerate()
                    .any(|(m, p)| m != n && p.who == parties[n].who)
                {
                    continue;
                }
                let thread = Thread {
                    kind: tie.kind,
                    parties,
                    instrument: tie.instrument.clone(),
                    office: None,
                };
                let from = TieEnd {
                    when: heir.from.clone().or_else(|| to.when.clone()),
                    rule: EndRule::Succession,
                    possible: true,
                    claims: Vec::new(),
                };
                let spell = Spell {
                    from: Some(from),
                    to: None,
                    shown_by: Vec::new(),
                    last_shown: None,
                };
                more.push(self.tie(&thread, tie.spell, spell));
            }
        }
        ties.append(&mut more);
    }

    /// The state that came after the last one under a code.
    fn heir(&self, code: &str) -> Option<(&str, &crate::world::KnownActor)> {
        let last = self.states(code).iter().max_by_key(|s| s.life.last)?;
        let id = last.actor.successor.as_deref()?;
        let heir = self.world.actors.get(id)?;
        (heir.country != code).then_some((id, heir))
    }
}

/// The id of a spell: the same in every record that tells of it.
fn tie_id(thread: &Thread, number: u32) -> String {
    let mut parts = vec![thread.kind.as_str().to_owned()];
    for party in &thread.parties {
        let who = &party.who;
        parts.push(who.id.clone().unwrap_or_default());
        parts.push(who.name.clone());
        parts.push(who.country.clone());
    }
    parts.push(thread.instrument.clone().unwrap_or_default());
    parts.push(thread.office.clone().unwrap_or_default());
    parts.push(number.to_string());
    ident('t', parts.iter().map(String::as_str))
}

pub(crate) fn equal(who: Participant) -> TieParty {
    TieParty {
        who,
        role: TieRole::Party,
    }
}
