//! The known traps of ties: what opens, what closes, what does neither.
#![allow(clippy::unwrap_used)]

mod support;

use legation_model::{DisagreementKind, Holding, TieKind};
use support::*;

#[test]
fn relations_broken_and_resumed_are_two_spells_of_one_tie() {
    let told = ties(
        &[TieKind::DiplomaticRelations],
        "a:1 establish-relations arcadia, boeotia @ 1945-12
         a:2 sever-relations arcadia > boeotia @ 1961
         b:1 establish-relations boeotia, arcadia @ 1990-07-30",
    );
    assert_eq!(
        told,
        [
            "diplomatic-relations Arcadia, Boeotia 1945-12 .. 1961",
            "diplomatic-relations Arcadia, Boeotia 1990-07-30 .. -",
        ]
    );
}

#[test]
fn broken_and_resumed_in_one_year_keeps_its_order() {
    let told = ties(
        &[TieKind::DiplomaticRelations],
        "a:1 establish-relations arcadia, boeotia @ 1945
         a:2 sever-relations arcadia, boeotia @ 1956
         a:3 establish-relations arcadia, boeotia @ 1956",
    );
    assert_eq!(
        told,
        [
            "diplomatic-relations Arcadia, Boeotia 1945 .. 1956",
            "diplomatic-relations Arcadia, Boeotia 1956 .. -",
        ]
    );
}

#[test]
fn a_treaty_that_another_takes_the_place_of_ends_alone() {
    let told = ties(
        &[TieKind::Party, TieKind::Alliance],
        "a:1 sign-agreement arcadia, boeotia @ 1936-08-26; instrument=treaty of alliance; kind=alliance
         a:2 sign-agreement arcadia, boeotia @ 1954-10-19; instrument=trade treaty; kind=trade
         a:3 end-agreement arcadia, boeotia @ 1954-10-19; instrument=the alliance; kind=alliance",
    );
    assert_eq!(
        told,
        [
            "party Arcadia, Boeotia (treaty of alliance) 1936-08-26 .. 1954-10-19",
            "party Arcadia, Boeotia (trade treaty) 1954-10-19 .. -",
            "alliance Arcadia, Boeotia (treaty of alliance) 1936-08-26 .. 1954-10-19",
        ]
    );
}

#[test]
fn an_end_that_names_no_agreement_is_certain_only_where_there_is_one() {
    let one = "a:1 sign-agreement arcadia, boeotia @ 1950; instrument=treaty; kind=trade
         a:2 end-agreement arcadia > boeotia @ 1979";
    assert_eq!(
        ties(&[TieKind::Party], one),
        ["party Arcadia, Boeotia (treaty) 1950 .. 1979"]
    );
    let two = format!(
        "{one}\na:3 sign-agreement arcadia, boeotia @ 1955; instrument=pact; kind=alliance"
    );
    assert_eq!(
        ties(&[TieKind::Party], &two),
        [
            "party Arcadia, Boeotia (treaty) 1950 .. -",
            "party Arcadia, Boeotia (pact) 1955 .. 1979?",
        ]
    );
}

#[test]
fn a_state_that_ends_ends_its_ties_and_its_successor_may_have_them() {
    let told = ties(
        &[TieKind::DiplomaticRelations],
        "a:1 establish-relations arcadia, chalcis @ 1945-12",
    );
    assert_eq!(
        told,
        [
            "diplomatic-relations Arcadia, Chalcis 1945-12 .. 1991-12-26[packs]",
            "diplomatic-relations Arcadia, Delos 1991-12-26?[succession] .. -",
        ]
    );
}

#[test]
fn an_office_held_twice_is_two_spells_and_the_next_holder_ends_one_possibly() {
    let told = ties(
        &[TieKind::Office],
        "a:1 take-office ann > arcadia @ 1951; office=Prime Minister
         a:2 take-office ben > arcadia @ 1953; office=Prime Minister
         a:3 leave-office ben > arcadia @ 1955-02; office=Prime Minister
         a:4 take-office ann > arcadia @ 1957; office=Prime Minister
         a:5 leave-office ann > arcadia @ 1952; office=Prime Minister",
    );
    assert_eq!(
        told,
        [
            "office Ann, Arcadia (Prime Minister) 1951 .. 1952",
            "office Ben, Arcadia (Prime Minister) 1953 .. 1955-02",
            "office Ann, Arcadia (Prime Minister) 1957 .. -",
        ]
    );
    let next = ties(
        &[TieKind::Office],
        "a:1 take-office ann > arcadia @ 1951; office=Prime Minister
         a:2 take-office ben > arcadia @ 1953-03; office=Prime Minister
         a:3 take-office ann > arcadia @ 1954; office=Ambassador
         a:4 take-office ben > arcadia @ 1955; office=Ambassador",
    );
    assert_eq!(
        next,
        [
            "office Ann, Arcadia (Prime Minister) 1951 .. 1953-03?[next-holder]",
            "office Ben, Arcadia (Prime Minister) 1953-03 .. -",
            "office Ann, Arcadia (Ambassador) 1954 .. -",
            "office Ben, Arcadia (Ambassador) 1955 .. -",
        ]
    );
}

