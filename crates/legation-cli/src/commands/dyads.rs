//! `legation dyads`: dyad-years in the columns that data sets of states are merged on.

use legation::{Direction, DyadQuestion, DyadRow, StateCodes, StateNumbers, TieYear, dyad_years};
use serde::Serialize;

use super::Answer;
use crate::{
    args::{Codes, DyadsCommand},
    diagnose::{Ending, Failure, say},
    output::{Listed, Listing},
    table::Column,
};

pub(super) fn run(command: &DyadsCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let (record, packs) = command.ask.open()?;
    let chronicle = command.ask.chronicle(&record, packs)?;
    let question = DyadQuestion {
        from: command.time.from.map(|day| day.ymd().0),
        to: command.time.to.map(|day| day.ymd().0),
        codes: match command.codes {
            Codes::Gw => StateCodes::Gw,
            Codes::Cow => StateCodes::Cow,
        },
        directed: command.directed,
        all: command.all,
    };
    let (out, format, screen) = (&mut *answer.out, command.format.format, answer.screen);
    let summary = match question.codes {
        StateCodes::Gw => {
            let mut listing = Listing::new(out, format, screen);
            let summary =
                dyad_years::<Failure>(&chronicle, &question, |row| Ok(listing.push(&ByGw(row))?))?;
            listing.finish()?;
            summary
        }
        StateCodes::Cow => {
            let mut listing = Listing::new(out, format, screen);
            let summary =
                dyad_years::<Failure>(&chronicle, &question, |row| Ok(listing.push(&ByCow(row))?))?;
            listing.finish()?;
            summary
        }
    };
    let without = &summary.without_number;
    if !without.is_empty() {
        let shown: Vec<&str> = without.iter().take(SHOWN).map(String::as_str).collect();
        let more = match without.len().saturating_sub(SHOWN) {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        say(&format!(
            "{} state(s) have no number in this list and are left out: {}{more}",
            without.len(),
            shown.join(", ")
        ));
    }
    if summary.unplaced > 0 {
        say(&format!(
            "{} event(s) between states lie in no single year, or have no date, and are in no row",
            summary.unplaced
        ));
    }
    if summary.rows == 0 {
        say("the record tells of nothing between two states that fits");
        return Ok(Ending::Nothing);
    }
    Ok(Ending::Done)
}

/// States without a number that are named.
const SHOWN: usize = 10;

/// A row numbered by Gleditsch and Ward.
#[derive(Serialize)]
#[serde(transparent)]
struct ByGw(DyadRow);

/// A row numbered by the Correlates of War.
#[derive(Serialize)]
#[serde(transparent)]
struct ByCow(DyadRow);

/// Columns behind the numbers.
const BEHIND: [&str; 62] = [
    "year",
    "name1",
    "name2",
    "id1",
    "id2",
    "events_12",
    "cooperative_12",
    "conflictual_12",
    "verbal_cooperation_12",
    "material_cooperation_12",
    "verbal_conflict_12",
    "material_conflict_12",
    "goldstein_12",
    "sentences_12",
    "events_21",
    "cooperative_21",
    "conflictual_21",
    "verbal_cooperation_21",
    "material_cooperation_21",
    "verbal_conflict_21",
    "material_conflict_21",
    "goldstein_21",
    "sentences_21",
    "events",
    "cooperative",
    "conflictual",
    "verbal_cooperation",
    "material_cooperation",
    "verbal_conflict",
    "material_conflict",
    "goldstein",
    "sentences",
    "uncounted",
    "uncounted_sentences",
    "relations_days",
    "relations_possible_days",
    "relations_at_end",
    "relations_possible_at_end",
    "relations_dec31",
    "relations_sentences",
    "alliance_days",
    "alliance_possible_days",
    "alliance_at_end",
    "alliance_possible_at_end",
    "alliance_dec31",
    "alliance_sentences",
    "hostilities_days",
    "hostilities_possible_days",
    "hostilities_at_end",
    "hostilities_possible_at_end",
    "hostilities_dec31",
    "hostilities_sentences",
    "agreements_days",
    "agreements_possible_days",
    "agreements_at_end",
    "agreements_possible_at_end",
    "agreements_dec31",
    "agreements_sentences",
    "coverage",
    "coverage_documents",
    "coverage_sentences",
    "coverage_claims",
];

/// The names of all columns of CSV.
const fn names(first: &'static str, second: &'static str) -> [&'static str; BEHIND.len() + 2] {
    let mut names = [""; BEHIND.len() + 2];
    let (own, behind) = names.split_at_mut(2);
    own.copy_from_slice(&[first, second]);
    behind.copy_from_slice(&BEHIND);
    names
}

macro_rules! listed {
    ($row:ident, $first:literal, $second:literal) => {
        impl Listed for $row {
            const COLUMNS: &'static [Column] = &[
                Column::words("year", 4),
                Column::number($first),
                Column::number($second),
                Column::words("names", 12),
                Column::number("events"),
                Column::number("goldstein"),
                Column::words("ties on 31 December", 10),
                Column::number("coverage"),
            ];

            fn cells(&self) -> Vec<String> {
                cells(&self.0)
            }

            const NAMES: &'static [&'static str] = &names($first, $second);

            fn values(&self) -> Vec<String> {
                values(&self.0)
            }
        }
    };
}
listed!(ByGw, "gwcode1", "gwcode2");
listed!(ByCow, "ccode1", "ccode2");

