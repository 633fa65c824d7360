//! `legation pair`: what is between two actors on one page: ties, events, quantities, disagreements.

use std::io::Write;

use legation::{
    Chronicle, Day, DisagreementView, Edtf, Event, EventFilter, EventView, Found, Holding, Tie,
    TieFilter, TieView, Viewer, actor_groups,
};
use serde::Serialize;

use super::{
    Answer, disagreements, events,
    evidence::{between, safe, write_tie},
    find_actors,
};
use crate::{
    args::{Format, PairCommand},
    dates::readable,
    diagnose::{Ending, Failure, say},
    output::json,
    screen::Screen,
    text::{direction, isolated, width},
};

/// Everything between two actors.
#[derive(Debug, Serialize)]
struct Page {
    /// The two.
    actors: Vec<Actor>,
    /// The last day that something between them is dated to.
    last_known: Option<String>,
    /// What holds on that day.
    holds: Vec<Held>,
    /// Spell by spell.
    ties: Vec<TieView>,
    /// In order of time.
    events: Vec<EventView>,
    /// What cannot all be right.
    disagreements: Vec<DisagreementView>,
}

#[derive(Debug, Serialize)]
struct Actor {
    id: Option<String>,
    name: String,
}

/// A tie that holds, by its id.
#[derive(Debug, Serialize)]
struct Held {
    tie: String,
    holding: Holding,
    #[serde(skip)]
    text: String,
}

/// A thing of the page with its sort in front.
#[derive(Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
enum Piece<'p> {
    Tie(&'p TieView),
    Event(&'p EventView),
    Disagreement(&'p DisagreementView),
}

pub(super) fn run(command: &PairCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let format = command.format.format;
    if format == Format::Csv {
        return Err(Failure::SeveralTables);
    }
    let (record, packs) = command.ask.open()?;
    let actors = find_actors(&command.actors, packs, &record)?;
    let chronicle = command.ask.chronicle(&record, packs)?;
    let page = page(&chronicle, &mut Viewer::new(&record), &actors)?;
    match format {
        Format::Json => {
            json(answer.out, &page)?;
            writeln!(answer.out)?;
        }
        Format::Jsonl => {
            let ties = page.ties.iter().map(Piece::Tie);
            let events = page.events.iter().map(Piece::Event);
            let told = page.disagreements.iter().map(Piece::Disagreement);
            for piece in ties.chain(events).chain(told) {
                json(answer.out, &piece)?;
                writeln!(answer.out)?;
            }
        }
        Format::Table | Format::Csv if page.is_empty() => {}
        Format::Table | Format::Csv => write(&page, answer.out, answer.screen)?,
    }
    if page.is_empty() {
        let names: Vec<&str> = actors.iter().map(|actor| actor.name.as_str()).collect();
        say(&format!(
            "the record tells of nothing between {}",
            names.join(" and ")
        ));
        return Ok(Ending::Nothing);
    }
    Ok(Ending::Done)
}

fn page(
    chronicle: &Chronicle<'_>,
    viewer: &mut Viewer<'_>,
    actors: &[Found],
) -> Result<Page, Failure> {
    let groups: Vec<_> = actor_groups(actors);
    let ties = chronicle.ties(&TieFilter {
        actors: groups.clone(),
        ..TieFilter::default()
    })?;
    let events = chronicle.events(&EventFilter {
        actors: groups,
        ..EventFilter::default()
    })?;
    let disagreements = chronicle.disagreements(actors, &[])?;
    viewer.fetch_ties(&ties)?;
    viewer.fetch(events.iter().flat_map(|event| event.claims.iter().copied()))?;
    let last = last_known(&ties, &events);
    let mut page = Page {
        actors: actors
            .iter()
            .map(|actor| Actor {
                id: actor.id.clone(),
                name: actor.name.clone(),
            })
            .collect(),
        last_known: last.map(|day| day.to_string()),
        holds: Vec::new(),
        ties: ties
            .iter()
            .map(|tie| viewer.tie(tie))
            .collect::<Result<_, _>>()?,
        events: events
            .iter()
            .map(|event| viewer.event(event))
            .collect::<Result<_, _>>()?,
        disagreements: disagreements
            .iter()
            .map(|told| viewer.disagreement(told))
            .collect::<Result<_, _>>()?,
    };
    if let Some(day) = last {
        let held = ties.iter().zip(&page.ties).map(|(tie, view)| Held {
            tie: tie.id.clone(),
            holding: tie.holding(day, day),
            text: format!("{}, {}", tie.kind, between(view)),
        });
        page.holds = held.filter(|held| held.holding != Holding::No).collect();
        page.holds
            .sort_by_key(|held| std::cmp::Reverse(held.holding));
    }
    Ok(page)
}

/// The last day that an event, or the beginning or end of a tie, certainly lies before or on.
fn last_known(ties: &[Tie], events: &[Event]) -> Option<Day> {
    let of_ties = ties
        .iter()
        .flat_map(|tie| [&tie.from, &tie.to])
        .flatten()
        .filter(|end| !end.claims.is_empty())
        .filter_map(|end| end.bounds().last);
    let of_events = events
        .iter()
        .filter_map(|event| event.when.as_ref().and_then(|when| when.bounds().last));
    of_ties.chain(of_events).max()
}

impl Page {
    fn is_empty(&self) -> bool {
        self.ties.is_empty() && self.events.is_empty() && self.disagreements.is_empty()
    }
}

fn write(page: &Page, out: &mut dyn Write, screen: Screen) -> Result<(), Failure> {
    let names: Vec<String> = page.actors.iter().map(|actor| safe(&actor.name)).collect();
    let title = names.join(" – ");
    writeln!(out, "{}", screen.bold(&isolated(&title, direction(&title))))?;
    writeln!(out, "{}\n", "=".repeat(width(&title)))?;
    if let Some(day) = &page.last_known {
        let readable = day
            .parse::<Edtf>()
            .map_or_else(|_| day.clone(), |day| readable(&day));
        if page.holds.is_empty() {
            writeln!(
                out,
                "On {readable}, the last date known, nothing is known to hold.\n"
            )?;
        } else {
            writeln!(out, "On {readable}, the last date known:")?;
            for held in &page.holds {
                let text = isolated(&held.text, direction(&held.text)).into_owned();
                writeln!(out, "  {:8}  {text}", held.holding.as_str())?;
            }
            writeln!(out)?;
        }
    }
    if !page.ties.is_empty() {
        heading(out, screen, "Ties", page.ties.len())?;
        for tie in &page.ties {
            write_tie(out, screen, None, tie)?;
        }
    }
    if !page.events.is_empty() {
        heading(out, screen, "Events", page.events.len())?;
        for event in &page.events {
            events::write(out, screen, event)?;
        }
    }
    if !page.disagreements.is_empty() {
        heading(out, screen, "Disagreements", page.disagreements.len())?;
        for told in &page.disagreements {
            disagreements::write(out, screen, told)?;
        }
    }
    Ok(())
}

fn heading(out: &mut dyn Write, screen: Screen, text: &str, count: usize) -> Result<(), Failure> {
    let text = format!("{text} ({count})");
    writeln!(out, "{}", screen.bold(&text))?;
    writeln!(out, "{}\n", "-".repeat(text.len()))?;
    Ok(())
}
