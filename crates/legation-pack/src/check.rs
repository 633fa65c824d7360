//! What `legation packs check` finds: everything that can be wrong in packs without reading a text with them.
//!
//! Loading stops at what makes a pack unusable; checking goes on to what makes it useless: files that nothing
//! reads, names that would match everywhere or nowhere, cases that do not parse.

mod names;

use std::collections::BTreeSet;

use crate::{
    Actors, AgreementKinds, CaseFile, Classes, Expected, Language, Lexicon, PackError, PackFiles,
    QuantityPack, Weights, agreements, files::nearest, time::TimePack,
};

/// The files that a language needs.
const LANGUAGE_FILES: [&str; 5] = [
    "language.toml",
    "time.toml",
    "nouns.toml",
    "frames.toml",
    "status.toml",
];

/// Files that a language may do without.
const MORE_FILES: [&str; 1] = ["quantities.toml"];

/// Everything that is wrong in packs, in order of file and line.
///
/// A folder given at run time is checked on top of what the program carries
/// (`PackFiles::embedded().overlay(folder)`), since its actors may speak of actors below.
#[must_use]
pub fn check(files: &PackFiles) -> Vec<PackError> {
    let mut errors = Vec::new();
    layout(files, &mut errors);

    let actors = Actors::load(files).unwrap_or_else(|wrong| {
        errors.extend(wrong);
        Actors::default()
    });
    let classes = Classes::load(files)
        .map_err(|wrong| errors.push(wrong))
        .ok();
    errors.extend(Weights::load(files).err());
    let folders = language_folders(files);
    errors.extend(AgreementKinds::load(files).err().unwrap_or_default());
    errors.extend(agreements::unknown_languages(files, &folders));
    let languages: Vec<Language> = folders
        .iter()
        .filter_map(|tag| language(files, tag, &actors, classes.as_ref(), &mut errors))
        .collect();
    names::check(files, &folders, &languages, &actors, &mut errors);
    cases(files, classes.as_ref(), &mut errors);

    errors.sort_by(|a, b| (&a.file, a.line, &a.message).cmp(&(&b.file, b.line, &b.message)));
    errors.dedup();
    errors
}

/// Checks one language's own files. What a new kind of file can have wrong is asked of its loader here.
fn language(
    files: &PackFiles,
    tag: &str,
    actors: &Actors,
    classes: Option<&Classes>,
    errors: &mut Vec<PackError>,
) -> Option<Language> {
    let mut complete = true;
    for name in LANGUAGE_FILES {
        let path = format!("lang/{tag}/{name}");
        if files.get(&path).is_none() {
            complete = false;
            errors.push(PackError {
                file: path,
                line: 1,
                message: "the file is missing".to_owned(),
                hint: Some("copy it from packs/_template and fill it in".to_owned()),
            });
        }
    }
    files.get(&format!("lang/{tag}/language.toml"))?;
    let language = Language::load(files, tag)
        .map_err(|wrong| errors.push(wrong))
        .ok()?;
    if files.get(&format!("lang/{tag}/time.toml")).is_some()
        && let Err(wrong) = TimePack::load(files, &language)
            .and_then(|time| QuantityPack::load(files, &language, &time))
    {
        errors.push(wrong);
    }
    if complete
        && let Some(classes) = classes
        && let Err(wrong) = Lexicon::load(files, tag, actors, classes)
    {
        errors.extend(wrong);
    }
    Some(language)
}

/// Tags of all folders in `lang/` that hold a file, templates left out.
fn language_folders(files: &PackFiles) -> BTreeSet<String> {
    files
        .under("lang/")
        .filter_map(|(path, _)| path.strip_prefix("lang/")?.split_once('/'))
        .map(|(tag, _)| tag)
        .filter(|tag| !tag.starts_with('_'))
        .map(str::to_owned)
        .collect()
}

/// Files that no part of the program reads, which are mostly misspelt or misplaced ones.
fn layout(files: &PackFiles, errors: &mut Vec<PackError>) {
    for (_, path, _) in files.every_layer("") {
        let parts: Vec<&str> = path.split('/').collect();
        let hint = match parts.as_slice() {
            [first, ..] if first.starts_with('_') => continue,
            ["events.toml" | "reader.toml" | "agreements.toml"] => continue,
            ["lang", tag, ..] if tag.starts_with('_') => continue,
            ["actors", name] if name.ends_with(".toml") => continue,
            ["lang", _, name] if LANGUAGE_FILES.contains(name) || MORE_FILES.contains(name) => {
                continue;
            }
            ["lang", _, "cases", name] if name.ends_with(".md") => continue,
            [.., name] if name.ends_with(".md") && !parts.contains(&"cases") => continue,
            ["lang", tag, name] => nearest(name, LANGUAGE_FILES.into_iter().chain(MORE_FILES))
                .map(|near| format!("did you mean `lang/{tag}/{near}`?")),
            [folder, rest @ ..] if !rest.is_empty() => nearest(folder, ["actors", "lang"])
                .filter(|near| near != folder)
                .map(|near| format!("did you mean `{near}/{}`?", rest.join("/"))),
            _ => None,
        };
        errors.push(PackError {
            file: path.to_owned(),
            line: 1,
            message: "nothing reads a file of this name in this place".to_owned(),
            hint: hint.or_else(|| {
                Some(
                    "packs hold `events.toml`, `agreements.toml`, `actors/*.toml`, `lang/TAG/*.toml` and `lang/TAG/cases/*.md`"
                        .to_owned(),
                )
            }),
        });
    }
}

/// Case files must parse, lie in their language's folder and speak of classes that exist.
fn cases(files: &PackFiles, classes: Option<&Classes>, errors: &mut Vec<PackError>) {
    let known: BTreeSet<&str> = classes
        .map(|classes| classes.iter().map(|c| c.name.as_str()).collect())
        .unwrap_or_default();
    for (path, text) in files.under("lang/") {
        let Some((tag, name)) = path
            .strip_prefix("lang/")
            .and_then(|rest| rest.split_once("/cases/"))
        else {
            continue;
        };
        if tag.starts_with('_') || !name.ends_with(".md") {
            continue;
        }
        let file = match CaseFile::parse(path, text) {
            Ok(file) => file,
            Err(wrong) => {
                errors.extend(wrong);
                continue;
            }
        };
        if file.lang != tag {
            errors.push(PackError {
                file: path.to_owned(),
                line: line_with(text, "lang:"),
                message: format!("`lang` is `{}` in the folder of `{tag}`", file.lang),
                hint: Some("make the two the same".to_owned()),
            });
        }
        if known.is_empty() {
            continue;
        }
        for expectation in file.cases.iter().flat_map(|case| &case.expectations) {
            let class = match &expectation.what {
                Expected::Claim(pattern) => &pattern.class,
                Expected::NoClaim { class } => class,
                Expected::Nothing | Expected::Time { .. } | Expected::Quantity { .. } => continue,
            };
            if !known.contains(class.as_str()) {
                let near = nearest(class, known.iter().copied());
                errors.push(PackError {
                    file: path.to_owned(),
                    line: expectation.line,
                    message: format!("there is no class `{class}`"),
                    hint: Some(near.map_or_else(
                        || "the classes are those of `events.toml`".to_owned(),
                        |near| format!("did you mean `{near}`?"),
                    )),
                });
            }
        }
    }
}

fn line_with(text: &str, start: &str) -> usize {
    text.lines()
        .position(|line| line.starts_with(start))
        .map_or(1, |index| index + 1)
}
