//! Small histories for tests: a world of a few classes and actors, and claims written in one line each.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};

use legation_chronicle::*;
use legation_model::*;

fn class(opens: &[TieKind], closes: &[TieKind], symmetric: bool, once: bool) -> ClassRule {
    ClassRule {
        goldstein: 1.0,
        symmetric,
        once,
        opens: opens.to_vec(),
        closes: closes.to_vec(),
    }
}

/// The classes and rules of ties as the packs have them, as far as the tests use them, and a few actors.
pub fn world() -> World {
    use TieKind::*;
    let classes = [
        (
            "establish-relations",
            class(&[DiplomaticRelations], &[], true, true),
        ),
        (
            "sever-relations",
            class(&[], &[DiplomaticRelations], true, true),
        ),
        (
            "join-organization",
            class(&[Membership, Party], &[], false, true),
        ),
        (
            "leave-organization",
            class(&[], &[Membership, Party], false, true),
        ),
        ("sign-agreement", class(&[Party], &[], true, true)),
        ("end-agreement", class(&[], &[Party], true, true)),
        ("found", class(&[Existence, Membership], &[], false, true)),
        ("dissolve", class(&[], &[Existence], false, true)),
        ("take-office", class(&[Office], &[], false, true)),
        ("leave-office", class(&[], &[Office], false, true)),
        ("die", class(&[], &[Office], false, true)),
        ("attack", class(&[Hostilities], &[], false, false)),
        (
            "withdraw-forces",
            class(&[], &[Presence, Hostilities], false, false),
        ),
        ("mobilize", class(&[Presence], &[], false, false)),
        ("meet", class(&[], &[], true, false)),
        ("accuse", class(&[], &[], false, false)),
        ("improve-relations", class(&[], &[], true, false)),
    ];
    let rule = |persists, lasting| TieRule { persists, lasting };
    let ties = [
        (DiplomaticRelations, rule(true, false)),
        (Membership, rule(true, true)),
        (Party, rule(true, false)),
        (Alliance, rule(true, false)),
        (Office, rule(true, true)),
        (Presence, rule(false, true)),
        (Hostilities, rule(false, true)),
        (Existence, rule(true, false)),
    ];
    let agreements = [
        (
            "alliance",
            AgreementRule {
                opens_alliance: true,
                family: Some("political".to_owned()),
                ..AgreementRule::default()
            },
        ),
        (
            "peace",
            AgreementRule {
                closes_hostilities: true,
                ..AgreementRule::default()
            },
        ),
        ("trade", AgreementRule::default()),
    ];
    let actor = |kind, name: &str, country: &str, from: &str, to: &str| KnownActor {
        kind,
        name: name.to_owned(),
        country: country.to_owned(),
        from: from.parse().ok(),
        to: to.parse().ok(),
        successor: None,
        agreement: None,
    };
    let mut actors = BTreeMap::from(
        [
            (
                "arcadia",
                actor(ActorKind::State, "Arcadia", "ARC", "1900", ""),
            ),
            (
                "boeotia",
                actor(ActorKind::State, "Boeotia", "BOE", "1900", ""),
            ),
            (
                "chalcis",
                actor(ActorKind::State, "Chalcis", "CHA", "1900", "1991-12-26"),
            ),
            (
                "delos",
                actor(ActorKind::State, "Delos", "DEL", "1991-12-26", ""),
            ),
            (
                "league",
                actor(ActorKind::Alliance, "League", "IGO", "1949", ""),
            ),
            (
                "union",
                actor(ActorKind::Organization, "Union", "IGO", "", ""),
            ),
            ("ann", actor(ActorKind::Person, "Ann", "ARC", "", "")),
            (
                "cyr",
                actor(ActorKind::Person, "Cyr", "BOE", "", "1960-01-05"),
            ),
            ("ben", actor(ActorKind::Person, "Ben", "ARC", "", "")),
            (
                "party",
                actor(ActorKind::Party, "People's Party", "ARC", "", ""),
            ),
        ]
        .map(|(id, actor)| (id.to_owned(), actor)),
    );
    actors.get_mut("chalcis").unwrap().successor = Some("delos".to_owned());
    actors.get_mut("league").unwrap().agreement = Some("alliance".to_owned());
    World {
        classes: classes.map(|(name, rule)| (name.to_owned(), rule)).into(),
        ties: ties.into(),
        agreements: agreements
            .map(|(name, rule)| (name.to_owned(), rule))
            .into(),
        actors,
        same_offices: BTreeMap::from([
            ("Premier".to_owned(), "Prime Minister".to_owned()),
            ("Prime Minister".to_owned(), "Prime Minister".to_owned()),
        ]),
        shared_offices: BTreeSet::from(["Ambassador".to_owned()]),
    }
}

