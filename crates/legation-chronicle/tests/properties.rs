//! What holds of every history, however small and strange: it is the same in whatever order it is told, a part of it is
//! told as the whole tells it, and nothing in it comes from anywhere but its claims.
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use legation_chronicle::{Account, Context};
use legation_model::{ClaimAt, Status, TieEnd, WhenFrom};
use proptest::{prelude::*, sample::select};
use support::*;

const CLASSES: [&str; 17] = [
    "establish-relations",
    "sever-relations",
    "join-organization",
    "leave-organization",
    "sign-agreement",
    "end-agreement",
    "found",
    "dissolve",
    "take-office",
    "leave-office",
    "die",
    "attack",
    "withdraw-forces",
    "mobilize",
    "meet",
    "accuse",
    "improve-relations",
];
const ACTORS: [&str; 11] = [
    "arcadia", "boeotia", "chalcis", "delos", "league", "union", "ann", "ben", "party", "Stranger",
    "Guest",
];
/// Days near and far, to the day, the month and the year, stretches, and none.
const DATES: [&str; 20] = [
    "",
    "",
    "1950",
    "1950-05",
    "1950-05-05",
    "1950-05-06",
    "1950-06",
    "1951",
    "1951-05-05",
    "1953",
    "1953-03",
    "1953-03-05",
    "1950/1953",
    "1950-05/1951-06",
    "1951/..",
    "../1953",
    "1960",
    "1991-12-26",
    "1992-01",
    "1950-05-05/1950-05-06",
];

fn claim() -> impl Strategy<Value = Told> {
    let who = |most| prop::collection::vec(select(&ACTORS[..]), 0..most);
    let some = |values: &'static [&'static str]| {
        select(values).prop_map(|value| (!value.is_empty()).then(|| value.to_owned()))
    };
    let status = prop_oneof![
        6 => Just(Status::Asserted),
        2 => Just(Status::Attributed),
        1 => Just(Status::Planned),
        2 => Just(Status::Denied),
    ];
    let from = prop_oneof![
        4 => Just(WhenFrom::Clause),
        2 => Just(WhenFrom::Sentence),
        1 => Just(WhenFrom::Context),
        1 => Just(WhenFrom::Document),
    ];
    (
        (select(&["a", "b", "c", "d"][..]), 1_u32..6),
        select(&CLASSES[..]),
        (who(4), who(3)),
        some(&DATES),
        (
            some(&["", "", "President", "Ambassador"]),
            some(&["", "", "the treaty", "treaty of alliance"]),
            some(&["", "", "alliance", "peace", "trade"]),
        ),
        (status, from, prop::bool::weighted(0.8)),
    )
        .prop_map(
            |(
                (doc, sentence),
                class,
                (actors, recipients),
                when,
                named,
                (status, from, digits),
            )| {
                let names = |who: Vec<&str>| who.into_iter().map(str::to_owned).collect();
                let (office, instrument, kind) = named;
                Told {
                    doc: doc.to_owned(),
                    sentence,
                    class: class.to_owned(),
                    actors: names(actors),
                    recipients: names(recipients),
                    when,
                    office,
                    instrument,
                    kind,
                    status,
                    from,
                    digits,
                    counts: Vec::new(),
                }
            },
        )
        .prop_filter("names nobody", |told| {
            !told.actors.is_empty() || !told.recipients.is_empty()
        })
}

fn history() -> impl Strategy<Value = Vec<Told>> {
    // Few actors and classes at a time, so that claims meet.
    (
        prop::collection::vec(claim(), 1..24),
        prop::option::of(select(&CLASSES[..])),
        prop::bool::ANY,
    )
        .prop_map(|(mut claims, class, two)| {
            for (n, claim) in claims.iter_mut().enumerate() {
                if let Some(class) = class
                    && n % 2 == 0
                {
                    claim.class = class.to_owned();
                }
                if two {
                    let among = |name: &mut String| {
                        let place = ACTORS.iter().position(|actor| actor == name).unwrap();
                        *name = ["arcadia", "boeotia", "league", "ann"][place % 4].to_owned();
                    };
                    claim.actors.iter_mut().for_each(among);
                    claim.recipients.iter_mut().for_each(among);
                }
            }
            claims
        })
}

/// An account with its handles turned into names of documents, so that accounts under different keys can be compared.
fn named(account: &Account, keys: &[(String, u32)]) -> String {
    let name = |at: ClaimAt| {
        let (name, _) = keys.iter().find(|(_, key)| *key == at.document).unwrap();
        format!("{name}-{}", at.number)
    };
    let all = |claims: &[ClaimAt]| claims.iter().map(|at| name(*at)).collect::<Vec<_>>();
    let end = |end: &Option<TieEnd>| {
        end.as_ref()
            .map(|e| (e.when.clone(), e.rule, e.possible, all(&e.claims)))
    };
    let mut lines = Vec::new();
    for e in &account.events {
        let mut bare = e.clone();
        (bare.claims, bare.dated_by) = (Vec::new(), None);
        lines.push(format!(
            "{bare:?} {:?} {:?}",
            e.dated_by.map(name),
            all(&e.claims)
        ));
    }
    for t in &account.ties {
        let mut bare = t.clone();
        (bare.from, bare.to, bare.shown_by) = (None, None, Vec::new());
        lines.push(format!(
            "{bare:?} {:?} {:?} {:?}",
            end(&t.from),
            end(&t.to),
            all(&t.shown_by)
        ));
    }
    for d in &account.disagreements {
        let mut bare = d.clone();
        bare.claims = Vec::new();
        lines.push(format!("{bare:?} {:?}", all(&d.claims)));
    }
    lines.join("\n")
}

