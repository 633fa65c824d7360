//! Forgetting a document: it leaves the record with all that hangs on it.

use std::path::Path;

use legation_record::{ForgetSummary, Record, Writer, WriterOptions};

use crate::{Error, read::PROGRAM};

/// Takes a document out of a record, by its exact id.
///
/// # Errors
/// Where there is no such record or document (the nearest ids are named), or the record cannot be written.
pub fn forget(record: &Path, doc: &str) -> Result<ForgetSummary, Error> {
    // Opened to ask first: a writer would make a record where there is none.
    drop(Record::open(record)?);
    let mut writer = Writer::open(record, WriterOptions::new(PROGRAM, ""))?;
    let summary = writer.forget(doc)?;
    writer.finish()?;
    Ok(summary)
}
