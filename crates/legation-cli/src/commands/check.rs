//! `legation check`: whether the record is whole.

use legation::Finding;

use crate::{
    args::{CheckCommand, Format},
    commands::Answer,
    diagnose::{Ending, Failure},
    output::{Listed, Listing, or_empty},
    table::Column,
};

pub(super) fn run(command: &CheckCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let record = command.record.open()?;
    let findings = record.check()?;
    let mut listing = Listing::new(answer.out, command.format.format, answer.screen);
    for finding in &findings {
        listing.push(finding)?;
    }
    if listing.finish()? > 0 {
        return Ok(Ending::Nothing);
    }
    if command.format.format == Format::Table {
        let counts = record.counts()?;
        writeln!(
            answer.out,
            "the record is whole: {} documents, {} sentences, {} claims; fingerprint {}",
            counts.documents,
            counts.sentences,
            counts.claims,
            record.fingerprint()?
        )?;
    }
    Ok(Ending::Done)
}

impl Listed for Finding {
    const COLUMNS: &'static [Column] = &[
        Column::words("code", 12),
        Column::words("document", 12),
        Column::words("what is wrong", 20),
    ];

    fn cells(&self) -> Vec<String> {
        self.values()
    }

    const NAMES: &'static [&'static str] = &["code", "doc", "message"];

    fn values(&self) -> Vec<String> {
        vec![
            self.code.clone(),
            or_empty(self.doc.as_ref()),
            self.message.clone(),
        ]
    }
}
