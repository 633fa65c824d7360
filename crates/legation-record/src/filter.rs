//! Which claims are asked for, and the SQL that says so.
//!
//! Lists travel as JSON arrays in one parameter each, so that the statement stays the same however long
//! they are.

use legation_model::{Day, Status};
use rusqlite::{Connection, types::Value};

use crate::store::{int, status_number};

/// Whom a claim is to involve: every part that is given must fit the party.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActorRef {
    /// Id in the packs.
    pub id: Option<String>,
    /// Country code as in `Actor::country`: fits whoever is, or acts for, that state.
    pub country: Option<String>,
    /// Name exactly as it stands in claims.
    pub name: Option<String>,
}

impl ActorRef {
    /// The actor with an id in the packs.
    #[must_use]
    pub fn id(id: impl Into<String>) -> Self {
        Self {
            id: Some(id.into()),
            ..Self::default()
        }
    }

    /// Whoever is, or acts for, a state.
    #[must_use]
    pub fn country(country: impl Into<String>) -> Self {
        Self {
            country: Some(country.into()),
            ..Self::default()
        }
    }

    /// Whoever has a name.
    #[must_use]
    pub fn name(name: impl Into<String>) -> Self {
        Self {
            name: Some(name.into()),
            ..Self::default()
        }
    }
}

/// In which order claims come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ClaimOrder {
    /// By document id, sentence, start.
    #[default]
    Place,
    /// By first day, last day, document id, sentence, start. An open beginning comes before every day, an
    /// open end after every day; claims without a date come last.
    Time,
}

/// Which claims. The default is all of them; an empty list asks nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClaimFilter {
    /// Groups of actors: a claim fits where each group has a party of it that fits one of its references.
    pub actors: Vec<Vec<ActorRef>>,
    /// One of the groups is enough.
    pub any_actor: bool,
    /// Claims whose date may reach this day or a later one; leaves out claims without a date.
    pub from: Option<Day>,
    /// Claims whose date may reach this day or an earlier one; leaves out claims without a date.
    pub to: Option<Day>,
    /// Event classes.
    pub classes: Vec<String>,
    /// BCP 47 tags of the claim's sentence, as written in it.
    pub langs: Vec<String>,
    /// How it is said.
    pub statuses: Vec<Status>,
    /// Ids of documents.
    pub docs: Vec<String>,
    /// Confidence, at least.
    pub min_confidence: Option<f64>,
    /// With a date, or without one.
    pub has_date: Option<bool>,
    /// In which order.
    pub order: ClaimOrder,
    /// How many at most.
    pub limit: Option<usize>,
    /// How many to leave out before the first.
    pub offset: usize,
}

/// Conditions of a statement and their parameters.
#[derive(Debug, Default)]
pub(crate) struct Conditions {
    texts: Vec<String>,
    pub(crate) values: Vec<Value>,
}

impl Conditions {
    /// Adds a condition; each `?` in it stands for the value.
    pub(crate) fn add(&mut self, text: &str, value: Value) {
        self.values.push(value);
        self.texts
            .push(text.replace('?', &format!("?{}", self.values.len())));
    }

    /// Each group has a party of it in the rows that a table of the chronicle gives its parties in.
    pub(crate) fn actors(
        &mut self,
        connection: &Connection,
        groups: &[Vec<ActorRef>],
        table: &str,
    ) -> rusqlite::Result<()> {
        for group in groups {
            let keys = actor_keys(connection, group)?;
            self.add(
                &format!(
                    "t.key IN (SELECT p.{table} FROM {table}_parties p
                      WHERE p.actor IN (SELECT value FROM json_each(?)))"
                ),
                list(&keys),
            );
        }
        Ok(())
    }

    /// What follows the source in a statement: nothing, where nothing is asked.
    pub(crate) fn text(&self) -> String {
        if self.texts.is_empty() {
            String::new()
        } else {
            format!(" WHERE {}", self.texts.join(" AND "))
        }
    }
}

/// What follows FROM in a statement over claims `c` and documents `d`, and its parameters.
#[derive(Debug)]
pub(crate) struct Clauses {
    pub(crate) text: String,
    pub(crate) values: Vec<Value>,
}

