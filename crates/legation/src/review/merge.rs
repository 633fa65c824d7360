//! Decisions made elsewhere: what is new comes in, what is there stays, what differs is told.

use std::{collections::BTreeMap, path::Path};

use legation_model::ClaimAt;
use legation_record::Record;
use serde::Serialize;

use super::{
    Review,
    decision::{Decision, Target},
    log::{Act, Damage, Decided, Entry, Lines, NewEntry},
    place::Finder,
    rulings::Decisions,
    state::{Held, State},
};
use crate::Error;

/// Two decisions about the same claim that differ.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Conflict {
    /// What they are about.
    pub claim: Target,
    /// What was decided here.
    pub ours: Decision,
    /// What was decided elsewhere.
    pub theirs: Decision,
    /// Whether theirs holds now.
    pub taken: bool,
}

/// What came of decisions made elsewhere.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Applied {
    /// Decisions that came in, those taken in conflicts among them.
    pub added: usize,
    /// Decisions that were there already, or had been and were undone.
    pub there: usize,
    /// Of those that came in, how many are about no claim of this record.
    pub orphaned: usize,
    /// Where both decided, and not the same.
    pub conflicts: Vec<Conflict>,
    /// Lines that do not count.
    pub damaged: Vec<Damage>,
}

impl Review {
    /// Takes the decisions in that hold in a file made elsewhere, each with its own time and author. Where something else was
    /// decided here, ours stays; with `newer`, the later of the two holds.
    ///
    /// # Errors
    /// Where the file holds no decisions, ours cannot be written, or the database fails.
    pub fn apply(
        &mut self,
        record: &Record,
        file: &Path,
        content: &[u8],
        newer: bool,
    ) -> Result<Applied, Error> {
        let lines = Lines::parse(content, file)?;
        let theirs = State::of(&lines).holding(&lines);
        let mut applied = Applied {
            damaged: lines.damaged.clone(),
            ..Applied::default()
        };
        if theirs.is_empty() {
            return Ok(applied);
        }
        let _snapshot = record.snapshot()?;
        let mut finder = Finder::new(record)?;
        let found = &mut self.found;
        self.log.append(|ours| {
            // Others may have written since the file was read.
            found.clear();
            let rulings = Decisions::of(ours, record, found)?;
            let mut merge = Merge::new(ours, &rulings);
            let mut new = Vec::new();
            for held in theirs {
                let places = finder.find(&held.decided.claim)?;
                let places: Vec<ClaimAt> = places.into_iter().map(|place| place.at).collect();
                if merge.take(&held, &places, newer, &mut applied) {
                    applied.added += 1;
                    applied.orphaned += usize::from(places.is_empty());
                    new.push(NewEntry {
                        at: held.entry.at.clone(),
                        who: held.entry.who.clone(),
                        act: Act::Decide(Box::new(held.decided.clone())),
                    });
                }
            }
            Ok::<_, Error>(new)
        })?;
        self.changed();
        Ok(applied)
    }
}

/// What is decided here while decisions come in.
struct Merge<'l> {
    ours: &'l Lines,
    rulings: &'l Decisions,
    orphans: Vec<Held<'l>>,
    /// What came in, by claim.
    new: BTreeMap<ClaimAt, Decision>,
}

impl<'l> Merge<'l> {
    fn new(ours: &'l Lines, rulings: &'l Decisions) -> Self {
        let mut orphans = State::of(ours).holding(ours);
        orphans.retain(|held| rulings.orphaned.contains(&held.entry.n));
        Self {
            ours,
            rulings,
            orphans,
            new: BTreeMap::new(),
        }
    }

    /// Whether a decision is to come in.
    fn take(
        &mut self,
        held: &Held<'_>,
        places: &[ClaimAt],
        newer: bool,
        applied: &mut Applied,
    ) -> bool {
        if self.ours.entries.iter().any(|entry| same(entry, held)) {
            applied.there += 1;
            return false;
        }
        let theirs = held.shown();
        let ours = places
            .iter()
            .find_map(|at| {
                self.new
                    .get(at)
                    .or_else(|| self.rulings.decision(*at))
                    .cloned()
            })
            .or_else(|| self.orphan(&held.decided.claim));
        if let Some(ours) = ours {
            if (ours.decision, &ours.edit) == (theirs.decision, &theirs.edit) {
                applied.there += 1;
                return false;
            }
            let taken = newer && theirs.at > ours.at;
            applied.conflicts.push(Conflict {
                claim: held.decided.claim.clone(),
                ours,
                theirs: theirs.clone(),
                taken,
            });
            if !taken {
                return false;
            }
        }
        self.new
            .extend(places.iter().map(|at| (*at, theirs.clone())));
        true
    }

    /// Ours about the same claim of the same text, where neither has it in the record.
    fn orphan(&self, claim: &Target) -> Option<Decision> {
        let same = |held: &&Held<'_>| held.decided.claim.key() == claim.key();
        self.orphans.iter().find(same).map(Held::shown)
    }
}

/// Whether an entry is the decision itself, and no other that says the same.
fn same(entry: &Entry, held: &Held<'_>) -> bool {
    let decided = |act: &Act| -> Option<Decided> {
        match act {
            Act::Decide(decided) => Some(decided.as_ref().clone()),
            Act::Undo { .. } | Act::Redo { .. } => None,
        }
    };
    entry.at == held.entry.at
        && entry.who == held.entry.who
        && decided(&entry.act).as_ref() == Some(held.decided)
}
