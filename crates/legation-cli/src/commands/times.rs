//! `legation times`: the time expressions of files, one a line.

use legation::{Severity, TimeLine, times};

use crate::{
    args::TimesCommand,
    commands::Answer,
    dates::readable,
    diagnose::{Ending, Failure, say_set_aside},
    output::{Listed, Listing, or_empty},
    table::Column,
};

pub(super) fn run(command: &TimesCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let packs = command.packs.load()?;
    let mut listing = Listing::new(answer.out, command.format.format, answer.screen);
    let set_aside = times(&command.files, packs, &command.ingest.options(), |time| {
        listing.push(&time).map_err(Failure::from)
    })?;
    let found = listing.finish()?;
    say_set_aside(&set_aside);
    let unread = set_aside
        .iter()
        .any(|s| s.problem.severity == Severity::Error);
    Ok(match (found, unread) {
        (0, true) => Ending::Unusable,
        (0, false) => Ending::Nothing,
        _ => Ending::Done,
    })
}

impl Listed for TimeLine {
    const COLUMNS: &'static [Column] = &[
        Column::words("document", 12),
        Column::number("start"),
        Column::number("end"),
        Column::words("edtf", 10),
        Column::words("meaning", 10),
        Column::words("kind", 4),
        Column::words("text", 12),
    ];

    fn cells(&self) -> Vec<String> {
        let meaning = self
            .edtf
            .as_deref()
            .and_then(|e| e.parse().ok())
            .map(|e| readable(&e));
        vec![
            self.doc.clone(),
            self.start.to_string(),
            self.end.to_string(),
            or_empty(self.edtf.as_ref()),
            or_empty(meaning.as_ref()),
            self.kind.clone(),
            self.text.clone(),
        ]
    }

    const NAMES: &'static [&'static str] = &[
        "doc", "start", "end", "text", "edtf", "stated", "calendar", "kind", "rule",
    ];

    fn values(&self) -> Vec<String> {
        vec![
            self.doc.clone(),
            self.start.to_string(),
            self.end.to_string(),
            self.text.clone(),
            or_empty(self.edtf.as_ref()),
            or_empty(self.stated.as_ref()),
            or_empty(self.calendar.as_ref()),
            self.kind.clone(),
            self.rule.clone(),
        ]
    }
}
