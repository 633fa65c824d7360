//! Every office that the packs can name is known to be held by one at a time or by several.

use std::collections::BTreeSet;

use legation_pack::{Actors, Classes, PackFiles};

/// Names of offices in the nouns of all languages and in the lives of all people.
fn names(files: &PackFiles) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (_, entry) in Actors::load(files).expect("the actors load").iter() {
        names.extend(entry.actor.offices.iter().map(|office| office.name.clone()));
    }
    for tag in files.languages() {
        let text = files.get(&format!("lang/{tag}/nouns.toml"));
        let nouns: toml::Table = toml::from_str(text.expect("it is embedded")).expect("it parses");
        for list in ["title", "office"] {
            let entries = nouns.get(list).and_then(|list| list.as_array());
            names.extend(
                entries
                    .into_iter()
                    .flatten()
                    .filter_map(|entry| Some(entry.get("name")?.as_str()?.to_owned())),
            );
        }
    }
    names
}

#[test]
fn every_office_is_single_or_shared() {
    let files = PackFiles::embedded();
    let classes = Classes::load(&files).expect("events.toml loads");
    let names = names(&files);
    assert!(names.len() > 200, "{} offices are found", names.len());
    let unknown: Vec<&String> = names
        .iter()
        .filter(|name| classes.office_is_shared(name).is_none())
        .collect();
    assert!(
        unknown.is_empty(),
        "add to [offices] of events.toml: {unknown:?}"
    );
}
