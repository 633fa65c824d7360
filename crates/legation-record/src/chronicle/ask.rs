//! Asking the chronicle: events, ties and disagreements by whom they involve, by kind and by day.

use std::collections::BTreeSet;

use legation_model::{
    Claim, ClaimAt, Day, Disagreement, DisagreementKind, Edtf, EndRule, Event, Status, Tie, TieEnd,
    TieKind, TieParty, TieRole,
};
use rusqlite::{Row, params_from_iter, types::Value};

use super::{date_rule, place};
use crate::{
    claims::load,
    error::{AskError, asking},
    filter::{ActorRef, Conditions, list},
    loader::Loader,
    record::Record,
    store::{size, status_number, status_of},
};

/// Which ties. The default is all of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TieFilter {
    /// Groups of actors: a tie fits where each group has a party of it.
    pub actors: Vec<Vec<ActorRef>>,
    /// Kinds; none asks for all.
    pub kinds: Vec<TieKind>,
    /// Ties that may hold on a day of this stretch.
    pub days: Option<(Day, Day)>,
    /// The tie of an id.
    pub id: Option<String>,
}

/// Which events. The default is all of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EventFilter {
    /// Groups of actors: an event fits where each group has a party of it.
    pub actors: Vec<Vec<ActorRef>>,
    /// Event classes; none asks for all.
    pub classes: Vec<String>,
    /// Statuses; none asks for all.
    pub statuses: Vec<Status>,
    /// Events that may lie on a day of this stretch; leaves out those without a date.
    pub days: Option<(Day, Day)>,
    /// The event of an id.
    pub id: Option<String>,
}

/// What the chronicle in the record was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// By which rules.
    pub rules: String,
    /// Whether it is that of the record's documents as they are.
    pub is_current: bool,
}