fn keys(order: [u32; 4]) -> Vec<(String, u32)> {
    let names = ["a", "b", "c", "d"].map(str::to_owned);
    names.into_iter().zip(order).collect()
}

fn told_under(claims: &[Told], order: Vec<usize>, keys: &[(String, u32)]) -> Vec<(String, String)> {
    let world = world();
    let accounts = accounts_of(&world, &facts_in_order(&world, claims, order, keys));
    accounts
        .into_iter()
        .map(|(name, account)| (name, named(&account, keys)))
        .collect()
}

/// All handles that an account names.
fn handles(account: &Account) -> Vec<ClaimAt> {
    let mut all = Vec::new();
    for event in &account.events {
        all.extend(&event.claims);
        all.extend(event.dated_by);
    }
    for tie in &account.ties {
        all.extend(&tie.shown_by);
        for end in [&tie.from, &tie.to].into_iter().flatten() {
            all.extend(&end.claims);
        }
    }
    for told in &account.disagreements {
        all.extend(&told.claims);
    }
    all
}

/// Asserted and attributed, planned, denied.
fn mood(status: Status) -> u8 {
    match status {
        Status::Asserted | Status::Attributed => 0,
        Status::Planned => 1,
        Status::Denied => 2,
    }
}

/// How many cases are tried, unless `PROPTEST_CASES` says so.
fn cases(usual: u32) -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(usual),
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn the_order_of_claims_and_documents_does_not_show(
        (claims, order) in history().prop_flat_map(|claims| {
            let order: Vec<usize> = (0..claims.len()).collect();
            (Just(claims), Just(order).prop_shuffle())
        }),
        renamed in Just([7_u32, 3, 5, 1]).prop_shuffle(),
    ) {
        let straight = told_under(&claims, (0..claims.len()).collect(), &keys([0, 1, 2, 3]));
        let shuffled = told_under(&claims, order, &keys(renamed));
        prop_assert_eq!(straight, shuffled);
    }

    /// An affair is told of its own claims alone, so what else the record holds does not matter.
    #[test]
    fn an_affair_is_told_the_same_without_the_rest(claims in history()) {
        let world = world();
        let keys = keys([0, 1, 2, 3]);
        let whole = facts_in_order(&world, &claims, (0..claims.len()).collect(), &keys);
        let context = Context::new(&world, &whole);
        for (affair, parts) in context.affairs().iter() {
            let name = context.affair_name(affair);
            let own: BTreeSet<ClaimAt> = parts.iter().map(|p| whole.at(p.fact as usize)).collect();
            // Numbers of claims are those of their document, so the claims keep theirs by standing at their places.
            let wanted: Vec<usize> = (0..claims.len())
                .filter(|n| {
                    let one = facts_in_order(&world, &claims, vec![*n], &keys);
                    own.contains(&one.at(0))
                })
                .collect();
            let alone = facts_in_order(&world, &claims, wanted, &keys);
            let accounts = accounts_of(&world, &alone);
            prop_assert_eq!(
                named(&context.account(affair, parts), &keys),
                named(&accounts[&name], &keys),
                "{}", name
            );
        }
    }

    #[test]
    fn every_claim_is_told_and_nothing_else_is(claims in history()) {
        let world = world();
        let keys = keys([0, 1, 2, 3]);
        let whole = facts_in_order(&world, &claims, (0..claims.len()).collect(), &keys);
        let statuses: BTreeMap<ClaimAt, Status> = (0..claims.len())
            .map(|n| {
                let one = facts_in_order(&world, &claims, vec![n], &keys);
                (one.at(0), claims[n].status)
            })
            .collect();
        prop_assert_eq!(statuses.len(), claims.len());
        let mut told: BTreeMap<ClaimAt, usize> = BTreeMap::new();
        for account in accounts_of(&world, &whole).values() {
            for at in handles(account) {
                prop_assert!(statuses.contains_key(&at), "{:?} is no claim", at);
            }
            for event in &account.events {
                let moods: BTreeSet<u8> = event.claims.iter().map(|at| mood(statuses[at])).collect();
                prop_assert_eq!(moods.len(), 1, "{:?} is told in several moods", event);
                let strongest = event.claims.iter().map(|at| statuses[at]).min();
                prop_assert_eq!(Some(event.status), strongest);
                let mut once = event.claims.clone();
                once.sort_unstable();
                once.dedup();
                prop_assert_eq!(once.len(), event.claims.len(), "{:?} names a claim twice", event);
                if let Some(dated) = event.dated_by {
                    prop_assert!(event.when.is_some());
                    prop_assert!(statuses.contains_key(&dated));
                }
                for at in &event.claims {
                    *told.entry(*at).or_insert(0) += 1;
                }
            }
            for tie in &account.ties {
                for at in [&tie.from, &tie.to].into_iter().flatten().flat_map(|e| &e.claims).chain(&tie.shown_by) {
                    prop_assert_eq!(mood(statuses[at]), 0, "{:?} rests on what did not happen", tie);
                }
            }
        }
        for at in statuses.keys() {
            prop_assert!(told.contains_key(at), "{:?} stands in no event", at);
        }
    }
}
