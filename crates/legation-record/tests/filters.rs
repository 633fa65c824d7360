//! Which claims a filter gives, in which order; actors; search.
#![allow(clippy::needless_pass_by_value, clippy::unwrap_used)]

mod support;

use legation_model::{Day, Status};
use legation_record::*;
use support::*;

/// The claims that a filter gives, by class and language, which tell them apart here.
fn given(record: &Record, filter: &ClaimFilter) -> Vec<String> {
    let claims: Vec<_> = record.claims(filter).unwrap().map(Result::unwrap).collect();
    assert_eq!(
        record
            .count_claims(&ClaimFilter {
                limit: None,
                offset: 0,
                ..filter.clone()
            })
            .unwrap(),
        record
            .claims(&ClaimFilter {
                limit: None,
                offset: 0,
                ..filter.clone()
            })
            .unwrap()
            .len()
    );
    claims
        .into_iter()
        .map(|c| format!("{} {}", c.lang, c.class))
        .collect()
}

fn check(filter: ClaimFilter, expected: &[&str]) {
    let bench = Bench::holding([hebrew(), english(), arabic()]);
    assert_eq!(given(&bench.record(), &filter), expected, "{filter:?}");
}

fn day(year: i64, month: u8, day: u8) -> Option<Day> {
    Day::from_ymd(year, month, day)
}

const ALL: [&str; 7] = [
    "ar join-organization",
    "ar visit",
    "en cooperate",
    "en take-office",
    "en join-organization",
    "he sever-relations",
    "he support",
];

#[test]
fn without_a_filter_all_claims_come_by_document_and_place() {
    check(ClaimFilter::default(), &ALL);
}

#[test]
fn groups_of_actors_must_all_take_part() {
    let by = |actors| ClaimFilter {
        actors,
        ..ClaimFilter::default()
    };
    let pair = vec![
        vec![ActorRef::id("albania")],
        vec![ActorRef::country("SUN")],
    ];
    check(by(pair), &["ar visit", "he sever-relations"]);
    check(
        by(vec![
            vec![ActorRef::id("soviet-union"), ActorRef::id("china")],
            vec![ActorRef::country("ALB")],
        ]),
        &["he sever-relations", "he support"],
    );
    check(
        by(vec![vec![ActorRef::name("Beqir Balluku")]]),
        &["en take-office"],
    );
    let both = ActorRef {
        id: Some("albania".to_owned()),
        country: Some("SUN".to_owned()),
        name: None,
    };
    check(by(vec![vec![both]]), &[]);
    check(by(vec![vec![ActorRef::default()]]), &[]);
    check(by(vec![vec![]]), &[]);
    let any = ClaimFilter {
        any_actor: true,
        ..by(vec![
            vec![ActorRef::id("china")],
            vec![ActorRef::id("yugoslavia")],
        ])
    };
    check(any, &["en cooperate", "he support"]);
}

#[test]
fn a_date_fits_where_it_shares_a_day() {
    let between = |from, to| ClaimFilter {
        from,
        to,
        ..ClaimFilter::default()
    };
    check(
        between(day(1955, 5, 14), day(1955, 5, 14)),
        &["ar join-organization", "en join-organization"],
    );
    check(
        between(day(1955, 5, 15), day(1955, 12, 31)),
        &["ar join-organization"],
    );
    // Open stretches reach as far as can be; claims without a date reach nowhere.
    check(between(None, day(1900, 1, 1)), &["en cooperate"]);
    check(between(day(2020, 1, 1), None), &["he support"]);
    check(
        between(day(1948, 12, 31), day(1949, 1, 1)),
        &["en cooperate"],
    );
    check(between(day(1959, 5, 31), day(1959, 6, 30)), &["ar visit"]);
}

#[test]
fn other_filters_narrow_down() {
    let all = ClaimFilter::default;
    let list = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    check(
        ClaimFilter {
            classes: list(&["visit", "support", "no-class"]),
            ..all()
        },
        &["ar visit", "he support"],
    );
    check(
        ClaimFilter {
            classes: list(&["no-class"]),
            ..all()
        },
        &[],
    );
    check(
        ClaimFilter {
            langs: list(&["he"]),
            ..all()
        },
        &ALL[5..],
    );
    check(
        ClaimFilter {
            statuses: vec![Status::Denied, Status::Attributed],
            ..all()
        },
        &["en take-office", "he sever-relations"],
    );
    check(
        ClaimFilter {
            docs: list(&["texts/ar.txt"]),
            ..all()
        },
        &ALL[..2],
    );
    check(
        ClaimFilter {
            min_confidence: Some(0.515),
            ..all()
        },
        &["en join-organization"],
    );
    check(
        ClaimFilter {
            has_date: Some(false),
            ..all()
        },
        &["he sever-relations"],
    );
    check(
        ClaimFilter {
            has_date: Some(true),
            langs: list(&["he", "en"]),
            statuses: vec![Status::Asserted],
            ..all()
        },
        &["en cooperate", "en join-organization", "he support"],
    );
    check(
        ClaimFilter {
            limit: Some(2),
            offset: 1,
            ..all()
        },
        &ALL[1..3],
    );
    check(ClaimFilter { offset: 6, ..all() }, &ALL[6..]);
    check(
        ClaimFilter {
            limit: Some(0),
            ..all()
        },
        &[],
    );
}

#[test]
fn by_time_open_beginnings_come_first_and_claims_without_a_date_last() {
    let filter = ClaimFilter {
        order: ClaimOrder::Time,
        ..ClaimFilter::default()
    };
    check(
        filter.clone(),
        &[
            "en cooperate",
            "ar join-organization",
            "en join-organization",
            "ar visit",
            "he support",
            "en take-office",
            "he sever-relations",
        ],
    );
    check(
        ClaimFilter {
            limit: Some(1),
            offset: 2,
            ..filter
        },
        &["en join-organization"],
    );
}