impl ClaimFilter {
    /// The source and the conditions, without order and limits.
    pub(crate) fn conditions(&self, connection: &Connection) -> rusqlite::Result<Clauses> {
        self.conditions_after(connection, Vec::new())
    }

    /// The same within a statement that has parameters before them.
    pub(crate) fn conditions_after(
        &self,
        connection: &Connection,
        values: Vec<Value>,
    ) -> rusqlite::Result<Clauses> {
        let mut conditions = Conditions {
            texts: Vec::new(),
            values,
        };
        let mut add = |text: &str, value: Value| conditions.add(text, value);
        if !self.actors.is_empty() {
            let mut groups = self
                .actors
                .iter()
                .map(|group| actor_keys(connection, group))
                .collect::<rusqlite::Result<Vec<_>>>()?;
            if self.any_actor {
                groups = vec![groups.concat()];
            }
            for keys in groups {
                add(
                    "(c.document, c.number) IN (SELECT p.document, p.claim FROM parties p
                      WHERE p.actor IN (SELECT value FROM json_each(?)))",
                    list(&keys),
                );
            }
        }
        if let Some(Day(from)) = self.from {
            add("c.last_day >= ?", Value::Integer(from));
        }
        if let Some(Day(to)) = self.to {
            add("c.first_day <= ?", Value::Integer(to));
        }
        const WORDS: &str =
            "IN (SELECT key FROM words WHERE word IN (SELECT value FROM json_each(?)))";
        if !self.classes.is_empty() {
            add(&format!("c.class {WORDS}"), list(&self.classes));
        }
        if !self.langs.is_empty() {
            add(&format!("c.lang {WORDS}"), list(&self.langs));
        }
        if !self.statuses.is_empty() {
            let numbers: Vec<i64> = self.statuses.iter().copied().map(status_number).collect();
            add(
                "c.status IN (SELECT value FROM json_each(?))",
                list(&numbers),
            );
        }
        if !self.docs.is_empty() {
            add("d.id IN (SELECT value FROM json_each(?))", list(&self.docs));
        }
        if let Some(least) = self.min_confidence {
            add("c.confidence >= ?", Value::Real(least));
        }
        if let Some(has_date) = self.has_date {
            add(
                "(c.edtf IS NOT NULL) = ?",
                Value::Integer(i64::from(has_date)),
            );
        }
        Ok(Clauses {
            text: format!(
                "claims c JOIN documents d ON d.key = c.document{}",
                conditions.text()
            ),
            values: conditions.values,
        })
    }

    /// The same with order and limits.
    pub(crate) fn clauses(&self, connection: &Connection) -> rusqlite::Result<Clauses> {
        let mut clauses = self.conditions(connection)?;
        clauses.text.push_str(match self.order {
            ClaimOrder::Place => " ORDER BY d.id, c.number",
            ClaimOrder::Time => " ORDER BY c.edtf IS NULL, c.first_day, c.last_day, d.id, c.number",
        });
        if self.limit.is_some() || self.offset > 0 {
            let limit = self.limit.map_or(-1, int);
            clauses
                .text
                .push_str(&format!(" LIMIT {limit} OFFSET {}", int(self.offset)));
        }
        Ok(clauses)
    }
}

/// The keys of all actors that fit one of the references.
pub(crate) fn actor_keys(
    connection: &Connection,
    group: &[ActorRef],
) -> rusqlite::Result<Vec<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT key FROM actors
         WHERE (?1 IS NULL OR id = ?1) AND (?2 IS NULL OR country = ?2) AND (?3 IS NULL OR name = ?3)",
    )?;
    let mut keys = Vec::new();
    for ActorRef { id, country, name } in group {
        if id.is_none() && country.is_none() && name.is_none() {
            continue;
        }
        for key in statement.query_map((id, country, name), |row| row.get(0))? {
            keys.push(key?);
        }
    }
    Ok(keys)
}

/// A list as one parameter, for `json_each`.
pub(crate) fn list(values: &(impl serde::Serialize + ?Sized)) -> Value {
    // Lists of strings and numbers always serialize.
    Value::Text(serde_json::to_string(values).unwrap_or_else(|_| "[]".to_owned()))
}
