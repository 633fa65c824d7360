//! Whether a record is whole: SQLite's own checks, and what this crate promises beyond them.

use serde::Serialize;

use crate::{
    error::{AskError, asking},
    filter::ClaimFilter,
    input::{ReadDocument, SentenceRow},
    problems::{ProblemFilter, Stage},
    record::Record,
    store::{DIGEST_FORM, Digests},
};

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable code: `record-sqlite`, `record-foreign-key`, `record-unread`, `record-span`,
    /// `record-digest`, `record-count`, `record-quote`, `record-index`, `record-name`, `record-chronicle`.
    pub code: String,
    /// Id of the document, where it is about one.
    pub doc: Option<String>,
    /// What is wrong, for a person.
    pub message: String,
}

pub(crate) fn finding(code: &str, doc: Option<&str>, message: impl Into<String>) -> Finding {
    Finding {
        code: code.to_owned(),
        doc: doc.map(str::to_owned),
        message: message.into(),
    }
}

/// Findings of SQLite's checks that are listed at most.
pub(crate) const LISTED: i64 = 100;

impl Record {
    /// Looks for damage; an empty list is a whole record. Reads everything once.
    ///
    /// # Errors
    /// Where the database cannot be asked at all.
    pub fn check(&self) -> Result<Vec<Finding>, AskError> {
        let _snapshot = self.snapshot()?;
        let mut findings = Vec::new();
        self.check_file(&mut findings)?;
        self.check_names(&mut findings)?;
        self.check_index(&mut findings)?;
        self.check_chronicle(&mut findings)?;
        let documents = self
            .connection
            .prepare(
                "SELECT d.id, d.content, coalesce(w.word, '')
                 FROM documents d LEFT JOIN words w ON w.key = d.reader ORDER BY d.id",
            )
            .and_then(|mut s| {
                s.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                    .collect::<rusqlite::Result<Vec<(String, Vec<u8>, String)>>>()
            })
            .map_err(asking("checking documents"))?;
        for (doc, content, reader) in documents {
            match self.read_document(&doc) {
                Ok(read) => check_document(&read, &content, &reader, &mut findings),
                Err(error) => {
                    findings.push(finding("record-unread", Some(&doc), error.to_string()));
                }
            }
        }
        Ok(findings)
    }

    /// A document with all that was read in it, as it was written; index texts are not kept and come back
    /// empty.
    ///
    /// # Errors
    /// [`AskError::UnknownDocument`] with the nearest ids where there is none.
    pub fn read_document(&self, doc: &str) -> Result<ReadDocument, AskError> {
        let _snapshot = self.snapshot()?;
        let docs = vec![doc.to_owned()];
        let claims = ClaimFilter {
            docs: docs.clone(),
            ..ClaimFilter::default()
        };
        let problems = ProblemFilter {
            docs,
            ..ProblemFilter::default()
        };
        let sentences = self.sentences(doc)?.into_iter().map(|s| SentenceRow {
            span: s.span,
            lang: s.lang,
            index_text: String::new(),
        });
        Ok(ReadDocument {
            document: self.document(doc)?,
            sentences: sentences.collect(),
            mentions: self.mentions(doc)?,
            times: self.times(doc)?,
            claims: self.claims(&claims)?.collect::<Result<_, _>>()?,
            problems: self
                .problems(&problems)?
                .into_iter()
                .filter(|p| p.stage == Stage::Read)
                .map(|p| p.problem)
                .collect(),
        })
    }

    fn check_file(&self, findings: &mut Vec<Finding>) -> Result<(), AskError> {
        let doing = asking("checking the file");
        let lines = self.strings(&format!("PRAGMA integrity_check({LISTED})"))?;
        for line in lines.iter().filter(|l| *l != "ok") {
            findings.push(finding("record-sqlite", None, line.as_str()));
        }
        let orphans = self
            .connection
            .prepare("PRAGMA foreign_key_check")
            .and_then(|mut s| {
                s.query_map([], |row| {
                    let child: String = row.get(0)?;
                    let parent: String = row.get(2)?;
                    Ok(format!(
                        "a row of `{child}` belongs to no row of `{parent}`"
                    ))
                })?
                .collect::<rusqlite::Result<Vec<_>>>()
            })
            .map_err(doing)?;
        for message in orphans {
            findings.push(finding("record-foreign-key", None, message));
        }
        Ok(())
    }