#[test]
fn an_office_of_two_names_is_one() {
    let told = ties(
        &[TieKind::Office],
        "a:1 take-office ann > arcadia @ 1951; office=Premier
         a:2 leave-office ann > arcadia @ 1955; office=Prime Minister",
    );
    assert_eq!(told, ["office Ann, Arcadia (Prime Minister) 1951 .. 1955"]);
}

#[test]
fn death_ends_every_office() {
    let told = ties(
        &[TieKind::Office],
        "a:1 take-office ann > arcadia @ 1941; office=Prime Minister
         a:2 take-office ann > party @ 1943; office=General Secretary
         a:3 die ann @ 1953-03-05",
    );
    assert_eq!(
        told,
        [
            "office Ann, Arcadia (Prime Minister) 1941 .. 1953-03-05[death]",
            "office Ann, People's Party (General Secretary) 1943 .. 1953-03-05[death]",
        ]
    );
}

#[test]
fn what_is_planned_or_denied_opens_nothing_and_closes_nothing() {
    let told = ties(
        &TieKind::ALL,
        "a:1 establish-relations arcadia, boeotia @ 1945; status=planned
         a:2 join-organization arcadia > union @ 1950; status=denied
         a:3 take-office ann > arcadia @ 1951; office=King; status=planned",
    );
    assert_eq!(told, Vec::<String>::new());
    let open = ties(
        &[TieKind::Membership],
        "a:1 join-organization arcadia > union @ 1950
         a:2 leave-organization arcadia > union @ 1960; status=planned
         a:3 leave-organization arcadia > union @ 1961; status=denied",
    );
    assert_eq!(open, ["membership Arcadia, Union 1950 .. -"]);
}

#[test]
fn members_of_an_alliance_are_allies_while_both_belong() {
    let told = ties(
        &[TieKind::Membership, TieKind::Alliance],
        "a:1 join-organization arcadia > league @ 1955-05-14
         a:2 found boeotia > league @ 1949-04
         b:1 leave-organization arcadia > league @ 1968-09-13",
    );
    assert_eq!(
        told,
        [
            "membership Boeotia, League 1949-04 .. -",
            "membership Arcadia, League 1955-05-14 .. 1968-09-13",
            "alliance Arcadia, Boeotia (League) 1955-05-14[ground] .. 1968-09-13[ground]",
        ]
    );
}

#[test]
fn fighting_is_certain_while_it_is_told_and_peace_ends_it() {
    let lines = "a:1 attack arcadia > boeotia @ 1940-10-28
         a:2 attack boeotia > arcadia @ 1941-01";
    assert_eq!(
        ties(&[TieKind::Hostilities], lines),
        ["hostilities Arcadia, Boeotia 1940-10-28 .. 1941-01?[last-seen]"]
    );
    let peace = format!(
        "{lines}\na:3 sign-agreement arcadia, boeotia @ 1941-04-23; kind=peace; instrument=armistice"
    );
    assert_eq!(
        ties(&[TieKind::Hostilities], &peace),
        ["hostilities Arcadia, Boeotia 1940-10-28 .. 1941-04-23[peace]"]
    );
}

#[test]
fn two_events_of_one_day_told_as_two_stay_two() {
    let events = |lines: &str| chronicle(lines).events.len();
    // In one sentence, by two words.
    assert_eq!(
        events(
            "a:1 attack arcadia > boeotia @ 1940-10-28
             a:1 attack arcadia > boeotia @ 1940-10-28"
        ),
        2
    );
    // "The same day ..." goes on to another event.
    assert_eq!(
        events(
            "a:1 attack arcadia > boeotia @ 1940-10-28; words=on 28 October
             a:2 attack arcadia > boeotia @ 1940-10-28; words=the same day"
        ),
        2
    );
    // Two agreements are two by their kinds.
    assert_eq!(
        events(
            "a:1 sign-agreement arcadia, boeotia @ 1950-02-14; instrument=treaty; kind=alliance
             a:2 sign-agreement arcadia, boeotia @ 1950-02-14; instrument=loan; kind=trade"
        ),
        2
    );
    // Told again elsewhere, it is one.
    assert_eq!(
        events(
            "a:1 attack arcadia > boeotia @ 1940-10-28
             a:9 attack arcadia > boeotia @ 1940-10-28
             b:1 attack arcadia > boeotia @ 1940-10"
        ),
        1
    );
}