impl Record {
    /// What the chronicle in the record was made of.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn chronicle(&self) -> Result<Stored, AskError> {
        let doing = asking("looking at the chronicle");
        self.connection
            .query_row(
                "SELECT (SELECT value FROM meta WHERE name = 'chronicle_rules'),
                     (SELECT value FROM meta WHERE name = 'chronicle_revision')
                     = (SELECT value FROM meta WHERE name = 'revision')",
                [],
                |row| {
                    Ok(Stored {
                        rules: row.get(0)?,
                        is_current: row.get(1)?,
                    })
                },
            )
            .map_err(doing)
    }

    /// How many events, ties and disagreements it has; what two affairs tell alike counts once.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn chronicle_counts(&self) -> Result<(usize, usize, usize), AskError> {
        self.connection
            .query_row(
                "SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM ties),
                     (SELECT count(DISTINCT id) FROM disagreements)",
                [],
                |row| {
                    let count = |column| row.get(column).map(size);
                    Ok((count(0)?, count(1)?, count(2)?))
                },
            )
            .map_err(asking("counting what the chronicle tells"))
    }

    /// Ties, in order of kind, first day, parties and id.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn ties(&self, filter: &TieFilter) -> Result<Vec<Tie>, AskError> {
        let _snapshot = self.snapshot()?;
        let doing = asking("looking for ties");
        let mut conditions = Conditions::default();
        conditions
            .actors(&self.connection, &filter.actors, "tie")
            .map_err(&doing)?;
        if !filter.kinds.is_empty() {
            let kinds: Vec<&str> = filter.kinds.iter().map(|kind| kind.as_str()).collect();
            conditions.add("t.kind IN (SELECT value FROM json_each(?))", list(&kinds));
        }
        if let Some((first, last)) = filter.days {
            conditions.add("t.from_first <= ?", Value::Integer(last.0));
            // What is inferred to have ended may hold all the same.
            conditions.add("(t.to_last >= ? OR t.to_possible)", Value::Integer(first.0));
        }
        if let Some(id) = &filter.id {
            conditions.add("t.id = ?", Value::Text(id.clone()));
        }
        let mut statement = self
            .connection
            .prepare_cached(&format!(
                "SELECT t.key, t.id, t.kind, t.instrument, t.office, t.spell, t.from_edtf, t.from_rule,
                     t.from_possible, t.to_edtf, t.to_rule, t.to_possible
                 FROM ties t{} ORDER BY t.kind, t.from_first, t.id, t.key",
                conditions.text()
            ))
            .map_err(&doing)?;
        let mut rows = statement
            .query(params_from_iter(conditions.values))
            .map_err(&doing)?;
        let mut loader = Loader::new(&self.connection);
        let mut ties = Vec::new();
        while let Some(row) = rows.next().map_err(&doing)? {
            ties.push(self.tie(row, &mut loader)?);
        }
        Ok(ties)
    }

    /// Ids in the packs of all who are party to a tie.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn tie_actors(&self) -> Result<BTreeSet<String>, AskError> {
        self.connection
            .prepare_cached(
                "SELECT id FROM actors
                 WHERE id <> '' AND EXISTS (SELECT 1 FROM tie_parties p WHERE p.actor = actors.key)",
            )
            .and_then(|mut s| s.query_map([], |row| row.get(0))?.collect())
            .map_err(asking("looking for parties to ties"))
    }

    fn tie(&self, row: &Row<'_>, loader: &mut Loader<'_>) -> Result<Tie, AskError> {
        let doing = asking("reading a tie");
        let key: i64 = row.get(0).map_err(&doing)?;
        let kind: String = row.get(2).map_err(&doing)?;
        let mut parts = [Vec::new(), Vec::new(), Vec::new()];
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT part, document, claim FROM tie_claims WHERE tie = ?1 ORDER BY part, number",
            )
            .map_err(&doing)?;
        let mut rows = statement.query([key]).map_err(&doing)?;
        while let Some(claim) = rows.next().map_err(&doing)? {
            let part = size(claim.get(0).map_err(&doing)?);
            if let Some(part) = parts.get_mut(part) {
                part.push(at(claim, 1).map_err(&doing)?);
            }
        }
        let [from_claims, to_claims, shown_by] = parts;
        let end = |from: usize, claims: Vec<ClaimAt>| -> Result<Option<TieEnd>, AskError> {
            let rule: Option<String> = row.get(from + 1).map_err(&doing)?;
            let Some(rule) = rule.as_deref().and_then(EndRule::named) else {
                return Ok(None);
            };
            Ok(Some(TieEnd {
                when: date(row, from).map_err(&doing)?,
                rule,
                possible: row.get(from + 2).map_err(&doing)?,
                claims,
            }))
        };
        let mut parties = Vec::new();
        let mut statement = self
            .connection
            .prepare_cached("SELECT actor, role FROM tie_parties WHERE tie = ?1 ORDER BY number")
            .map_err(&doing)?;
        let mut rows = statement.query([key]).map_err(&doing)?;
        while let Some(party) = rows.next().map_err(&doing)? {
            let role: String = party.get(1).map_err(&doing)?;
            parties.push(TieParty {
                who: loader.participant(party.get(0).map_err(&doing)?)?,
                role: TieRole::named(&role).unwrap_or(TieRole::Party),
            });
        }
        Ok(Tie {
            id: row.get(1).map_err(&doing)?,
            kind: kind
                .parse()
                .map_err(|_| loader.corrupt(0, "the kind of a tie", "is none"))?,
            parties,
            instrument: loader.some_word(row.get(3).map_err(&doing)?)?,
            office: loader.some_word(row.get(4).map_err(&doing)?)?,
            spell: row.get(5).map_err(&doing)?,
            from: end(6, from_claims)?,
            to: end(9, to_claims)?,
            shown_by,
        })
    }

    /// Events in order of time, those without a date last, then of id.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn events(&self, filter: &EventFilter) -> Result<Vec<Event>, AskError> {
        let _snapshot = self.snapshot()?;
        let doing = asking("looking for events");
        let mut conditions = Conditions::default();
        conditions
            .actors(&self.connection, &filter.actors, "event")
            .map_err(&doing)?;
        if !filter.classes.is_empty() {
            conditions.add(
                "t.class IN (SELECT key FROM words WHERE word IN (SELECT value FROM json_each(?)))",
                list(&filter.classes),
            );
        }
        if !filter.statuses.is_empty() {
            let numbers: Vec<i64> = filter
                .statuses
                .iter()
                .map(|status| status_number(*status))
                .collect();
            conditions.add(
                "t.status IN (SELECT value FROM json_each(?))",
                list(&numbers),
            );
        }
        if let Some((first, last)) = filter.days {
            conditions.add("t.first_day <= ?", Value::Integer(last.0));
            conditions.add("t.last_day >= ?", Value::Integer(first.0));
        }
        if let Some(id) = &filter.id {
            conditions.add("t.id = ?", Value::Text(id.clone()));
        }
        let mut statement = self
            .connection
            .prepare_cached(&format!(
                "SELECT t.key, t.id, t.class, t.status, t.edtf, t.date_rule, t.dated_document, t.dated_claim,
                     t.office, t.instrument, t.confidence
                 FROM events t{} ORDER BY t.edtf IS NULL, t.first_day, t.last_day, t.id",
                conditions.text()
            ))
            .map_err(&doing)?;
        let mut rows = statement
            .query(params_from_iter(conditions.values))
            .map_err(&doing)?;
        let mut loader = Loader::new(&self.connection);
        let mut events = Vec::new();
        while let Some(row) = rows.next().map_err(&doing)? {
            events.push(self.event(row, &mut loader)?);
        }
        Ok(events)
    }

    fn event(&self, row: &Row<'_>, loader: &mut Loader<'_>) -> Result<Event, AskError> {
        let doing = asking("reading an event");
        let key: i64 = row.get(0).map_err(&doing)?;
        let mut parties = self
            .connection
            .prepare_cached(
                "SELECT role, actor FROM event_parties WHERE event = ?1 ORDER BY role, number",
            )
            .map_err(&doing)?;
        let (mut actors, mut recipients) = (Vec::new(), Vec::new());
        let mut rows = parties.query([key]).map_err(&doing)?;
        while let Some(party) = rows.next().map_err(&doing)? {
            let role: i64 = party.get(0).map_err(&doing)?;
            let who = loader.participant(party.get(1).map_err(&doing)?)?;
            if role == 0 {
                actors.push(who);
            } else {
                recipients.push(who);
            }
        }
        let dated: Option<i64> = row.get(6).map_err(&doing)?;
        Ok(Event {
            id: row.get(1).map_err(&doing)?,
            class: loader.word(row.get(2).map_err(&doing)?)?.to_string(),
            actors,
            recipients,
            when: date(row, 4).map_err(&doing)?,
            dated_by: match dated {
                Some(_) => Some(at(row, 6).map_err(&doing)?),
                None => None,
            },
            date_rule: date_rule(row.get(5).map_err(&doing)?),
            status: status_of(row.get(3).map_err(&doing)?).unwrap_or(Status::Asserted),
            office: loader.some_word(row.get(8).map_err(&doing)?)?,
            instrument: loader.some_word(row.get(9).map_err(&doing)?)?,
            claims: self
                .claims_in(
                    "SELECT document, claim FROM event_claims WHERE event = ?1 ORDER BY number",
                    key,
                )
                .map_err(&doing)?,
            confidence: row.get(10).map_err(&doing)?,
        })
    }

    /// Disagreements about actors (each group takes part), of all or some kinds; in order of kind and id.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn disagreements(
        &self,
        actors: &[Vec<ActorRef>],
        kinds: &[DisagreementKind],
    ) -> Result<Vec<Disagreement>, AskError> {
        let _snapshot = self.snapshot()?;
        let doing = asking("looking for disagreements");
        let mut conditions = Conditions::default();
        conditions
            .actors(&self.connection, actors, "disagreement")
            .map_err(&doing)?;
        if !kinds.is_empty() {
            let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
            conditions.add("t.kind IN (SELECT value FROM json_each(?))", list(&kinds));
        }
        let mut statement = self
            .connection
            .prepare_cached(&format!(
                "SELECT t.key, t.id, t.kind, t.first_because, t.days_apart, t.sentence
                 FROM disagreements t{} ORDER BY t.kind, t.id, t.sentence, t.first_because, t.key",
                conditions.text()
            ))
            .map_err(&doing)?;
        let mut rows = statement
            .query(params_from_iter(conditions.values))
            .map_err(&doing)?;
        let mut loader = Loader::new(&self.connection);
        let mut found: Vec<Disagreement> = Vec::new();
        while let Some(row) = rows.next().map_err(&doing)? {
            let key: i64 = row.get(0).map_err(&doing)?;
            let kind: String = row.get(2).map_err(&doing)?;
            let mut about = Vec::new();
            let mut parties = self
                .connection
                .prepare_cached(
                    "SELECT actor FROM disagreement_parties WHERE disagreement = ?1 ORDER BY number",
                )
                .map_err(&doing)?;
            let mut parties = parties.query([key]).map_err(&doing)?;
            while let Some(party) = parties.next().map_err(&doing)? {
                about.push(loader.participant(party.get(0).map_err(&doing)?)?);
            }
            found.push(Disagreement {
                id: row.get(1).map_err(&doing)?,
                kind: kind
                    .parse()
                    .map_err(|_| loader.corrupt(0, "the kind of a disagreement", "is none"))?,
                about,
                claims: self
                    .claims_in(
                        "SELECT document, claim FROM disagreement_claims WHERE disagreement = ?1 ORDER BY number",
                        key,
                    )
                    .map_err(&doing)?,
                first_because: row.get(3).map_err(&doing)?,
                days_apart: row.get(4).map_err(&doing)?,
                sentence: row.get(5).map_err(&doing)?,
            });
        }
        // The same told in two affairs is one.
        found.dedup_by(|a, b| a.id == b.id);
        Ok(found)
    }

    fn claims_in(&self, sql: &str, key: i64) -> rusqlite::Result<Vec<ClaimAt>> {
        self.connection
            .prepare_cached(sql)?
            .query_map([key], |row| at(row, 0))?
            .collect()
    }

    /// The handles of the claims with an id: one, unless two documents have the same bytes.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn claim_places(&self, id: &str) -> Result<Vec<ClaimAt>, AskError> {
        let prefixes: Vec<&str> = (0..=id.len()).filter_map(|end| id.get(..end)).collect();
        self.connection
            .prepare_cached(
                "SELECT c.document, c.number
                 FROM documents d JOIN claims c ON c.document = d.key
                 WHERE d.claim_prefix IN (SELECT value FROM json_each(?1))
                   AND c.id = substr(?2, length(d.claim_prefix) + 1)
                 ORDER BY d.id, c.number",
            )
            .and_then(|mut statement| {
                statement
                    .query_map((list(&prefixes), id), |row| at(row, 0))?
                    .collect()
            })
            .map_err(asking("looking for a claim"))
    }

    /// The claims of handles, in the same order.
    ///
    /// # Errors
    /// Where the database fails or a claim is gone: a chronicle that is not current names what is no more.
    pub fn claims_at(&self, handles: &[ClaimAt]) -> Result<Vec<Claim>, AskError> {
        let _snapshot = self.snapshot()?;
        let mut loader = Loader::new(&self.connection);
        handles
            .iter()
            .map(|at| {
                let (document, number) = place(*at);
                load(&self.connection, &mut loader, document, number)
            })
            .collect()
    }
}

fn at(row: &Row<'_>, from: usize) -> rusqlite::Result<ClaimAt> {
    Ok(ClaimAt {
        document: row.get(from)?,
        number: row.get(from + 1)?,
    })
}

fn date(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Edtf>> {
    let text: Option<String> = row.get(column)?;
    Ok(text.and_then(|text| text.parse().ok()))
}
