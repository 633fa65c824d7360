//! Claims in brief: class, place, first day and parties as keys, for counting over all of them in a moment.
//!
//! What [`crate::FactRow`] gives the chronicle costs looks into the texts; what is counted needs none.

use std::collections::BTreeSet;

use legation_model::{ClaimAt, Day, Status};
use rusqlite::{Row, types::Value};

use crate::{
    error::{AskError, asking},
    facts::{Beside, Keys},
    filter::{ActorRef, actor_keys, list},
    record::Record,
    schema::{OPEN_FUTURE, OPEN_PAST},
    store::status_of,
};

/// What is counted of a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    /// Which claim.
    pub at: ClaimAt,
    /// Number of its sentence.
    pub sentence: u32,
    /// Key of the word of its class.
    pub class: i64,
    /// How it is said.
    pub status: Status,
    /// First day of its date; `None` without a date and where that side is open.
    pub first_day: Option<Day>,
    /// Key of the word of the language.
    pub lang: i64,
    /// Confidence, 0 to 1.
    pub confidence: f64,
    /// Keys of its parties, of all roles.
    pub parties: Vec<i64>,
}

/// Which claims are told in brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BriefScope<'a> {
    /// All of them.
    All,
    /// Those with a party that fits one of the references.
    Actor(&'a [ActorRef]),
    /// Those of documents, by key.
    Documents(&'a BTreeSet<u32>),
}

impl Record {
    /// Hands over claims in brief, in order of document key and number.
    ///
    /// # Errors
    /// Where the database fails, the record is damaged, or `take` fails.
    pub fn briefs<E: From<AskError>>(
        &self,
        scope: BriefScope<'_>,
        mut take: impl FnMut(&Brief, &mut Keys<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let _snapshot = self.snapshot()?;
        let doing = asking("counting claims");
        let (condition, value): (&str, Value) = match scope {
            BriefScope::All => ("?1 IS NULL", Value::Null),
            BriefScope::Documents(keys) => {
                ("document IN (SELECT value FROM json_each(?1))", list(keys))
            }
            BriefScope::Actor(references) => (
                "(document, CLAIM) IN (SELECT p.document, p.claim FROM parties p
                  WHERE p.actor IN (SELECT value FROM json_each(?1)))",
                list(&actor_keys(&self.connection, references).map_err(&doing)?),
            ),
        };
        let statement = |columns: &str, table: &str, claim: &str| {
            let condition = condition.replace("CLAIM", claim);
            self.connection
                .prepare_cached(&format!(
                    "SELECT document, {claim}, {columns} FROM {table} WHERE {condition}
                     ORDER BY document, {claim}"
                ))
                .map_err(&doing)
        };
        let mut claims = statement(
            "sentence, class, status, first_day, lang, confidence",
            "claims",
            "number",
        )?;
        let mut parties = statement("actor", "parties", "claim")?;
        let mut parties = parties
            .query([&value])
            .and_then(|rows| Beside::new(rows, |row| row.get::<_, i64>(2)))
            .map_err(&doing)?;
        let mut keys = Keys::new(&self.connection);
        let mut rows = claims.query([&value]).map_err(&doing)?;
        while let Some(row) = rows.next().map_err(&doing)? {
            let mut brief = read(row).map_err(&doing)?;
            let claim = (i64::from(brief.at.document), i64::from(brief.at.number));
            parties
                .of(claim, |actor| brief.parties.push(actor))
                .map_err(&doing)?;
            take(&brief, &mut keys)?;
        }
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Brief> {
    let first: Option<i64> = row.get(5)?;
    Ok(Brief {
        at: ClaimAt {
            document: row.get(0)?,
            number: row.get(1)?,
        },
        sentence: row.get(2)?,
        class: row.get(3)?,
        status: status_of(row.get(4)?).unwrap_or(Status::Asserted),
        first_day: first
            .filter(|day| (OPEN_PAST + 1..OPEN_FUTURE).contains(day))
            .map(Day),
        lang: row.get(6)?,
        confidence: row.get(7)?,
        parties: Vec::new(),
    })
}
