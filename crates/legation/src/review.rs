//! Decisions of people about claims: right, wrong, or something else than was read.
//!
//! They stand beside the record in a file of their own (`NAME.review.jsonl` for `NAME.legation`); neither the source nor what
//! was read of it is ever changed. A decision names its claim by what stays when documents are read anew ([`Target`]; the
//! rules stand in `review/place.rs`). The chronicle follows them: a wrong claim takes part in nothing, a right one is
//! believed however unsure the reader was, an edited one takes part as edited.

mod decision;
mod error;
mod followed;
mod form;
mod instant;
mod log;
mod merge;
mod place;
mod queue;
mod rulings;
mod state;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    ffi::OsString,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use legation_record::Record;

pub use decision::{AsRead, Decision, Edit, Reviewed, Selector, Target, Verdict, Words};
pub use error::ReviewError;
pub use form::EditRequest;
pub use instant::Instant;
pub use log::Damage;
pub use merge::{Applied, Conflict};
pub use queue::{Orphan, Queue, QueueOrder, QueueState, ReviewSummary};

pub(crate) use decision::Ruling;
pub(crate) use followed::followed;
pub use rulings::Decisions;

use crate::{Error, LoadedPacks, RECORD_EXTENSION};
use log::{Act, Decided, Entry, FileStamp, Lines, Log, NewEntry};
use rulings::Found;
use state::{State, shown};

/// Who decides, when, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// When.
    pub at: Instant,
    /// Who, where that is told.
    pub who: Option<String>,
    /// Why, in somebody's words.
    pub note: Option<String>,
}

/// A decision that was undone or done again, and the claim that it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// The claim.
    pub claim: Target,
    /// The decision.
    pub decision: Decision,
}

/// The decisions beside a record.
#[derive(Debug)]
pub struct Review {
    log: Log,
    found: Found,
    /// What holds in the record of a revision.
    rulings: Option<(i64, Arc<Decisions>)>,
}

/// The file of decisions that belongs to a record.
#[must_use]
pub fn review_path(record: &Path) -> PathBuf {
    if record.extension().is_some_and(|e| e == RECORD_EXTENSION) {
        return record.with_extension("review.jsonl");
    }
    let mut name = OsString::from(record);
    name.push(".review.jsonl");
    PathBuf::from(name)
}

impl Review {
    /// Reads the decisions beside a record; there need not be any.
    ///
    /// # Errors
    /// Where the file cannot be read, or a newer program wrote it.
    pub fn open(record: &Path) -> Result<Self, Error> {
        Ok(Self {
            log: Log::open(review_path(record))?,
            found: Found::default(),
            rulings: None,
        })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.log.path()
    }

    /// Lines of the file that do not count: cut off, or damaged.
    #[must_use]
    pub fn damaged(&self) -> &[Damage] {
        &self.log.lines.damaged
    }

    /// Reads what other programs wrote since; whether they did.
    ///
    /// # Errors
    /// As [`Review::open`].
    pub fn refresh(&mut self) -> Result<bool, Error> {
        let changed = self.log.refresh()?;
        if changed {
            self.found.clear();
            self.changed();
        }
        Ok(changed)
    }

    /// A digest of the decisions that hold; empty where none does. Answers with decisions change only where it does.
    #[must_use]
    pub fn revision(&self) -> String {
        State::of(self.lines()).digest(self.lines())
    }

    /// Decides about a claim, by its id.
    ///
    /// # Errors
    /// Where there is no such claim, an edit cannot be meant, or the file cannot be written; nothing is decided then.
    pub fn decide(
        &mut self,
        record: &Record,
        packs: &LoadedPacks,
        claim: &str,
        verdict: Verdict,
        edit: Option<&EditRequest>,
        said: &Said,
    ) -> Result<Decision, Error> {
        let _snapshot = record.snapshot()?;
        let unknown = || ReviewError::UnknownClaim {
            id: claim.to_owned(),
        };
        let places = record.claim_places(claim)?;
        let at = *places.first().ok_or_else(unknown)?;
        let claim = record.claims_at(&[at])?.pop().ok_or_else(unknown)?;
        let edit = match (verdict, edit) {
            (Verdict::Edit, edit) => {
                let request = edit.ok_or(ReviewError::NothingEdited)?;
                Some(request.check(&claim, record, packs)?)
            }
            (Verdict::Right | Verdict::Wrong, None) => None,
            (Verdict::Right | Verdict::Wrong, Some(_)) => {
                let verdict = verdict.as_str();
                return Err(ReviewError::NotAnEdit { verdict }.into());
            }
        };
        self.refresh()?;
        if let Some(now) = self.decisions(record)?.decision(at)
            && (now.decision, &now.edit, &now.note) == (verdict, &edit, &said.note)
        {
            // Said twice; undoing is to undo it all the same.
            return Ok(now.clone());
        }
        let decided = Decided {
            decision: verdict,
            edit,
            note: said.note.clone(),
            claim: place::Finder::new(record)?.target(at, &claim)?,
        };
        let act = Act::Decide(Box::new(decided.clone()));
        let written = self.write(said, |_| Some(act))?;
        written
            .map(|entry| shown(&entry, &decided))
            .ok_or_else(|| unknown().into())
    }

