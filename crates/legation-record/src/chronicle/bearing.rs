//! What of the chronicle rests on a claim: its event, the ties that it opens, closes or shows, its disagreements.

use std::collections::{BTreeMap, BTreeSet};

use legation_model::ClaimAt;
use rusqlite::params;

use super::{place, write::unpacked};
use crate::{
    error::{AskError, asking},
    filter::list,
    record::Record,
};

/// What rests on a claim, by id, each in order of the alphabet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bearing {
    /// Events that it is part of.
    pub events: BTreeSet<String>,
    /// Ties that it opens, closes or shows.
    pub ties: BTreeSet<String>,
    /// Disagreements that it takes part in.
    pub disagreements: BTreeSet<String>,
}

impl Record {
    /// What rests on each of some claims. A claim that the chronicle does not know has nothing.
    ///
    /// The chronicle's tables lead from things to claims. The way back goes by the affairs that a claim belongs to,
    /// so that no index of all claims has to be kept for it.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn bearings(&self, claims: &[ClaimAt]) -> Result<BTreeMap<ClaimAt, Bearing>, AskError> {
        let _snapshot = self.snapshot()?;
        self.find_bearings(claims)
            .map_err(asking("looking for what rests on a claim"))
    }

    fn find_bearings(&self, claims: &[ClaimAt]) -> rusqlite::Result<BTreeMap<ClaimAt, Bearing>> {
        let mut found: BTreeMap<ClaimAt, Bearing> = claims
            .iter()
            .map(|claim| (*claim, Bearing::default()))
            .collect();
        let affairs = list(&self.affairs_of(&found)?);
        let wanted: Vec<(i64, i64)> = found.keys().map(|claim| place(*claim)).collect();
        let wanted = list(&wanted);
        for (things, thing, put) in [
            (
                "events",
                "event",
                (|b| &mut b.events) as fn(&mut Bearing) -> &mut BTreeSet<String>,
            ),
            ("ties", "tie", |b| &mut b.ties),
            ("disagreements", "disagreement", |b| &mut b.disagreements),
        ] {
            // `+` keeps the order of looking: affairs, their things, the claims of those.
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT DISTINCT t.id, c.document, c.claim
                 FROM {things} t JOIN {thing}_claims c ON c.{thing} = t.key
                 WHERE t.affair IN (SELECT value FROM json_each(?1))
                   AND (+c.document, +c.claim) IN
                       (SELECT value ->> 0, value ->> 1 FROM json_each(?2))"
            ))?;
            let mut rows = statement.query(params![affairs, wanted])?;
            while let Some(row) = rows.next()? {
                let claim = ClaimAt {
                    document: row.get(1)?,
                    number: row.get(2)?,
                };
                if let Some(bearing) = found.get_mut(&claim) {
                    put(bearing).insert(row.get(0)?);
                }
            }
        }
        Ok(found)
    }

    /// The affairs that claims belong to.
    fn affairs_of(&self, claims: &BTreeMap<ClaimAt, Bearing>) -> rusqlite::Result<BTreeSet<i64>> {
        let mut affairs = BTreeSet::new();
        let mut of_document = self
            .connection
            .prepare_cached("SELECT affairs FROM chronicle_documents WHERE document = ?1")?;
        let mut has = self.connection.prepare_cached(
            "SELECT 1 FROM affair_claims WHERE affair = ?1 AND document = ?2 AND claim = ?3",
        )?;
        let mut document = None;
        let mut possible = Vec::new();
        for claim in claims.keys() {
            let (key, number) = place(*claim);
            if document != Some(key) {
                document = Some(key);
                possible.clear();
                let mut rows = of_document.query([key])?;
                if let Some(row) = rows.next()? {
                    possible = unpacked(row.get_ref(0)?.as_blob()?);
                }
            }
            for affair in &possible {
                if has.exists((affair, key, number))? {
                    affairs.insert(*affair);
                }
            }
        }
        Ok(affairs)
    }
}
