//! `legation ties`: what held between actors, spell by spell, with the sentences that prove beginning and end.

use legation::{TieFilter, TieView, Viewer, actor_groups};

use super::{
    Answer,
    evidence::{between, period, write_tie},
    find_actors,
};
use crate::{
    args::{Format, TiesCommand},
    diagnose::{Ending, Failure, say},
    output::{Listed, Listing, or_empty},
    table::Column,
};

pub(super) fn run(command: &TiesCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let (record, packs) = command.ask.open()?;
    let actors = find_actors(&command.actors, packs, &record)?;
    let chronicle = command.ask.chronicle(&record, packs)?;
    let filter = TieFilter {
        actors: actor_groups(&actors),
        kinds: command.kind.clone(),
        ..TieFilter::default()
    };
    let ties = chronicle.ties(&filter)?;
    let mut viewer = Viewer::new(&record);
    viewer.fetch_ties(&ties)?;
    if command.format.format == Format::Table {
        for tie in &ties {
            write_tie(answer.out, answer.screen, None, &viewer.tie(tie)?)?;
        }
    } else {
        let mut listing = Listing::new(answer.out, command.format.format, answer.screen);
        for tie in &ties {
            listing.push(&viewer.tie(tie)?)?;
        }
        listing.finish()?;
    }
    if ties.is_empty() {
        say("the record tells of no tie that fits");
        return Ok(Ending::Nothing);
    }
    Ok(Ending::Done)
}

impl Listed for TieView {
    const COLUMNS: &'static [Column] = &[
        Column::words("kind", 10),
        Column::words("between", 12),
        Column::words("when", 12),
    ];

    fn cells(&self) -> Vec<String> {
        vec![self.kind.as_str().to_owned(), between(self), period(self)]
    }

    const NAMES: &'static [&'static str] = &[
        "id",
        "kind",
        "party1",
        "party1_id",
        "party1_country",
        "party2",
        "party2_id",
        "party2_country",
        "instrument",
        "office",
        "spell",
        "from",
        "to",
        "from_possible",
        "to_possible",
        "from_claims",
        "to_claims",
        "inferred_from",
        "inferred_from_rule",
        "inferred_to",
        "inferred_to_rule",
        "shown_by",
    ];

    fn values(&self) -> Vec<String> {
        let party = |n: usize| -> [String; 3] {
            self.parties.get(n).map_or_else(Default::default, |party| {
                [
                    party.who.name.clone(),
                    or_empty(party.who.id.as_ref()),
                    party.who.country.clone(),
                ]
            })
        };
        let claims = |claims: &[legation::ClaimView]| {
            let ids: Vec<&str> = claims.iter().map(|claim| claim.id.as_str()).collect();
            ids.join("; ")
        };
        let inferred = |end: &Option<legation::Inferred>| -> [String; 2] {
            end.as_ref().map_or_else(Default::default, |end| {
                [or_empty(end.when.as_ref()), end.rule.as_str().to_owned()]
            })
        };
        let mut values = vec![self.id.clone(), self.kind.as_str().to_owned()];
        values.extend(party(0));
        values.extend(party(1));
        values.extend([
            or_empty(self.instrument.as_ref()),
            or_empty(self.office.as_ref()),
            self.spell.to_string(),
            or_empty(self.from.as_ref()),
            or_empty(self.to.as_ref()),
            self.from_possible.to_string(),
            self.to_possible.to_string(),
            claims(&self.from_claims),
            claims(&self.to_claims),
        ]);
        values.extend(inferred(&self.inferred_from));
        values.extend(inferred(&self.inferred_to));
        values.push(claims(&self.shown_by));
        values
    }
}
