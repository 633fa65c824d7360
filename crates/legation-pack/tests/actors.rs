//! Which actor a name means at a date, with the actors that ship.

use legation_model::{ActorKind, Bounds, Edtf};
use legation_pack::{ActorId, Actors, Named, PackFiles};

fn when(text: &str) -> Option<Bounds> {
    (!text.is_empty()).then(|| text.parse::<Edtf>().expect("a date").bounds())
}

#[test]
fn names_mean_the_actor_of_the_day() {
    let actors = Actors::load(&PackFiles::embedded()).expect("the actors load");
    let mut wrong = Vec::new();
    let mut case = |lang: &str, name: &str, date: &str, id: &str| {
        let candidates: Vec<ActorId> = actors
            .names(lang)
            .filter(|(n, _, _)| *n == name)
            .filter_map(|(_, _, named)| match named {
                Named::Actor(id) => Some(id),
                Named::Place(_) => None,
            })
            .collect();
        let chosen = actors
            .choose(&candidates, when(date))
            .map_or("nobody", |id| actors.entry(id).actor.id.as_str());
        if chosen != id {
            wrong.push(format!("{name} in {date}: {chosen}, not {id}"));
        }
    };
    case("en", "Soviet Union", "1958", "soviet-union");
    case("en", "Germany", "1995-05", "germany");
    case("en", "Germany", "1938", "german-reich");
    case("en", "Russia", "1905", "russian-empire");
    case("en", "Russia", "1995", "russia");
    case("en", "Russia", "", "russia");
    case("ar", "الصين", "1960", "china");
    case("ar", "مصر", "1973-10-06", "egypt");
    case("he", "מצרים", "1973-10-06", "egypt");
    case("en", "China", "1972-02", "china");
    case("en", "China", "1935", "republic-of-china");
    case("en", "Yugoslavia", "1948-06-28", "yugoslavia");
    case("en", "Iran", "1953-08-19", "iran");
    case("en", "Vietnam", "1980", "vietnam");
    case("en", "Albania", "1961-12-03", "albania");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_came_after_every_ended_state_is_known() {
    let actors = Actors::load(&PackFiles::embedded()).expect("the actors load");
    let mut ended = 0;
    for (_, entry) in actors.iter() {
        if entry.actor.kind != ActorKind::State {
            continue;
        }
        let id = &entry.actor.id;
        let Some(to) = &entry.actor.to else {
            assert_eq!(entry.successor, None, "{id} lasts");
            assert_eq!(entry.no_successor, None, "{id} lasts");
            continue;
        };
        ended += 1;
        assert!(
            entry.successor.is_some() != entry.no_successor.is_some(),
            "{id} ended in {to}: give it `successor`, or `no_successor` with the reason"
        );
        if let Some(after) = entry.successor.map(|after| actors.entry(after))
            && let Some(end) = &after.actor.to
        {
            assert!(
                end.bounds().last >= to.bounds().first,
                "{id} ended in {to}, after its successor {}",
                after.actor.id
            );
        }
    }
    assert!(ended > 50, "{ended} states ended");
    let chain = |id: &str| -> Vec<&str> {
        let id = actors.get(id).expect("the packs have it");
        actors
            .successors(id)
            .map(|id| actors.entry(id).actor.id.as_str())
            .collect()
    };
    assert_eq!(chain("soviet-union"), ["russia"]);
    assert_eq!(chain("yugoslavia"), ["serbia-and-montenegro", "serbia"]);
    assert_eq!(chain("ottoman-empire"), ["turkey"]);
    assert_eq!(chain("east-germany"), ["germany"]);
    assert_eq!(chain("czechoslovakia"), [""; 0]);
}

#[test]
fn capitals_stand_for_the_government_of_the_day() {
    let actors = Actors::load(&PackFiles::embedded()).expect("the actors load");
    let mut wrong = Vec::new();
    let mut case = |place: &str, date: &str, id: &str| {
        let found = actors
            .place(place)
            .and_then(|p| actors.government_of(p, when(date)));
        let found = found.map_or("nobody", |id| actors.entry(id).actor.id.as_str());
        if found != id {
            wrong.push(format!("{place} in {date}: {found}, not {id}"));
        }
    };
    case("moscow", "1958", "soviet-union");
    case("moscow", "1995", "russia");
    case("kremlin", "1968-08", "soviet-union");
    case("belgrade", "1948-06-28", "yugoslavia");
    case("belgrade", "2010", "serbia");
    case("tirana", "1961-12", "albania");
    case("bonn", "1970", "west-germany");
    case("beijing", "1960", "china");
    case("cairo", "1979-03-26", "egypt");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
