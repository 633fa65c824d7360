//! Sample documents that the program carries, to show what it does without a file of one's own.
//!
//! All were written for the project and belong to the part of the corpus that it is developed on.

use legation_ingest::{Format, Input};

macro_rules! samples {
    ($($name:literal),* $(,)?) => {
        /// Name and text of each sample document.
        const SAMPLES: &[(&str, &str)] = &[
            $((concat!($name, ".txt"), include_str!(concat!("../../../corpus/", $name, ".txt")))),*
        ];
    };
}

samples![
    "ar-egypt-libya-1977",
    "ar-jordan-1970",
    "ar-kuwait-1990",
    "ar-rabat-summit",
    "ar-united-arab-republic",
    "ar-yemen-war-khartoum",
    "en-elysee",
    "en-locarno",
    "en-yugoslavia-recognition",
    "he-israel-africa",
    "he-israel-france",
    "he-israel-jordan",
];

/// Two actors that the sample documents tell of in more than one language, by id.
pub const DEMO_PAIR: [&str; 2] = ["egypt", "israel"];

/// The sample documents as inputs.
#[must_use]
pub fn demo_inputs() -> Vec<Input> {
    SAMPLES
        .iter()
        .map(|(name, text)| {
            Input::from_bytes(format!("demo/{name}"), text.as_bytes(), Some(Format::Text))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_belong_to_the_part_for_development() {
        let split = include_str!("../../../corpus/split.toml");
        let (development, scored) = split.split_once("\nscored").expect("two parts");
        for (name, text) in SAMPLES {
            let name = format!("\"{}\"", name.trim_end_matches(".txt"));
            assert!(
                development.contains(&name) && !scored.contains(&name),
                "{name}"
            );
            assert!(!text.trim().is_empty(), "{name}");
        }
    }
}
