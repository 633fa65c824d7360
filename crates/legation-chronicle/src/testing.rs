//! A small world, and short ways of writing events and ties, for the tests of series and structure.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use legation_model::{
    ActorKind, Bounds, ClaimAt, DateRule, Day, Edtf, EndRule, Event, Participant, Status, Tie,
    TieEnd, TieKind, TieParty, TieRole,
};

use crate::{ClassRule, KnownActor, World};

pub(crate) fn edtf(text: &str) -> Edtf {
    text.parse().unwrap()
}

pub(crate) fn day_bounds(text: &str) -> Bounds {
    edtf(text).bounds()
}

pub(crate) fn day(text: &str) -> Day {
    day_bounds(text).first.unwrap()
}

pub(crate) fn known(name: &str, country: &str, from: Option<&str>, to: Option<&str>) -> KnownActor {
    KnownActor {
        kind: ActorKind::State,
        name: name.into(),
        country: country.into(),
        from: from.map(edtf),
        to: to.map(edtf),
        successor: None,
        agreement: None,
    }
}

/// Albania, China, Greece, Yugoslavia, the Soviet Union and Russia; a few classes.
pub(crate) fn world() -> World {
    let mut world = World::default();
    for (id, name, country, from, to) in [
        ("albania", "Albania", "ALB", Some("1912-11-28"), None),
        ("china", "China", "CHN", None, None),
        ("greece", "Greece", "GRC", None, None),
        (
            "yugoslavia",
            "Yugoslavia",
            "YUG",
            Some("1918-12-01"),
            Some("1992-04-27"),
        ),
        (
            "soviet-union",
            "Soviet Union",
            "SUN",
            Some("1922-12-30"),
            Some("1991-12-26"),
        ),
        ("russia", "Russia", "RUS", Some("1991-12-26"), None),
    ] {
        world
            .actors
            .insert(id.into(), known(name, country, from, to));
    }
    for (class, goldstein, symmetric) in [
        ("aid", 7.4, false),
        ("accuse", -2.2, false),
        ("attack", -10.0, false),
        ("meet", 1.0, true),
        ("sign-agreement", 6.5, true),
        ("sever-relations", -7.0, true),
        ("rename", 0.0, false),
    ] {
        let rule = ClassRule {
            goldstein,
            symmetric,
            ..ClassRule::default()
        };
        world.classes.insert(class.into(), rule);
    }
    world
}

/// Correlates of War and Gleditsch-Ward agree on these.
pub(crate) fn code(who: &Participant) -> Option<u16> {
    match who.id.as_deref()? {
        "albania" => Some(339),
        "china" => Some(710),
        "greece" => Some(350),
        "yugoslavia" => Some(345),
        "soviet-union" | "russia" => Some(365),
        _ => None,
    }
}

pub(crate) fn participant(id: &str, country: &str) -> Participant {
    Participant {
        id: Some(id.into()),
        name: id.into(),
        country: country.into(),
    }
}

/// A state by the country code that [`world`] gives it.
pub(crate) fn state(id: &str) -> Participant {
    let country = world()
        .actors
        .get(id)
        .map_or("INT".into(), |actor| actor.country.clone());
    participant(id, &country)
}

/// An asserted event with one claim, of document 0, numbered as told.
pub(crate) fn event(
    number: u32,
    class: &str,
    actors: &[&str],
    recipients: &[&str],
    when: Option<&str>,
) -> Event {
    let claim = ClaimAt {
        document: 0,
        number,
    };
    Event {
        id: format!("e{number:04}"),
        class: class.into(),
        actors: actors.iter().map(|id| state(id)).collect(),
        recipients: recipients.iter().map(|id| state(id)).collect(),
        when: when.map(edtf),
        dated_by: when.map(|_| claim),
        date_rule: when.map_or(DateRule::None, |_| DateRule::Only),
        status: Status::Asserted,
        office: None,
        instrument: None,
        claims: vec![claim],
        confidence: 1.0,
    }
}

pub(crate) fn tie_end(when: &str, number: u32) -> TieEnd {
    TieEnd {
        when: Some(edtf(when)),
        rule: EndRule::Claims,
        possible: false,
        claims: vec![ClaimAt {
            document: 1,
            number,
        }],
    }
}

/// A first spell between equals.
pub(crate) fn tie(
    number: u32,
    kind: TieKind,
    parties: &[&str],
    from: Option<&str>,
    to: Option<&str>,
) -> Tie {
    let party = |id: &&str| TieParty {
        who: state(id),
        role: TieRole::Party,
    };
    Tie {
        id: format!("t{number:04}"),
        kind,
        parties: parties.iter().map(party).collect(),
        instrument: None,
        office: None,
        spell: 1,
        from: from.map(|when| tie_end(when, number * 10)),
        to: to.map(|when| tie_end(when, number * 10 + 1)),
        shown_by: Vec::new(),
    }
}

/// Events among few actors, of few classes, on dates of all widths.
pub(crate) fn some_events() -> impl Strategy<Value = Vec<Event>> {
    let actor = || prop::sample::select(vec!["albania", "soviet-union", "china", "greece"]);
    let class = prop::sample::select(vec![
        "aid",
        "accuse",
        "attack",
        "meet",
        "sign-agreement",
        "rename",
    ]);
    let when = prop_oneof![
        6 => (1953i64..1958, 1u8..=12, 1u8..=28).prop_map(|(y, m, d)| Some(format!("{y}-{m:02}-{d:02}"))),
        3 => (1953i64..1958, 1u8..=12).prop_map(|(y, m)| Some(format!("{y}-{m:02}"))),
        2 => (1953i64..1958).prop_map(|y| Some(y.to_string())),
        1 => (1953i64..1958, 21u8..=24).prop_map(|(y, season)| Some(format!("{y}-{season}"))),
        1 => Just(Some("195X".to_owned())),
        1 => Just(None),
    ];
    let status = prop::sample::select(vec![
        Status::Asserted,
        Status::Asserted,
        Status::Attributed,
        Status::Planned,
        Status::Denied,
    ]);
    let sides = (
        prop::collection::vec(actor(), 1..3),
        prop::collection::vec(actor(), 0..3),
    );
    let one = (class, sides, when, status);
    prop::collection::vec(one, 0..40).prop_map(|told| {
        let made = told.into_iter().zip(0..);
        made.map(
            |((class, (actors, recipients), when, status), number)| Event {
                status,
                ..event(number, class, &actors, &recipients, when.as_deref())
            },
        )
        .collect()
    })
}
