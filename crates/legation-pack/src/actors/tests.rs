//! Actors as a small pack has them.

use super::*;

const STATES: &str = r#"
[[state]]
id = "soviet-union"
name = "Soviet Union"
iso = "SUN"
gw = 365
from = "1922-12-30"
to = "1991-12-26"
successor = "russia"
capital = "moscow"
[state.names]
ar = ["الاتحاد السوفيتي"]
he = ["ברית המועצות"]
[state.adjectives]
en = ["Soviet"]
[state.people]
en = ["Soviets"]

[[state]]
id = "russia"
name = "Russia"
iso = "RUS"
from = "1991-12-26"
capital = "moscow"

[[state]]
id = "belarus"
name = "Belarus"
iso = "BLR"
from = "1991-08-25"
capital = "minsk"

[[state]]
id = "georgia"
name = "Georgia"
iso = "GEO"
from = "1991-04-09"
[state.risky]
en = ["Georgia"]

[[place]]
id = "moscow"
kind = "capital"
name = "Moscow"
[place.names]
ar = ["موسكو"]

[[place]]
id = "minsk"
kind = "capital"
name = "Minsk"
lies_in = [{ actor = "soviet-union", to = "1991-08-25" }, { actor = "belarus" }]

[[place]]
id = "kremlin"
kind = "seat"
name = "Kremlin"
stands_for = [{ actor = "soviet-union" }, { actor = "russia" }]
"#;

const PEOPLE: &str = r#"
[[person]]
id = "george-h-w-bush"
name = "George H. W. Bush"
country = "USA"
born = "1924-06-12"
died = "2018-11-30"
[person.surnames]
en = ["Bush"]
[[person.office]]
name = "President"
from = "1989-01-20"
to = "1993-01-20"

[[person]]
id = "george-w-bush"
name = "George W. Bush"
country = "USA"
born = "1946-07-06"
[person.surnames]
en = ["Bush"]
[[person.office]]
name = "President"
from = "2001-01-20"
to = "2009-01-20"

[[person]]
id = "kofi-annan"
name = "Kofi Annan"
country = "GHA"
[[person.office]]
name = "Secretary-General"
country = "IGO"
from = "1997"
to = "2006"
"#;

fn actors() -> Actors {
    let mut files = PackFiles::default();
    files.insert("actors/people.toml", PEOPLE);
    files.insert("actors/states.toml", STATES);
    Actors::load(&files).expect("the pack loads")
}

fn day(text: &str) -> Option<Bounds> {
    Some(text.parse::<Edtf>().expect("a date").bounds())
}

#[test]
fn a_capital_stands_for_the_state_of_its_day() {
    let actors = actors();
    let id = |id: Option<ActorId>| id.map(|id| actors.entry(id).actor.id.as_str());
    for place in ["moscow", "kremlin"] {
        let place = actors.place(place).expect("a place");
        let government = |when| id(actors.government_of(place, when));
        assert_eq!(government(day("1958")), Some("soviet-union"));
        assert_eq!(government(day("1995-05-01")), Some("russia"));
        assert_eq!(government(day("1991")), Some("soviet-union"), "most of it");
        assert_eq!(government(day("1850")), None);
        assert_eq!(
            government(None),
            Some("russia"),
            "the one that still exists"
        );
    }
    let minsk = actors.place("minsk").expect("a place");
    assert_eq!(id(actors.government_of(minsk, day("1960"))), None);
    assert_eq!(
        id(actors.state_of_place(minsk, day("1960"))),
        Some("soviet-union")
    );
    assert_eq!(id(actors.state_of_place(minsk, None)), Some("belarus"));
}

#[test]
fn of_two_with_one_surname_the_one_of_the_day_is_meant() {
    let actors = actors();
    let both: Vec<ActorId> = actors
        .names("en")
        .filter(|(name, kind, _)| *name == "Bush" && *kind == NameKind::Surname)
        .filter_map(|(_, _, named)| match named {
            Named::Actor(id) => Some(id),
            Named::Place(_) => None,
        })
        .collect();
    let chosen = |when| {
        actors
            .choose(&both, when)
            .map(|id| actors.entry(id).actor.id.as_str())
    };
    assert_eq!(both.len(), 2);
    assert_eq!(chosen(day("1990-08-02")), Some("george-h-w-bush"));
    assert_eq!(chosen(day("2003-03")), Some("george-w-bush"));
    assert_eq!(chosen(day("1930")), Some("george-h-w-bush"));
    assert_eq!(chosen(None), Some("george-w-bush"));
    assert_eq!(actors.choose(&[], None), None);
}

