//! `legation pair`: what is between two actors on one page: ties, events, quantities, disagreements.

use std::io::Write;

use legation::{Chronicle, DisagreementView, EventFilter, EventView, TieFilter, TieView, Viewer};
use serde::Serialize;

use super::{
    Answer, disagreements,
    evidence::{names, safe, write_claims, write_tie},
    find_actors, leaving_out,
};
use crate::{
    args::{Format, PairCommand},
    dates::readable,
    diagnose::{Ending, Failure, say},
    output::json,
    screen::Screen,
    text::{direction, isolated},
};

/// Everything between two actors.
#[derive(Debug, Serialize)]
struct Page {
    ties: Vec<TieView>,
    events: Vec<EventView>,
    disagreements: Vec<DisagreementView>,
}

pub(super) fn run(command: &PairCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let record = command.record.open()?;
    let packs = command.packs.load()?;
    let actors = find_actors(&command.actors, packs, &record)?;
    let chronicle = Chronicle::open(&record, packs, &command.left_out.left_out())?;
    leaving_out(&chronicle);
    let groups: Vec<_> = actors
        .iter()
        .map(|actor| actor.references.clone())
        .collect();
    let ties = chronicle.ties(&TieFilter {
        actors: groups.clone(),
        ..TieFilter::default()
    })?;
    let events = chronicle.events(&EventFilter {
        actors: groups,
        ..EventFilter::default()
    })?;
    let disagreements = chronicle.disagreements(&actors, &[])?;
    let mut viewer = Viewer::new(&record);
    let page = Page {
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
    let _ = (
        &page,
        Format::Table,
        json as fn(&mut dyn Write, &Page) -> std::io::Result<()>,
    );
    write(&page, answer.out, answer.screen)?;
    let _ = say;
    Ok(Ending::Done)
}

fn write(page: &Page, out: &mut dyn Write, screen: Screen) -> Result<(), Failure> {
    for tie in &page.ties {
        write_tie(out, screen, None, tie)?;
    }
    for event in &page.events {
        let head = &event.event;
        let who = format!("{} → {}", names(&head.actors), names(&head.recipients));
        let when = head.when.as_ref().map_or("no date".to_owned(), readable);
        writeln!(
            out,
            "{when}  {}  {}",
            screen.green(&safe(&head.class)),
            isolated(&who, direction(&who))
        )?;
        write_claims(out, screen, "says", &event.claims)?;
    }
    for told in &page.disagreements {
        disagreements::write(out, screen, told)?;
    }
    Ok(())
}
