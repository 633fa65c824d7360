//! Names and codes of actors that parse but could not do their work.

use std::collections::BTreeSet;

use toml::Spanned;

use crate::{
    Actors, Language, PackError, PackFiles,
    actors::{ActorsFile, RawNames},
    agreements,
    files::{line_of, nearest, parse_toml},
};

/// Codes that stand for no one state.
const NO_STATE: [&str; 2] = ["IGO", "INT"];

/// Checks names and country codes of all actors files.
pub(super) fn check(
    files: &PackFiles,
    folders: &BTreeSet<String>,
    languages: &[Language],
    actors: &Actors,
    errors: &mut Vec<PackError>,
) {
    let mut codes: BTreeSet<&str> = actors
        .iter()
        .map(|(_, entry)| entry)
        .filter(|entry| entry.actor.kind == legation_model::ActorKind::State)
        .map(|entry| entry.actor.country.as_str())
        .collect();
    codes.extend(NO_STATE);
    let kinds = agreements::kind_names(files);
    for (_, path, text) in files.every_layer("actors/") {
        // What does not parse is reported where actors are loaded.
        let Ok(file) = parse_toml::<ActorsFile>(path, text) else {
            continue;
        };
        let mut checker = Checker {
            path,
            text,
            folders,
            languages,
            codes: &codes,
            kinds: &kinds,
            errors: &mut *errors,
        };
        for state in &file.state {
            checker.entry(
                &[&state.names, &state.adjectives, &state.people],
                &state.risky,
            );
        }
        for organization in &file.organization {
            checker.code(&organization.country);
            if let Some(kind) = &organization.agreement {
                checker.agreement(kind);
            }
            checker.entry(
                &[
                    &organization.names,
                    &organization.adjectives,
                    &organization.people,
                ],
                &organization.risky,
            );
        }
        for person in &file.person {
            checker.code(&person.country);
            for office in &person.office {
                if let Some(country) = &office.country {
                    checker.code(country);
                }
            }
            checker.entry(&[&person.names, &person.surnames], &person.risky);
        }
        for more in file.actor_names.values().chain(file.place_names.values()) {
            checker.entry(
                &[&more.names, &more.adjectives, &more.people, &more.surnames],
                &more.risky,
            );
        }
        for place in &file.place {
            checker.entry(&[&place.names], &place.risky);
        }
    }
}

struct Checker<'a> {
    path: &'a str,
    text: &'a str,
    /// Tags of all languages, also of those that did not load.
    folders: &'a BTreeSet<String>,
    languages: &'a [Language],
    codes: &'a BTreeSet<&'a str>,
    /// Names of the kinds of agreements.
    kinds: &'a [String],
    errors: &'a mut Vec<PackError>,
}

