//! The chronicle in the record: what is written is answered, changes are found, what goes is gone, and damage shows.
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;

use legation_model::*;
use legation_record::*;
use support::*;

const RULES: &str = "rules 1";

fn albania() -> Participant {
    Participant {
        id: Some("albania".to_owned()),
        name: "Albania".to_owned(),
        country: "ALB".to_owned(),
    }
}

fn pact() -> Participant {
    Participant {
        id: Some("warsaw-pact".to_owned()),
        name: "Warsaw Pact".to_owned(),
        country: "IGO".to_owned(),
    }
}

fn date(text: &str) -> Edtf {
    text.parse().unwrap()
}

/// All claims of a record, with their documents.
fn claims(bench: &Bench) -> Vec<(ClaimAt, String)> {
    let record = bench.record();
    let mut all = Vec::new();
    record
        .facts::<AskError>(FactScope::All, |row, keys| {
            all.push((row.at, keys.document(row.at.document)?.0));
            Ok(())
        })
        .unwrap();
    all
}

fn event(id: &str, when: Option<&str>, claims: &[ClaimAt]) -> Event {
    Event {
        id: id.to_owned(),
        class: "join-organization".to_owned(),
        actors: vec![albania()],
        recipients: vec![pact()],
        when: when.map(date),
        dated_by: when.map(|_| claims[0]),
        date_rule: DateRule::MostPrecise,
        status: Status::Attributed,
        office: Some("President".to_owned()),
        instrument: Some("the treaty".to_owned()),
        claims: claims.to_vec(),
        confidence: 0.75,
    }
}

fn tie(id: &str, from: Option<&str>, to: Option<&str>, claims: &[ClaimAt]) -> Tie {
    let party = |who, role| TieParty { who, role };
    Tie {
        id: id.to_owned(),
        kind: TieKind::Membership,
        parties: vec![
            party(albania(), TieRole::Member),
            party(pact(), TieRole::Organization),
        ],
        instrument: None,
        office: None,
        spell: 2,
        from: from.map(|from| TieEnd {
            when: Some(date(from)),
            rule: EndRule::Claims,
            possible: false,
            claims: claims.to_vec(),
        }),
        to: to.map(|to| TieEnd {
            when: Some(date(to)),
            rule: EndRule::LastSeen,
            possible: true,
            claims: Vec::new(),
        }),
        shown_by: claims.to_vec(),
    }
}

fn disagreement(claims: &[ClaimAt]) -> Disagreement {
    Disagreement {
        id: "d-1".to_owned(),
        kind: DisagreementKind::Date,
        about: vec![albania()],
        claims: claims.to_vec(),
        first_because: "told-first".to_owned(),
        days_apart: Some(4),
        sentence: "It is told of two days.".to_owned(),
    }
}