/// A claim in one line: `doc:sentence class actors > recipients @ date; office=..; instrument=..; kind=..; status=..`.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    pub doc: String,
    pub sentence: u32,
    pub class: String,
    pub actors: Vec<String>,
    pub recipients: Vec<String>,
    pub when: Option<String>,
    pub office: Option<String>,
    pub instrument: Option<String>,
    pub kind: Option<String>,
    pub status: Status,
    pub from: WhenFrom,
    pub digits: bool,
    pub counts: Vec<Count>,
}

pub fn told(line: &str) -> Told {
    let mut parts = line.split(';').map(str::trim);
    let head = parts.next().unwrap();
    let (head, when) = match head.split_once('@') {
        Some((head, when)) => (head, Some(when.trim().to_owned())),
        None => (head, None),
    };
    let mut words = head.splitn(3, ' ');
    let (doc, sentence) = words.next().unwrap().split_once(':').unwrap();
    let class = words.next().unwrap().to_owned();
    let who = words.next().unwrap_or_default();
    let (actors, recipients) = who.split_once('>').unwrap_or((who, ""));
    let list = |text: &str| -> Vec<String> {
        text.split(',')
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect()
    };
    let mut told = Told {
        doc: doc.to_owned(),
        sentence: sentence.parse().unwrap(),
        class,
        actors: list(actors),
        recipients: list(recipients),
        when,
        office: None,
        instrument: None,
        kind: None,
        status: Status::Asserted,
        from: WhenFrom::Clause,
        digits: true,
        counts: Vec::new(),
    };
    for part in parts {
        let (name, value) = part.split_once('=').unwrap();
        let value = value.to_owned();
        match name {
            "office" => told.office = Some(value),
            "instrument" => told.instrument = Some(value),
            "kind" => told.kind = Some(value),
            "status" => {
                told.status = match value.as_str() {
                    "planned" => Status::Planned,
                    "denied" => Status::Denied,
                    "attributed" => Status::Attributed,
                    other => panic!("status {other}"),
                }
            }
            "count" => {
                let (value, unit) = value.split_once(' ').unwrap();
                told.counts.push(Count {
                    value: value.trim_start_matches('~').to_owned(),
                    unit: unit.to_owned(),
                    about: value.starts_with('~'),
                });
            }
            "words" => told.digits = value.chars().any(char::is_numeric),
            other => panic!("field {other}"),
        }
    }
    told
}

pub fn facts(world: &World, claims: &[Told]) -> Facts {
    facts_in_order(world, claims, (0..claims.len()).collect(), &[])
}