#[test]
fn a_difference_in_precision_is_no_disagreement() {
    let told = chronicle(
        "a:1 sever-relations arcadia, boeotia @ 1961
         b:1 sever-relations arcadia, boeotia @ 1961-10
         c:1 sever-relations arcadia, boeotia @ 1961-10-25",
    );
    assert_eq!(told.disagreements, []);
    assert_eq!(told.events.len(), 1);
    assert_eq!(told.events[0].when.as_ref().unwrap().as_str(), "1961-10-25");
}

#[test]
fn dates_that_cannot_be_equal_disagree_and_most_documents_win() {
    let told = chronicle(
        "a:1 sever-relations arcadia, boeotia @ 1961-10-25
         b:1 sever-relations arcadia, boeotia @ 1961-12-03
         c:1 sever-relations arcadia, boeotia @ 1961-12",
    );
    assert_eq!(told.events.len(), 1);
    assert_eq!(told.events[0].when.as_ref().unwrap().as_str(), "1961-12-03");
    let kinds: Vec<_> = told
        .disagreements
        .iter()
        .map(|d| (d.kind, d.days_apart))
        .collect();
    assert_eq!(kinds, [(DisagreementKind::Date, Some(39))]);
}

#[test]
fn a_second_beginning_far_from_the_first_is_no_disagreement() {
    let told = chronicle(
        "a:1 establish-relations arcadia, boeotia @ 1945-12
         b:1 establish-relations arcadia, boeotia @ 1991-02",
    );
    assert_eq!(told.disagreements, []);
}

#[test]
fn relations_good_until_two_times_disagree() {
    let told = chronicle(
        "a:1 improve-relations arcadia, boeotia @ ../1953-03-05
         a:7 improve-relations boeotia, arcadia @ ../1959; status=attributed",
    );
    let kinds: Vec<_> = told.disagreements.iter().map(|d| d.kind).collect();
    assert_eq!(kinds, [DisagreementKind::Date]);
}

#[test]
fn a_misprinted_year_breaks_the_order_of_the_text_and_a_look_back_does_not() {
    let story = |odd: &str| {
        format!(
            "a:1 attack chalcis > arcadia @ 1956-10-23
             a:2 accuse arcadia > chalcis @ 1956-10-30
             a:3 leave-organization arcadia > league @ 1956-11-01
             a:4 attack chalcis > arcadia @ 1956-11-04
             a:5 withdraw-forces chalcis > arcadia @ {odd}
             a:6 meet arcadia, chalcis @ 1956-11-22
             a:7 meet arcadia, chalcis @ 1957-03-20"
        )
    };
    let kinds = |lines: &str| -> Vec<DisagreementKind> {
        chronicle(lines)
            .disagreements
            .iter()
            .map(|d| d.kind)
            .collect()
    };
    assert_eq!(kinds(&story("1965-11-09")), [DisagreementKind::Narrative]);
    assert_eq!(kinds(&story("1945-05-09")), [], "the month does not fit");
    assert_eq!(kinds(&story("1956-11-09")), []);
}

#[test]
fn what_is_left_open_is_possible_and_never_guessed() {
    let all = chronicle(
        "a:1 establish-relations arcadia, boeotia @ 1945\na:2 sever-relations arcadia, boeotia @ 1961",
    );
    let tie = &all.ties[0];
    let on = |day: &str| {
        let bounds = day.parse::<legation_model::Edtf>().unwrap().bounds();
        tie.holding(bounds.first.unwrap(), bounds.last.unwrap())
    };
    assert_eq!(on("1944-12-31"), Holding::No);
    assert_eq!(on("1945-06-01"), Holding::Possible);
    assert_eq!(on("1945-12-31"), Holding::Certain);
    assert_eq!(on("1960-12-31"), Holding::Certain);
    assert_eq!(on("1961-06-01"), Holding::Possible);
    assert_eq!(on("1962-01-01"), Holding::No);
}

fn kinds(lines: &str) -> Vec<DisagreementKind> {
    chronicle(lines)
        .disagreements
        .iter()
        .map(|d| d.kind)
        .collect()
}

#[test]
fn two_dates_of_one_document_are_steps_and_no_disagreement() {
    assert_eq!(
        kinds(
            "a:1 establish-relations arcadia, boeotia @ 2014-12-17
             a:4 establish-relations arcadia, boeotia @ 2015-07-20"
        ),
        []
    );
}

