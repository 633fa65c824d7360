//! Claims as the chronicle takes them: without texts, all of them in seconds.
//!
//! Documents, words and actors come as keys, which [`Keys`] turns into what they stand for; a key means nothing outside the
//! snapshot that gave it.

use legation_model::{ClaimAt, Edtf, Participant, Span, Status, WhenFrom};
use rusqlite::{Connection, Row, Rows, types::Value};

use crate::{
    error::{AskError, asking},
    filter::list,
    loader::Loader,
    record::Record,
    store::{size, status_of, when_from_of},
};

/// A number that a claim gives of something counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactCount {
    /// In plain digits.
    pub value: String,
    /// Of what, as written.
    pub unit: String,
    /// Whether the words say that it is not exact.
    pub about: bool,
}

/// A claim without its texts.
#[derive(Debug, Clone, PartialEq)]
pub struct FactRow {
    /// Which claim.
    pub at: ClaimAt,
    /// Number of its sentence.
    pub sentence: u32,
    /// Key of the word of its class.
    pub class: i64,
    /// How it is said.
    pub status: Status,
    /// When, as EDTF.
    pub when: Option<String>,
    /// Where the date came from.
    pub when_from: Option<WhenFrom>,
    /// Whether the words of the date hold a digit.
    pub when_in_digits: bool,
    /// Key of the word of the office.
    pub office: Option<i64>,
    /// Key of the word of the agreement.
    pub instrument: Option<i64>,
    /// Key of the word of the language.
    pub lang: i64,
    /// Confidence, 0 to 1.
    pub confidence: f64,
    /// Keys of who does it.
    pub actors: Vec<i64>,
    /// Keys of whom it is done to.
    pub recipients: Vec<i64>,
    /// What is counted.
    pub counts: Vec<FactCount>,
}

/// Which claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactScope<'a> {
    /// All of them.
    All,
    /// Those of documents, by key.
    Documents(&'a [u32]),
    /// Those of affairs of the chronicle, by key.
    Affairs(&'a [i64]),
}

/// What keys stand for.
#[derive(Debug)]
pub struct Keys<'r> {
    loader: Loader<'r>,
    connection: &'r Connection,
}

impl<'r> Keys<'r> {
    pub(crate) fn new(connection: &'r Connection) -> Self {
        Self {
            loader: Loader::new(connection),
            connection,
        }
    }

    /// A word.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn word(&mut self, key: i64) -> Result<String, AskError> {
        self.loader.word(key).map(|word| word.to_string())
    }

    /// An actor.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn actor(&mut self, key: i64) -> Result<Participant, AskError> {
        self.loader.participant(key)
    }

    /// The id of a document, and when it was published.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn document(&mut self, key: u32) -> Result<(String, Option<Edtf>), AskError> {
        self.connection
            .prepare_cached("SELECT id, published FROM documents WHERE key = ?1")
            .and_then(|mut s| {
                s.query_row([key], |row| {
                    let published: Option<String> = row.get(1)?;
                    Ok((row.get(0)?, published.and_then(|p| p.parse().ok())))
                })
            })
            .map_err(asking("reading a document"))
    }
}

