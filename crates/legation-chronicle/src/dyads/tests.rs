//! What must hold of dyad-years: small cases, and that they count as the series of a pair does.

use legation_model::{Holding, Status};
use proptest::prelude::*;

use super::*;
use crate::series::{SeriesOptions, series};
use crate::sides::Side;
use crate::testing::{code, event, some_events, tie, world};

fn quad(class: &str) -> Option<Quad> {
    match class {
        "aid" => Some(Quad::MaterialCooperation),
        "accuse" => Some(Quad::VerbalConflict),
        "attack" => Some(Quad::MaterialConflict),
        "meet" | "sign-agreement" => Some(Quad::VerbalCooperation),
        _ => None,
    }
}

/// Two claims a sentence.
fn sentence(claim: ClaimAt) -> u32 {
    claim.number / 2
}

fn dyads<'a>(
    events: &'a [Event],
    ties: &'a [Tie],
    world: &'a World,
    options: DyadOptions,
) -> DyadYears<'a> {
    let sources = DyadSources {
        events,
        ties,
        world,
        code: &code,
        quad: &quad,
        sentence: &sentence,
    };
    DyadYears::new(sources, options)
}

fn from_to(from: i64, to: i64) -> DyadOptions {
    DyadOptions {
        from,
        to,
        directed: false,
        all_existing: false,
        attributed: false,
    }
}

#[test]
fn a_year_has_its_events_by_direction_and_kind() {
    let world = world();
    let events = [
        event(
            0,
            "aid",
            &["soviet-union"],
            &["albania"],
            Some("1956-03-01"),
        ),
        event(1, "accuse", &["albania"], &["soviet-union"], Some("1956")),
        event(
            2,
            "meet",
            &["albania", "soviet-union"],
            &[],
            Some("1956-05"),
        ),
        event(
            3,
            "accuse",
            &["albania", "soviet-union"],
            &["yugoslavia"],
            Some("1956-05"),
        ),
        event(4, "aid", &["soviet-union"], &["albania"], Some("1957")),
    ];
    let rows = dyads(&events, &[], &world, from_to(1956, 1956)).year(1956);
    let shown: Vec<_> = rows
        .iter()
        .map(|row| {
            let counts =
                [&row.forward, &row.backward, &row.both].map(|flow| flow.cell.tally.events);
            (row.first.code, row.second.code, counts, row.both.quads)
        })
        .collect();
    assert_eq!(
        shown,
        [
            (339, 345, [1, 0, 1], [0, 0, 1, 0]),
            (339, 365, [2, 2, 3], [1, 1, 1, 0]),
            (345, 365, [0, 1, 1], [0, 0, 1, 0]),
        ]
    );
    let coverage = rows.get(1).map(|row| row.coverage);
    let expected = Coverage {
        documents: 1,
        sentences: 2,
        claims: 3,
    };
    assert_eq!(coverage, Some(expected));
    assert_eq!(
        rows.get(1).map(|row| row.second.name.as_str()),
        Some("Soviet Union")
    );
}