/// The same, with the claims handed in by place in another order, and documents under the keys that they have in
/// `keys`, else in the order of their names. Numbers are those of the document, whatever the order.
pub fn facts_in_order(
    world: &World,
    claims: &[Told],
    order: Vec<usize>,
    keys: &[(String, u32)],
) -> Facts {
    let mut builder = FactsBuilder::default();
    let mut documents: Vec<&str> = claims.iter().map(|claim| claim.doc.as_str()).collect();
    documents.sort_unstable();
    documents.dedup();
    let key_of = |doc: &str| {
        let given = keys.iter().find(|(name, _)| name == doc);
        let place = || documents.iter().position(|name| *name == doc).unwrap();
        given.map_or_else(|| u32::try_from(place()).unwrap(), |(_, key)| *key)
    };
    let mut by_place: Vec<usize> = (0..claims.len()).collect();
    by_place.sort_by_key(|n| (&claims[*n].doc, claims[*n].sentence));
    let mut counted: BTreeMap<&str, u32> = BTreeMap::new();
    let mut numbers = vec![0; claims.len()];
    for n in by_place {
        let number = counted.entry(&claims[n].doc).or_insert(0);
        *number += 1;
        numbers[n] = *number;
    }
    for n in order {
        let (claim, number, document) = (&claims[n], &numbers[n], key_of(&claims[n].doc));
        let mut actor = |id: &String| {
            let who = match world.actors.get(id) {
                Some(known) => Participant {
                    id: Some(id.clone()),
                    name: known.name.clone(),
                    country: known.country.clone(),
                },
                None => Participant {
                    id: None,
                    name: id.clone(),
                    country: "INT".to_owned(),
                },
            };
            builder.actor(&who)
        };
        let actors: Vec<ActorKey> = claim.actors.iter().map(&mut actor).collect();
        let recipients: Vec<ActorKey> = claim.recipients.iter().map(&mut actor).collect();
        let when = claim
            .when
            .as_ref()
            .map(|when| builder.date(&when.parse().unwrap()));
        let mut word = |text: &Option<String>| text.as_ref().map(|text| builder.word(text));
        let (office, instrument, kind) = (
            word(&claim.office),
            word(&claim.instrument),
            word(&claim.kind),
        );
        let class = builder.word(&claim.class);
        let doc = builder.document(&claim.doc);
        builder.push(&NewFact {
            at: ClaimAt {
                document,
                number: *number,
            },
            document: doc,
            sentence: claim.sentence,
            class,
            status: claim.status,
            when,
            when_from: when.map(|_| claim.from),
            when_in_digits: claim.digits,
            office,
            instrument,
            agreement: None,
            agreement_kind: kind,
            confidence: 0.9,
            actors: &actors,
            recipients: &recipients,
            counts: &claim.counts,
        });
    }
    builder.finish()
}

/// The accounts of all affairs by name.
pub fn accounts(claims: &[Told]) -> BTreeMap<String, Account> {
    let world = world();
    accounts_of(&world, &facts(&world, claims))
}

/// The same of facts.
pub fn accounts_of(world: &World, facts: &Facts) -> BTreeMap<String, Account> {
    let context = Context::new(world, facts);
    context
        .affairs()
        .iter()
        .map(|(affair, parts)| (context.affair_name(affair), context.account(affair, parts)))
        .collect()
}

/// The same of lines of text.
pub fn chronicle(lines: &str) -> Account {
    let claims: Vec<Told> = lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(told)
        .collect();
    let mut all = Account::default();
    for mut account in accounts(&claims).into_values() {
        all.events.append(&mut account.events);
        all.ties.append(&mut account.ties);
        all.disagreements.append(&mut account.disagreements);
    }
    all
}

/// A tie in one line: `kind A, B [office or instrument] from .. to`.
pub fn line(tie: &Tie) -> String {
    let names: Vec<&str> = tie.parties.iter().map(|p| p.who.name.as_str()).collect();
    let what = tie.office.as_ref().or(tie.instrument.as_ref());
    let what = what.map(|what| format!(" ({what})")).unwrap_or_default();
    let end = |end: &Option<TieEnd>| match end {
        None => "-".to_owned(),
        Some(end) => {
            let when = end
                .when
                .as_ref()
                .map_or("?".to_owned(), ToString::to_string);
            let doubt = if end.possible { "?" } else { "" };
            let rule = match end.rule {
                EndRule::Claims => String::new(),
                rule => format!("[{}]", rule.as_str()),
            };
            format!("{when}{doubt}{rule}")
        }
    };
    format!(
        "{} {}{what} {} .. {}",
        tie.kind,
        names.join(", "),
        end(&tie.from),
        end(&tie.to)
    )
}

/// The ties of some kinds that lines of text tell.
pub fn ties(kinds: &[TieKind], lines: &str) -> Vec<String> {
    chronicle(lines)
        .ties
        .iter()
        .filter(|tie| kinds.contains(&tie.kind))
        .map(line)
        .collect()
}