    /// The id that a claim has in a record now; `None` where it is no longer read.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn claim_now(&self, record: &Record, claim: &Target) -> Result<Option<String>, Error> {
        let found = place::Finder::new(record)?.find(claim)?;
        Ok(found.into_iter().next().map(|placed| placed.id))
    }

    /// Takes the last decision back; `None` where there is none.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn undo(&mut self, said: &Said) -> Result<Option<Moved>, Error> {
        self.step(said, |state, lines| {
            let last = state.last(lines)?;
            Some((last.clone(), Act::Undo { of: last.n }))
        })
    }

    /// Makes the decision hold again that was taken back last, where nothing was decided since.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn redo(&mut self, said: &Said) -> Result<Option<Moved>, Error> {
        self.step(said, |state, lines| {
            let last = state.last_undone(lines)?;
            Some((last.clone(), Act::Redo { of: last.n }))
        })
    }

    fn step(
        &mut self,
        said: &Said,
        next: impl FnOnce(&State, &Lines) -> Option<(Entry, Act)>,
    ) -> Result<Option<Moved>, Error> {
        self.refresh()?;
        if self.lines().entries.is_empty() {
            // No file is made where there is nothing to undo.
            return Ok(None);
        }
        let mut moved = None;
        self.write(said, |lines| {
            let (entry, act) = next(&State::of(lines), lines)?;
            moved = Some(entry);
            Some(act)
        })?;
        Ok(moved.and_then(|entry| match &entry.act {
            Act::Decide(decided) => Some(Moved {
                claim: decided.claim.clone(),
                decision: shown(&entry, decided),
            }),
            Act::Undo { .. } | Act::Redo { .. } => None,
        }))
    }

    fn write(
        &mut self,
        said: &Said,
        act: impl FnOnce(&Lines) -> Option<Act>,
    ) -> Result<Option<Entry>, Error> {
        let before = self.lines().entries.len();
        let written = self.log.append(|lines| {
            let new = act(lines).map(|act| NewEntry {
                at: said.at.clone(),
                who: said.who.clone(),
                act,
            });
            Ok::<_, Error>(new.into_iter().collect())
        })?;
        if self.lines().entries.len() != before + written.len() {
            // Somebody else wrote, too, and not necessarily at the end.
            self.found.clear();
        }
        self.changed();
        Ok(written.into_iter().next())
    }

    /// The decisions that hold, one a line, as another program takes them with [`Review::apply`].
    ///
    /// # Errors
    /// Where a line cannot be written; plain data always can.
    pub fn export(&self) -> Result<String, Error> {
        let lines = self.lines();
        let mut text = String::new();
        for held in State::of(lines).holding(lines) {
            let line = serde_json::to_string(held.entry).map_err(|e| ReviewError::Write {
                path: self.path().to_owned(),
                source: e.into(),
            })?;
            text.push_str(&line);
            text.push('\n');
        }
        Ok(text)
    }

    /// What holds for the claims of a record.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn decisions(&mut self, record: &Record) -> Result<Arc<Decisions>, Error> {
        let _snapshot = record.snapshot()?;
        let revision = record.revision()?;
        if let Some((of, rulings)) = &self.rulings
            && *of == revision
        {
            return Ok(Arc::clone(rulings));
        }
        let rulings = Arc::new(Decisions::of(&self.log.lines, record, &mut self.found)?);
        self.rulings = Some((revision, Arc::clone(&rulings)));
        Ok(rulings)
    }

    fn lines(&self) -> &Lines {
        &self.log.lines
    }

    fn changed(&mut self) {
        self.rulings = None;
    }
}

/// What holds for the claims of a record by the file beside it.
///
/// # Errors
/// Where the file cannot be read, or the database fails.
pub fn decisions_beside(record: &Record) -> Result<Arc<Decisions>, Error> {
    Review::open(record.path())?.decisions(record)
}

/// [`Review::revision`] of the file beside a record. As long as the file is as it was, it is not read again.
///
/// # Errors
/// As [`Review::open`].
pub fn review_revision(record: &Path) -> Result<String, Error> {
    type Known = BTreeMap<PathBuf, (FileStamp, String)>;
    static KNOWN: Mutex<Known> = Mutex::new(BTreeMap::new());
    let path = review_path(record);
    let Some(stamp) = FileStamp::of(&path) else {
        return Ok(String::new());
    };
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((of, revision)) = known().get(&path)
        && *of == stamp
    {
        return Ok(revision.clone());
    }
    let revision = Review::open(record)?.revision();
    known().insert(path, (stamp, revision.clone()));
    Ok(revision)
}
