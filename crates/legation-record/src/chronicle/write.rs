//! Writing the chronicle, and finding what of it has to be made again.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    time::Duration,
};

use legation_model::{ClaimAt, Disagreement, Edtf, Event, Participant, Tie, TieEnd};
use rusqlite::{Connection, OptionalExtension, params};

use super::{date_rule_number, place};
use crate::{
    error::{AskError, OpenError, WriteError, writing},
    facts::{FactRow, FactScope, Keys, facts},
    intern::Interner,
    schema::{self, OPEN_FUTURE, OPEN_PAST, Purpose, database},
    store::{day_columns, int, status_number},
};

/// How long to wait for another writer.
const WAIT: Duration = Duration::from_secs(10);

/// Memory for pages, in negative KiB as SQLite takes it: 256 MiB. A whole chronicle is written in one transaction, whose
/// pages are written out and read again where they do not fit.
const CACHE: i64 = -262_144;

/// What changed since the chronicle was made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Documents that are new or read anew, by key.
    pub new: Vec<u32>,
    /// Documents of the chronicle that are gone or read anew, by key.
    pub gone: Vec<u32>,
    /// The affairs that those that are gone took part in, by key.
    pub affairs: BTreeSet<i64>,
}

impl Changes {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.gone.is_empty()
    }
}

/// What is told of one affair.
#[derive(Debug, Clone, Copy)]
pub struct NewAccount<'a> {
    /// What happened.
    pub events: &'a [Event],
    /// What held.
    pub ties: &'a [Tie],
    /// Where claims cannot all be right.
    pub disagreements: &'a [Disagreement],
}

/// The one writer of a record's chronicle; it holds SQLite's write lock. Dropped without [`ChronicleWriter::finish`], it
/// changes nothing.
#[derive(Debug)]
pub struct ChronicleWriter {
    pub(super) connection: Connection,
    path: PathBuf,
    interner: Interner,
    /// Statements that make the indexes again which were dropped to write all at once.
    indexes: Vec<String>,
}

