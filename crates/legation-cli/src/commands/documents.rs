//! `legation documents`: what the record was read from.

use legation::DocumentSummary;

use crate::{
    args::DocumentsCommand,
    commands::Answer,
    dates::readable,
    diagnose::{Ending, Failure, say},
    output::{Listed, Listing, or_empty},
    table::Column,
};

pub(super) fn run(command: &DocumentsCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let record = command.record.open()?;
    let mut listing = Listing::new(answer.out, command.format.format, answer.screen);
    for document in record.documents()? {
        listing.push(&document)?;
    }
    if listing.finish()? == 0 {
        say("the record holds no document");
        return Ok(Ending::Nothing);
    }
    Ok(Ending::Done)
}

impl Listed for DocumentSummary {
    const COLUMNS: &'static [Column] = &[
        Column::words("document", 12),
        Column::words("lang", 4),
        Column::words("published", 10),
        Column::number("bytes"),
        Column::number("sentences"),
        Column::number("claims"),
        Column::number("problems"),
        Column::words("title", 12),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            self.lang.clone(),
            self.published.as_ref().map(readable).unwrap_or_default(),
            self.bytes.to_string(),
            self.sentences.to_string(),
            self.claims.to_string(),
            self.problems.to_string(),
            or_empty(self.title.as_ref()),
        ]
    }

    const NAMES: &'static [&'static str] = &[
        "id",
        "address",
        "title",
        "lang",
        "publisher",
        "published",
        "retrieved",
        "digest",
        "reader",
        "bytes",
        "sentences",
        "mentions",
        "times",
        "claims",
        "problems",
    ];

    fn values(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            or_empty(self.address.as_ref()),
            or_empty(self.title.as_ref()),
            self.lang.clone(),
            or_empty(self.publisher.as_ref()),
            or_empty(self.published.as_ref()),
            or_empty(self.retrieved.as_ref()),
            self.digest.clone(),
            self.reader.clone(),
            self.bytes.to_string(),
            self.sentences.to_string(),
            self.mentions.to_string(),
            self.times.to_string(),
            self.claims.to_string(),
            self.problems.to_string(),
        ]
    }
}
