//! `legation triads`: three actors on a day of whom two friends of one are enemies, with the sentences behind each edge.

use std::io::Write;

use legation::{ClaimView, EdgeView, TriadView, Viewer, triads_on};

use super::{
    Answer,
    evidence::{safe, write_tie},
    one_day,
};
use crate::{
    args::{Format, TriadsCommand},
    diagnose::{Ending, Failure, say},
    output::{Listed, Listing},
    screen::Screen,
    table::Column,
    text::{direction, isolated},
};

pub(super) fn run(command: &TriadsCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let day = one_day(&command.date)?;
    let (record, packs) = command.ask.open()?;
    let chronicle = command.ask.chronicle(&record, packs)?;
    let found = triads_on(&chronicle, &mut Viewer::new(&record), day)?;
    if command.format.format == Format::Table {
        for triad in &found {
            write(answer.out, answer.screen, triad)?;
        }
    } else {
        let mut listing = Listing::new(answer.out, command.format.format, answer.screen);
        for triad in &found {
            listing.push(triad)?;
        }
        listing.finish()?;
    }
    if found.is_empty() {
        say(&format!("the record tells of no unbalanced triad on {day}"));
        return Ok(Ending::Nothing);
    }
    Ok(Ending::Done)
}

fn write(out: &mut dyn Write, screen: Screen, triad: &TriadView) -> Result<(), Failure> {
    let names = safe(&triad.names.join(", "));
    let what = if triad.all_hostile {
        "three enemies"
    } else {
        "two friends of one are enemies"
    };
    writeln!(
        out,
        "{}  {}: {what}\n",
        triad.holding.as_str(),
        screen.bold(&isolated(&names, direction(&names)))
    )?;
    for edge in &triad.edges {
        let pair = safe(&edge.between.join(" – "));
        writeln!(
            out,
            "{}  {}",
            screen.green(edge.sign),
            isolated(&pair, direction(&pair))
        )?;
        for ground in &edge.grounds {
            let mark = format!("  {}", ground.holding.as_str());
            write_tie(out, screen, Some(&mark), &ground.tie)?;
        }
    }
    Ok(())
}

/// All claims behind an edge.
fn claims(edge: &EdgeView) -> impl Iterator<Item = &ClaimView> {
    edge.grounds.iter().flat_map(|ground| {
        let tie = &ground.tie;
        tie.from_claims
            .iter()
            .chain(&tie.to_claims)
            .chain(&tie.shown_by)
    })
}

impl Listed for TriadView {
    const COLUMNS: &'static [Column] = &[Column::words("holding", 8), Column::words("actors", 16)];

    fn cells(&self) -> Vec<String> {
        vec![self.holding.as_str().to_owned(), self.names.join(", ")]
    }

    const NAMES: &'static [&'static str] = &[
        "actor1",
        "actor1_id",
        "actor2",
        "actor2_id",
        "actor3",
        "actor3_id",
        "holding",
        "all_hostile",
        "sign12",
        "sign13",
        "sign23",
        "claims12",
        "claims13",
        "claims23",
    ];

    fn values(&self) -> Vec<String> {
        let ids = |edge: &EdgeView| {
            let mut ids: Vec<&str> = claims(edge).map(|claim| claim.id.as_str()).collect();
            ids.sort_unstable();
            ids.dedup();
            ids.join("; ")
        };
        let both = self.names.iter().zip(&self.ids);
        let mut values: Vec<String> = both
            .flat_map(|(name, id)| [name.clone(), id.clone()])
            .collect();
        values.extend([
            self.holding.as_str().to_owned(),
            self.all_hostile.to_string(),
        ]);
        values.extend(self.edges.iter().map(|edge| edge.sign.to_owned()));
        values.extend(self.edges.iter().map(ids));
        values
    }
}
