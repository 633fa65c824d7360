//! Pictures to test and to look at: small ones in three languages, and large ones made by rule.

#![allow(dead_code, unreachable_pub, missing_docs)]

use legation_export::picture::{ActorPicture, Band, BandEnd, DayPicture, Edge, Mark, PairPicture};
use legation_model::{Bounds, Day, Edtf, Status, TieKind};

/// The words of a sample in one language.
pub struct Names {
    pub language: &'static str,
    pub pair: &'static str,
    pub pact: &'static str,
    pub council: &'static str,
    pub base: &'static str,
    pub actor: &'static str,
    pub day: &'static str,
    pub others: [&'static str; 8],
}

pub const NAMES: [Names; 3] = [
    Names {
        language: "en",
        pair: "Albania and the Soviet Union",
        pact: "Warsaw Pact",
        council: "Council for Mutual Economic Assistance",
        base: "Submarine base at Vlorë",
        actor: "Albania",
        day: "Ties in force",
        others: [
            "Albania",
            "Soviet Union",
            "Yugoslavia",
            "China",
            "Greece",
            "Italy",
            "United Kingdom",
            "Bulgaria",
        ],
    },
    Names {
        language: "ar",
        pair: "ألبانيا والاتحاد السوفيتي",
        pact: "حلف وارسو",
        council: "مجلس التعاضد الاقتصادي (COMECON)",
        base: "قاعدة الغواصات في فلورا",
        actor: "ألبانيا",
        day: "الروابط القائمة",
        others: [
            "ألبانيا",
            "الاتحاد السوفيتي",
            "يوغوسلافيا",
            "الصين",
            "اليونان",
            "إيطاليا",
            "المملكة المتحدة",
            "بلغاريا",
        ],
    },
    Names {
        language: "he",
        pair: "אלבניה וברית המועצות",
        pact: "ברית ורשה",
        council: "המועצה לסיוע כלכלי הדדי (COMECON)",
        base: "בסיס הצוללות בוולורה",
        actor: "אלבניה",
        day: "קשרים בתוקף",
        others: [
            "אלבניה",
            "ברית המועצות",
            "יוגוסלביה",
            "סין",
            "יוון",
            "איטליה",
            "הממלכה המאוחדת",
            "בולגריה",
        ],
    },
];

pub fn bounds(text: &str) -> Bounds {
    text.parse::<Edtf>().expect("a date").bounds()
}

pub fn day(text: &str) -> Day {
    bounds(text).first.expect("a day")
}

fn told(text: &str) -> Option<BandEnd> {
    Some(BandEnd::told(bounds(text)))
}

fn inferred(text: &str) -> Option<BandEnd> {
    Some(BandEnd::inferred(bounds(text)))
}

fn band(kind: TieKind, label: &str, from: Option<BandEnd>, to: Option<BandEnd>) -> Band {
    Band {
        from,
        to,
        ..Band::new(kind, label)
    }
}

/// Relations broken and resumed, an agreement with a soft end, a membership that nothing ends, an inferred end.
pub fn pair(names: &Names) -> PairPicture {
    let event = |class: &str, weight: f64, when: &str, status: Status| {
        Mark::new(class, weight, bounds(when), status)
    };
    PairPicture {
        title: names.pair.into(),
        range: (day("1945-01-01"), day("1992-12-31")),
        ties: vec![
            band(
                TieKind::DiplomaticRelations,
                "",
                told("1945-12-10"),
                told("1961-12-03"),
            ),
            band(TieKind::DiplomaticRelations, "", told("1990-07-30"), None),
            band(
                TieKind::Party,
                names.pact,
                told("1955-05-14"),
                told("1961/1968-09-13"),
            ),
            band(
                TieKind::Membership,
                names.council,
                told("1949-02"),
                inferred("1961/1962"),
            ),
            band(
                TieKind::Presence,
                names.base,
                inferred("1952"),
                told("1961-05"),
            ),
            Band {
                shown: vec![bounds("1948-11"), bounds("1957")],
                ..band(TieKind::Alliance, "", None, told("1961"))
            },
        ],
        events: vec![
            event("establish-relations", 5.4, "1945-12-10", Status::Asserted),
            event("sign-agreement", 6.5, "1949-04", Status::Asserted),
            event("sign-agreement", 6.5, "1955-05-14", Status::Asserted),
            event("visit", 1.9, "1959-05-25", Status::Asserted),
            event("accuse", -2.2, "1960-11-16", Status::Attributed),
            event("threaten", -4.4, "1961", Status::Asserted),
            event("sever-relations", -7.0, "1961-12-03", Status::Asserted),
            event("leave-organization", -4.1, "1968-09-13", Status::Asserted),
            event("attack", -10.0, "1963/1966", Status::Denied),
            event("agree", 3.0, "1972/1974", Status::Planned),
            event("meet", 1.0, "1985-03-13", Status::Planned),
            event("establish-relations", 5.4, "1990-07-30", Status::Asserted),
            Mark::new("aid", 7.4, Bounds::OPEN, Status::Asserted),
        ],
        unsourced: vec![(day("1975-01-01"), day("1983-06-30"))],
    }
}

/// Thousands of events, by a rule that any machine follows alike.
pub fn crowded_pair(names: &Names, events: usize) -> PairPicture {
    let classes = [
        ("visit", 1.9),
        ("accuse", -2.2),
        ("aid", 7.4),
        ("protest", -5.2),
        ("found", 0.0),
        ("attack", -10.0),
    ];
    let mut state = 7_u64;
    let mut next = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let start = day("1945-01-01").0;
    let marks = (0..events).map(|i| {
        let (class, weight) = classes[next(6) as usize];
        let at = (next(17_000) * next(17_000) / 17_000) as i64;
        let first = Day(start + at);
        // Some are known to three years only, some are but planned.
        let last = if i % 50 == 0 {
            Day(first.0 + 1000)
        } else {
            first
        };
        let status = if i % 40 == 1 {
            Status::Planned
        } else {
            Status::Asserted
        };
        let when = Bounds {
            first: Some(first),
            last: Some(last),
        };
        Mark::new(class, weight, when, status)
    });
    PairPicture {
        events: marks.collect(),
        ..pair(names)
    }
}

/// Many ties of one actor.
pub fn actor(names: &Names, copies: usize) -> ActorPicture {
    let mut ties = vec![
        band(TieKind::Existence, "", told("1912-11-28"), None),
        band(
            TieKind::Membership,
            names.pact,
            told("1955-05-14"),
            told("1968-09-13"),
        ),
        band(
            TieKind::Membership,
            names.council,
            told("1949-02"),
            inferred("1961/1962"),
        ),
        band(
            TieKind::Office,
            "Enver Hoxha",
            told("1944"),
            told("1985-04-11"),
        ),
        band(
            TieKind::Office,
            "Mehmet Shehu",
            told("1954-07"),
            inferred("1981-12-18"),
        ),
        band(
            TieKind::Hostilities,
            names.others[4],
            told("1940-10-28"),
            inferred("1987"),
        ),
        band(
            TieKind::Presence,
            names.others[1],
            told("1952~"),
            told("1961-05"),
        ),
    ];
    for copy in 0..copies {
        for (i, other) in names.others.iter().enumerate().skip(1) {
            let name = if copy == 0 {
                (*other).to_owned()
            } else {
                format!("{other} {copy}")
            };
            let year = 1920 + (i * 7 + copy * 3) % 50;
            let from = told(&format!("{year}-{:02}", i + 1));
            let to = (i % 3 != 0)
                .then(|| told(&format!("{}", year + 4 + i * 2)))
                .flatten();
            ties.push(band(TieKind::DiplomaticRelations, &name, from, to));
            if i % 2 == 1 {
                ties.push(band(
                    TieKind::DiplomaticRelations,
                    &name,
                    told(&format!("{}", year + 30)),
                    None,
                ));
            }
        }
    }
    ActorPicture {
        title: names.actor.into(),
        range: (day("1912-01-01"), day("1991-12-31")),
        ties,
    }
}

/// A network of eight, with two kinds between some.
pub fn network(names: &Names) -> DayPicture {
    let edge = |a, b, kind, possible| Edge {
        a,
        b,
        kind,
        label: String::new(),
        possible,
    };
    let mut nodes: Vec<String> = names.others.iter().map(|name| (*name).to_owned()).collect();
    nodes.push(names.pact.to_owned());
    nodes.push("Enver Hoxha".to_owned());
    DayPicture {
        title: names.day.into(),
        day: day("1958-06-01"),
        nodes,
        edges: vec![
            edge(0, 1, TieKind::DiplomaticRelations, false),
            edge(0, 1, TieKind::Alliance, false),
            edge(0, 2, TieKind::DiplomaticRelations, true),
            edge(0, 3, TieKind::DiplomaticRelations, false),
            edge(1, 3, TieKind::Alliance, false),
            edge(0, 4, TieKind::Hostilities, true),
            edge(0, 5, TieKind::DiplomaticRelations, false),
            edge(4, 5, TieKind::DiplomaticRelations, false),
            edge(4, 6, TieKind::Party, false),
            edge(0, 8, TieKind::Membership, false),
            edge(1, 8, TieKind::Membership, false),
            edge(7, 8, TieKind::Membership, false),
            edge(1, 0, TieKind::Presence, true),
            edge(9, 0, TieKind::Office, false),
        ],
    }
}

/// A network of many.
pub fn crowded_network(names: &Names, count: usize) -> DayPicture {
    let nodes = (0..count)
        .map(|i| format!("{} {i}", names.others[i % 8]))
        .collect();
    let mut edges = Vec::new();
    for i in 0..count {
        let hub = if i % 5 == 0 { 0 } else { i / 5 * 5 };
        let kind = TieKind::ALL[i % 7];
        edges.push(Edge {
            a: i,
            b: hub,
            kind,
            label: String::new(),
            possible: i % 4 == 0,
        });
        edges.push(Edge {
            a: i,
            b: (i * 7 + 3) % count,
            kind: TieKind::DiplomaticRelations,
            label: String::new(),
            possible: false,
        });
    }
    DayPicture {
        title: names.day.into(),
        day: day("1958-06-01"),
        nodes,
        edges,
    }
}
