//! `reader.toml`: the weights of the reader's features, its thresholds, and what makes a probability of a total. Data, so
//! that they can be read and fitted.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{PackError, PackFiles};

/// Weights and thresholds by name.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    weights: BTreeMap<String, f64>,
    thresholds: BTreeMap<String, f64>,
    #[serde(default)]
    calibration: Calibration,
}

/// What makes the confidence of a claim out of its total: the logistic of slope times total plus offset (Platt 1999).
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// How much a point of the total counts; above 0.
    pub slope: f64,
    /// The logit of the confidence at a total of 0.
    pub offset: f64,
}

impl Default for Calibration {
    fn default() -> Self {
        Self {
            slope: 1.0,
            offset: 0.0,
        }
    }
}

impl Calibration {
    /// The confidence of a total, 0 to 1.
    #[must_use]
    pub fn confidence(&self, total: f64) -> f64 {
        1.0 / (1.0 + (-(self.slope * total + self.offset)).exp())
    }

    /// The total that has a confidence between 0 and 1.
    #[must_use]
    pub fn total(&self, confidence: f64) -> f64 {
        ((confidence / (1.0 - confidence)).ln() - self.offset) / self.slope
    }
}

impl Weights {
    /// Reads `reader.toml`.
    ///
    /// # Errors
    /// Where the file is missing or wrong.
    pub fn load(files: &PackFiles) -> Result<Self, PackError> {
        let weights: Self = files.parse("reader.toml")?;
        let Calibration { slope, offset } = weights.calibration;
        if slope.is_finite() && slope > 0.0 && offset.is_finite() {
            Ok(weights)
        } else {
            let at = files
                .get("reader.toml")
                .and_then(|t| t.find("[calibration]"));
            Err(files.error_at(
                "reader.toml",
                at.unwrap_or(0),
                format!("a slope of {slope} and an offset of {offset} make no confidence"),
                Some("give a slope above 0; `cargo xtask calibrate` fits both"),
            ))
        }
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

    /// Gives a threshold another value: for fitting.
    pub fn set_threshold(&mut self, name: &str, value: f64) {
        self.thresholds.insert(name.to_owned(), value);
    }

    /// What makes a confidence of a total.
    #[must_use]
    pub fn calibration(&self) -> Calibration {
        self.calibration
    }

    /// Gives totals another confidence: for fitting.
    pub fn calibrate(&mut self, calibration: Calibration) {
        self.calibration = calibration;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: &str = "[weights]\nbias = -1.2\n[thresholds]\ndrop = 0.2\n";

    fn load(calibration: &str) -> Result<Weights, PackError> {
        let mut files = PackFiles::default();
        files.insert("reader.toml", format!("{BEFORE}{calibration}"));
        Weights::load(&files)
    }

    #[test]
    fn without_calibration_a_confidence_is_the_logistic_of_the_total() {
        let plain = load("").expect("it loads").calibration();
        assert!((plain.confidence(0.0) - 0.5).abs() < 1e-12);
        assert!((plain.confidence(2.0) - 0.880_797).abs() < 1e-6);
    }

    #[test]
    fn confidence_rises_with_the_total_and_leads_back_to_it() {
        let weights = load("[calibration]\nslope = 0.5\noffset = -1.0\n").expect("it loads");
        let calibration = weights.calibration();
        assert!((calibration.confidence(2.0) - 0.5).abs() < 1e-12);
        assert!(calibration.confidence(2.1) > calibration.confidence(2.0));
        let back = calibration.total(calibration.confidence(-1.7));
        assert!((back + 1.7).abs() < 1e-9, "{back}");
    }

    #[test]
    fn a_slope_that_turns_the_order_round_is_told_with_its_line() {
        for slope in ["0.0", "-1.0", "nan"] {
            let wrong = load(&format!("[calibration]\nslope = {slope}\noffset = 0.0\n"))
                .expect_err("no such slope");
            assert_eq!((wrong.file.as_str(), wrong.line), ("reader.toml", 5));
        }
    }
}
