//! Forgetting a document: it leaves the record with all that hangs on it, and the chronicle with it.

use std::path::Path;

use legation_record::{ForgetSummary, Record, Writer, WriterOptions};

use crate::{ChronicleSummary, Error, LoadedPacks, read::PROGRAM, update_chronicle};

/// What left the record, and what was told again without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forgotten {
    /// What is gone.
    pub gone: ForgetSummary,
    /// What of the chronicle was told again.
    pub chronicle: ChronicleSummary,
}

/// Takes a document out of a record, by its exact id, and brings the chronicle up to date.
///
/// # Errors
/// Where there is no such record or document (the nearest ids are named), or the record cannot be written.
pub fn forget(record: &Path, packs: &LoadedPacks, doc: &str) -> Result<Forgotten, Error> {
    // Opened to ask first: a writer would make a record where there is none.
    drop(Record::open(record)?);
    let mut writer = Writer::open(record, WriterOptions::new(PROGRAM, ""))?;
    let gone = writer.forget(doc)?;
    writer.finish()?;
    let chronicle = update_chronicle(record, packs)?;
    Ok(Forgotten { gone, chronicle })
}