#[test]
fn a_state_counts_only_while_it_exists() {
    let world = world();
    let events = [
        event(1, "meet", &["albania"], &["soviet-union"], Some("1990")),
        event(2, "meet", &["albania"], &["russia"], Some("1995")),
        event(3, "meet", &["albania"], &["soviet-union"], Some("1995")),
        event(4, "meet", &["albania"], &["russia"], Some("1990")),
    ];
    let shown: Vec<_> = dyads(&events, &[], &world, from_to(1989, 1996))
        .rows()
        .map(|row| {
            (
                row.year,
                row.second.name.clone(),
                row.both.cell.tally.events,
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            (1990, "Soviet Union".to_owned(), 1),
            (1995, "Russia".to_owned(), 1)
        ]
    );
}

#[test]
fn people_count_for_their_state() {
    let world = world();
    let mut told = event(
        1,
        "accuse",
        &["albania"],
        &["soviet-union"],
        Some("1960-11-16"),
    );
    for who in told.actors.iter_mut().chain(&mut told.recipients) {
        who.id = None;
    }
    let rows = dyads(
        std::slice::from_ref(&told),
        &[],
        &world,
        from_to(1960, 1960),
    )
    .year(1960);
    assert_eq!(
        rows.iter()
            .map(|row| row.forward.cell.tally.events)
            .sum::<u32>(),
        1
    );
}

#[test]
fn no_source_differs_from_no_event() {
    let world = world();
    let denied = Event {
        status: Status::Denied,
        ..event(1, "attack", &["greece"], &["albania"], Some("1949"))
    };
    let options = DyadOptions {
        all_existing: true,
        ..from_to(1949, 1949)
    };
    let rows = dyads(std::slice::from_ref(&denied), &[], &world, options).year(1949);
    assert_eq!(
        rows.len(),
        10,
        "five states, two by two; Russia is none yet"
    );
    for row in rows {
        assert_eq!(row.both.cell.tally.events, 0);
        assert_eq!(
            row.coverage.is_told(),
            (row.first.code, row.second.code) == (339, 350)
        );
    }
}

#[test]
fn ties_have_their_days_and_their_last_day() {
    let world = world();
    let party = |number, who, from, to| Tie {
        instrument: Some("Treaty of Friendship".into()),
        ..tie(number, TieKind::Party, &[who], from, to)
    };
    let ties = [
        tie(
            1,
            TieKind::DiplomaticRelations,
            &["albania", "soviet-union"],
            Some("1945"),
            Some("1961-12-03"),
        ),
        tie(
            2,
            TieKind::Alliance,
            &["albania", "soviet-union"],
            Some("1955-05-14"),
            Some("1961"),
        ),
        party(3, "albania", Some("1950"), None),
        party(4, "soviet-union", Some("1950"), Some("1961-01-10")),
        tie(
            5,
            TieKind::Membership,
            &["albania", "soviet-union"],
            Some("1950"),
            None,
        ),
    ];
    let rows: Vec<_> = dyads(&[], &ties, &world, from_to(1961, 1962))
        .rows()
        .collect();
    assert_eq!(rows.len(), 1, "nothing holds in 1962");
    for row in rows {
        let shown = |days: &TieDays<'_>| (days.certain_days, days.possible_days, days.at_end());
        assert_eq!(shown(&row.relations), (336, 1, Holding::No));
        assert_eq!(shown(&row.alliance), (0, 365, Holding::Possible));
        assert_eq!(shown(&row.agreements), (9, 1, Holding::No));
        assert_eq!(shown(&row.hostilities), (0, 0, Holding::No));
        assert_eq!(
            (row.agreements.ties.len(), row.agreements.claims().len()),
            (2, 3)
        );
        // The ends of three ties in that year.
        assert_eq!((row.coverage.claims, row.both.cell.tally.events), (3, 0));
    }
}

#[test]
fn what_no_year_holds_is_told_apart() {
    let world = world();
    let events = [
        event(1, "aid", &["china"], &["albania"], Some("1961/1978")),
        event(2, "aid", &["china"], &["albania"], None),
        event(3, "aid", &["china"], &["albania"], Some("194X")),
        event(4, "aid", &["china"], &["albania"], Some("1962")),
    ];
    let found = dyads(&events, &[], &world, from_to(1960, 1965));
    assert_eq!(found.rows().count(), 1);
    let unplaced = found.unplaced();
    let shown: Vec<_> = unplaced
        .iter()
        .map(|u| (u.first, u.second, u.row.backward.claims().len()))
        .collect();
    assert_eq!(shown, [(339, 710, 2)]);
}

proptest! {
    #[test]
    fn dyad_years_count_as_the_series_of_a_pair(events in some_events()) {
        let world = world();
        let dyads = dyads(&events, &[], &world, from_to(1953, 1957));
        let (first, second) = (Side::state(&world, "albania"), Side::state(&world, "soviet-union"));
        let series = series(&events, &first, &second, &world, SeriesOptions::default());
        let mut counted = 0;
        for row in dyads.rows().filter(|row| (row.first.code, row.second.code) == (339, 365)) {
            counted += 1;
            let other = series.told.get(&Period::year(row.year)).cloned().unwrap_or_default();
            prop_assert_eq!(&row.forward.cell, &other.forward);
            prop_assert_eq!(&row.backward.cell, &other.backward);
            prop_assert_eq!(&row.both.cell, &other.both);
            prop_assert_eq!(&row.uncounted, &other.uncounted);
        }
        prop_assert_eq!(counted, series.told.len());
    }

    #[test]
    fn directed_halves_make_the_undirected_whole(events in some_events()) {
        let world = world();
        let whole: Vec<_> = dyads(&events, &[], &world, from_to(1953, 1957)).rows().collect();
        let options = DyadOptions { directed: true, ..from_to(1953, 1957) };
        let halves: Vec<_> = dyads(&events, &[], &world, options).rows().collect();
        prop_assert_eq!(halves.len(), whole.len() * 2);
        for row in &whole {
            let of = |first: &DyadState, second: &DyadState| {
                halves.iter().find(|half| {
                    (half.year, &half.first, &half.second) == (row.year, first, second)
                })
            };
            let (Some(there), Some(back)) = (of(&row.first, &row.second), of(&row.second, &row.first)) else {
                return Err(TestCaseError::fail("a half is missing"));
            };
            prop_assert_eq!(there, row);
            prop_assert_eq!(&back.forward, &row.backward);
            let mut ids: Vec<&str> =
                [there, back].iter().flat_map(|half| &half.forward.cell.events).map(|e| e.id.as_str()).collect();
            ids.sort_unstable();
            ids.dedup();
            let mut all: Vec<&str> = row.both.cell.events.iter().map(|e| e.id.as_str()).collect();
            all.sort_unstable();
            prop_assert_eq!(ids, all);
        }
    }

    #[test]
    fn the_order_of_events_does_not_matter(events in some_events()) {
        let world = world();
        let turned: Vec<Event> = events.iter().rev().cloned().collect();
        let one: Vec<_> = dyads(&events, &[], &world, from_to(1953, 1957)).rows().collect();
        let other: Vec<_> = dyads(&turned, &[], &world, from_to(1953, 1957)).rows().collect();
        prop_assert_eq!(one, other);
    }
}
