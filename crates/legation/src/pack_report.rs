//! What there is in packs, and what is wrong with them.

use std::path::Path;

use legation_model::ActorKind;
use legation_pack::{NameKind, PackError, PackFiles, check};
use legation_read::Packs;
use serde::Serialize;

use crate::{DocumentCases, Error, LoadedPacks, pack_files, run_cases};

/// What a check of packs found.
#[derive(Debug)]
pub struct PackReport {
    /// The files that were checked, for showing the lines.
    pub files: PackFiles,
    /// What is wrong in the packs themselves.
    pub errors: Vec<PackError>,
    /// The cases of each file and what came out otherwise; empty where the packs cannot be loaded.
    pub cases: Vec<DocumentCases>,
}

impl PackReport {
    /// Everything that is wrong: in the packs, then in their cases.
    pub fn failures(&self) -> impl Iterator<Item = &PackError> {
        self.errors
            .iter()
            .chain(self.cases.iter().flat_map(|file| &file.failures))
    }

    /// Cases that were run.
    #[must_use]
    pub fn case_count(&self) -> usize {
        self.cases.iter().map(|file| file.cases).sum()
    }
}

/// Checks the packs that the program carries, with those of a folder on top, and runs the cases that stand with them.
///
/// # Errors
/// Where the folder cannot be read.
pub fn check_packs(folder: Option<&Path>) -> Result<PackReport, Error> {
    let files = pack_files(folder)?;
    let mut errors = check(&files);
    let cases = match Packs::load(&files) {
        Ok(packs) => run_cases(
            &LoadedPacks {
                packs,
                fingerprint: String::new(),
            },
            &files,
        ),
        Err(wrong) => {
            // The check looks at more than loading does; should it miss what stops loading, that is told all the same.
            errors.extend(wrong);
            errors
                .sort_by(|a, b| (&a.file, a.line, &a.message).cmp(&(&b.file, b.line, &b.message)));
            errors.dedup();
            Vec::new()
        }
    };
    // Cases that cannot be parsed are told by the check and again by the run.
    let cases = cases
        .into_iter()
        .map(|mut file| {
            file.failures.retain(|failure| !errors.contains(failure));
            file
        })
        .collect();
    Ok(PackReport {
        files,
        errors,
        cases,
    })
}

/// How much there is of one thing in the packs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PackEntry {
    /// What kind of thing: `language`, `actors`, `places`, `classes`.
    pub kind: String,
    /// Which: a language's tag, a kind of actor.
    pub name: String,
    /// How many: names known in a language, actors of a kind.
    pub count: usize,
    /// In words.
    pub note: String,
}

/// What there is in packs.
#[must_use]
pub fn list_packs(packs: &LoadedPacks) -> Vec<PackEntry> {
    let all = &packs.packs;
    let entry = |kind: &str, name: &str, count: usize, note: String| PackEntry {
        kind: kind.to_owned(),
        name: name.to_owned(),
        count,
        note,
    };
    let mut entries = Vec::new();
    for (tag, pack) in &all.languages {
        let names = all.actors.names(tag);
        let count = names.filter(|(_, kind, _)| *kind != NameKind::Adjective);
        let script = &pack.lexicon.language.script;
        let note = format!("names of actors and places, script {script}");
        entries.push(entry("language", tag, count.count(), note));
    }
    for (kind, name) in KINDS {
        let of_kind = all.actors.iter().filter(|(_, e)| e.actor.kind == kind);
        entries.push(entry("actors", name, of_kind.count(), String::new()));
    }
    let places = all.actors.places().count();
    let note = "capitals, seats, cities and regions".to_owned();
    entries.push(entry("places", "all", places, note));
    let classes: Vec<&str> = all.classes.iter().map(|c| c.name.as_str()).collect();
    entries.push(entry("classes", "all", classes.len(), classes.join(", ")));
    entries
}

const KINDS: [(ActorKind, &str); 8] = [
    (ActorKind::State, "state"),
    (ActorKind::Body, "body"),
    (ActorKind::Party, "party"),
    (ActorKind::Organization, "organization"),
    (ActorKind::Alliance, "alliance"),
    (ActorKind::Movement, "movement"),
    (ActorKind::Person, "person"),
    (ActorKind::Agreement, "agreement"),
];
