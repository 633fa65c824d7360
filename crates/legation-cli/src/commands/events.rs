//! `legation events`: what happened as far as all documents tell, each event with the sentences behind it.

use std::io::Write;

use legation::{
    Bounds, DateRule, Day, EventFilter, EventView, Status, Viewer, actor_groups, known_classes,
};

use super::{
    Answer,
    evidence::{names, safe, write_claims},
    find_actors,
};
use crate::{
    args::{EventsCommand, Format, TimeArgs},
    dates::readable,
    diagnose::{Ending, Failure, say},
    output::{Listed, Listing, or_empty},
    screen::Screen,
    table::Column,
    text::{direction, isolated},
};

pub(super) fn run(command: &EventsCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let (record, packs) = command.ask.open()?;
    known_classes(packs, &command.class.class)?;
    let actors = find_actors(&command.actors, packs, &record)?;
    let chronicle = command.ask.chronicle(&record, packs)?;
    let events = chronicle.events(&EventFilter {
        actors: actor_groups(&actors),
        classes: command.class.class.clone(),
        days: days(&command.time),
        ..EventFilter::default()
    })?;
    let mut viewer = Viewer::new(&record);
    viewer.fetch(events.iter().flat_map(|event| event.claims.iter().copied()))?;
    if command.format.format == Format::Table {
        for event in &events {
            write(answer.out, answer.screen, &viewer.event(event)?)?;
        }
    } else {
        let mut listing = Listing::new(answer.out, command.format.format, answer.screen);
        for event in &events {
            listing.push(&viewer.event(event)?)?;
        }
        listing.finish()?;
    }
    if events.is_empty() {
        say("the record tells of no event that fits");
        return Ok(Ending::Nothing);
    }
    Ok(Ending::Done)
}

/// The days asked for; `None` where none are: then what has no date is asked for too.
fn days(time: &TimeArgs) -> Option<(Day, Day)> {
    let bounds = Bounds {
        first: time.from,
        last: time.to,
    };
    (bounds != Bounds::OPEN).then(|| {
        (
            bounds.first.unwrap_or(Day(i64::MIN)),
            bounds.last.unwrap_or(Day(i64::MAX)),
        )
    })
}

/// An event with its claims.
pub(super) fn write(out: &mut dyn Write, screen: Screen, view: &EventView) -> Result<(), Failure> {
    let event = &view.event;
    let when = event
        .when
        .as_ref()
        .map_or_else(|| "no date".to_owned(), readable);
    let who = between(view);
    write!(
        out,
        "{}  {}  {}",
        screen.bold(&when),
        screen.green(&safe(&event.class)),
        isolated(&who, direction(&who))
    )?;
    if let Some(what) = event.instrument.as_ref().or(event.office.as_ref()) {
        let what = safe(what);
        write!(out, " ({})", isolated(&what, direction(&what)))?;
    }
    let counted = quantities(view);
    if !counted.is_empty() {
        write!(out, ": {}", isolated(&counted, direction(&counted)))?;
    }
    if event.status != Status::Asserted {
        write!(out, " [{}]", event.status.as_str())?;
    }
    writeln!(out)?;
    write_claims(out, screen, "says", &view.claims)?;
    writeln!(out)?;
    Ok(())
}

/// Who did it to whom.
fn between(view: &EventView) -> String {
    let event = &view.event;
    let (actors, recipients) = (names(&event.actors), names(&event.recipients));
    match (actors.is_empty(), recipients.is_empty()) {
        (_, true) => actors,
        (true, false) => format!("→ {recipients}"),
        (false, false) => format!("{actors} → {recipients}"),
    }
}

/// The numbers that the claims tell, each once.
fn quantities(view: &EventView) -> String {
    let mut told: Vec<String> = Vec::new();
    for quantity in view.claims.iter().flat_map(|claim| &claim.quantities) {
        let text = safe(&quantity.text);
        if !told.contains(&text) {
            told.push(text);
        }
    }
    told.join(", ")
}

/// Why an event has its date, as JSON has it.
fn date_rule(rule: DateRule) -> &'static str {
    match rule {
        DateRule::None => "none",
        DateRule::Only => "only",
        DateRule::MostPrecise => "most-precise",
        DateRule::MostTrusted => "most-trusted",
    }
}

impl Listed for EventView {
    const COLUMNS: &'static [Column] = &[
        Column::words("when", 10),
        Column::words("class", 12),
        Column::words("who", 16),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.event.when.as_ref().map(readable).unwrap_or_default(),
            self.event.class.clone(),
            between(self),
        ]
    }

    const NAMES: &'static [&'static str] = &[
        "id",
        "class",
        "actors",
        "recipients",
        "when",
        "date_rule",
        "status",
        "office",
        "instrument",
        "quantities",
        "confidence",
        "claims",
    ];

    fn values(&self) -> Vec<String> {
        let event = &self.event;
        let raw = |who: &[legation::Participant]| {
            let all: Vec<&str> = who.iter().map(|who| who.name.as_str()).collect();
            all.join("; ")
        };
        let claims: Vec<&str> = self.claims.iter().map(|claim| claim.id.as_str()).collect();
        let counted: Vec<&str> = self
            .claims
            .iter()
            .flat_map(|claim| &claim.quantities)
            .map(|quantity| quantity.text.as_str())
            .collect();
        vec![
            event.id.clone(),
            event.class.clone(),
            raw(&event.actors),
            raw(&event.recipients),
            or_empty(event.when.as_ref()),
            date_rule(event.date_rule).to_owned(),
            event.status.as_str().to_owned(),
            or_empty(event.office.as_ref()),
            or_empty(event.instrument.as_ref()),
            counted.join("; "),
            event.confidence.to_string(),
            claims.join("; "),
        ]
    }
}
