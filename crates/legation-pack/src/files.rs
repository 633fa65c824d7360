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

/// Contents of pack files by path below the packs folder (`lang/ar/time.toml`), with `/` between parts.
///
/// Later additions replace a file of the same path; that is how a folder given at run time overrides what is
/// embedded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackFiles {
    files: BTreeMap<String, String>,
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

    /// Adds or replaces a file.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(path.into(), text.into());
    }

    /// The text of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Paths and texts whose path begins with `prefix`, in order of path.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files
            .iter()
            .filter(move |(path, _)| path.starts_with(prefix))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Tags of the languages that have a `language.toml`, in order. Folders that begin with `_` are templates.
    #[must_use]
    pub fn languages(&self) -> Vec<String> {
        self.files
            .keys()
            .filter_map(|path| path.strip_prefix("lang/")?.strip_suffix("/language.toml"))
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
            hint: Some("copy it from packs/lang/_template and fill it in".to_owned()),
        })?;
        toml::from_str(text).map_err(|e| PackError {
            file: path.to_owned(),
            line: e.span().map_or(1, |span| line_of(text, span.start)),
            message: e.message().to_owned(),
            hint: None,
        })
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

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
}

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
