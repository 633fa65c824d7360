//! One module a verb; here is only which one is called, and what they share.

mod actors;
mod check;
mod claims;
mod demo;
mod disagreements;
mod documents;
mod dyads;
mod events;
mod evidence;
mod explain;
mod forget;
mod gaps;
mod generate;
mod on;
mod packs;
mod pair;
mod plot;
mod read;
mod review;
mod search;
mod series;
mod serve;
mod ties;
mod timeline;
mod times;
mod triads;

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use legation::{
    Chronicle, ClaimFilter, Day, Edtf, Found, IngestOptions, LoadedPacks, Names, Record,
    choose_record, load_packs,
};

use crate::{
    args::{AskArgs, Command, FilterArgs, IngestArgs, PacksArg, RecordArg},
    diagnose::{Ending, Failure, say},
    screen::Screen,
};

/// Where the answer goes.
pub(crate) struct Answer<'a> {
    /// Standard output.
    pub(crate) out: &'a mut dyn Write,
    /// What is known of it.
    pub(crate) screen: Screen,
}

/// Does what was asked for.
pub(crate) fn run(command: Command, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    match command {
        Command::Read(command) => read::run(&command, answer),
        Command::Times(command) => times::run(&command, answer),
        Command::Claims(command) => claims::run(&command, answer),
        Command::Timeline(command) => timeline::run(&command, answer),
        Command::On(command) => on::run(&command, answer),
        Command::Ties(command) => ties::run(&command, answer),
        Command::Events(command) => events::run(&command, answer),
        Command::Pair(command) => pair::run(&command, answer),
        Command::Disagreements(command) => disagreements::run(&command, answer),
        Command::Series(command) => series::run(&command, answer),
        Command::Triads(command) => triads::run(&command, answer),
        Command::Dyads(command) => dyads::run(&command, answer),
        Command::Plot(command) => plot::run(&command.command, answer),
        Command::Actors(command) => actors::run(&command, answer),
        Command::Documents(command) => documents::run(&command, answer),
        Command::Search(command) => search::run(&command, answer),
        Command::Serve(command) => serve::run(&command, answer),
        Command::Review(command) => review::run(&command.command, answer),
        Command::Explain(command) => explain::run(&command, answer),
        Command::Forget(command) => forget::run(&command, answer),
        Command::Packs(command) => packs::run(&command.command, answer),
        Command::Check(command) => check::run(&command, answer),
        Command::Demo(command) => demo::run(&command, answer),
        Command::Completions(command) => generate::completions(&command, answer),
        Command::Man(command) => generate::man(&command),
    }
}

impl RecordArg {
    /// The path of the record that is meant.
    fn path(&self) -> Result<PathBuf, Failure> {
        Ok(choose_record(self.record.as_deref(), Path::new("."))?)
    }

    /// Opens the record that is meant.
    fn open(&self) -> Result<Record, Failure> {
        Ok(Record::open(self.path()?)?)
    }
}

impl PacksArg {
    /// The packs, for as long as the program runs: taking them apart at its end would cost a fifth of a small run.
    fn load(&self) -> Result<&'static LoadedPacks, Failure> {
        Ok(Box::leak(Box::new(load_packs(self.packs.as_deref())?)))
    }
}

impl IngestArgs {
    fn options(&self) -> IngestOptions {
        IngestOptions {
            lang: self.document_lang.clone(),
            map: self.map.clone().unwrap_or_default(),
            ..IngestOptions::default()
        }
    }
}

impl FilterArgs {
    /// The claims that are asked for, of whatever actors.
    fn filter(&self) -> ClaimFilter {
        ClaimFilter {
            from: self.time.from,
            to: self.time.to,
            classes: self.class.class.clone(),
            langs: self.lang.lang.clone(),
            statuses: self.status.clone(),
            docs: self.doc.clone(),
            min_confidence: self.min_confidence,
            limit: self.limit.limit,
            ..ClaimFilter::default()
        }
    }
}

/// The day that a date is.
fn one_day(date: &Edtf) -> Result<Day, Failure> {
    let bounds = date.bounds();
    let day = bounds.first.filter(|_| bounds.days() == Some(1));
    day.ok_or_else(|| Failure::NoDay(date.to_string()))
}

impl AskArgs {
    /// The record and the packs that are asked.
    fn open(&self) -> Result<(Record, &'static LoadedPacks), Failure> {
        Ok((self.record.open()?, self.packs.load()?))
    }

    /// The chronicle that is asked; tells how much is left out of it, and how many decisions it follows.
    fn chronicle<'a>(
        &self,
        record: &'a Record,
        packs: &'a LoadedPacks,
    ) -> Result<Chronicle<'a>, Failure> {
        let chronicle = Chronicle::open(record, packs, &self.left_out.left_out())?;
        leaving_out(&chronicle);
        review::following(record, chronicle.decisions()?)?;
        Ok(chronicle)
    }
}

/// Tells how much a question leaves out.
fn leaving_out(chronicle: &Chronicle<'_>) {
    let Some(told) = chronicle.told().filter(|told| told.left_out > 0) else {
        return;
    };
    let undated = match told.undated {
        0 => String::new(),
        n => format!(", {n} of them because they do not say when they were published"),
    };
    say(&format!(
        "{} document(s) are left out{undated}",
        told.left_out
    ));
}

/// The actors that are meant; tells where a typing mistake was forgiven.
fn find_actors(
    names: &[String],
    packs: &LoadedPacks,
    record: &Record,
) -> Result<Vec<Found>, Failure> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let known = Names::new(packs);
    names
        .iter()
        .map(|name| find_actor(name, &known, Some(record)))
        .collect()
}

fn find_actor(name: &str, known: &Names<'_>, record: Option<&Record>) -> Result<Found, Failure> {
    let found = known.find(name, record)?;
    if found.corrected.is_some() {
        say(&format!("took \"{name}\" for {}", found.name));
    }
    Ok(found)
}
