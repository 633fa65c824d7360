//! Holds the names of current states against those of CLDR, in every language that the packs ship.
//!
//! CLDR's data come with ICU4X; they are Unicode's, under the Unicode License V3.

use std::collections::{BTreeMap, BTreeSet};

use icu_experimental::displaynames::{DisplayNamesOptions, multi::RegionDisplayNames};
use icu_locale_core::{Locale, subtags::Region};
use legation_model::ActorKind;
use legation_pack::{ActorId, Actors, Language, NameKind, Named, PackFiles};

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

/// CLDR's name in the ways that running text writes it: of "Myanmar (Burma)" either name alone, "and" for "&",
/// "Saint" for "St.", "Congo-Kinshasa" without spaces.
fn forms(name: &str, language: &Language) -> Vec<String> {
    let mut forms = vec![
        name.replace(" - ", "-")
            .replace('&', "and")
            .replace("St.", "Saint"),
        name.to_owned(),
    ];
    if let Some((outer, inner)) = name.split_once('(') {
        forms.push(outer.trim().to_owned());
        forms.push(inner.trim_end_matches(')').trim().to_owned());
    }
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
        // States that few recognize share the code of another; the name need be only one's.
        let mut states: BTreeMap<&str, Vec<ActorId>> = BTreeMap::new();
        for (id, entry) in actors.iter() {
            if entry.actor.kind == ActorKind::State && entry.actor.to.is_none() {
                states.entry(&entry.actor.country).or_default().push(id);
            }
        }
        for (code, ids) in states {
            let name = regions
                .get(code)
                .and_then(|region| names.of(*region))
                .unwrap_or_else(|| panic!("CLDR has no region for {code}"));
            compared += 1;
            let found = forms(name, &language).into_iter().any(|form| {
                ids.iter()
                    .any(|id| ours.contains(&(form.clone(), Named::Actor(*id))))
            });
            if !found {
                missing.push(format!("{tag} {code}: {name}"));
            }
        }
    }
    assert!(missing.is_empty(), "missing:\n{}", missing.join("\n"));
    assert!(compared >= 3 * 190, "only {compared} names were compared");
}
