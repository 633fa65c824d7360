//! The file: what is in it, how it is recognized, made and brought up to date.
//!
//! The tables, as SQL with the reason for each, stand in `schema/v1.sql` and what follows it. A change of the
//! format is a new step at the end of [`STEPS`]; a step that was released is never edited.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags, TransactionBehavior, config::DbConfig};

use crate::error::{OpenError, is_busy};

/// What SQLite's `application_id` says in every record: the letters `LEGA`.
pub const APPLICATION_ID: i32 = 0x4c45_4741;

/// The version of the format that this program writes.
pub const SCHEMA_VERSION: i64 = STEPS.len() as i64;

/// What leads from each version to the next; the first makes a record out of an empty database.
const STEPS: &[&str] = &[
    include_str!("schema/v1.sql"),
    include_str!("schema/v2.sql"),
    include_str!("schema/v3.sql"),
    include_str!("schema/v4.sql"),
];

/// Day that stands for "open to the past" in the columns of days.
pub(crate) const OPEN_PAST: i64 = -4_000_000_000;
/// Day that stands for "open to the future".
pub(crate) const OPEN_FUTURE: i64 = 4_000_000_000;

/// What is to be done with the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Ask,
    Write,
}

/// Opens a record, makes one where there is none and it is to be written, and brings it up to date.
pub(crate) fn open(path: &Path, purpose: Purpose, wait: Duration) -> Result<Connection, OpenError> {
    let length = match std::fs::metadata(path) {
        Ok(data) if data.is_dir() => {
            return Err(OpenError::NotARecord {
                path: path.to_owned(),
                why: "it is a folder".to_owned(),
            });
        }
        Ok(data) => Some(data.len()),
        Err(_) => None,
    };
    match (length, purpose) {
        (None, Purpose::Ask) => {
            return Err(OpenError::Missing {
                path: path.to_owned(),
            });
        }
        (Some(0), Purpose::Ask) => {
            return Err(OpenError::Empty {
                path: path.to_owned(),
            });
        }
        (None | Some(0), Purpose::Write) => {}
        // SQLite takes such a stub for an empty database and would write over it.
        (Some(1..512), _) => {
            return Err(OpenError::NotARecord {
                path: path.to_owned(),
                why: "it is no SQLite file".to_owned(),
            });
        }
        (Some(_), _) => recognize(path, purpose, wait)?,
    }
    let failed = database(path, "opening it");
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if purpose == Purpose::Write {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let mut connection = Connection::open_with_flags(path, flags).map_err(&failed)?;
    connection.busy_timeout(wait).map_err(&failed)?;
    connection.set_prepared_statement_cache_capacity(96);
    // Plans must not depend on parameters; without this, statements are compiled anew at each use.
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
        .map_err(&failed)?;
    if purpose == Purpose::Ask {
        // 32 MiB where an answer needs them: an answer that looks at many ties or claims comes by the same pages again.
        connection
            .pragma_update(None, "cache_size", -32_768)
            .map_err(&failed)?;
    }
    if purpose == Purpose::Write {
        // The journal mode is kept in the file; it cannot be set inside the transaction that makes it.
        connection
            .pragma_update(None, "journal_mode", "wal")
            .map_err(&failed)?;
        connection
            .pragma_update(None, "synchronous", "normal")
            .map_err(&failed)?;
        connection
            .pragma_update(None, "journal_size_limit", 64 << 20)
            .map_err(&failed)?;
        // 32 MiB: enough for a batch, and no more however large the record grows.
        connection
            .pragma_update(None, "cache_size", -32_768)
            .map_err(&failed)?;
        // What is forgotten is overwritten, not only unlinked.
        connection
            .pragma_update(None, "secure_delete", "fast")
            .map_err(&failed)?;
    }
    connection
        .pragma_update(None, "foreign_keys", true)
        .map_err(&failed)?;
    migrate(&mut connection, STEPS, path)?;
    Ok(connection)
}

/// Whether a file is a record that this program can open. Changes nothing: the look is taken through a
/// connection that cannot write.
fn recognize(path: &Path, purpose: Purpose, wait: Duration) -> Result<(), OpenError> {
    let foreign = |why: &str| OpenError::NotARecord {
        path: path.to_owned(),
        why: why.to_owned(),
    };
    let explain = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => foreign("it is no SQLite file"),
        _ => database(path, "looking at what it is")(error),
    };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(explain)?;
    connection.busy_timeout(wait).map_err(explain)?;
    let number = |name: &str| -> Result<i64, OpenError> {
        connection
            .pragma_query_value(None, name, |row| row.get(0))
            .map_err(explain)
    };
    let (application, version) = (number("application_id")?, number("user_version")?);
    if application == i64::from(APPLICATION_ID) {
        if version > SCHEMA_VERSION {
            return Err(newer(path, version, SCHEMA_VERSION));
        }
        return Ok(());
    }
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(explain)?;
    // A run killed while it made the file leaves a database with nothing in it.
    let untouched = application == 0 && version == 0 && tables == 0;
    match (untouched, purpose) {
        (true, Purpose::Write) => Ok(()),
        (true, Purpose::Ask) => Err(OpenError::Empty {
            path: path.to_owned(),
        }),
        (false, _) => Err(foreign("it is a SQLite file of another program")),
    }
}