impl Checker<'_> {
    fn error<T>(&mut self, at: &Spanned<T>, message: String, hint: String) {
        self.errors.push(PackError {
            file: self.path.to_owned(),
            line: line_of(self.text, at.span().start),
            message,
            hint: Some(hint),
        });
    }

    /// A country code must be some state's.
    fn code(&mut self, code: &Spanned<String>) {
        let text = code.get_ref();
        // Codes of a wrong shape are reported where actors are loaded; where no state loaded, nothing is known.
        if text.len() == 3
            && self.codes.len() > NO_STATE.len()
            && !self.codes.contains(text.as_str())
        {
            let hint = nearest(text, self.codes.iter().copied()).map_or_else(
                || "use the `iso` of a state, `IGO` or `INT`".to_owned(),
                |near| {
                    format!(
                        "did you mean `{near}`? it must be the `iso` of a state, `IGO` or `INT`"
                    )
                },
            );
            self.error(code, format!("no state has the code `{text}`"), hint);
        }
    }

    /// What an agreement is must be a kind of agreements.
    fn agreement(&mut self, kind: &Spanned<String>) {
        // Where the kinds did not load, nothing is known.
        if self.kinds.is_empty() || self.kinds.contains(kind.get_ref()) {
            return;
        }
        let known = self.kinds.iter().map(String::as_str);
        let hint = nearest(kind.get_ref(), known).map_or_else(
            || "use the `name` of a kind in `agreements.toml`".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        self.error(
            kind,
            format!("there is no kind of agreements `{}`", kind.get_ref()),
            hint,
        );
    }

    /// The lists of one actor or place.
    fn entry(&mut self, sure: &[&RawNames], risky: &RawNames) {
        for lists in sure {
            self.lists(lists);
        }
        self.lists(risky);
        for (tag, names) in risky {
            let sure: BTreeSet<&str> = sure
                .iter()
                .filter_map(|lists| lists.get(tag))
                .flatten()
                .map(|name| name.get_ref().as_str())
                .collect();
            for name in names {
                if sure.contains(name.get_ref().as_str()) {
                    self.error(
                        name,
                        format!("`{}` stands in `risky` and in another list", name.get_ref()),
                        "leave it in `risky` if it is also another word, else in the other list"
                            .to_owned(),
                    );
                }
            }
        }
    }

    fn lists(&mut self, lists: &RawNames) {
        for (tag, names) in lists {
            if !self.folders.contains(tag.get_ref()) {
                self.unknown_language(tag);
            }
            let Some(language) = self.languages.iter().find(|l| l.tag == *tag.get_ref()) else {
                continue;
            };
            self.names(names, language);
        }
    }

    fn unknown_language(&mut self, tag: &Spanned<String>) {
        let tags = self.folders.iter().map(String::as_str);
        let hint = nearest(tag.get_ref(), tags.clone()).map_or_else(
            || {
                let known: Vec<String> = tags.map(|tag| format!("`{tag}`")).collect();
                format!(
                    "the packs have {}; a new language begins with its folder in `lang/`",
                    known.join(", ")
                )
            },
            |near| format!("did you mean `{near}`?"),
        );
        self.error(
            tag,
            format!("there is no language `{}`", tag.get_ref()),
            hint,
        );
    }

    fn names(&mut self, names: &[Spanned<String>], language: &Language) {
        let mut seen = BTreeSet::new();
        for name in names {
            let text = name.get_ref().as_str();
            if text.trim().is_empty() {
                continue;
            }
            if text.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
                self.error(
                    name,
                    format!("the name `{text}` is a single letter"),
                    "it would match everywhere; write a longer form".to_owned(),
                );
            }
            if !seen.insert(text) {
                self.error(
                    name,
                    format!("`{text}` stands in the list twice"),
                    "remove one".to_owned(),
                );
            }
            if let Some(script) = foreign_script(text, &language.script) {
                let owner = self.languages.iter().find(|l| l.script == script);
                self.error(
                    name,
                    format!("`{text}` is not in the script of `{}`", language.tag),
                    owner.map_or_else(
                        || "write it as texts in that language do".to_owned(),
                        |owner| format!("move it to the list of `{}`", owner.tag),
                    ),
                );
            }
        }
    }
}

/// The script of the first letter that is neither in `own` nor Latin, which texts in all scripts borrow.
fn foreign_script(text: &str, own: &str) -> Option<&'static str> {
    text.chars()
        .filter_map(script_of)
        .find(|script| *script != own && *script != "Latn")
}

/// ISO 15924 code of a letter's script, for scripts that are easily told.
fn script_of(c: char) -> Option<&'static str> {
    if !c.is_alphabetic() {
        return None;
    }
    match u32::from(c) {
        0x0000..=0x024f | 0x1e00..=0x1eff => Some("Latn"),
        0x0370..=0x03ff => Some("Grek"),
        0x0400..=0x052f => Some("Cyrl"),
        0x0530..=0x058f => Some("Armn"),
        0x0590..=0x05ff => Some("Hebr"),
        0x0600..=0x06ff | 0x0750..=0x077f | 0x08a0..=0x08ff => Some("Arab"),
        _ => None,
    }
}