impl Record {
    /// Hands over claims in order of document key and number.
    ///
    /// # Errors
    /// Where the database fails, the record is damaged, or `take` fails.
    pub fn facts<E: From<AskError>>(
        &self,
        scope: FactScope<'_>,
        take: impl FnMut(FactRow, &mut Keys<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let _snapshot = self.snapshot()?;
        facts(&self.connection, scope, take)
    }
}

/// Rows of another table beside those of claims, both in order of document and claim.
pub(crate) struct Beside<'s, T> {
    rows: Rows<'s>,
    read: fn(&Row<'_>) -> rusqlite::Result<T>,
    next: Option<((i64, i64), T)>,
}

impl<'s, T> Beside<'s, T> {
    pub(crate) fn new(
        rows: Rows<'s>,
        read: fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Self> {
        let mut beside = Self {
            rows,
            read,
            next: None,
        };
        beside.step()?;
        Ok(beside)
    }

    fn step(&mut self) -> rusqlite::Result<()> {
        self.next = match self.rows.next()? {
            Some(row) => Some(((row.get(0)?, row.get(1)?), (self.read)(row)?)),
            None => None,
        };
        Ok(())
    }

    /// Hands over the rows of one claim.
    pub(crate) fn of(
        &mut self,
        claim: (i64, i64),
        mut take: impl FnMut(T),
    ) -> rusqlite::Result<()> {
        while self.next.as_ref().is_some_and(|(at, _)| *at <= claim) {
            if let Some((at, row)) = self.next.take()
                && at == claim
            {
                take(row);
            }
            self.step()?;
        }
        Ok(())
    }
}

/// A quantity as it is stored: value, place, place and length of its unit in it, whether it is about.
type CountRow = (String, i64, i64, i64, bool);

/// The same of a connection: see [`Record::facts`].
pub(crate) fn facts<E: From<AskError>>(
    connection: &Connection,
    scope: FactScope<'_>,
    mut take: impl FnMut(FactRow, &mut Keys<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let doing = asking("reading claims for the chronicle");
    let (condition, value): (&str, Value) = match scope {
        FactScope::All => ("?1 IS NULL", Value::Null),
        FactScope::Documents(keys) => ("document IN (SELECT value FROM json_each(?1))", list(keys)),
        FactScope::Affairs(keys) => (
            "(document, CLAIM) IN (SELECT document, claim FROM affair_claims
              WHERE affair IN (SELECT value FROM json_each(?1)))",
            list(keys),
        ),
    };
    let statement = |columns: &str, table: &str, claim: &str, order: &str| {
        let condition = condition.replace("CLAIM", claim);
        connection
            .prepare_cached(&format!(
                "SELECT document, {claim}, {columns} FROM {table} WHERE {condition}
                 ORDER BY document, {claim}{order}"
            ))
            .map_err(&doing)
    };
    let mut claims = statement(
        "sentence, start, class, status, edtf, when_from, when_at, when_length, office, instrument, lang,
         confidence",
        "claims",
        "number",
        "",
    )?;
    let mut parties = statement("role, actor", "parties", "claim", ", role, number")?;
    let mut counts = statement(
        "value, at, unit_at, unit_length, about",
        "quantities",
        "claim",
        ", number",
    )?;
    let mut parties = parties
        .query([&value])
        .and_then(|rows| Beside::new(rows, |row| Ok((row.get::<_, i64>(2)?, row.get(3)?))))
        .map_err(&doing)?;
    let mut counts = counts
        .query([&value])
        .and_then(|rows| {
            Beside::new(rows, |row| -> rusqlite::Result<CountRow> {
                Ok((
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                    row.get(5)?,
                    row.get(6)?,
                ))
            })
        })
        .map_err(&doing)?;
    let mut keys = Keys::new(connection);
    let mut rows = claims.query([&value]).map_err(&doing)?;
    while let Some(row) = rows.next().map_err(&doing)? {
        let claim: (i64, i64) = (row.get(0).map_err(&doing)?, row.get(1).map_err(&doing)?);
        let start: i64 = row.get(3).map_err(&doing)?;
        let (mut fact, when) = read(row, claim).map_err(&doing)?;
        if let Some((at, length)) = when {
            let from = size(start.saturating_add(at));
            let text = keys
                .loader
                .text(claim.0, Span::new(from, from + size(length)))?;
            fact.when_in_digits = text.chars().any(char::is_numeric);
        }
        let mut actors = Vec::new();
        let mut recipients = Vec::new();
        parties
            .of(claim, |(role, actor)| match role {
                0 => actors.push(actor),
                _ => recipients.push(actor),
            })
            .map_err(&doing)?;
        (fact.actors, fact.recipients) = (actors, recipients);
        let mut found: Vec<CountRow> = Vec::new();
        counts.of(claim, |row| found.push(row)).map_err(&doing)?;
        for (value, at, unit_at, unit_length, about) in found {
            let from = size(start.saturating_add(at).saturating_add(unit_at));
            let unit = keys
                .loader
                .text(claim.0, Span::new(from, from + size(unit_length)))?;
            fact.counts.push(FactCount { value, unit, about });
        }
        take(fact, &mut keys)?;
    }
    Ok(())
}

/// Where the words of a date stand: from the start of the quote, and how many bytes.
type WhenPlace = Option<(i64, i64)>;

fn read(row: &Row<'_>, (document, number): (i64, i64)) -> rusqlite::Result<(FactRow, WhenPlace)> {
    let small = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    let when_at: Option<i64> = row.get(8)?;
    let when_length: Option<i64> = row.get(9)?;
    let fact = FactRow {
        at: ClaimAt {
            document: small(document),
            number: small(number),
        },
        sentence: small(row.get(2)?),
        class: row.get(4)?,
        status: status_of(row.get(5)?).unwrap_or(Status::Asserted),
        when: row.get(6)?,
        when_from: row
            .get::<_, Option<i64>>(7)?
            .map(|from| when_from_of(from).unwrap_or(WhenFrom::Document)),
        when_in_digits: false,
        office: row.get(10)?,
        instrument: row.get(11)?,
        lang: row.get(12)?,
        confidence: row.get(13)?,
        actors: Vec::new(),
        recipients: Vec::new(),
        counts: Vec::new(),
    };
    Ok((fact, when_at.zip(when_length)))
}