/// The kinds of tie of a row, named.
fn ties(row: &DyadRow) -> [(&'static str, &TieYear); 4] {
    [
        ("relations", &row.relations),
        ("alliance", &row.alliance),
        ("hostilities", &row.hostilities),
        ("agreements", &row.agreements),
    ]
}

fn numbers(numbers: StateNumbers) -> [String; 2] {
    numbers.both().map(|number| number.to_string())
}

fn cells(row: &DyadRow) -> Vec<String> {
    let [one, other] = numbers(row.numbers);
    let held: Vec<String> = ties(row)
        .into_iter()
        .filter(|(_, tie)| tie.at_end + tie.possible_at_end > 0)
        .map(|(name, tie)| match tie.at_end {
            0 => format!("{name} (possible)"),
            _ => name.to_owned(),
        })
        .collect();
    vec![
        row.year.to_string(),
        one,
        other,
        format!("{} – {}", row.name1, row.name2),
        row.both.events.to_string(),
        format!("{:+.1}", row.both.goldstein),
        held.join(", "),
        row.coverage.claims.to_string(),
    ]
}

fn values(row: &DyadRow) -> Vec<String> {
    let mut values = Vec::with_capacity(BEHIND.len() + 2);
    values.extend(numbers(row.numbers));
    values.push(row.year.to_string());
    values.extend([&row.name1, &row.name2, &row.id1, &row.id2].map(Clone::clone));
    for way in [&row.forward, &row.backward, &row.both] {
        values.extend(of_direction(way));
    }
    values.push(row.uncounted.to_string());
    values.push(row.uncounted_sentences.join("; "));
    for (_, tie) in ties(row) {
        values.extend([
            tie.days.to_string(),
            tie.possible_days.to_string(),
            tie.at_end.to_string(),
            tie.possible_at_end.to_string(),
            tie.holding_at_end.as_str().to_owned(),
            tie.sentences.join("; "),
        ]);
    }
    let coverage = &row.coverage;
    let told = if coverage.claims > 0 { "1" } else { "0" };
    values.push(told.to_owned());
    values.extend([coverage.documents, coverage.sentences, coverage.claims].map(|n| n.to_string()));
    values
}

fn of_direction(way: &Direction) -> [String; 9] {
    [
        way.events.to_string(),
        way.cooperative.to_string(),
        way.conflictual.to_string(),
        way.verbal_cooperation.to_string(),
        way.material_cooperation.to_string(),
        way.verbal_conflict.to_string(),
        way.material_conflict.to_string(),
        way.goldstein.to_string(),
        way.sentences.join("; "),
    ]
}
