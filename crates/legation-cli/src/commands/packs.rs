//! `legation packs`: what the packs know, and what is wrong with them.

use legation::{PackEntry, PackError, check_packs, list_packs};
use serde::Serialize;

use crate::{
    args::{Format, PacksCheck, PacksVerb},
    commands::{Answer, gaps},
    diagnose::{Ending, Failure, write_pack_error},
    output::{Listed, Listing, or_empty},
    table::Column,
};

pub(super) fn run(command: &PacksVerb, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    match command {
        PacksVerb::List(list) => {
            let packs = list.packs.load()?;
            let mut listing = Listing::new(answer.out, list.format.format, answer.screen);
            for entry in list_packs(packs) {
                listing.push(&entry)?;
            }
            listing.finish()?;
            Ok(Ending::Done)
        }
        PacksVerb::Check(command) => check(command, answer),
        PacksVerb::Gaps(command) => gaps::run(command, answer),
    }
}

fn check(command: &PacksCheck, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let report = check_packs(command.folder.as_deref())?;
    let failures: Vec<&PackError> = report.failures().collect();
    if command.format.format == Format::Table {
        for failure in &failures {
            write_pack_error(answer.out, failure, &report.files, answer.screen)?;
        }
        let files = report.cases.len();
        let cases = report.case_count();
        match (failures.len(), cases) {
            (0, 0) => writeln!(answer.out, "the packs are right; there are no cases to run")?,
            (0, _) => writeln!(
                answer.out,
                "the packs are right; {cases} cases in {files} files come out as they say"
            )?,
            (wrong, _) => writeln!(
                answer.out,
                "{wrong} error(s); {cases} cases in {files} files were run"
            )?,
        }
    } else {
        let mut listing = Listing::new(answer.out, command.format.format, answer.screen);
        for failure in &failures {
            listing.push(&Row {
                file: failure.file.clone(),
                line: failure.line,
                message: failure.message.clone(),
                hint: failure.hint.clone(),
            })?;
        }
        listing.finish()?;
    }
    Ok(if failures.is_empty() {
        Ending::Done
    } else {
        Ending::Nothing
    })
}

/// An error of a pack, for programs.
#[derive(Serialize)]
struct Row {
    file: String,
    line: usize,
    message: String,
    hint: Option<String>,
}

impl Listed for Row {
    const COLUMNS: &'static [Column] = &[
        Column::words("file", 12),
        Column::number("line"),
        Column::words("what is wrong", 12),
        Column::words("what to do", 12),
    ];

    fn cells(&self) -> Vec<String> {
        self.values()
    }

    const NAMES: &'static [&'static str] = &["file", "line", "message", "hint"];

    fn values(&self) -> Vec<String> {
        vec![
            self.file.clone(),
            self.line.to_string(),
            self.message.clone(),
            or_empty(self.hint.as_ref()),
        ]
    }
}

impl Listed for PackEntry {
    const COLUMNS: &'static [Column] = &[
        Column::words("kind", 8),
        Column::words("name", 8),
        Column::number("count"),
        Column::words("note", 12),
    ];

    fn cells(&self) -> Vec<String> {
        self.values()
    }

    const NAMES: &'static [&'static str] = &["kind", "name", "count", "note"];

    fn values(&self) -> Vec<String> {
        vec![
            self.kind.clone(),
            self.name.clone(),
            self.count.to_string(),
            self.note.clone(),
        ]
    }
}