#[test]
fn actors_are_told_with_their_claims_and_years() {
    let bench = Bench::holding([english(), hebrew(), arabic()]);
    let actors = bench.record().actors().unwrap();
    let told: Vec<(&str, usize, Option<i64>, Option<i64>)> = actors
        .iter()
        .map(|a| (a.name.as_str(), a.claims, a.first_year, a.last_year))
        .collect();
    assert_eq!(
        told,
        [
            ("Albania", 6, Some(1948), Some(1961)),
            ("Warsaw Pact", 2, Some(1955), Some(1955)),
            ("Beqir Balluku", 1, Some(1974), Some(1974)),
            ("China", 1, Some(1961), Some(1961)),
            ("Nikita Khrushchev", 1, Some(1959), Some(1959)),
            ("Soviet Union", 1, None, None),
            ("Yugoslavia", 1, Some(1948), Some(1948)),
        ]
    );
    assert_eq!(actors[0].countries, ["ALB"]);
    assert_eq!(actors[2].id, None);
}

#[test]
fn an_actor_named_twice_in_a_claim_counts_once_and_keeps_all_its_countries() {
    let mut read = english();
    let mut twin = read.claims[0].actor[0].clone();
    twin.name = "People's Republic of Albania".to_owned();
    twin.country = "XXX".to_owned();
    read.claims[0].recipient.push(twin);
    let bench = Bench::holding([read]);
    let actors = bench.record().actors().unwrap();
    assert_eq!((actors[0].name.as_str(), actors[0].claims), ("Albania", 2));
    assert_eq!(actors[0].countries, ["ALB", "XXX"]);
}

#[test]
fn a_word_is_found_under_every_form_of_the_index_text() {
    let bench = Bench::holding([arabic(), hebrew(), english()]);
    let record = bench.record();
    // The language's normalization, as far as this needs it: the conjunction and the preposition go.
    let forms = |word: &str, _lang: &str| -> Vec<String> {
        let stripped = ["و", "ب"].iter().filter_map(|c| word.strip_prefix(c));
        std::iter::once(word)
            .chain(stripped)
            .map(str::to_lowercase)
            .collect()
    };
    let filter = SearchFilter {
        forms: Some(&forms),
        ..SearchFilter::default()
    };
    let hits = record.search("خروتشوف", &filter, 9).unwrap();
    assert_eq!(hits.len(), 1);
    let hit = &hits[0];
    assert_eq!(
        (hit.doc.as_str(), hit.sentence, hit.lang.as_str()),
        ("texts/ar.txt", 1, "ar")
    );
    let text = arabic().document.text;
    assert_eq!(
        hit.marks.iter().map(|m| m.of(&text)).collect::<Vec<_>>(),
        ["وخروتشوف"]
    );
    assert_eq!(hit.snippet, hit.span);
    assert_eq!(hit.text, hit.span.of(&text));
}

#[test]
fn search_narrows_orders_and_pages() {
    let bench = Bench::holding([english(), hebrew(), arabic()]);
    let record = bench.record();
    let found = |query: &str, filter: &SearchFilter<'_>, limit| -> Vec<String> {
        let hits = record.search(query, filter, limit).unwrap();
        hits.into_iter()
            .map(|h| format!("{} {}", h.lang, h.sentence))
            .collect()
    };
    let place = || SearchFilter {
        order: SearchOrder::Place,
        ..SearchFilter::default()
    };
    assert_eq!(found("1955", &place(), 9), ["ar 0", "en 2"]);
    assert_eq!(
        found(
            "1955",
            &SearchFilter {
                langs: vec!["en".to_owned()],
                ..place()
            },
            9
        ),
        ["en 2"]
    );
    assert_eq!(
        found(
            "1955",
            &SearchFilter {
                docs: vec!["texts/ar.txt".to_owned()],
                ..place()
            },
            9
        ),
        ["ar 0"]
    );
    assert_eq!(
        found(
            "1955",
            &SearchFilter {
                offset: 1,
                ..place()
            },
            1
        ),
        ["en 2"]
    );
    assert_eq!(found("Albania 1955", &place(), 9), ["en 2"]);
    assert_eq!(found("yugo*", &place(), 9), ["en 0"]);
    assert_eq!(found(r#""warsaw pact""#, &place(), 9), ["en 2"]);
    assert_eq!(found(r#""pact warsaw""#, &place(), 9), [""; 0]);
    // The shorter sentence tells more of the word.
    assert_eq!(
        found("albania", &SearchFilter::default(), 9),
        ["en 0", "en 2"]
    );
    assert!(matches!(
        record.search(" \"*", &place(), 9),
        Err(AskError::Query { .. })
    ));
}

#[test]
fn answers_inside_a_snapshot_agree_while_somebody_writes() {
    let bench = Bench::holding([english()]);
    let record = bench.record();
    let snapshot = record.snapshot().unwrap();
    assert_eq!(record.counts().unwrap().documents, 1);
    let mut claims = record.claims(&ClaimFilter::default()).unwrap();
    let mut writer = bench.writer();
    writer.write(arabic()).unwrap();
    writer.forget("texts/en.txt").unwrap();
    writer.finish().unwrap();
    assert_eq!(record.counts().unwrap().claims, 3);
    assert_eq!(claims.next().unwrap().unwrap().class, "cooperate");
    drop(snapshot);
    assert_eq!(claims.count(), 2, "a stream keeps its own snapshot");
    assert_eq!(record.counts().unwrap().claims, 2);
    assert_eq!(record.documents().unwrap()[0].id, "texts/ar.txt");
}