#[test]
fn who_acts_after_death_does_so_where_two_documents_say_it() {
    let one = "a:1 accuse cyr > arcadia @ 1963-05";
    assert_eq!(kinds(one), []);
    let two = format!("{one}\nb:1 accuse cyr > arcadia @ 1963-05-02");
    assert_eq!(kinds(&two), [DisagreementKind::Sequence]);
    // The same document tells of both.
    let own = format!("{one}\na:2 die cyr @ 1960-01-05");
    assert_eq!(kinds(&own), [DisagreementKind::Sequence]);
    // A death that the packs do not bear out is a wrong reading.
    let wrong = format!("{one}\na:2 die cyr @ 1950-01-05");
    assert_eq!(kinds(&wrong), []);
}

#[test]
fn who_leaves_before_joining_once_cannot_be_right() {
    assert_eq!(
        kinds(
            "a:1 leave-organization arcadia > union @ 1950
             b:1 join-organization arcadia > union @ 1955"
        ),
        [DisagreementKind::Sequence]
    );
    assert_eq!(
        kinds(
            "a:1 join-organization arcadia > union @ 1949
             a:2 leave-organization arcadia > union @ 1950
             b:1 join-organization arcadia > union @ 1955"
        ),
        []
    );
}

#[test]
fn two_in_one_office_cannot_be_right() {
    assert_eq!(
        kinds(
            "a:1 take-office ann > arcadia @ 1950-01; office=Prime Minister
             a:2 take-office ben > arcadia @ 1953-01; office=Prime Minister
             b:1 leave-office ann > arcadia @ 1953-06; office=Prime Minister"
        ),
        [DisagreementKind::Sequence]
    );
}

#[test]
fn who_broke_off_relations_differs_between_documents() {
    assert_eq!(
        kinds(
            "a:1 sever-relations arcadia > boeotia @ 1961-10
             b:1 sever-relations boeotia > arcadia @ 1961-10"
        ),
        [DisagreementKind::Role]
    );
}

#[test]
fn numbers_of_one_event_differ_where_none_is_about() {
    let told = |a: &str, b: &str| {
        kinds(&format!(
            "a:1 attack arcadia > boeotia @ 1940-10-28; count={a} men
             b:1 attack arcadia > boeotia @ 1940-10-28; count={b} men"
        ))
    };
    assert_eq!(told("10000", "12500"), [DisagreementKind::Number]);
    assert_eq!(told("~10000", "11000"), []);
    assert_eq!(told("10000", "10000"), []);
}

#[test]
fn what_is_told_and_denied_of_one_day_disagrees() {
    assert_eq!(
        kinds(
            "a:1 attack arcadia > boeotia @ 1940-10-28
             b:1 attack arcadia > boeotia @ 1940-10-28; status=denied"
        ),
        [DisagreementKind::Polarity]
    );
    assert_eq!(
        kinds(
            "a:1 attack arcadia > boeotia @ 1940-10-28
             b:1 attack arcadia > boeotia @ 1941-10-28; status=denied"
        ),
        []
    );
}

#[test]
fn a_period_that_ends_beside_the_event_that_ends_it_disagrees() {
    assert_eq!(
        kinds(
            "a:1 die cyr @ 1953-03-05
             a:2 meet arcadia, boeotia @ 1953-03-05/1964-10-10
             a:3 leave-office ann > arcadia @ 1964-10-13; office=Prime Minister"
        ),
        [DisagreementKind::Date]
    );
    assert_eq!(
        kinds(
            "a:1 die cyr @ 1953-03-05
             a:2 meet arcadia, boeotia @ 1953-03-05/1964-10-13
             a:3 leave-office ann > arcadia @ 1964-10-13; office=Prime Minister"
        ),
        []
    );
}

#[test]
fn what_has_no_date_lies_within_the_lives_of_its_parties() {
    assert_eq!(
        ties(
            &[TieKind::Membership],
            "a:1 join-organization arcadia > league"
        ),
        ["membership Arcadia, League 1949-01-01/..[packs] .. -"]
    );
    assert_eq!(
        ties(&[TieKind::Hostilities], "a:1 attack arcadia > boeotia"),
        Vec::<String>::new(),
        "nothing can be said of when"
    );
}

#[test]
fn of_three_who_break_off_relations_not_each_surely_does_with_each() {
    let told = ties(
        &[TieKind::DiplomaticRelations],
        "a:1 sever-relations arcadia, boeotia, chalcis @ 1961",
    );
    assert_eq!(told.len(), 3);
    assert!(told.iter().all(|tie| tie.ends_with("1961?")), "{told:?}");
}
