//! Holds the names of current states against those of CLDR, in every language that the packs ship.
//!
//! CLDR's data come with ICU4X; they are Unicode's, under the Unicode License V3.

use std::collections::{BTreeMap, BTreeSet};

use icu_experimental::displaynames::{DisplayNamesOptions, multi::RegionDisplayNames};
use icu_locale_core::{Locale, subtags::Region};
use legation_model::ActorKind;
use legation_pack::{Actors, Language, NameKind, Named, PackFiles};

/// Names of regions in one language.
fn cldr(tag: &str) -> RegionDisplayNames {
    let locale: Locale = tag.parse().expect("a tag");
    RegionDisplayNames::try_new((&locale).into(), DisplayNamesOptions::default())
        .expect("CLDR has the language")
}

/// Two-letter codes by three-letter ones.
fn regions() -> BTreeMap<&'static str, Region> {
    include_str!("iso-3166.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(three, two)| (three, two.parse().expect("a region")))
        .collect()
}

/// CLDR's name and, of "Myanmar (Burma)", its parts, any of which will do.
fn forms(name: &str, language: &Language) -> Vec<String> {
    let mut forms = vec![name.to_owned()];
    if let Some((outer, inner)) = name.split_once('(') {
        forms.push(outer.trim().to_owned());
        forms.push(inner.trim_end_matches(')').trim().to_owned());
    }
    forms.push(name.replace('&', "and"));
    forms.push(name.replace("St.", "Saint"));
    forms.push(name.replace("St.", "Saint").replace('&', "and"));
    forms.iter().map(|f| language.folder.fold_str(f)).collect()
}

#[test]
fn the_names_of_current_states_are_among_ours() {
    let files = PackFiles::embedded();
    let actors = Actors::load(&files).expect("the actors load");
    let regions = regions();
    let mut missing = Vec::new();
    let mut compared = 0;
    for tag in ["ar", "he", "en"] {
        let language = Language::load(&files, tag).expect("the language loads");
        let names = cldr(tag);
        let ours: BTreeSet<(String, Named)> = actors
            .names(tag)
            .filter(|(_, kind, _)| matches!(kind, NameKind::Full | NameKind::Risky))
            .map(|(name, _, named)| (language.folder.fold_str(name), named))
            .collect();
        for (id, entry) in actors.iter() {
            if entry.actor.kind != ActorKind::State || entry.actor.to.is_some() {
                continue;
            }
            // States that few recognize share a code or have none; CLDR does not name them.
            let Some(name) = regions
                .get(entry.actor.country.as_str())
                .and_then(|region| names.of(*region))
            else {
                continue;
            };
            compared += 1;
            if !forms(name, &language)
                .into_iter()
                .any(|form| ours.contains(&(form, Named::Actor(id))))
            {
                missing.push(format!("{tag} {}: {name}", entry.actor.id));
            }
        }
    }
    assert!(missing.is_empty(), "missing:\n{}", missing.join("\n"));
    assert!(compared >= 3 * 190, "only {compared} names were compared");
}
