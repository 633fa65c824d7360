//! `legation on`: the state on a day, what changed between two, and what a source's absence changes.

use legation::{Chronicle, Day, Edtf, Held, Holding, LeftOut, TieView, Viewer, changes};
use serde::Serialize;

use super::{Answer, evidence::write_tie, find_actors};
use crate::{
    args::{Format, OnCommand},
    dates::readable,
    diagnose::{Ending, Failure, say},
    output::{Listed, Listing},
    table::Column,
};

/// A tie and how surely it holds.
#[derive(Debug, Serialize)]
struct HeldView {
    holding: Holding,
    #[serde(flatten)]
    tie: TieView,
}

/// A tie and how it holds before and after.
#[derive(Debug, Serialize)]
struct ChangeView {
    before: Holding,
    after: Holding,
    #[serde(flatten)]
    tie: TieView,
}

pub(super) fn run(command: &OnCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let day = days(&command.date)?;
    let (record, packs) = command.ask.open()?;
    let actors = find_actors(&command.actors, packs, &record)?;
    let chronicle = command.ask.chronicle(&record, packs)?;
    let held = chronicle.on(day, &actors, &command.kind)?;
    let mut viewer = Viewer::new(&record);
    viewer.fetch_ties(held.iter().map(|held| &held.tie))?;
    if let Some(other) = &command.diff {
        let then = chronicle.on(days(other)?, &actors, &command.kind)?;
        return tell_changes(&held, &then, &mut viewer, command, answer);
    }
    if !command.ask.left_out.without.is_empty() {
        let whole = LeftOut {
            without: Vec::new(),
            ..command.ask.left_out.left_out()
        };
        let whole = Chronicle::open(&record, packs, &whole)?;
        tell_absence(&whole.on(day, &actors, &command.kind)?, &held);
    }
    if command.format.format == Format::Table {
        for held in &held {
            let mark = format!("{:8}", held.holding.as_str());
            write_tie(
                answer.out,
                answer.screen,
                Some(&mark),
                &viewer.tie(&held.tie)?,
            )?;
        }
    } else {
        let mut listing = Listing::new(answer.out, command.format.format, answer.screen);
        for held in &held {
            listing.push(&HeldView {
                holding: held.holding,
                tie: viewer.tie(&held.tie)?,
            })?;
        }
        listing.finish()?;
    }
    if held.is_empty() {
        say(&format!(
            "the record tells of nothing that held on {}",
            readable(&command.date)
        ));
        return Ok(Ending::Nothing);
    }
    Ok(Ending::Done)
}

/// First and last day of a date; open dates name no time at which something can hold.
fn days(date: &Edtf) -> Result<(Day, Day), Failure> {
    let bounds = date.bounds();
    bounds
        .first
        .zip(bounds.last)
        .ok_or_else(|| Failure::OpenDate(date.to_string()))
}

fn tell_changes(
    before: &[Held],
    after: &[Held],
    viewer: &mut Viewer<'_>,
    command: &OnCommand,
    answer: &mut Answer<'_>,
) -> Result<Ending, Failure> {
    let changes = changes(before, after);
    if command.format.format == Format::Table {
        for change in &changes {
            let mark = format!("{} → {}", change.before.as_str(), change.after.as_str());
            write_tie(
                answer.out,
                answer.screen,
                Some(&mark),
                &viewer.tie(&change.tie)?,
            )?;
        }
    } else {
        let mut listing = Listing::new(answer.out, command.format.format, answer.screen);
        for change in &changes {
            listing.push(&ChangeView {
                before: change.before,
                after: change.after,
                tie: viewer.tie(&change.tie)?,
            })?;
        }
        listing.finish()?;
    }
    if changes.is_empty() {
        say("nothing is different as far as the record tells");
        return Ok(Ending::Nothing);
    }
    Ok(Ending::Done)
}

/// Tells what is different for the absence of a source.
fn tell_absence(whole: &[Held], without: &[Held]) {
    let changes = changes(whole, without);
    if changes.is_empty() {
        say("leaving that out changes nothing here");
        return;
    }
    say(&format!(
        "leaving that out changes {} line(s):",
        changes.len()
    ));
    for change in &changes {
        let names: Vec<&str> = change
            .tie
            .parties
            .iter()
            .map(|p| p.who.name.as_str())
            .collect();
        say(&format!(
            "  {} ({}): {} becomes {}",
            change.tie.kind,
            names.join(", "),
            change.before.as_str(),
            change.after.as_str()
        ));
    }
}

impl Listed for HeldView {
    const COLUMNS: &'static [Column] = TieView::COLUMNS;

    fn cells(&self) -> Vec<String> {
        self.tie.cells()
    }

    /// How it holds before those of the tie.
    const NAMES: &'static [&'static str] = &with::<1, { TieView::NAMES.len() + 1 }>(&["holding"]);

    fn values(&self) -> Vec<String> {
        let mut values = vec![self.holding.as_str().to_owned()];
        values.extend(self.tie.values());
        values
    }
}

impl Listed for ChangeView {
    const COLUMNS: &'static [Column] = TieView::COLUMNS;

    fn cells(&self) -> Vec<String> {
        self.tie.cells()
    }

    /// How it holds before and after, and those of the tie.
    const NAMES: &'static [&'static str] =
        &with::<2, { TieView::NAMES.len() + 2 }>(&["before", "after"]);

    fn values(&self) -> Vec<String> {
        let mut values = vec![
            self.before.as_str().to_owned(),
            self.after.as_str().to_owned(),
        ];
        values.extend(self.tie.values());
        values
    }
}

/// The names of a tie's values behind others.
const fn with<const OWN: usize, const ALL: usize>(
    own: &[&'static str; OWN],
) -> [&'static str; ALL] {
    let mut names = [""; ALL];
    let (first, rest) = names.split_at_mut(OWN);
    first.copy_from_slice(own);
    rest.copy_from_slice(TieView::NAMES);
    names
}
