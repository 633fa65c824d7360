//! Words and actors that are stored once: from the value to its key, making the row where there is none.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

/// Values remembered at most; beyond that the memory starts afresh, so that it does not grow with the
/// record.
const REMEMBERED: usize = 100_000;

/// What a writer remembers of `words` and `actors`. Cleared whenever the tables may have changed behind it.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    words: HashMap<String, i64>,
    actors: HashMap<(String, String, String), i64>,
}

impl Interner {
    /// Forgets what it remembers.
    pub(crate) fn clear(&mut self) {
        self.words.clear();
        self.actors.clear();
    }

    /// The key of a word.
    pub(crate) fn word(&mut self, connection: &Connection, word: &str) -> rusqlite::Result<i64> {
        if let Some(key) = self.words.get(word) {
            return Ok(*key);
        }
        let found: Option<i64> = connection
            .prepare_cached("SELECT key FROM words WHERE word = ?1")?
            .query_row([word], |row| row.get(0))
            .optional()?;
        let key = match found {
            Some(key) => key,
            None => connection
                .prepare_cached("INSERT INTO words (word) VALUES (?1)")?
                .insert([word])?,
        };
        if self.words.len() >= REMEMBERED {
            self.words.clear();
        }
        self.words.insert(word.to_owned(), key);
        Ok(key)
    }

    /// The key of a word that may be absent.
    pub(crate) fn some_word(
        &mut self,
        connection: &Connection,
        word: Option<&str>,
    ) -> rusqlite::Result<Option<i64>> {
        word.map(|w| self.word(connection, w)).transpose()
    }

    /// The key of an actor under a name.
    pub(crate) fn actor(
        &mut self,
        connection: &Connection,
        id: Option<&str>,
        name: &str,
        country: &str,
    ) -> rusqlite::Result<i64> {
        let value = (
            id.unwrap_or_default().to_owned(),
            name.to_owned(),
            country.to_owned(),
        );
        if let Some(key) = self.actors.get(&value) {
            return Ok(*key);
        }
        let given = params![value.0, value.1, value.2];
        let found: Option<i64> = connection
            .prepare_cached("SELECT key FROM actors WHERE id = ?1 AND name = ?2 AND country = ?3")?
            .query_row(given, |row| row.get(0))
            .optional()?;
        let key = match found {
            Some(key) => key,
            None => connection
                .prepare_cached("INSERT INTO actors (id, name, country) VALUES (?1, ?2, ?3)")?
                .insert(given)?,
        };
        if self.actors.len() >= REMEMBERED {
            self.actors.clear();
        }
        self.actors.insert(value, key);
        Ok(key)
    }
}

/// Removes the words and actors that nothing uses any more.
pub(crate) fn prune(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "DELETE FROM actors WHERE key NOT IN (
             SELECT actor FROM parties UNION SELECT actor FROM mentions
             UNION SELECT actor FROM event_parties UNION SELECT actor FROM tie_parties
             UNION SELECT actor FROM disagreement_parties);
         DELETE FROM words WHERE key NOT IN (
             SELECT reader FROM documents
             UNION SELECT lang FROM sentences
             UNION SELECT kind FROM times
             UNION SELECT rule FROM times
             UNION SELECT calendar FROM times WHERE calendar IS NOT NULL
             UNION SELECT class FROM claims
             UNION SELECT lang FROM claims
             UNION SELECT reader FROM claims
             UNION SELECT rule FROM claims
             UNION SELECT source FROM claims WHERE source IS NOT NULL
             UNION SELECT office FROM claims WHERE office IS NOT NULL
             UNION SELECT instrument FROM claims WHERE instrument IS NOT NULL
             UNION SELECT plover FROM claims WHERE plover IS NOT NULL
             UNION SELECT class FROM events
             UNION SELECT office FROM events WHERE office IS NOT NULL
             UNION SELECT instrument FROM events WHERE instrument IS NOT NULL
             UNION SELECT office FROM ties WHERE office IS NOT NULL
             UNION SELECT instrument FROM ties WHERE instrument IS NOT NULL);",
    )
}
