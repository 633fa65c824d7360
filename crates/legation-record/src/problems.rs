//! Problems out of the record: what was not read or not understood, with its document.

use legation_model::{Problem, Severity, Span};
use rusqlite::{Row, params_from_iter, types::Value};
use serde::Serialize;

use crate::{
    error::{AskError, asking},
    filter::list,
    record::Record,
    store::{severity_number, size},
};

/// Where a problem arose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// From bytes to the document.
    Ingest,
    /// From the document to its claims.
    Read,
}

/// A problem with the document it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordedProblem {
    /// Id of the document.
    pub doc: String,
    /// Where it arose.
    pub stage: Stage,
    /// What it is.
    #[serde(flatten)]
    pub problem: Problem,
}

/// Which problems. The default is all of them; an empty list asks nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProblemFilter {
    /// Ids of documents.
    pub docs: Vec<String>,
    /// Codes.
    pub codes: Vec<String>,
    /// This severity or a worse one.
    pub min_severity: Option<Severity>,
}

impl Record {
    /// Problems by document id, stage, and the order in which they were met.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn problems(&self, filter: &ProblemFilter) -> Result<Vec<RecordedProblem>, AskError> {
        let mut conditions = String::new();
        let mut values: Vec<Value> = Vec::new();
        for (column, wanted) in [("d.id", &filter.docs), ("p.code", &filter.codes)] {
            if !wanted.is_empty() {
                values.push(list(wanted));
                conditions.push_str(&format!(
                    " AND {column} IN (SELECT value FROM json_each(?{}))",
                    values.len()
                ));
            }
        }
        if let Some(least) = filter.min_severity {
            values.push(Value::Integer(severity_number(least)));
            conditions.push_str(&format!(" AND p.severity >= ?{}", values.len()));
        }
        let sql = format!(
            "SELECT d.id, p.stage, p.code, p.severity, p.message, p.hint, p.start, p.length
             FROM problems p JOIN documents d ON d.key = p.document
             WHERE true{conditions} ORDER BY d.id, p.number"
        );
        self.connection
            .prepare_cached(&sql)
            .and_then(|mut statement| {
                statement
                    .query_map(params_from_iter(values), read_row)?
                    .collect()
            })
            .map_err(asking("reading problems"))
    }
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<RecordedProblem> {
    let start: Option<i64> = row.get(6)?;
    let length: Option<i64> = row.get(7)?;
    Ok(RecordedProblem {
        doc: row.get(0)?,
        stage: match row.get(1)? {
            0 => Stage::Ingest,
            _ => Stage::Read,
        },
        problem: Problem {
            code: row.get(2)?,
            severity: match row.get(3)? {
                0 => Severity::Note,
                1 => Severity::Warning,
                _ => Severity::Error,
            },
            message: row.get(4)?,
            hint: row.get(5)?,
            span: start
                .zip(length)
                .map(|(start, length)| Span::new(size(start), size(start) + size(length))),
        },
    })
}