#[test]
fn existence_is_three_valued() {
    let actors = actors();
    let union = actors.get("soviet-union").expect("an actor");
    let exists = |when| actors.exists(union, day(when).expect("bounds"));
    assert_eq!(exists("1960"), Holds::Certainly);
    assert_eq!(exists("1991"), Holds::Possibly);
    assert_eq!(exists("1992"), Holds::No);
}

#[test]
fn a_person_acts_for_the_country_of_the_office() {
    let actors = actors();
    let annan = actors.get("kofi-annan").expect("an actor");
    assert_eq!(actors.country_of(annan, day("2000")), "IGO");
    assert_eq!(actors.country_of(annan, day("1970")), "GHA");
    assert_eq!(actors.country_of(annan, None), "GHA");
}

#[test]
fn states_follow_each_other() {
    let actors = actors();
    let union = actors.get("soviet-union").expect("an actor");
    let russia = actors.get("russia").expect("an actor");
    assert_eq!(actors.successors(union).collect::<Vec<_>>(), [russia]);
    assert_eq!(actors.predecessors(russia).collect::<Vec<_>>(), [union]);
    let at = |when| actors.in_chain_at(union, day(when).expect("bounds"));
    assert_eq!(at("1970"), union);
    assert_eq!(at("2000"), russia);
    assert_eq!(at("1900"), union);
}

#[test]
fn the_usual_name_is_an_english_name_unless_it_is_risky() {
    let actors = actors();
    let names: Vec<(&str, NameKind)> = actors
        .names("en")
        .map(|(name, kind, _)| (name, kind))
        .collect();
    assert!(names.contains(&("Soviet Union", NameKind::Full)));
    assert!(names.contains(&("Soviet", NameKind::Adjective)));
    assert!(names.contains(&("Kremlin", NameKind::Full)));
    assert!(names.contains(&("Georgia", NameKind::Risky)));
    assert!(!names.contains(&("Georgia", NameKind::Full)));
}

#[test]
fn a_layer_on_top_replaces_single_actors() {
    let mut files = PackFiles::default();
    files.insert("actors/states.toml", STATES);
    let mut mine = PackFiles::default();
    mine.insert(
        "actors/states.toml",
        "[[state]]\nid = \"russia\"\nname = \"Russian Federation\"\niso = \"RUS\"\n",
    );
    let actors = Actors::load(&files.overlay(mine)).expect("the packs load");
    let russia = actors.get("russia").expect("an actor");
    assert_eq!(actors.entry(russia).actor.name, "Russian Federation");
    assert!(actors.get("soviet-union").is_some());
}

#[test]
fn names_are_added_to_what_another_file_defines() {
    let mut files = PackFiles::default();
    files.insert("actors/states.toml", STATES);
    files.insert(
        "actors/french.toml",
        "[actor-names.soviet-union]\nnames.fr = [\"Union soviétique\"]\nadjectives.fr = [\"soviétique\"]\n\
         [place-names.moscow]\nnames.fr = [\"Moscou\"]\n",
    );
    let actors = Actors::load(&files).expect("the packs load");
    let names: Vec<(&str, NameKind)> = actors.names("fr").map(|(n, k, _)| (n, k)).collect();
    assert_eq!(
        names,
        [
            ("Union soviétique", NameKind::Full),
            ("soviétique", NameKind::Adjective),
            ("Moscou", NameKind::Full)
        ]
    );
    files.insert("actors/french.toml", "[actor-names.soviet-onion]\n");
    let errors = Actors::load(&files).expect_err("there is no such actor");
    assert_eq!(
        errors[0].hint.as_deref(),
        Some("did you mean `soviet-union`?")
    );
}
