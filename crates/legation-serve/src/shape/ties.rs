//! Ties and events.

use std::{collections::BTreeMap, sync::Arc};

use legation::{
    Chronicle, ClaimAt, Disputes, LoadedPacks, Record, Source, SourcedEvent, Tie, TieEnd,
};

use crate::{
    ask::Ask,
    cast::Cast,
    failure::Failure,
    wire::{self, End, EventMark, Quad, TieParty, When},
};

/// Turns ties into what goes over the wire; the claims of all of them are looked up at once.
pub(crate) struct Ties {
    sources: BTreeMap<ClaimAt, Source>,
    disputes: Arc<Disputes>,
}

fn sources<'t>(
    ask: &Ask<'_>,
    ties: impl IntoIterator<Item = &'t Tie>,
) -> Result<BTreeMap<ClaimAt, Source>, Failure> {
    let claims = ties.into_iter().flat_map(|tie| tie.claims().copied());
    Ok(ask.record.sources(claims)?)
}

impl Ties {
    /// For these ties.
    pub(crate) fn new<'t>(
        ask: &Ask<'_>,
        ties: impl IntoIterator<Item = &'t Tie>,
    ) -> Result<Self, Failure> {
        Ok(Self {
            sources: sources(ask, ties)?,
            disputes: ask.edition.disputes(&ask.chronicle())?,
        })
    }

    /// For ties of a chronicle without some sources.
    pub(crate) fn of<'t>(
        ask: &Ask<'_>,
        chronicle: &Chronicle<'_>,
        ties: impl IntoIterator<Item = &'t Tie>,
    ) -> Result<Self, Failure> {
        Ok(Self {
            sources: sources(ask, ties)?,
            disputes: Arc::new(Disputes::new(chronicle)?),
        })
    }

    /// One of them.
    pub(crate) fn tie(&self, tie: &Tie, cast: &mut Cast<'_>) -> wire::Tie {
        let disagreements: Vec<String> = self
            .disputes
            .of(tie)
            .into_iter()
            .map(str::to_owned)
            .collect();
        wire::Tie {
            id: tie.id.clone(),
            kind: tie.kind.into(),
            parties: tie
                .parties
                .iter()
                .map(|party| TieParty {
                    key: cast.participant(&party.who),
                    role: party.role.into(),
                })
                .collect(),
            instrument: tie.instrument.clone(),
            office: tie.office.clone(),
            spell: tie.spell,
            from: tie.from.as_ref().map(|end| self.end(end)),
            to: tie.to.as_ref().map(|end| self.end(end)),
            disputed: !disagreements.is_empty(),
            disagreements,
            shown_by: self.ids(&tie.shown_by),
        }
    }

    fn end(&self, end: &TieEnd) -> End {
        End {
            when: end.when.as_ref().map(When::from),
            told: end.is_told(),
            rule: end.rule.as_str().to_owned(),
            possible: end.possible,
            claims: self.ids(&end.claims),
        }
    }

    fn ids(&self, claims: &[ClaimAt]) -> Vec<String> {
        let found = claims.iter().filter_map(|at| self.sources.get(at));
        found.map(|source| source.id.clone()).collect()
    }
}

/// The quadrant and the weight of a class.
pub(crate) fn quad_of(packs: &LoadedPacks, class: &str) -> (Option<Quad>, f64) {
    let classes = &packs.packs.classes;
    classes.find(class).map_or((None, 0.0), |id| {
        let class = classes.get(id);
        (class.quad.map(Quad::from), class.goldstein)
    })
}

/// Events as marks, with where they are told.
pub(crate) fn event_marks(
    record: &Record,
    events: Vec<legation::Event>,
    packs: &LoadedPacks,
    cast: &mut Cast<'_>,
) -> Result<Vec<EventMark>, Failure> {
    let events = legation::sourced(record, events)?;
    Ok(events
        .iter()
        .map(|event| event_mark(event, packs, cast))
        .collect())
}

/// An event as a mark.
pub(crate) fn event_mark(
    sourced: &SourcedEvent,
    packs: &LoadedPacks,
    cast: &mut Cast<'_>,
) -> EventMark {
    let event = &sourced.event;
    let (quad, goldstein) = quad_of(packs, &event.class);
    EventMark {
        id: event.id.clone(),
        class: event.class.clone(),
        quad,
        goldstein,
        when: event.when.as_ref().map(When::from),
        status: event.status.into(),
        actors: event
            .actors
            .iter()
            .map(|who| cast.participant(who))
            .collect(),
        recipients: event
            .recipients
            .iter()
            .map(|who| cast.participant(who))
            .collect(),
        office: event.office.clone(),
        instrument: event.instrument.clone(),
        // What the chronicle keeps in single precision, as claims show it.
        confidence: (event.confidence * 1000.0).round() / 1000.0,
        claims: event.claims.len(),
        documents: sourced.docs.len(),
        langs: sourced.langs.iter().cloned().collect(),
    }
}
