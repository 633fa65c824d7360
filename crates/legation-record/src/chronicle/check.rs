//! Whether the chronicle in the record is whole: what belongs together is there, and, where it is that of the documents as
//! they are, the claims that it names are theirs. Only reads.

use std::collections::BTreeSet;

use super::write::unpacked;
use crate::{
    check::{Finding, LISTED, finding},
    error::{AskError, asking},
    record::Record,
};

/// Code of what is found here.
const CODE: &str = "record-chronicle";

impl Record {
    pub(crate) fn check_chronicle(&self, findings: &mut Vec<Finding>) -> Result<(), AskError> {
        for (owner, table) in [
            ("event", "events"),
            ("tie", "ties"),
            ("disagreement", "disagreements"),
        ] {
            self.lost(&format!("{owner}_parties"), owner, table, findings)?;
            self.lost(&format!("{owner}_claims"), owner, table, findings)?;
            self.lost(table, "affair", "affairs", findings)?;
        }
        self.lost("affair_claims", "affair", "affairs", findings)?;
        // What was read since is not told yet; nothing is answered from such a chronicle.
        if !self.chronicle()?.is_current {
            return Ok(());
        }
        for table in [
            "affair_claims",
            "event_claims",
            "tie_claims",
            "disagreement_claims",
        ] {
            let lost = self.number(&format!(
                "SELECT count(*) FROM {table} t WHERE NOT EXISTS (
                     SELECT 1 FROM claims c WHERE c.document = t.document AND c.number = t.claim)"
            ))?;
            if lost > 0 {
                let message = format!("{lost} rows of `{table}` name a claim that is not there");
                findings.push(finding(CODE, None, message));
            }
        }
        let untold = self.number(
            "SELECT count(*) FROM event_claims e WHERE NOT EXISTS (
                 SELECT 1 FROM affair_claims a JOIN events t ON t.affair = a.affair
                 WHERE t.key = e.event AND a.document = e.document AND a.claim = e.claim)",
        )?;
        if untold > 0 {
            let message =
                format!("{untold} claims stand in an event of an affair that they are no part of");
            findings.push(finding(CODE, None, message));
        }
        self.check_documents(findings)
    }

    /// Rows that belong to nothing.
    fn lost(
        &self,
        table: &str,
        column: &str,
        target: &str,
        findings: &mut Vec<Finding>,
    ) -> Result<(), AskError> {
        let lost = self.number(&format!(
            "SELECT count(*) FROM {table} WHERE {column} NOT IN (SELECT key FROM {target})"
        ))?;
        if lost > 0 {
            let message = format!(
                "{lost} rows of `{table}` belong to a `{column}` that is not in `{target}`"
            );
            findings.push(finding(CODE, None, message));
        }
        Ok(())
    }

    /// Each document is told of as it is, and its list of affairs is that of the affairs of its claims.
    fn check_documents(&self, findings: &mut Vec<Finding>) -> Result<(), AskError> {
        let doing = asking("checking the chronicle");
        let other = self.strings(&format!(
            "SELECT d.id FROM documents d LEFT JOIN chronicle_documents c ON c.document = d.key
             WHERE c.content IS NOT d.content ORDER BY d.id LIMIT {LISTED}"
        ))?;
        for doc in other {
            let message = "the chronicle does not tell of it as it is";
            findings.push(finding(CODE, Some(&doc), message));
        }
        let gone = self.number(
            "SELECT count(*) FROM chronicle_documents WHERE document NOT IN (SELECT key FROM documents)",
        )?;
        if gone > 0 {
            let message = format!("the chronicle tells of {gone} documents that are gone");
            findings.push(finding(CODE, None, message));
        }
        let mut affairs = self
            .connection
            .prepare(
                "SELECT DISTINCT document, affair FROM affair_claims ORDER BY document, affair",
            )
            .map_err(&doing)?;
        let mut affairs = affairs
            .query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))
            .map_err(&doing)?
            .peekable();
        let mut documents = self
            .connection
            .prepare(
                "SELECT c.document, d.id, c.affairs
                 FROM chronicle_documents c JOIN documents d ON d.key = c.document ORDER BY c.document",
            )
            .map_err(&doing)?;
        let mut rows = documents.query([]).map_err(&doing)?;
        while let Some(row) = rows.next().map_err(&doing)? {
            let document: i64 = row.get(0).map_err(&doing)?;
            let listed: Vec<u8> = row.get(2).map_err(&doing)?;
            let mut own = BTreeSet::new();
            while let Some(next) =
                affairs.next_if(|next| next.as_ref().map_or(true, |(of, _)| *of <= document))
            {
                let (of, affair) = next.map_err(&doing)?;
                if of == document {
                    own.insert(affair);
                }
            }
            if !own.iter().eq(unpacked(&listed).iter()) {
                let doc: String = row.get(1).map_err(&doing)?;
                let message = "its list of affairs is not that of the affairs of its claims";
                findings.push(finding(CODE, Some(&doc), message));
            }
        }
        Ok(())
    }
}