impl ChronicleWriter {
    /// Opens a record that exists.
    ///
    /// # Errors
    /// [`OpenError::Busy`] where another writer has it; see the others for files that are no record.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, OpenError> {
        let path = path.as_ref();
        let connection = schema::open(path, Purpose::Write, WAIT)?;
        connection
            .pragma_update(None, "cache_size", CACHE)
            .map_err(database(path, "opening it"))?;
        connection
            .execute_batch("BEGIN IMMEDIATE")
            .map_err(database(path, "taking its lock"))?;
        Ok(Self {
            connection,
            path: path.to_owned(),
            interner: Interner::default(),
            indexes: Vec::new(),
        })
    }

    /// What changed since the chronicle was made; everything where it was made by other rules.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn changes(&mut self, rules: &str) -> Result<Changes, WriteError> {
        self.find_changes(rules)
            .map_err(|e| self.failed("looking for what changed", e))
    }

    fn find_changes(&mut self, rules: &str) -> rusqlite::Result<Changes> {
        let made: String = self
            .connection
            .prepare_cached("SELECT value FROM meta WHERE name = 'chronicle_rules'")?
            .query_row([], |row| row.get(0))?;
        if made != rules {
            self.clear()?;
        }
        let mut changes = Changes::default();
        let mut new = self.connection.prepare(
            "SELECT d.key FROM documents d LEFT JOIN chronicle_documents c ON c.document = d.key
             WHERE c.content IS NOT d.content ORDER BY d.key",
        )?;
        for key in new.query_map([], |row| row.get(0))? {
            changes.new.push(key?);
        }
        let mut gone = self.connection.prepare(
            "SELECT c.document, c.affairs
             FROM chronicle_documents c LEFT JOIN documents d ON d.key = c.document
             WHERE d.content IS NOT c.content ORDER BY c.document",
        )?;
        let mut rows = gone.query([])?;
        while let Some(row) = rows.next()? {
            changes.gone.push(row.get(0)?);
            changes.affairs.extend(unpacked(row.get_ref(1)?.as_blob()?));
        }
        Ok(changes)
    }

    /// Throws the chronicle away and makes ready to write a new one in one go: indexes are made when it is finished, which
    /// is quicker than to keep them up row by row.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn start_anew(&mut self) -> Result<(), WriteError> {
        self.drop_indexes()
            .and_then(|()| self.clear())
            .map_err(|e| self.failed("throwing the chronicle away", e))
    }

    fn drop_indexes(&mut self) -> rusqlite::Result<()> {
        // Indexes without a statement of their own belong to a key and stay.
        let indexes: Vec<(String, String)> = self
            .connection
            .prepare(
                "SELECT name, sql FROM sqlite_schema
                 WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN (
                     'events', 'event_parties', 'event_claims', 'ties', 'tie_parties', 'tie_claims',
                     'disagreements', 'disagreement_parties', 'disagreement_claims')
                 ORDER BY name",
            )?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for (name, sql) in indexes {
            self.connection
                .execute_batch(&format!("DROP INDEX \"{name}\""))?;
            self.indexes.push(sql);
        }
        Ok(())
    }

    fn clear(&self) -> rusqlite::Result<()> {
        self.connection.execute_batch(
            "DELETE FROM chronicle_documents; DELETE FROM chronicle_decisions; DELETE FROM affairs; DELETE FROM affair_claims;
             DELETE FROM events; DELETE FROM event_parties; DELETE FROM event_claims;
             DELETE FROM ties; DELETE FROM tie_parties; DELETE FROM tie_claims;
             DELETE FROM disagreements; DELETE FROM disagreement_parties; DELETE FROM disagreement_claims;",
        )
    }

    /// Hands over claims as [`crate::Record::facts`] does, in the state that is being written.
    ///
    /// # Errors
    /// Where the database fails, the record is damaged, or `take` fails.
    pub fn facts<E: From<AskError>>(
        &self,
        scope: FactScope<'_>,
        take: impl FnMut(FactRow, &mut Keys<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        facts(&self.connection, scope, take)
    }

    /// Drops what the chronicle knows of documents, all of whose affairs have to be made again.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn forget(&mut self, changes: &Changes) -> Result<(), WriteError> {
        let forget = || {
            let mut claims = self
                .connection
                .prepare_cached("DELETE FROM affair_claims WHERE affair = ?1 AND document = ?2")?;
            for affair in &changes.affairs {
                for document in &changes.gone {
                    claims.execute(params![affair, document])?;
                }
            }
            let mut of = self
                .connection
                .prepare_cached("DELETE FROM chronicle_documents WHERE document = ?1")?;
            for document in &changes.gone {
                of.execute([document])?;
            }
            Ok(())
        };
        forget().map_err(|e| self.failed("forgetting documents", e))
    }

    /// Whether the chronicle holds any document.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn has_documents(&self) -> Result<bool, WriteError> {
        self.connection
            .query_row(
                "SELECT EXISTS (SELECT 1 FROM chronicle_documents)",
                [],
                |row| row.get(0),
            )
            .map_err(|e| self.failed("looking at the chronicle", e))
    }

    /// The key of an affair that the chronicle holds.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn affair_if_known(&self, name: &str) -> Result<Option<i64>, WriteError> {
        self.connection
            .prepare_cached("SELECT key FROM affairs WHERE name = ?1")
            .and_then(|mut s| s.query_row([name], |row| row.get(0)).optional())
            .map_err(|e| self.failed("looking for an affair", e))
    }

    /// The key of an affair; a new one where there is none.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn affair(&mut self, name: &str) -> Result<i64, WriteError> {
        if let Some(key) = self.affair_if_known(name)? {
            return Ok(key);
        }
        self.connection
            .prepare_cached("INSERT INTO affairs (name) VALUES (?1)")
            .and_then(|mut s| s.insert([name]))
            .map_err(|e| self.failed("writing an affair", e))
    }

    /// Says that claims belong to an affair.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn add_claims(
        &mut self,
        affair: i64,
        claims: impl Iterator<Item = ClaimAt>,
    ) -> Result<(), WriteError> {
        let add = || {
            let mut insert = self.connection.prepare_cached(
                "INSERT OR IGNORE INTO affair_claims (affair, document, claim) VALUES (?1, ?2, ?3)",
            )?;
            for claim in claims {
                let (document, number) = place(claim);
                insert.execute([affair, document, number])?;
            }
            Ok(())
        };
        add().map_err(|e| self.failed("writing an affair", e))
    }

    /// Says that the chronicle holds a document, as it is now, and to which affairs its claims belong.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn add_document(&mut self, key: u32, affairs: &BTreeSet<i64>) -> Result<(), WriteError> {
        self.connection
            .prepare_cached(
                "INSERT INTO chronicle_documents (document, content, affairs)
                 SELECT key, content, ?2 FROM documents WHERE key = ?1",
            )
            .and_then(|mut s| s.execute(params![key, packed(affairs)]))
            .map(|_| ())
            .map_err(|e| self.failed("writing an affair", e))
    }

    /// Drops what is told of an affair; the affair itself where nothing belongs to it any more.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn drop_account(&mut self, affair: i64) -> Result<(), WriteError> {
        let drop = || {
            for (table, own) in [
                ("event", "events"),
                ("tie", "ties"),
                ("disagreement", "disagreements"),
            ] {
                for part in ["parties", "claims"] {
                    self.connection
                        .prepare_cached(&format!(
                            "DELETE FROM {table}_{part} WHERE {table} IN (SELECT key FROM {own} WHERE affair = ?1)"
                        ))?
                        .execute([affair])?;
                }
                self.connection
                    .prepare_cached(&format!("DELETE FROM {own} WHERE affair = ?1"))?
                    .execute([affair])?;
            }
            self.connection
                .prepare_cached(
                    "DELETE FROM affairs WHERE key = ?1
                     AND NOT EXISTS (SELECT 1 FROM affair_claims WHERE affair = ?1)",
                )?
                .execute([affair])
        };
        drop()
            .map(|_| ())
            .map_err(|e| self.failed("dropping an affair", e))
    }

    /// Writes what is told of an affair that has no account.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn add_account(&mut self, affair: i64, account: &NewAccount<'_>) -> Result<(), WriteError> {
        let add = |writer: &mut Self| {
            for event in account.events {
                writer.event(affair, event)?;
            }
            for tie in account.ties {
                writer.tie(affair, tie)?;
            }
            for disagreement in account.disagreements {
                writer.disagreement(affair, disagreement)?;
            }
            Ok(())
        };
        add(self).map_err(|e| self.failed("writing an affair", e))
    }

    fn actor(&mut self, who: &Participant) -> rusqlite::Result<i64> {
        self.interner
            .actor(&self.connection, who.id.as_deref(), &who.name, &who.country)
    }

    fn event(&mut self, affair: i64, event: &Event) -> rusqlite::Result<()> {
        let days = event.when.as_ref().map(|when| day_columns(when.bounds()));
        let dated = event.dated_by.map(place);
        let class = self.interner.word(&self.connection, &event.class)?;
        let office = self
            .interner
            .some_word(&self.connection, event.office.as_deref())?;
        let instrument = self
            .interner
            .some_word(&self.connection, event.instrument.as_deref())?;
        let key = self
            .connection
            .prepare_cached(
                "INSERT INTO events (affair, id, class, status, edtf, first_day, last_day, date_rule,
                     dated_document, dated_claim, office, instrument, confidence)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?
            .insert(params![
                affair,
                event.id,
                class,
                status_number(event.status),
                event.when.as_ref().map(Edtf::as_str),
                days.map(|d| d.0),
                days.map(|d| d.1),
                date_rule_number(event.date_rule),
                dated.map(|d| d.0),
                dated.map(|d| d.1),
                office,
                instrument,
                event.confidence,
            ])?;
        for (role, parties) in [(0, &event.actors), (1, &event.recipients)] {
            for (number, who) in parties.iter().enumerate() {
                let actor = self.actor(who)?;
                self.connection
                    .prepare_cached(
                        "INSERT INTO event_parties (event, role, number, actor) VALUES (?1, ?2, ?3, ?4)",
                    )?
                    .execute([key, role, int(number), actor])?;
            }
        }
        let mut claims = self.connection.prepare_cached(
            "INSERT INTO event_claims (event, number, document, claim) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for (number, at) in event.claims.iter().enumerate() {
            let (document, claim) = place(*at);
            claims.execute([key, int(number), document, claim])?;
        }
        Ok(())
    }

    fn tie(&mut self, affair: i64, tie: &Tie) -> rusqlite::Result<()> {
        let instrument = self
            .interner
            .some_word(&self.connection, tie.instrument.as_deref())?;
        let office = self
            .interner
            .some_word(&self.connection, tie.office.as_deref())?;
        let columns = |end: Option<&TieEnd>| {
            let (first, last) = end.map_or((OPEN_PAST, OPEN_FUTURE), |e| day_columns(e.bounds()));
            (
                end.and_then(|e| e.when.as_ref())
                    .map(|w| w.as_str().to_owned()),
                end.map(|e| e.rule.as_str()),
                end.is_some_and(|e| e.possible),
                first,
                last,
            )
        };
        let (from, to) = (columns(tie.from.as_ref()), columns(tie.to.as_ref()));
        let key = self
            .connection
            .prepare_cached(
                "INSERT INTO ties (affair, id, kind, instrument, office, spell, from_edtf, from_rule,
                     from_possible, from_first, from_last, to_edtf, to_rule, to_possible, to_first, to_last)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            )?
            .insert(params![
                affair,
                tie.id,
                tie.kind.as_str(),
                instrument,
                office,
                tie.spell,
                from.0,
                from.1,
                from.2,
                from.3,
                from.4,
                to.0,
                to.1,
                to.2,
                to.3,
                to.4,
            ])?;
        for (number, party) in tie.parties.iter().enumerate() {
            let actor = self.actor(&party.who)?;
            self.connection
                .prepare_cached(
                    "INSERT INTO tie_parties (tie, number, actor, role) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![key, int(number), actor, party.role.as_str()])?;
        }
        let none: &[ClaimAt] = &[];
        let parts = [
            tie.from.as_ref().map_or(none, |e| &e.claims),
            tie.to.as_ref().map_or(none, |e| &e.claims),
            &tie.shown_by,
        ];
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO tie_claims (tie, part, number, document, claim) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for (part, claims) in parts.into_iter().enumerate() {
            for (number, at) in claims.iter().enumerate() {
                let (document, claim) = place(*at);
                insert.execute([key, int(part), int(number), document, claim])?;
            }
        }
        Ok(())
    }

    fn disagreement(&mut self, affair: i64, told: &Disagreement) -> rusqlite::Result<()> {
        let key = self
            .connection
            .prepare_cached(
                "INSERT INTO disagreements (affair, id, kind, first_because, days_apart, sentence)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .insert(params![
                affair,
                told.id,
                told.kind.as_str(),
                told.first_because,
                told.days_apart,
                told.sentence,
            ])?;
        for (number, who) in told.about.iter().enumerate() {
            let actor = self.actor(who)?;
            self.connection
                .prepare_cached(
                    "INSERT INTO disagreement_parties (disagreement, number, actor) VALUES (?1, ?2, ?3)",
                )?
                .execute([key, int(number), actor])?;
        }
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO disagreement_claims (disagreement, number, document, claim)
             VALUES (?1, ?2, ?3, ?4)",
        )?;
        for (number, at) in told.claims.iter().enumerate() {
            let (document, claim) = place(*at);
            insert.execute([key, int(number), document, claim])?;
        }
        Ok(())
    }

    /// Commits the chronicle as the one that the record's documents make by these rules.
    ///
    /// # Errors
    /// Where the database fails; the record then has the chronicle that it had.
    pub fn finish(self, rules: &str) -> Result<(), WriteError> {
        let commit = || {
            for index in &self.indexes {
                self.connection.execute_batch(index)?;
            }
            self.connection.execute(
                "UPDATE meta SET value = ?1 WHERE name = 'chronicle_rules'",
                [rules],
            )?;
            self.connection.execute(
                "UPDATE meta SET value = (SELECT value FROM meta WHERE name = 'revision')
                 WHERE name = 'chronicle_revision'",
                [],
            )?;
            self.connection.execute_batch("COMMIT")
        };
        commit().map_err(|e| self.failed("committing the chronicle", e))?;
        // Folds the journal into the file; a reader at work only puts it off.
        let _ = self
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        Ok(())
    }

    pub(super) fn failed(&self, doing: &'static str, source: rusqlite::Error) -> WriteError {
        writing(&self.path, doing, source)
    }
}

/// Sorted keys as varints of their differences.
fn packed(keys: &BTreeSet<i64>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut last = 0;
    for key in keys {
        let mut rest = u64::try_from(key - last).unwrap_or(0);
        last = *key;
        while rest >= 0x80 {
            bytes.push(u8::try_from(rest & 0x7f).unwrap_or(0) | 0x80);
            rest >>= 7;
        }
        bytes.push(u8::try_from(rest).unwrap_or(0));
    }
    bytes
}

pub(super) fn unpacked(bytes: &[u8]) -> Vec<i64> {
    let (mut keys, mut last, mut value, mut shift) = (Vec::new(), 0_i64, 0_i64, 0);
    for byte in bytes {
        value |= i64::from(byte & 0x7f) << shift;
        if byte & 0x80 != 0 {
            shift += 7;
            continue;
        }
        last += value;
        keys.push(last);
        (value, shift) = (0, 0);
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_keys_come_back() {
        for keys in [
            vec![],
            vec![1],
            vec![3, 4, 127, 128, 300, 70_000, 9_000_000_000],
        ] {
            let set: BTreeSet<i64> = keys.iter().copied().collect();
            assert_eq!(unpacked(&packed(&set)), keys);
        }
    }
}
