//! `legation actors`: who takes part in claims, and what is known of one actor.

use std::io::{self, Write};

use legation::{ActorProfile, ActorSummary, Names, actor_profile};
use serde::Serialize;

use crate::{
    args::{ActorsCommand, Format},
    commands::{Answer, find_actor},
    dates::readable,
    diagnose::{Ending, Failure, say},
    output::{Listed, Listing, json, or_empty},
    table::Column,
    text::{direction, isolated, shown},
};

pub(super) fn run(command: &ActorsCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let Some(name) = &command.name else {
        let record = command.record.open()?;
        let mut listing = Listing::new(answer.out, command.format.format, answer.screen);
        for actor in record.actors()? {
            listing.push(&Row(actor))?;
        }
        if listing.finish()? == 0 {
            say("the record holds no claim");
            return Ok(Ending::Nothing);
        }
        return Ok(Ending::Done);
    };
    // An actor can be told of without a record; one that is named must be there.
    let record = match (&command.record.record, command.record.open()) {
        (_, Ok(record)) => Some(record),
        (
            None,
            Err(Failure::Library(
                legation::Error::NoRecord { .. } | legation::Error::SeveralRecords { .. },
            )),
        ) => None,
        (_, Err(failure)) => return Err(failure),
    };
    let packs = command.packs.load()?;
    let found = find_actor(name, &Names::new(packs), record.as_ref())?;
    let profile = actor_profile(packs, record.as_ref(), &found)?;
    match command.format.format {
        Format::Table => write_profile(answer.out, &profile)?,
        Format::Json | Format::Jsonl => {
            json(answer.out, &profile)?;
            writeln!(answer.out)?;
        }
        Format::Csv => {
            let mut listing = Listing::new(answer.out, Format::Csv, answer.screen);
            for (lang, names) in &profile.names {
                for name in names {
                    listing.push(&NameRow {
                        actor: profile.id.clone(),
                        lang: lang.clone(),
                        name: name.clone(),
                    })?;
                }
            }
            listing.finish()?;
        }
    }
    Ok(Ending::Done)
}

fn write_profile(out: &mut dyn Write, profile: &ActorProfile) -> io::Result<()> {
    let name = shown(&profile.name);
    write!(out, "{}", isolated(&name, direction(&name)))?;
    if let Some(id) = &profile.id {
        write!(out, "  {id}")?;
    }
    writeln!(out)?;
    let mut line = |what: &str, text: &str| {
        if text.is_empty() {
            Ok(())
        } else {
            writeln!(out, "  {what:<10}{text}")
        }
    };
    line("kind", profile.kind.as_deref().unwrap_or_default())?;
    line("country", &profile.countries.join(", "))?;
    let life = match (&profile.from, &profile.to) {
        (None, None) => String::new(),
        (from, to) => {
            let side =
                |side: &Option<legation::Edtf>| side.as_ref().map(readable).unwrap_or_default();
            format!("{} – {}", side(from), side(to))
        }
    };
    line("life", life.trim())?;
    for office in &profile.offices {
        let side = |side: &Option<legation::Edtf>| side.as_ref().map(readable).unwrap_or_default();
        line(
            "office",
            &format!(
                "{} ({}) {} – {}",
                office.name,
                office.country,
                side(&office.from),
                side(&office.to)
            ),
        )?;
    }
    for (lang, names) in &profile.names {
        let names: Vec<String> = names
            .iter()
            .map(|n| isolated(&shown(n), direction(n)).into_owned())
            .collect();
        line(&format!("in {lang}"), &names.join(", "))?;
    }
    let years = match (profile.first_year, profile.last_year) {
        (Some(first), Some(last)) => format!(", {first} to {last}"),
        _ => String::new(),
    };
    if let Some(claims) = profile.claims {
        line("record", &format!("{claims} claims{years}"))?;
    }
    Ok(())
}

/// A name of an actor, as CSV has it.
#[derive(Serialize)]
struct NameRow {
    actor: Option<String>,
    lang: String,
    name: String,
}

impl Listed for NameRow {
    const COLUMNS: &'static [Column] = &[
        Column::words("actor", 8),
        Column::words("lang", 4),
        Column::words("name", 8),
    ];

    fn cells(&self) -> Vec<String> {
        self.values()
    }

    const NAMES: &'static [&'static str] = &["actor", "lang", "name"];

    fn values(&self) -> Vec<String> {
        vec![
            or_empty(self.actor.as_ref()),
            self.lang.clone(),
            self.name.clone(),
        ]
    }
}

/// An actor of the record.
#[derive(Serialize)]
#[serde(transparent)]
struct Row(ActorSummary);

impl Listed for Row {
    const COLUMNS: &'static [Column] = &[
        Column::words("name", 12),
        Column::words("id", 8),
        Column::words("country", 7),
        Column::number("claims"),
        Column::number("first"),
        Column::number("last"),
    ];

    fn cells(&self) -> Vec<String> {
        self.values()
    }

    const NAMES: &'static [&'static str] = &[
        "name",
        "id",
        "countries",
        "claims",
        "first_year",
        "last_year",
    ];

    fn values(&self) -> Vec<String> {
        let actor = &self.0;
        vec![
            actor.name.clone(),
            or_empty(actor.id.as_ref()),
            actor.countries.join(" "),
            actor.claims.to_string(),
            or_empty(actor.first_year.as_ref()),
            or_empty(actor.last_year.as_ref()),
        ]
    }
}
