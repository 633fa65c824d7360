//! The chronicle without some of its sources: told anew in memory, and asked in the same way as the one in the record.

use std::collections::BTreeSet;

use legation_chronicle::{Account, Affair, Context, Part};
use legation_model::{
    ClaimAt, Day, Disagreement, DisagreementKind, Edtf, Event, Participant, Tie, TieEnd,
};
use legation_record::{ActorRef, EventFilter, FactScope, Record, TieFilter};
use rayon::prelude::*;

use super::{gather::Gatherer, rules::world};
use crate::{Error, LoadedPacks, review::decisions_beside};

/// What a question leaves out. The default leaves out nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// Documents (by id, file name or publisher) and claims (by id) that are not believed.
    pub without: Vec<String>,
    /// Documents published after this day, and those that do not say when.
    pub said_by: Option<Day>,
}

impl LeftOut {
    /// Whether it leaves out nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.without.is_empty() && self.said_by.is_none()
    }
}

/// What a record tells without some of its sources.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Told {
    ties: Vec<Tie>,
    events: Vec<Event>,
    disagreements: Vec<Disagreement>,
    /// Documents that were left out.
    pub left_out: usize,
    /// Of those, documents that do not say when they were published.
    pub undated: usize,
    /// Decisions that it follows.
    pub decisions: usize,
    /// Claims that were left out, in those documents or by themselves.
    pub claims_left_out: usize,
}

impl Told {
    /// Tells a record's chronicle anew, in memory.
    ///
    /// # Errors
    /// [`Error::UnknownSource`] where nothing is called what is to be left out; where the database fails.
    pub fn new(record: &Record, packs: &LoadedPacks, left_out: &LeftOut) -> Result<Self, Error> {
        let _snapshot = record.snapshot()?;
        let (documents, claims) = unbelieved(record, &left_out.without)?;
        let in_time = |published: Option<&Edtf>| match left_out.said_by {
            None => true,
            Some(day) => published.is_some_and(|p| p.bounds().last.is_some_and(|last| last <= day)),
        };
        let mut told = Self {
            claims_left_out: claims.len(),
            ..Self::default()
        };
        for document in record.documents()? {
            if documents.contains(&document.id) || !in_time(document.published.as_ref()) {
                told.left_out += 1;
                told.claims_left_out += document.claims;
                let undated = left_out.said_by.is_some() && document.published.is_none();
                told.undated += usize::from(undated);
            }
        }
        let mut world = world(packs);
        let rulings = decisions_beside(record)?;
        told.decisions = rulings.len();
        let mut gatherer = Gatherer::new(packs, &rulings);
        let keep =
            |id: &str, published: Option<&Edtf>| !documents.contains(id) && in_time(published);
        record.facts::<Error>(FactScope::All, |row, keys| {
            gatherer.take(&row, keys, &keep, &claims)
        })?;
        let facts = gatherer.finish(&mut world);
        let context = Context::new(&world, &facts);
        let affairs = context.affairs();
        let all: Vec<(Affair, &[Part])> = affairs.iter().collect();
        let accounts: Vec<Account> = all
            .par_iter()
            .map(|(affair, parts)| context.account(*affair, parts))
            .collect();
        for mut account in accounts {
            told.ties.append(&mut account.ties);
            told.events.append(&mut account.events);
            told.disagreements.append(&mut account.disagreements);
        }
        told.ties.sort_by(|a, b| order_of(a).cmp(&order_of(b)));
        told.events.sort_by(|a, b| {
            let key = |e: &Event| {
                let days = e.when.as_ref().map(Edtf::bounds);
                let first = days.map(|d| d.first.map_or(i64::MIN, |d| d.0));
                let last = days.map(|d| d.last.map_or(i64::MAX, |d| d.0));
                (days.is_none(), first, last)
            };
            key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
        });
        told.disagreements.sort_by(|a, b| {
            let key = |d: &Disagreement| (d.kind.as_str(), d.id.clone(), d.sentence.clone());
            key(a)
                .cmp(&key(b))
                .then_with(|| a.first_because.cmp(&b.first_because))
        });
        told.disagreements.dedup_by(|a, b| a.id == b.id);
        Ok(told)
    }

    /// As [`Record::ties`].
    #[must_use]
    pub fn ties(&self, filter: &TieFilter) -> Vec<Tie> {
        let fits = |tie: &&Tie| {
            let parties = || tie.parties.iter().map(|party| &party.who);
            filter.actors.iter().all(|group| any_of(group, parties()))
                && (filter.kinds.is_empty() || filter.kinds.contains(&tie.kind))
                && filter.id.as_ref().is_none_or(|id| *id == tie.id)
                && filter
                    .days
                    .is_none_or(|(first, last)| may_hold(tie, first, last))
        };
        self.ties.iter().filter(fits).cloned().collect()
    }

