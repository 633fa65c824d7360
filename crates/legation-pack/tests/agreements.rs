//! Kinds of agreements by their names, in every language that ships, and of every agreement that the packs name.

use std::collections::BTreeMap;

use legation_model::ActorKind;
use legation_pack::{Actors, AgreementKinds, PackError, PackFiles};

const PATH: &str = "agreements.toml";

fn shipped() -> AgreementKinds {
    AgreementKinds::load(&PackFiles::embedded()).expect("agreements.toml loads")
}

#[test]
fn names_tell_their_kinds() {
    let kinds = shipped();
    let mut rows: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for row in include_str!("agreement-kinds.tsv").lines() {
        let [lang, kind, name] = row.split('\t').collect::<Vec<_>>()[..] else {
            assert!(row.starts_with('#'), "no case: {row}");
            continue;
        };
        *rows.entry(lang).or_default() += 1;
        let told = kinds.of(name, lang).unwrap_or("-");
        if told != kind {
            wrong.push(format!("{lang} {name}: {told}, not {kind}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for lang in PackFiles::embedded().languages() {
        assert!(rows.get(lang.as_str()) >= Some(&40), "{lang}: {rows:?}");
    }
}

#[test]
fn kinds_say_what_they_do_to_ties() {
    let kinds = shipped();
    let allied: Vec<&str> = (kinds.kinds().iter())
        .filter(|kind| kind.opens_alliance)
        .map(|kind| kind.name.as_str())
        .collect();
    assert_eq!(allied, ["alliance"]);
    let ending: Vec<&str> = (kinds.kinds().iter())
        .filter(|kind| kind.closes_hostilities)
        .map(|kind| kind.name.as_str())
        .collect();
    assert_eq!(ending, ["armistice", "peace"]);
    assert!(kinds.get("peace").is_some_and(|kind| !kind.opens_alliance));
    assert_eq!(kinds.get("treaty"), None);
}

#[test]
fn a_tag_is_read_by_its_language() {
    let kinds = shipped();
    assert_eq!(kinds.of("معاهدة صداقة", "ar-SY"), Some("friendship"));
    assert_eq!(kinds.of("معاهدة صداقة", "en"), None);
    // As the packs name what an Arabic text speaks of.
    assert_eq!(kinds.of("Treaty of Friendship", "ar"), Some("friendship"));
    assert_eq!(kinds.of("traité d'amitié", "fr"), None);
    assert_eq!(kinds.of("", "en"), None);
}

#[test]
fn every_agreement_of_the_packs_has_a_kind() {
    let kinds = shipped();
    let actors = Actors::load(&PackFiles::embedded()).expect("the actors load");
    let mut unknown = Vec::new();
    let mut needless = Vec::new();
    for (_, entry) in actors.iter() {
        if !matches!(entry.actor.kind, ActorKind::Agreement | ActorKind::Alliance) {
            continue;
        }
        let kind = kinds.of_actor(entry);
        if kind.is_none_or(|kind| kinds.get(kind).is_none()) {
            unknown.push(format!("{}: {kind:?}", entry.actor.name));
        }
        if entry.agreement.is_some()
            && entry.agreement.as_deref() == kinds.of(&entry.actor.name, "en")
        {
            needless.push(entry.actor.name.as_str());
        }
    }
    assert!(unknown.is_empty(), "give them `agreement`: {unknown:#?}");
    assert!(needless.is_empty(), "the names tell it: {needless:#?}");
    let of = |id: &str| {
        let id = actors.get(id).expect("the packs have it");
        kinds.of_actor(actors.entry(id))
    };
    assert_eq!(of("warsaw-pact"), Some("alliance"));
    assert_eq!(of("treaty-of-versailles"), Some("peace"));
    assert_eq!(of("armistice-of-mudros"), Some("armistice"));
    assert_eq!(of("third-world"), Some("other"));
}

/// What is wrong with the shipped file once `from` is replaced by `to` in it, and the line of `from`.
#[track_caller]
fn broken(from: &str, to: &str) -> (Vec<PackError>, usize) {
    let mut files = PackFiles::embedded();
    let text = files.get(PATH).expect("it is embedded").to_owned();
    let at = text.find(from).expect("it stands in the file");
    files.insert(PATH, text.replacen(from, to, 1));
    let errors = AgreementKinds::load(&files).expect_err("it is wrong");
    (errors, text[..at].matches('\n').count() + 1)
}

#[test]
fn what_is_wrong_has_its_line() {
    let cases = [
        (
            "name = \"neutrality\"",
            "name = \"alliance\"",
            "defined twice",
        ),
        (
            "\"armistice\", \"truce\"",
            "\"armistice\", \"armistice\"",
            "listed twice",
        ),
        (
            "\"armistice\", \"truce\"",
            "\"cease-fire\", \"truce\"",
            "more than one word",
        ),
        ("\"armistice\", \"truce\"", "\" \", \"truce\"", "no words"),
    ];
    for (from, to, message) in cases {
        let (errors, line) = broken(from, to);
        let [error] = errors.as_slice() else {
            panic!("{errors:#?}");
        };
        assert!(error.message.contains(message), "{error}");
        assert_eq!((error.file.as_str(), error.line), (PATH, line), "{error}");
    }
    let (errors, _) = broken("opens_alliance = true", "open_alliance = true");
    assert!(
        errors[0]
            .to_string()
            .contains("did you mean `opens_alliance`?")
    );
}
