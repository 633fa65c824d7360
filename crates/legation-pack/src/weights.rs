//! `reader.toml`: the weights of the reader's features and its thresholds. Data, so that they can be read and fitted.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{PackError, PackFiles};

/// Weights and thresholds by name.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    weights: BTreeMap<String, f64>,
    thresholds: BTreeMap<String, f64>,
}

impl Weights {
    /// Reads `reader.toml`.
    ///
    /// # Errors
    /// Where the file is missing or wrong.
    pub fn load(files: &PackFiles) -> Result<Self, PackError> {
        files.parse("reader.toml")
    }

    /// The weight of a feature; 0 where the file does not name it.
    #[must_use]
    pub fn weight(&self, feature: &str) -> f64 {
        self.weights.get(feature).copied().unwrap_or(0.0)
    }

    /// A threshold; 0 where the file does not name it.
    #[must_use]
    pub fn threshold(&self, name: &str) -> f64 {
        self.thresholds.get(name).copied().unwrap_or(0.0)
    }

    /// Names of all features, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.weights.keys().map(String::as_str)
    }

    /// Gives a feature another weight: for fitting.
    pub fn set(&mut self, feature: &str, weight: f64) {
        self.weights.insert(feature.to_owned(), weight);
    }
}
