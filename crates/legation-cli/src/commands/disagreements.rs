//! `legation disagreements`: where claims cannot all be right, each with the sentences.

use legation::{DisagreementView, Viewer};

use super::{
    Answer,
    evidence::{names, write_claim},
    find_actors,
};
use crate::{
    args::{DisagreementsCommand, Format},
    diagnose::{Ending, Failure, say},
    output::{Listed, Listing, or_empty},
    screen::Screen,
    table::Column,
    text::{direction, isolated, shown},
};

pub(super) fn run(
    command: &DisagreementsCommand,
    answer: &mut Answer<'_>,
) -> Result<Ending, Failure> {
    let (record, packs) = command.ask.open()?;
    let actors = find_actors(&command.actors, packs, &record)?;
    let chronicle = command.ask.chronicle(&record, packs)?;
    let found = chronicle.disagreements(&actors, &command.kind)?;
    let mut viewer = Viewer::new(&record);
    if command.format.format == Format::Table {
        for told in &found {
            write(answer.out, answer.screen, &viewer.disagreement(told)?)?;
        }
    } else {
        let mut listing = Listing::new(answer.out, command.format.format, answer.screen);
        for told in &found {
            listing.push(&viewer.disagreement(told)?)?;
        }
        listing.finish()?;
    }
    if found.is_empty() {
        say("the record holds no disagreement that fits");
        return Ok(Ending::Nothing);
    }
    Ok(Ending::Done)
}

/// A disagreement with its claims.
pub(super) fn write(
    out: &mut dyn std::io::Write,
    screen: Screen,
    told: &DisagreementView,
) -> std::io::Result<()> {
    let sentence = shown(&told.sentence).into_owned();
    writeln!(
        out,
        "{}  {}",
        screen.green(told.kind.as_str()),
        screen.bold(&isolated(&sentence, direction(&sentence)))
    )?;
    for (n, claim) in told.claims.iter().enumerate() {
        let label = if n == 0 {
            &told.first_because
        } else {
            "against"
        };
        write_claim(out, screen, label, claim)?;
    }
    writeln!(out)
}

impl Listed for DisagreementView {
    const COLUMNS: &'static [Column] = &[Column::words("kind", 9), Column::words("what", 30)];

    fn cells(&self) -> Vec<String> {
        vec![self.kind.as_str().to_owned(), self.sentence.clone()]
    }

    const NAMES: &'static [&'static str] = &[
        "id",
        "kind",
        "about",
        "sentence",
        "days_apart",
        "first_because",
        "claims",
    ];

    fn values(&self) -> Vec<String> {
        let claims: Vec<&str> = self.claims.iter().map(|claim| claim.id.as_str()).collect();
        vec![
            self.id.clone(),
            self.kind.as_str().to_owned(),
            names(&self.about),
            self.sentence.clone(),
            or_empty(self.days_apart.as_ref()),
            self.first_because.clone(),
            claims.join("; "),
        ]
    }
}
