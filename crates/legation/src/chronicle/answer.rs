//! Questions to the chronicle: what held on a day, what changed between two, what is between two actors.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use legation_chronicle::{World, existence_by_packs};
use legation_model::{Day, Disagreement, DisagreementKind, Event, Holding, Tie, TieEnd, TieKind};
use legation_record::{ActorRef, EventFilter, Record, TieFilter};

use super::{
    left_out::{LeftOut, Told},
    rules::{known, participant, world},
    update::{is_current, update_chronicle},
};
use crate::{Error, Found, LoadedPacks};

/// A chronicle to ask: the one in the record, or one told without some sources.
#[derive(Debug)]
pub struct Chronicle<'a> {
    record: &'a Record,
    packs: &'a LoadedPacks,
    told: Option<Arc<Told>>,
}

/// What holds, and how surely.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The tie.
    pub tie: Tie,
    /// Certain or possible.
    pub holding: Holding,
}

/// What differs between two days, or between two chronicles.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The tie as the second has it, or as the first has it where the second has none.
    pub tie: Tie,
    /// How it holds in the first.
    pub before: Holding,
    /// How it holds in the second.
    pub after: Holding,
}

impl<'a> Chronicle<'a> {
    /// The chronicle of a record, brought up to date first where documents or rules have changed; where the record cannot
    /// be written, or something is left out, told in memory.
    ///
    /// # Errors
    /// Where the database fails, or nothing is called what is to be left out.
    pub fn open(
        record: &'a Record,
        packs: &'a LoadedPacks,
        left_out: &LeftOut,
    ) -> Result<Self, Error> {
        let asked = |told: Option<Told>| Self::as_told(record, packs, told.map(Arc::new));
        if !left_out.is_empty() {
            return Ok(asked(Some(Told::new(record, packs, left_out)?)));
        }
        if is_current(record, packs)? {
            return Ok(asked(None));
        }
        match update_chronicle(record.path(), packs) {
            Ok(_) => Ok(asked(None)),
            Err(Error::Open(_) | Error::Write(_)) => {
                Ok(asked(Some(Told::new(record, packs, left_out)?)))
            }
            Err(error) => Err(error),
        }
    }

    /// A chronicle that is ready: the one in the record, which must be current ([`crate::chronicle_is_current`]), or one that was
    /// told in memory. Nothing is looked at and nothing is written: who answers many questions makes sure once.
    #[must_use]
    pub fn as_told(record: &'a Record, packs: &'a LoadedPacks, told: Option<Arc<Told>>) -> Self {
        Self {
            record,
            packs,
            told,
        }
    }