/// Runs the steps that the file has not seen, all in one transaction.
fn migrate(connection: &mut Connection, steps: &[&str], path: &Path) -> Result<(), OpenError> {
    let failed = database(path, "bringing it up to date");
    let version = |c: &Connection| -> Result<i64, rusqlite::Error> {
        c.pragma_query_value(None, "user_version", |row| row.get(0))
    };
    let newest = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    if version(connection).map_err(&failed)? == newest {
        return Ok(());
    }
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(&failed)?;
    // Asked again under the lock: another program may have done the work meanwhile.
    let found = version(&transaction).map_err(&failed)?;
    if found > newest {
        return Err(newer(path, found, newest));
    }
    for step in &steps[usize::try_from(found).unwrap_or(0)..] {
        transaction.execute_batch(step).map_err(&failed)?;
    }
    transaction
        .pragma_update(None, "application_id", APPLICATION_ID)
        .map_err(&failed)?;
    transaction
        .pragma_update(None, "user_version", newest)
        .map_err(&failed)?;
    transaction.commit().map_err(&failed)
}

fn newer(path: &Path, found: i64, known: i64) -> OpenError {
    OpenError::Newer {
        path: path.to_owned(),
        found,
        known,
    }
}

pub(crate) fn database<'a>(
    path: &'a Path,
    doing: &'static str,
) -> impl Fn(rusqlite::Error) -> OpenError + 'a {
    move |source| {
        let path = path.to_owned();
        if is_busy(&source) {
            OpenError::Busy { path }
        } else {
            OpenError::Database {
                path,
                doing,
                source,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn steps_run_once_each_and_all_or_none() {
        let path = Path::new("test");
        let mut connection = Connection::open_in_memory().unwrap();
        let first = "CREATE TABLE a(x); INSERT INTO a VALUES (1);";
        let second = "UPDATE a SET x = x + 1;";
        migrate(&mut connection, &[first], path).unwrap();
        migrate(&mut connection, &[first, second], path).unwrap();
        migrate(&mut connection, &[first, second], path).unwrap();
        let value = |c: &Connection| {
            c.query_row("SELECT x FROM a", [], |r| r.get::<_, i64>(0))
                .unwrap()
        };
        assert_eq!(value(&connection), 2);

        let broken = "UPDATE a SET x = 9; CREATE TABLE a(x);";
        assert!(migrate(&mut connection, &[first, second, broken], path).is_err());
        assert_eq!(
            value(&connection),
            2,
            "a step that fails leaves nothing behind"
        );

        let refused = migrate(&mut connection, &[first], path);
        assert!(matches!(
            refused,
            Err(OpenError::Newer {
                found: 2,
                known: 1,
                ..
            })
        ));
    }
}
