//! The files of packs, as contents, and what is wrong with them: file, line, and a hint.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use thiserror::Error;

/// Something wrong in a pack file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}:{line}: {message}{}", hint.as_ref().map(|h| format!(" ({h})")).unwrap_or_default())]
pub struct PackError {
    /// Path below the packs folder.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

/// Contents of pack files by path below the packs folder (`lang/ar/time.toml`), with `/` between parts, in
/// layers: what the program carries lies at the bottom, folders given at run time on top of it.
///
/// The top-most file of a path is the one that counts, but for actors: those files are lists, and a list on
/// top adds to the ones below and replaces single ids (see [`crate::Actors::load`]).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackFiles {
    layers: Vec<BTreeMap<String, String>>,
}

impl PackFiles {
    /// The packs that the program carries.
    #[must_use]
    pub fn embedded() -> Self {
        let mut packs = Self::default();
        for (path, text) in EMBEDDED {
            packs.insert(*path, *text);
        }
        packs
    }

    /// Adds a file to the top layer, or replaces the one of the same path there.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        if self.layers.is_empty() {
            self.layers.push(BTreeMap::new());
        }
        if let Some(top) = self.layers.last_mut() {
            top.insert(path.into(), text.into());
        }
    }

    /// Lays other packs on top of these.
    #[must_use]
    pub fn overlay(mut self, other: Self) -> Self {
        self.layers.extend(other.layers);
        self
    }

    /// The text of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.layers
            .iter()
            .rev()
            .find_map(|layer| layer.get(path))
            .map(String::as_str)
    }

    /// Paths and texts whose path begins with `prefix`, in order of path; of files of one path the top-most.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let found: BTreeMap<&str, &str> = self
            .every_layer(prefix)
            .map(|(_, path, text)| (path, text))
            .collect();
        found.into_iter()
    }

    /// Number of the layer, path and text of all files whose path begins with `prefix`, from the bottom layer
    /// up and in order of path.
    pub fn every_layer<'a>(
        &'a self,
        prefix: &'a str,
    ) -> impl Iterator<Item = (usize, &'a str, &'a str)> {
        self.layers
            .iter()
            .enumerate()
            .flat_map(move |(number, layer)| {
                layer
                    .range(prefix.to_owned()..)
                    .take_while(move |(path, _)| path.starts_with(prefix))
                    .map(move |(path, text)| (number, path.as_str(), text.as_str()))
            })
    }

    /// Tags of the languages that have a `language.toml`, in order. Folders that begin with `_` are templates.
    #[must_use]
    pub fn languages(&self) -> Vec<String> {
        self.under("lang/")
            .filter_map(|(path, _)| path.strip_prefix("lang/")?.strip_suffix("/language.toml"))
            .filter(|tag| !tag.starts_with('_') && !tag.contains('/'))
            .map(str::to_owned)
            .collect()
    }

    /// Parses a TOML file of the packs.
    ///
    /// # Errors
    /// Where the file is missing, is no TOML, or does not have the shape of `T`.
    pub fn parse<T: DeserializeOwned>(&self, path: &str) -> Result<T, PackError> {
        let text = self.get(path).ok_or_else(|| PackError {
            file: path.to_owned(),
            line: 1,
            message: "the file is missing".to_owned(),
            hint: Some("copy it from packs/_template and fill it in".to_owned()),
        })?;
        parse_toml(path, text)
    }

    /// An error at a byte of a file.
    #[must_use]
    pub fn error_at(
        &self,
        path: &str,
        at: usize,
        message: impl Into<String>,
        hint: Option<&str>,
    ) -> PackError {
        PackError {
            file: path.to_owned(),
            line: self.get(path).map_or(1, |text| line_of(text, at)),
            message: message.into(),
            hint: hint.map(str::to_owned),
        }
    }
}

/// Parses the text of the TOML file at `path`.
pub(crate) fn parse_toml<T: DeserializeOwned>(path: &str, text: &str) -> Result<T, PackError> {
    toml::from_str(text).map_err(|e| PackError {
        file: path.to_owned(),
        line: e.span().map_or(1, |span| line_of(text, span.start)),
        message: e.message().trim().replace('\n', ", "),
        hint: hint_for_key(e.message()),
    })
}

/// The nearest of the keys or values that the parser's message says it expected.
fn hint_for_key(message: &str) -> Option<String> {
    let rest = message
        .strip_prefix("unknown field `")
        .or_else(|| message.strip_prefix("unknown variant `"))?;
    let (given, expected) = rest.split_once('`')?;
    // Every second piece between backticks is a name.
    nearest(given, expected.split('`').skip(1).step_by(2))
        .map(|near| format!("did you mean `{near}`?"))
}

/// The candidate that looks most like what was written, where one is near enough to be meant.
pub(crate) fn nearest<'a>(
    given: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::normalized_damerau_levenshtein(given, candidate),
                candidate,
            )
        })
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|(a, left), (b, right)| a.total_cmp(b).then_with(|| right.cmp(left)))
        .map(|(_, candidate)| candidate)
}

/// The line, from 1, that byte `at` of a text stands in.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
}

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layer_on_top_replaces_files_and_keeps_the_rest() {
        let mut below = PackFiles::default();
        below.insert("lang/ar/time.toml", "below");
        below.insert("lang/ar/frames.toml", "below");
        let mut above = PackFiles::default();
        above.insert("lang/ar/time.toml", "above");
        let packs = below.overlay(above);
        assert_eq!(packs.get("lang/ar/time.toml"), Some("above"));
        assert_eq!(
            packs.under("lang/").collect::<Vec<_>>(),
            [
                ("lang/ar/frames.toml", "below"),
                ("lang/ar/time.toml", "above")
            ]
        );
        assert_eq!(packs.every_layer("lang/ar/time").count(), 2);
    }

    #[test]
    fn the_nearest_name_is_offered_only_where_one_is_near() {
        let names = ["soviet-union", "soviet-russia", "albania"];
        assert_eq!(nearest("sovjet-union", names), Some("soviet-union"));
        assert_eq!(nearest("zanzibar", names), None);
    }
}