    /// The record that is asked.
    pub(crate) fn record(&self) -> &'a Record {
        self.record
    }

    /// The packs that it is told by.
    pub(crate) fn packs(&self) -> &'a LoadedPacks {
        self.packs
    }

    /// What was left out, where something was.
    #[must_use]
    pub fn told(&self) -> Option<&Told> {
        self.told.as_deref()
    }

    /// How many decisions about claims it follows.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn decisions(&self) -> Result<usize, Error> {
        Ok(match &self.told {
            Some(told) => told.decisions,
            None => self.record.followed()?.decisions,
        })
    }

    /// Ties of a filter; the packs' dates of the existence of those asked for are among them.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn ties(&self, filter: &TieFilter) -> Result<Vec<Tie>, Error> {
        let mut ties = match &self.told {
            Some(told) => told.ties(filter),
            None => self.record.ties(filter)?,
        };
        let existence = filter.kinds.is_empty() || filter.kinds.contains(&TieKind::Existence);
        if existence && filter.id.is_none() && filter.actors.len() < 2 {
            self.add_existence(filter, &mut ties)?;
        }
        Ok(ties)
    }

    /// The spell of an id.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn tie(&self, id: &str) -> Result<Option<Tie>, Error> {
        let of_id = TieFilter {
            id: Some(id.to_owned()),
            ..TieFilter::default()
        };
        if let Some(tie) = self.ties(&of_id)?.pop() {
            return Ok(Some(tie));
        }
        // That somebody exists may be told by the packs alone.
        let mut existing = Vec::new();
        self.add_existence(&TieFilter::default(), &mut existing)?;
        Ok(existing.into_iter().find(|tie| tie.id == id))
    }

    /// What the packs say of the existence of actors that no claim founds or dissolves: of the one asked for, or of all that
    /// ties name.
    fn add_existence(&self, filter: &TieFilter, ties: &mut Vec<Tie>) -> Result<(), Error> {
        // What claims tell of it is told of all days, not of those asked for alone.
        let existence = TieFilter {
            actors: filter.actors.clone(),
            kinds: vec![TieKind::Existence],
            ..TieFilter::default()
        };
        let existing = match &self.told {
            Some(told) => told.ties(&existence),
            None => self.record.ties(&existence)?,
        };
        let told: BTreeSet<String> = existing
            .iter()
            .filter_map(|tie| tie.parties.first()?.who.id.clone())
            .collect();
        let wanted: BTreeSet<String> = match (filter.actors.first(), &self.told) {
            (Some(group), _) => group.iter().filter_map(|actor| actor.id.clone()).collect(),
            (None, Some(told)) => told
                .ties(&TieFilter::default())
                .iter()
                .flat_map(|tie| &tie.parties)
                .filter_map(|party| party.who.id.clone())
                .collect(),
            (None, None) => self.record.tie_actors()?,
        };
        let actors = &self.packs.packs.actors;
        let mut world = World::default();
        for id in wanted.difference(&told) {
            let Some(actor) = actors.get(id) else {
                continue;
            };
            world.actors = BTreeMap::from([(id.clone(), known(self.packs, actor))]);
            if let Some(tie) = existence_by_packs(&world, &participant(self.packs, actor))
                && filter
                    .days
                    .is_none_or(|(first, last)| tie.holding(first, last) != Holding::No)
            {
                ties.push(tie);
            }
        }
        Ok(())
    }

    /// Events of a filter, in order of time.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn events(&self, filter: &EventFilter) -> Result<Vec<Event>, Error> {
        Ok(match &self.told {
            Some(told) => told.events(filter),
            None => self.record.events(filter)?,
        })
    }

    /// Disagreements about actors, of all or some kinds.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn disagreements(
        &self,
        actors: &[Found],
        kinds: &[DisagreementKind],
    ) -> Result<Vec<Disagreement>, Error> {
        let groups = actor_groups(actors);
        Ok(match &self.told {
            Some(told) => told.disagreements(&groups, kinds),
            None => self.record.disagreements(&groups, kinds)?,
        })
    }

    /// What holds on any day of a stretch: of all, or of whichever of some actors; what is certain first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn on(
        &self,
        (first, last): (Day, Day),
        actors: &[Found],
        kinds: &[TieKind],
    ) -> Result<Vec<Held>, Error> {
        let anyone: Vec<ActorRef> = actors.iter().flat_map(|a| a.references.clone()).collect();
        let filter = TieFilter {
            actors: if actors.is_empty() {
                Vec::new()
            } else {
                vec![anyone]
            },
            kinds: kinds.to_vec(),
            days: Some((first, last)),
            id: None,
        };
        let mut held: Vec<Held> = self
            .ties(&filter)?
            .into_iter()
            .map(|tie| Held {
                holding: tie.holding(first, last),
                tie,
            })
            .filter(|held| held.holding != Holding::No)
            .collect();
        held.sort_by_key(|held| std::cmp::Reverse(held.holding));
        Ok(held)
    }

    /// The world as the packs have it, for series and structure.
    #[must_use]
    pub fn world(&self) -> World {
        Self::world_of(self.packs)
    }

    /// The world as packs have it, for those who answer many questions.
    #[must_use]
    pub fn world_of(packs: &LoadedPacks) -> World {
        world(packs)
    }

    /// The first and the last day to which a beginning or an end of a tie is dated.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn tie_days(&self) -> Result<Option<(Day, Day)>, Error> {
        let Some(told) = self.told() else {
            return Ok(self.record.tie_days()?);
        };
        let all = told.ties(&TieFilter::default());
        let days: BTreeSet<Day> = all
            .iter()
            .flat_map(|tie| [&tie.from, &tie.to])
            .flatten()
            .map(TieEnd::bounds)
            .flat_map(|bounds| [bounds.first, bounds.last])
            .flatten()
            .collect();
        Ok(days.first().copied().zip(days.last().copied()))
    }
}

/// What differs between two answers of [`Chronicle::on`]: by tie, in the order of the answers.
#[must_use]
pub fn changes(before: &[Held], after: &[Held]) -> Vec<Change> {
    let index = |held: &[Held]| -> BTreeMap<String, Holding> {
        held.iter().map(|h| (h.tie.id.clone(), h.holding)).collect()
    };
    let (first, second) = (index(before), index(after));
    let of =
        |known: &BTreeMap<String, Holding>, id: &str| known.get(id).copied().unwrap_or(Holding::No);
    let gone = before.iter().filter(|h| !second.contains_key(&h.tie.id));
    gone.chain(after)
        .map(|held| Change {
            tie: held.tie.clone(),
            before: of(&first, &held.tie.id),
            after: of(&second, &held.tie.id),
        })
        .filter(|change| change.before != change.after)
        .collect()
}

/// The actors of a question, each a group of the ways in which the record finds it.
#[must_use]
pub fn actor_groups(actors: &[Found]) -> Vec<Vec<ActorRef>> {
    actors
        .iter()
        .map(|actor| actor.references.clone())
        .collect()
}
