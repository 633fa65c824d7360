//! What a caller may say about the sources: language, format, names of fields.

use std::str::FromStr;

use thiserror::Error;

use crate::{Format, Limits};

/// How sources are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// BCP 47 tag of all documents; found for each where none is given.
    pub lang: Option<String>,
    /// Format of all sources; found for each where none is given.
    pub format: Option<Format>,
    /// Names of the keys of JSON Lines.
    pub map: FieldMap,
    /// How much is taken of a source.
    pub limits: Limits,
}

/// Which key of a JSON object holds what. A name with dots reaches into objects where no key has that very name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldMap {
    /// The document's text.
    pub text: String,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Its language, a BCP 47 tag.
    pub lang: String,
    /// Its date; the first of these that is there.
    pub date: Vec<String>,
    /// Its identifier.
    pub id: String,
    /// Its publisher.
    pub publisher: String,
}

impl Default for FieldMap {
    fn default() -> Self {
        Self {
            text: "text".to_owned(),
            title: "title".to_owned(),
            url: "url".to_owned(),
            lang: "lang".to_owned(),
            date: ["date", "ref", "published"].map(str::to_owned).to_vec(),
            id: "id".to_owned(),
            publisher: "publisher".to_owned(),
        }
    }
}

/// Why a `--map` is not one.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{given}` names no field; write FIELD=KEY, with FIELD one of text, title, url, lang, date, id, publisher"
)]
pub struct FieldMapError {
    /// The part that was not understood.
    pub given: String,
}

impl FromStr for FieldMap {
    type Err = FieldMapError;

    /// Reads `text=body,date=day`: what is not named keeps its usual key.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut map = Self::default();
        for part in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let error = || FieldMapError {
                given: part.to_owned(),
            };
            let (field, key) = part.split_once('=').ok_or_else(error)?;
            let key = key.trim().to_owned();
            if key.is_empty() {
                return Err(error());
            }
            match field.trim() {
                "text" => map.text = key,
                "title" => map.title = key,
                "url" => map.url = key,
                "lang" => map.lang = key,
                "date" => map.date = vec![key],
                "id" => map.id = key,
                "publisher" => map.publisher = key,
                _ => return Err(error()),
            }
        }
        Ok(map)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_renames_what_it_names() {
        let map: FieldMap = "text=body, date=day".parse().expect("a map");
        assert_eq!(map.text, "body");
        assert_eq!(map.date, ["day"]);
        assert_eq!(map.title, "title");
        assert!("body".parse::<FieldMap>().is_err());
        assert!("colour=red".parse::<FieldMap>().is_err());
    }
}
