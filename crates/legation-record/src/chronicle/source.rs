//! What is asked of many claims or ties at once and needs no text: which claim, from which document, in which language.

use std::{collections::BTreeMap, rc::Rc};

use legation_model::{ClaimAt, Day};

use super::place;
use crate::{
    error::{AskError, asking},
    loader::Loader,
    record::Record,
    schema::{OPEN_FUTURE, OPEN_PAST},
};

/// Where a claim comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Id of the claim.
    pub id: String,
    /// Id of the document.
    pub doc: Rc<str>,
    /// BCP 47 tag of the sentence.
    pub lang: Rc<str>,
}

impl Record {
    /// Where the claims of handles come from, each handle once.
    ///
    /// # Errors
    /// Where the database fails or a claim is gone: a chronicle that is not current names what is no more.
    pub fn sources(
        &self,
        handles: impl IntoIterator<Item = ClaimAt>,
    ) -> Result<BTreeMap<ClaimAt, Source>, AskError> {
        let _snapshot = self.snapshot()?;
        let doing = asking("looking where claims come from");
        let mut wanted: Vec<ClaimAt> = handles.into_iter().collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, lang FROM claims WHERE document = ?1 AND number = ?2")
            .map_err(&doing)?;
        let mut loader = Loader::new(&self.connection);
        let mut of_document: Option<(i64, Rc<str>, String)> = None;
        let mut found = Vec::with_capacity(wanted.len());
        for at in wanted {
            let (document, number) = place(at);
            let (id, lang): (String, i64) = statement
                .query_row([document, number], |row| Ok((row.get(0)?, row.get(1)?)))
                .map_err(&doing)?;
            let (doc, prefix) = match &of_document {
                Some((key, doc, prefix)) if *key == document => (doc, prefix),
                _ => {
                    let row = loader.document(document)?;
                    let named = (
                        document,
                        Rc::from(row.id.as_str()),
                        row.claim_prefix.clone(),
                    );
                    let (_, doc, prefix) = of_document.insert(named);
                    (&*doc, &*prefix)
                }
            };
            let source = Source {
                id: format!("{prefix}{id}"),
                doc: Rc::clone(doc),
                lang: loader.word(lang)?,
            };
            found.push((at, source));
        }
        Ok(found.into_iter().collect())
    }

    /// The claims of all disagreements, by the disagreements' ids.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn disagreement_claims(&self) -> Result<Vec<(String, ClaimAt)>, AskError> {
        self.connection
            .prepare_cached(
                "SELECT DISTINCT d.id, c.document, c.claim
                 FROM disagreements d JOIN disagreement_claims c ON c.disagreement = d.key
                 ORDER BY d.id, c.document, c.claim",
            )
            .and_then(|mut statement| {
                statement
                    .query_map([], |row| {
                        let at = ClaimAt {
                            document: row.get(1)?,
                            number: row.get(2)?,
                        };
                        Ok((row.get(0)?, at))
                    })?
                    .collect()
            })
            .map_err(asking("looking for disagreements"))
    }

    /// The first and the last day to which a beginning or an end of a tie is dated.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn tie_days(&self) -> Result<Option<(Day, Day)>, AskError> {
        let days: (Option<i64>, Option<i64>) = self
            .connection
            .prepare_cached(
                "WITH days (day) AS (
                     SELECT from_first FROM ties UNION ALL SELECT from_last FROM ties
                     UNION ALL SELECT to_first FROM ties UNION ALL SELECT to_last FROM ties
                 )
                 SELECT min(day), max(day) FROM days WHERE day > ?1 AND day < ?2",
            )
            .and_then(|mut s| {
                s.query_row([OPEN_PAST, OPEN_FUTURE], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
            })
            .map_err(asking("looking for the days of ties"))?;
        Ok(days
            .0
            .zip(days.1)
            .map(|(first, last)| (Day(first), Day(last))))
    }
}
