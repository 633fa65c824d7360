//! Made-up documents for properties of the chronicle: what they tell, and a record that holds them.
#![allow(dead_code)] // each test file uses its own part

#[allow(dead_code, unreachable_pub)]
#[path = "../../benches/histories/page.rs"]
mod page;

use std::{collections::BTreeMap, path::PathBuf};

use legation::{
    Chronicle, EventFilter, LeftOut, Participant, Record, Status, TieFilter, Viewer, WhenFrom,
    Writer, WriterOptions, update_chronicle,
};
use proptest::{prelude::*, sample::select};

pub(crate) use page::{Telling, document};

use crate::support::packs;

pub(crate) const CLASSES: [&str; 16] = [
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
    "improve-relations",
];
/// Ids of the packs; what stands in none of them is somebody whom only documents name.
pub(crate) const ACTORS: [&str; 10] = [
    "albania",
    "soviet-union",
    "soviet-union",
    "albania",
    "china",
    "warsaw-pact",
    "nikita-khrushchev",
    "enver-hoxha",
    "party-of-labour-of-albania",
    "Stranger",
];
pub(crate) const DATES: [&str; 16] = [
    "",
    "1955",
    "1955-05",
    "1955-05-14",
    "1955-05-15",
    "1956-05-14",
    "1961",
    "1961-12",
    "1961-12-03",
    "1955/1961",
    "1955-05/1968-09",
    "1961/..",
    "../1961",
    "1968-09-13",
    "1991-12-26",
    "1995",
];

pub(crate) fn who(id: &str) -> Participant {
    let actors = &packs().packs.actors;
    match actors.get(id) {
        Some(known) => {
            let actor = &actors.entry(known).actor;
            Participant {
                id: Some(id.to_owned()),
                name: actor.name.clone(),
                country: actor.country.clone(),
            }
        }
        None => Participant {
            id: None,
            name: id.to_owned(),
            country: "INT".to_owned(),
        },
    }
}

pub(crate) fn telling() -> impl Strategy<Value = Telling> {
    let names = |most| prop::collection::vec(select(&ACTORS[..]), 0..most);
    let some = |values: &'static [&'static str]| {
        select(values).prop_map(|value| (!value.is_empty()).then(|| value.to_owned()))
    };
    let status = prop_oneof![
        6 => Just(Status::Asserted),
        2 => Just(Status::Attributed),
        1 => Just(Status::Planned),
        1 => Just(Status::Denied),
    ];
    let from = select(
        &[
            WhenFrom::Clause,
            WhenFrom::Clause,
            WhenFrom::Sentence,
            WhenFrom::Context,
        ][..],
    );
    (
        select(&CLASSES[..]),
        (names(3), names(3)),
        some(&DATES),
        (
            some(&["", "President", "Ambassador"]),
            some(&["", "treaty of alliance", "trade agreement", "Warsaw Pact"]),
            prop::option::weighted(0.2, select(&[300_usize, 500, 501][..])),
        ),
        (status, from, prop::bool::weighted(0.8)),
        select(&[0.0, 0.6, 0.9][..]),
    )
        .prop_filter("names nobody", |(_, (actors, recipients), ..)| {
            !actors.is_empty() || !recipients.is_empty()
        })
        .prop_map(
            |(class, (actors, recipients), when, named, how, confidence)| {
                let (office, instrument, quantity) = named;
                let (status, from, digits) = how;
                Telling {
                    class: class.to_owned(),
                    actors: actors.into_iter().map(who).collect(),
                    recipients: recipients.into_iter().map(who).collect(),
                    when,
                    from,
                    digits,
                    status,
                    office,
                    instrument,
                    quantity: quantity.map(|n| (n, "troops".to_owned())),
                    confidence,
                }
            },
        )
}

/// A document by number, with when it was published and what it tells.
pub(crate) type Source = (usize, Option<&'static str>, Vec<Telling>);

pub(crate) fn source(documents: usize) -> impl Strategy<Value = Source> {
    (
        0..documents,
        select(&[None, Some("1970-01-01"), Some("1992-05"), Some("2001")][..]),
        prop::collection::vec(telling(), 1..7),
    )
}

/// Some documents, each once.
pub(crate) fn sources() -> impl Strategy<Value = Vec<Source>> {
    prop::collection::vec(source(9), 1..5).prop_map(|sources| {
        let by_number: BTreeMap<usize, Source> = sources
            .into_iter()
            .map(|source| (source.0, source))
            .collect();
        by_number.into_values().collect()
    })
}

pub(crate) fn id(number: usize) -> String {
    // Not in the order of the numbers.
    format!("texts/{}.txt", (b'a' + (number * 5 % 9) as u8) as char)
}

/// A record in a folder of its own.
pub(crate) struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder can be made"),
        }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("test.legation")
    }

    /// Where decisions stand.
    pub(crate) fn beside(&self) -> PathBuf {
        legation::review_path(&self.path())
    }

    pub(crate) fn writer(&self) -> Writer {
        let options = WriterOptions::new("legation test", "made up");
        Writer::open(self.path(), options).expect("the record can be written")
    }

    pub(crate) fn write<'s>(&self, sources: impl IntoIterator<Item = &'s Source>) {
        let mut writer = self.writer();
        for (number, published, tellings) in sources {
            let read = document(&id(*number), *published, tellings);
            writer.write(read).expect("the document is whole");
        }
        writer.finish().expect("the record can be written");
    }

    pub(crate) fn holding<'s>(sources: impl IntoIterator<Item = &'s Source>) -> Self {
        let bench = Self::new();
        bench.write(sources);
        bench
    }

    pub(crate) fn update(&self) {
        update_chronicle(&self.path(), packs()).expect("the chronicle can be told");
    }

    pub(crate) fn record(&self) -> Record {
        Record::open(self.path()).expect("the record can be opened")
    }

    /// Everything that the chronicle tells, with its sentences, as lines of JSON.
    pub(crate) fn dump(&self) -> String {
        self.dump_without(&LeftOut::default())
    }

    pub(crate) fn dump_without(&self, left_out: &LeftOut) -> String {
        let record = self.record();
        let chronicle = Chronicle::open(&record, packs(), left_out).expect("it can be asked");
        let mut viewer = Viewer::new(&record);
        let mut lines: Vec<String> = Vec::new();
        for tie in chronicle.ties(&TieFilter::default()).expect("it answers") {
            let view = viewer.tie(&tie).expect("its claims are there");
            lines.push(serde_json::to_string(&view).expect("plain data"));
        }
        for event in chronicle
            .events(&EventFilter::default())
            .expect("it answers")
        {
            let view = viewer.event(&event).expect("its claims are there");
            lines.push(serde_json::to_string(&view).expect("plain data"));
        }
        for told in chronicle.disagreements(&[], &[]).expect("it answers") {
            let view = viewer.disagreement(&told).expect("its claims are there");
            lines.push(serde_json::to_string(&view).expect("plain data"));
        }
        lines.join("\n")
    }
}

/// How many cases are tried, unless `PROPTEST_CASES` says so.
pub(crate) fn cases(usual: u32) -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(usual),
    }
}
