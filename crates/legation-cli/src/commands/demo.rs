//! `legation demo`: the sample documents into a record, and a timeline from it.

use std::path::PathBuf;

use legation::{ClaimFilter, DEMO_PAIR, ReadOptions, Record, demo_inputs, load_packs, read_inputs};

use crate::{
    args::{DemoCommand, Format},
    commands::{Answer, find_actors, read, timeline},
    diagnose::{Ending, Failure, say},
};

pub(super) fn run(command: &DemoCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let packs = load_packs(None)?;
    // Removed when it is dropped, at the end of this function.
    let folder = tempfile::tempdir().map_err(|source| Failure::Write {
        what: "a temporary record".to_owned(),
        source,
    })?;
    let path: PathBuf = command
        .output
        .clone()
        .unwrap_or_else(|| folder.path().join("demo.legation"));
    let inputs = demo_inputs();
    let progress = read::Meter::new();
    let options = ReadOptions::default();
    let summary = progress.watch(|watch| read_inputs(&inputs, &path, &packs, &options, watch))?;
    let record = Record::open(&path)?;
    let actors = find_actors(&DEMO_PAIR.map(str::to_owned), &packs, &record)?;
    if command.format.format == Format::Table {
        let names: Vec<&str> = actors.iter().map(|a| a.name.as_str()).collect();
        let read = summary.added + summary.replaced + summary.unchanged;
        say(&format!(
            "read {read} sample documents, {} claims; what they say of {}:",
            summary.claims,
            names.join(" and ")
        ));
    }
    let ending = timeline::print(
        &record,
        &packs,
        &actors,
        ClaimFilter::default(),
        command.format.format,
        answer,
    )?;
    if let (Some(path), Format::Table) = (&command.output, command.format.format) {
        say(&format!(
            "the record is `{}`; ask it with `legation claims -r {}`",
            path.display(),
            path.display()
        ));
    }
    Ok(ending)
}