    /// Keys of words and actors are no foreign keys (removing one would search every table); so they are
    /// looked at here.
    fn check_names(&self, findings: &mut Vec<Finding>) -> Result<(), AskError> {
        for (table, column, target) in [
            ("documents", "reader", "words"),
            ("sentences", "lang", "words"),
            ("times", "kind", "words"),
            ("times", "rule", "words"),
            ("times", "calendar", "words"),
            ("claims", "class", "words"),
            ("claims", "lang", "words"),
            ("claims", "reader", "words"),
            ("claims", "rule", "words"),
            ("claims", "source", "words"),
            ("claims", "office", "words"),
            ("claims", "instrument", "words"),
            ("claims", "plover", "words"),
            ("mentions", "actor", "actors"),
            ("parties", "actor", "actors"),
            ("events", "class", "words"),
            ("events", "office", "words"),
            ("events", "instrument", "words"),
            ("ties", "office", "words"),
            ("ties", "instrument", "words"),
            ("event_parties", "actor", "actors"),
            ("tie_parties", "actor", "actors"),
            ("disagreement_parties", "actor", "actors"),
        ] {
            let lost = self.number(&format!(
                "SELECT count(*) FROM {table}
                 WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT key FROM {target})"
            ))?;
            if lost > 0 {
                let message =
                    format!("{lost} rows of `{table}` name a `{column}` that is not in `{target}`");
                findings.push(finding("record-name", None, message));
            }
        }
        for (table, owner) in [
            ("sentences", "sentences"),
            ("mentions", "mentions"),
            ("times", "times"),
            ("claims", "claims"),
            ("problems", "problems"),
        ] {
            let wrong = self.strings(&format!(
                "SELECT d.id FROM documents d WHERE d.{owner} <>
                     (SELECT count(*) FROM {table} t WHERE t.document = d.key) ORDER BY d.id LIMIT {LISTED}"
            ))?;
            for doc in wrong {
                let message = format!("the number of its {owner} is not the number that is kept");
                findings.push(finding("record-count", Some(&doc), message));
            }
        }
        Ok(())
    }

    fn check_index(&self, findings: &mut Vec<Finding>) -> Result<(), AskError> {
        let unindexed = self.strings(&format!(
            "SELECT d.id FROM documents d JOIN sentences s ON s.document = d.key
             WHERE d.first_sentence IS NULL OR NOT EXISTS (
                 SELECT 1 FROM search_docsize i WHERE i.id = d.first_sentence + s.number)
             GROUP BY d.id ORDER BY d.id LIMIT {LISTED}"
        ))?;
        for doc in unindexed {
            let message = "a sentence of it is not in the search index";
            findings.push(finding("record-index", Some(&doc), message));
        }
        let indexed = self.number("SELECT count(*) FROM search_docsize")?;
        let sentences = self.number("SELECT count(*) FROM sentences")?;
        if indexed != sentences {
            let message =
                format!("the search index has {indexed} sentences, the record {sentences}");
            findings.push(finding("record-index", None, message));
        }
        Ok(())
    }

    pub(crate) fn number(&self, sql: &str) -> Result<i64, AskError> {
        self.connection
            .query_row(sql, [], |row| row.get(0))
            .map_err(asking("checking"))
    }

    pub(crate) fn strings(&self, sql: &str) -> Result<Vec<String>, AskError> {
        self.connection
            .prepare(sql)
            .and_then(|mut s| s.query_map([], |row| row.get(0))?.collect())
            .map_err(asking("checking"))
    }
}

/// What can be told from a document that was read back.
fn check_document(read: &ReadDocument, content: &[u8], reader: &str, findings: &mut Vec<Finding>) {
    let document = &read.document;
    let doc = Some(document.id.as_str());
    // Texts were cut from the clean text, so this finds offsets that do not fit it.
    if let Err(error) = crate::validate::validate(read) {
        findings.push(finding("record-span", doc, error.to_string()));
    }
    if content.first() == Some(&DIGEST_FORM) && Digests::of(read, reader).content != content {
        let message = "what is stored is not what was written: its digest differs";
        findings.push(finding("record-digest", doc, message));
    }
    let mut end = 0;
    for block in &document.blocks {
        if block.span.start < end
            || document
                .text
                .get(block.span.start..block.span.end)
                .is_none()
        {
            let message = format!(
                "the block at {}..{} does not fit",
                block.span.start, block.span.end
            );
            findings.push(finding("record-span", doc, message));
        }
        end = block.span.end;
    }
    for claim in &read.claims {
        let holds = read
            .sentences
            .get(claim.sentence)
            .is_some_and(|s| s.span.contains(claim.span()));
        if !holds {
            let message = format!(
                "the quote of claim `{}` is not within its sentence",
                claim.id
            );
            findings.push(finding("record-quote", doc, message));
        }
    }
}
