//! With which decisions of people the chronicle was told, and what has to be told again where they are others now.
//!
//! What a decision says is known to whoever asks for the chronicle; here are digests of it, document by document.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};

use super::write::{Changes, ChronicleWriter, unpacked};
use crate::{
    error::{AskError, WriteError, asking},
    record::Record,
    store::{int, size},
};

/// The decisions about the claims of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentDecisions {
    /// A digest of what they say.
    pub digest: String,
    /// How many there are.
    pub decisions: usize,
}

/// The decisions that the chronicle in the record follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// A digest of all decisions that there were; empty where there was none.
    pub review: String,
    /// How many of them are about claims of the record.
    pub decisions: usize,
}

impl Record {
    /// The decisions that the chronicle in the record follows.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn followed(&self) -> Result<Followed, AskError> {
        self.connection
            .prepare_cached(
                "SELECT value, (SELECT coalesce(sum(decisions), 0) FROM chronicle_decisions)
                 FROM meta WHERE name = 'chronicle_review'",
            )
            .and_then(|mut s| {
                s.query_row([], |row| {
                    Ok(Followed {
                        review: row.get(0)?,
                        decisions: row.get(1).map(size)?,
                    })
                })
            })
            .map_err(asking("looking at the chronicle"))
    }
}

impl ChronicleWriter {
    /// Adds to what changed the documents whose decisions are not those that the chronicle was told with.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn add_decided(
        &mut self,
        changes: &mut Changes,
        now: &BTreeMap<u32, DocumentDecisions>,
    ) -> Result<(), WriteError> {
        self.find_decided(changes, now)
            .map_err(|e| self.failed("looking for decisions", e))
    }

    fn find_decided(
        &self,
        changes: &mut Changes,
        now: &BTreeMap<u32, DocumentDecisions>,
    ) -> rusqlite::Result<()> {
        let mut told: BTreeMap<u32, String> = self
            .connection
            .prepare("SELECT document, digest FROM chronicle_decisions")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let mut other: Vec<u32> = Vec::new();
        for (document, decided) in now {
            if told.remove(document).as_ref() != Some(&decided.digest) {
                other.push(*document);
            }
        }
        // Decided before, and not any more.
        other.extend(told.into_keys());
        let mut affairs = self
            .connection
            .prepare("SELECT affairs FROM chronicle_documents WHERE document = ?1")?;
        for document in other {
            // What is new, changed or gone is told again anyway.
            if changes.new.contains(&document) || changes.gone.contains(&document) {
                continue;
            }
            let of: Option<Vec<u8>> = affairs.query_row([document], |row| row.get(0)).optional()?;
            if let Some(of) = of {
                changes.new.push(document);
                changes.gone.push(document);
                changes.affairs.extend(unpacked(&of));
            }
        }
        changes.new.sort_unstable();
        Ok(())
    }

    /// Says with which decisions the chronicle is told.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn follow(
        &mut self,
        review: &str,
        now: &BTreeMap<u32, DocumentDecisions>,
    ) -> Result<(), WriteError> {
        let write = || {
            self.connection.execute(
                "UPDATE meta SET value = ?1 WHERE name = 'chronicle_review'",
                [review],
            )?;
            self.connection
                .execute("DELETE FROM chronicle_decisions", [])?;
            let mut insert = self
                .connection
                .prepare_cached("INSERT INTO chronicle_decisions VALUES (?1, ?2, ?3)")?;
            for (document, decided) in now {
                insert.execute(params![document, decided.digest, int(decided.decisions)])?;
            }
            Ok(())
        };
        write().map_err(|e| self.failed("writing decisions", e))
    }
}