/// Writes one affair of all claims, told by an event and a tie of two open ends.
fn write(bench: &Bench, told: &[(&str, &NewAccount<'_>)]) {
    let all = claims(bench);
    let mut writer = ChronicleWriter::open(bench.path()).unwrap();
    let changes = writer.changes(RULES).unwrap();
    writer.start_anew().unwrap();
    let mut keys = BTreeSet::new();
    for (name, account) in told {
        let key = writer.affair(name).unwrap();
        keys.insert(key);
        writer
            .add_claims(key, all.iter().map(|(at, _)| *at))
            .unwrap();
        writer.add_account(key, account).unwrap();
    }
    for document in &changes.new {
        writer.add_document(*document, &keys).unwrap();
    }
    writer.finish(RULES).unwrap();
}

fn holding() -> Bench {
    Bench::holding([arabic(), english()])
}

#[test]
fn what_is_written_is_answered() {
    let bench = holding();
    let all: Vec<ClaimAt> = claims(&bench).into_iter().map(|(at, _)| at).collect();
    let events = [
        event("e-1", Some("1955-05-14"), &all[..2]),
        event("e-2", None, &all[1..3]),
        event("e-3", Some("1949"), &all[..1]),
    ];
    let ties = [
        tie("t-1", Some("1955-05-14"), Some("1968-09"), &all[..2]),
        tie("t-2", None, None, &all[1..]),
    ];
    let told = [disagreement(&[all[1], all[0]])];
    let account = NewAccount {
        events: &events,
        ties: &ties,
        disagreements: &told,
    };
    write(&bench, &[("dyad\tALB\tIGO", &account)]);

    let record = bench.record();
    assert_eq!(
        record.chronicle().unwrap(),
        Stored {
            rules: RULES.to_owned(),
            is_current: true
        }
    );
    assert_eq!(record.check().unwrap(), []);
    let [one, undated, early] = events;
    assert_eq!(
        record.events(&EventFilter::default()).unwrap(),
        [early, one, undated]
    );
    let [first, open] = ties;
    assert_eq!(record.ties(&TieFilter::default()).unwrap(), [open, first]);
    assert_eq!(record.disagreements(&[], &[]).unwrap(), told);
    let ids: Vec<String> = record.tie_actors().unwrap().into_iter().collect();
    assert_eq!(ids, ["albania", "warsaw-pact"]);

    // By whom, by kind, by day, by id.
    let of = |id: &str| vec![ActorRef::id(id)];
    let ties = |filter: TieFilter| -> Vec<String> {
        let ties = record.ties(&filter).unwrap();
        ties.into_iter().map(|tie| tie.id).collect()
    };
    let on = |text: &str| TieFilter {
        days: date(text).bounds().first.zip(date(text).bounds().last),
        ..TieFilter::default()
    };
    assert_eq!(ties(on("1955-05-13")), ["t-2"]);
    assert_eq!(ties(on("1955-05-14")), ["t-2", "t-1"]);
    // An end that is inferred ends nothing for certain.
    assert_eq!(ties(on("1980")), ["t-2", "t-1"]);
    let both = TieFilter {
        actors: vec![of("albania"), of("warsaw-pact")],
        ..TieFilter::default()
    };
    assert_eq!(ties(both), ["t-2", "t-1"]);
    let stranger = TieFilter {
        actors: vec![of("albania"), of("china")],
        ..TieFilter::default()
    };
    assert!(ties(stranger).is_empty());
    let kind = TieFilter {
        kinds: vec![TieKind::Alliance],
        ..TieFilter::default()
    };
    assert!(ties(kind).is_empty());
    let id = TieFilter {
        id: Some("t-1".to_owned()),
        ..TieFilter::default()
    };
    assert_eq!(ties(id), ["t-1"]);
    let events = |filter: EventFilter| -> Vec<String> {
        let events = record.events(&filter).unwrap();
        events.into_iter().map(|event| event.id).collect()
    };
    let year = EventFilter {
        days: on("1949").days,
        ..EventFilter::default()
    };
    assert_eq!(events(year), ["e-3"]);
    let status = EventFilter {
        statuses: vec![Status::Asserted],
        ..EventFilter::default()
    };
    assert!(events(status).is_empty());
    let class = EventFilter {
        classes: vec!["join-organization".to_owned()],
        actors: vec![of("albania")],
        ..EventFilter::default()
    };
    assert_eq!(events(class), ["e-3", "e-1", "e-2"]);
    let kinds = [DisagreementKind::Number];
    assert!(record.disagreements(&[], &kinds).unwrap().is_empty());
    assert!(
        record
            .disagreements(&[of("china")], &[])
            .unwrap()
            .is_empty()
    );

    // The claims behind it.
    let back = record.claims_at(&[all[1], all[0]]).unwrap();
    assert_eq!(record.claim_places(&back[0].id).unwrap(), [all[1]]);
    let cited = &record.citations([all[1]]).unwrap()[&all[1]];
    assert_eq!(cited.sentence_span.len(), cited.sentence_text.len());
    assert!(cited.sentence_text.contains(&back[0].quote));
}

#[test]
fn changes_are_what_came_and_what_went() {
    let bench = holding();
    let account = NewAccount {
        events: &[],
        ties: &[],
        disagreements: &[],
    };
    write(&bench, &[("dyad\tALB\tIGO", &account)]);
    let changes = |rules: &str| {
        let mut writer = ChronicleWriter::open(bench.path()).unwrap();
        writer.changes(rules).unwrap()
    };
    assert!(changes(RULES).is_empty());
    // Other rules: everything is new. A writer that is dropped has changed nothing.
    assert_eq!(changes("rules 2").new.len(), 2);
    assert!(changes(RULES).is_empty());

    let mut writer = bench.writer();
    writer.forget("texts/en.txt").unwrap();
    writer.write(hebrew()).unwrap();
    writer.finish().unwrap();
    assert!(!bench.record().chronicle().unwrap().is_current);
    let found = changes(RULES);
    assert_eq!((found.new.len(), found.gone.len()), (1, 1));
    assert_eq!(found.affairs.len(), 1);

    // What went leaves its affairs, and an affair without claims goes with what it told.
    let mut writer = ChronicleWriter::open(bench.path()).unwrap();
    let found = writer.changes(RULES).unwrap();
    writer.forget(&found).unwrap();
    let key = *found.affairs.first().unwrap();
    let mut left = Vec::new();
    writer
        .facts::<AskError>(FactScope::Affairs(&[key]), |row, keys| {
            left.push(keys.document(row.at.document)?.0);
            Ok(())
        })
        .unwrap();
    assert_eq!(left, ["texts/ar.txt", "texts/ar.txt"]);
    writer.drop_account(key).unwrap();
    assert_eq!(
        writer.affair_if_known("dyad\tALB\tIGO").unwrap(),
        Some(key),
        "claims of the other document belong to it"
    );
    assert!(writer.has_documents().unwrap());
}

#[test]
fn forgetting_a_document_leaves_a_chronicle_that_is_not_answered_from() {
    let bench = holding();
    let all: Vec<ClaimAt> = claims(&bench).into_iter().map(|(at, _)| at).collect();
    let events = [event("e-1", Some("1955"), &all)];
    let account = NewAccount {
        events: &events,
        ties: &[],
        disagreements: &[],
    };
    write(&bench, &[("dyad\tALB\tIGO", &account)]);
    let mut writer = bench.writer();
    writer.forget("texts/en.txt").unwrap();
    writer.finish().unwrap();
    let record = bench.record();
    assert!(!record.chronicle().unwrap().is_current);
    // What it names is gone, which is no damage as long as it is not current.
    assert_eq!(record.check().unwrap(), []);
    assert!(record.claims_at(&all).is_err());
    drop(record);
    // Names that only the chronicle uses stay until it is told anew.
    let told = bench.record().events(&EventFilter::default()).unwrap();
    assert_eq!(told[0].recipients, [pact()]);
}

#[test]
fn damage_of_the_chronicle_is_found() {
    let damages = [
        ("DELETE FROM claims WHERE number = 0", "name a claim"),
        ("DELETE FROM affairs", "belong to a `affair`"),
        ("DELETE FROM events", "belong to a `event`"),
        (
            "UPDATE chronicle_documents SET affairs = x'07'",
            "its list of affairs",
        ),
        (
            "UPDATE chronicle_documents SET content = x'00'",
            "does not tell of it as it is",
        ),
        (
            "UPDATE chronicle_documents SET document = document + 90",
            "documents that are gone",
        ),
        ("UPDATE event_parties SET actor = 999", "`event_parties`"),
        ("UPDATE events SET class = 999", "`class`"),
        (
            "DELETE FROM affair_claims WHERE claim = 0",
            "an affair that they are no part of",
        ),
    ];
    for (damage, told) in damages {
        let bench = holding();
        let all: Vec<ClaimAt> = claims(&bench).into_iter().map(|(at, _)| at).collect();
        let account = NewAccount {
            events: &[event("e-1", Some("1955"), &all)],
            ties: &[tie("t-1", Some("1955"), None, &all)],
            disagreements: &[disagreement(&all)],
        };
        write(&bench, &[("dyad\tALB\tIGO", &account)]);
        assert_eq!(bench.record().check().unwrap(), []);
        let file = rusqlite::Connection::open(bench.path()).unwrap();
        file.execute_batch(damage).unwrap();
        drop(file);
        let findings = bench.record().check().unwrap();
        assert!(
            findings
                .iter()
                .any(|finding| finding.message.contains(told)),
            "{damage}: {findings:?}"
        );
    }
}