    /// As [`Record::events`].
    #[must_use]
    pub fn events(&self, filter: &EventFilter) -> Vec<Event> {
        let fits = |event: &&Event| {
            let parties = || event.actors.iter().chain(&event.recipients);
            let in_time = filter.days.is_none_or(|(first, last)| {
                event.when.as_ref().is_some_and(|when| {
                    let days = when.bounds();
                    days.first.is_none_or(|d| d <= last) && days.last.is_none_or(|d| d >= first)
                })
            });
            in_time
                && filter.actors.iter().all(|group| any_of(group, parties()))
                && (filter.classes.is_empty() || filter.classes.contains(&event.class))
                && (filter.statuses.is_empty() || filter.statuses.contains(&event.status))
                && filter.id.as_ref().is_none_or(|id| *id == event.id)
        };
        self.events.iter().filter(fits).cloned().collect()
    }

    /// As [`Record::disagreements`].
    #[must_use]
    pub fn disagreements(
        &self,
        actors: &[Vec<ActorRef>],
        kinds: &[DisagreementKind],
    ) -> Vec<Disagreement> {
        let fits = |told: &&Disagreement| {
            actors.iter().all(|group| any_of(group, told.about.iter()))
                && (kinds.is_empty() || kinds.contains(&told.kind))
        };
        self.disagreements.iter().filter(fits).cloned().collect()
    }
}

/// The order in which the record gives ties.
fn order_of(tie: &Tie) -> (&'static str, i64, &str) {
    let first = tie.from.as_ref().and_then(|from| from.bounds().first);
    (tie.kind.as_str(), first.map_or(i64::MIN, |d| d.0), &tie.id)
}

/// The documents and claims that are meant by what a user wrote.
fn unbelieved(
    record: &Record,
    without: &[String],
) -> Result<(BTreeSet<String>, BTreeSet<ClaimAt>), Error> {
    let (mut ids, mut claims) = (BTreeSet::new(), BTreeSet::new());
    if without.is_empty() {
        return Ok((ids, claims));
    }
    let documents = record.documents()?;
    for name in without {
        let places = record.claim_places(name)?;
        if !places.is_empty() {
            claims.extend(places);
            continue;
        }
        let file = |id: &str| id.rsplit(['/', '\\']).next() == Some(name.as_str());
        let mut found = documents
            .iter()
            .filter(|d| {
                d.id == *name || file(&d.id) || d.publisher.as_deref() == Some(name.as_str())
            })
            .peekable();
        if found.peek().is_none() {
            let mut nearest: Vec<(f64, &str)> = documents
                .iter()
                .flat_map(|d| [Some(d.id.as_str()), d.publisher.as_deref()])
                .flatten()
                .map(|known| (strsim::normalized_damerau_levenshtein(name, known), known))
                .filter(|(likeness, known)| *likeness > 0.4 || known.contains(name.as_str()))
                .collect();
            nearest.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
            nearest.dedup_by(|a, b| a.1 == b.1);
            return Err(Error::UnknownSource {
                name: name.clone(),
                nearest: nearest
                    .into_iter()
                    .take(5)
                    .map(|(_, n)| n.to_owned())
                    .collect(),
            });
        }
        ids.extend(found.map(|d| d.id.clone()));
    }
    Ok((ids, claims))
}

fn any_of<'p>(group: &[ActorRef], mut parties: impl Iterator<Item = &'p Participant>) -> bool {
    parties.any(|who| {
        group.iter().any(|wanted| {
            let some = wanted.id.is_some() || wanted.country.is_some() || wanted.name.is_some();
            some && wanted
                .id
                .as_ref()
                .is_none_or(|id| who.id.as_ref() == Some(id))
                && wanted.country.as_ref().is_none_or(|c| *c == who.country)
                && wanted.name.as_ref().is_none_or(|n| *n == who.name)
        })
    })
}

fn may_hold(tie: &Tie, first: Day, last: Day) -> bool {
    let begins = tie.from.as_ref().and_then(|from| from.bounds().first);
    let ends = |to: &TieEnd| to.possible || to.bounds().last.is_none_or(|day| day >= first);
    begins.is_none_or(|day| day <= last) && tie.to.as_ref().is_none_or(ends)
}
