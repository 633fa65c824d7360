//! From a cluster of claims to an event: whom it names best, when it was, and why that date.

use std::collections::BTreeMap;

use legation_model::{ActorKind, DateRule, Event, Participant, Status};

use crate::{
    affair::Affair,
    cluster::Cluster,
    context::{Context, SideKey},
    facts::{ActorKey, Fact, Facts},
    ident::ident,
};

impl Context<'_> {
    /// The event that a cluster tells of, as far as the affair is its home.
    pub(crate) fn event(&self, affair: &str, cluster: &Cluster) -> Option<Event> {
        let mut home = cluster.parts.iter().filter(|part| part.home);
        let first = self.fact(home.next()?.fact);
        let facts: Vec<&Fact> = cluster
            .parts
            .iter()
            .filter(|part| part.home)
            .map(|part| self.fact(part.fact))
            .collect();
        let core = self.core(cluster);
        let date = self.facts.date(core);
        let mut dates: Vec<_> = facts.iter().filter_map(|fact| fact.when).collect();
        dates.sort_unstable();
        dates.dedup();
        let date_rule = match (date, dates.len()) {
            (None, _) => DateRule::None,
            (Some(_), _) if !cluster.rivals.is_empty() => DateRule::MostTrusted,
            (Some(_), 0 | 1) => DateRule::Only,
            (Some(_), _) => DateRule::MostPrecise,
        };
        let symmetric = self.rule(cluster.class).is_some_and(|rule| rule.symmetric);
        let all_act = facts.iter().all(|fact| !fact.has_recipients());
        let acting = facts.iter().flat_map(|fact| {
            if symmetric && all_act {
                self.facts.parties_of(fact)
            } else {
                self.facts.actors_of(fact)
            }
        });
        let suffering = facts.iter().flat_map(|fact| self.facts.recipients_of(fact));
        let actors = self.most_specific(acting);
        let mut recipients = self.most_specific(suffering);
        // Where one claim has the two act alike and another has one act on the other, the second says more.
        let actors = if symmetric && !recipients.is_empty() {
            let sides: Vec<&Participant> = recipients.iter().collect();
            let rest: Vec<Participant> = actors
                .iter()
                .filter(|a| !sides.contains(a))
                .cloned()
                .collect();
            if rest.is_empty() {
                recipients.clear();
                actors
            } else {
                rest
            }
        } else {
            actors
        };
        Some(Event {
            id: ident(
                'e',
                [
                    affair,
                    &self.facts.sources[first.document.0 as usize].id,
                    &first.at.number.to_string(),
                ]
                .into_iter(),
            ),
            class: self.facts.word(cluster.class).to_owned(),
            actors,
            recipients,
            when: date.map(|date| date.edtf.clone()),
            dated_by: date.map(|_| core.at),
            date_rule,
            status: facts
                .iter()
                .map(|fact| fact.status)
                .min()
                .unwrap_or(Status::Asserted),
            office: cluster
                .who
                .office
                .map(|office| self.facts.word(office).to_owned()),
            instrument: self.instrument(cluster),
            claims: facts.iter().map(|fact| fact.at).collect(),
            confidence: facts
                .iter()
                .map(|fact| f64::from(fact.confidence))
                .fold(0.0, f64::max),
        })
    }

    /// Of the names that stand for one side the most specific ones: people before bodies and parties, those before the
    /// state.
    fn most_specific<'f>(&self, actors: impl Iterator<Item = &'f ActorKey>) -> Vec<Participant> {
        let mut by_side: BTreeMap<SideKey, Vec<(u8, ActorKey)>> = BTreeMap::new();
        let mut order: Vec<SideKey> = Vec::new();
        for actor in actors {
            let known = self.known(*actor);
            let rank = match known.actor.map(|actor| actor.kind) {
                Some(ActorKind::Person) => 0,
                Some(ActorKind::State) => 2,
                _ => 1,
            };
            let named = by_side.entry(known.side).or_default();
            if !order.contains(&known.side) {
                order.push(known.side);
            }
            if !named.contains(&(rank, *actor)) {
                named.push((rank, *actor));
            }
        }
        order
            .into_iter()
            .flat_map(|side| {
                let named = by_side.remove(&side).unwrap_or_default();
                let best = named.iter().map(|(rank, _)| *rank).min();
                named
                    .into_iter()
                    .filter(move |(rank, _)| Some(*rank) == best)
                    .map(|(_, actor)| self.facts.actor(actor).clone())
            })
            .collect()
    }
}

/// What can be told of one affair.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Account {
    /// What happened.
    pub events: Vec<Event>,
    /// What held from when to when.
    pub ties: Vec<legation_model::Tie>,
    /// Where claims cannot all be right.
    pub disagreements: Vec<legation_model::Disagreement>,
}

impl Context<'_> {
    /// What an affair tells, out of its claims as [`Context::affairs`] gives them. Depends on nothing else.
    #[must_use]
    pub fn account(&self, affair: Affair, parts: &[crate::Part]) -> Account {
        let mut clusters = self.clusters(affair, parts);
        self.merge_rivals(&mut clusters);
        let name = self.affair_name(affair);
        let events = clusters
            .iter()
            .filter_map(|cluster| self.event(&name, cluster))
            .collect();
        let mut account = Account {
            events,
            ties: self.ties(affair, &clusters),
            disagreements: self.disagreements(affair, parts, &clusters),
        };
        account.hand_out(self.facts);
        account
    }
}

impl Account {
    /// Turns the handles of claims into those under which they are known outside.
    fn hand_out(&mut self, facts: &Facts) {
        for tie in &mut self.ties {
            let ends = [&mut tie.from, &mut tie.to].into_iter().flatten();
            let of_ends = ends.flat_map(|end| &mut end.claims);
            for at in of_ends.chain(&mut tie.shown_by) {
                *at = facts.outside(*at);
            }
        }
        let of_events = self
            .events
            .iter_mut()
            .flat_map(|event| event.claims.iter_mut().chain(&mut event.dated_by));
        let of_disagreements = self.disagreements.iter_mut().flat_map(|d| &mut d.claims);
        for at in of_events.chain(of_disagreements) {
            *at = facts.outside(*at);
        }
    }
}
