//! All packs, compiled: what reading needs to know of the world and of its languages.

use std::collections::BTreeMap;

use legation_pack::{Actors, Classes, Lexicon, PackError, PackFiles, Weights, time::TimePack};
use legation_time::Engine;

/// One language, ready for reading.
#[derive(Debug)]
pub struct LanguagePack {
    /// Its words.
    pub lexicon: Lexicon,
    /// Its time expressions.
    pub engine: Engine,
}

/// The packs of a run.
#[derive(Debug)]
pub struct Packs {
    /// Actors and places.
    pub actors: Actors,
    /// Event classes.
    pub classes: Classes,
    /// The reader's weights.
    pub weights: Weights,
    /// Languages by BCP 47 tag.
    pub languages: BTreeMap<String, LanguagePack>,
}

impl Packs {
    /// Reads, checks and compiles packs.
    ///
    /// # Errors
    /// All that is wrong, with file, line and a hint.
    pub fn load(files: &PackFiles) -> Result<Self, Vec<PackError>> {
        let classes = Classes::load(files).map_err(|e| vec![e])?;
        let weights = Weights::load(files).map_err(|e| vec![e])?;
        let actors = Actors::load(files)?;
        let mut languages = BTreeMap::new();
        let mut errors = Vec::new();
        for tag in files.languages() {
            match Self::language(files, &tag, &actors, &classes) {
                Ok(pack) => {
                    languages.insert(tag, pack);
                }
                Err(mut wrong) => errors.append(&mut wrong),
            }
        }
        if errors.is_empty() {
            Ok(Self {
                actors,
                classes,
                weights,
                languages,
            })
        } else {
            Err(errors)
        }
    }

    fn language(
        files: &PackFiles,
        tag: &str,
        actors: &Actors,
        classes: &Classes,
    ) -> Result<LanguagePack, Vec<PackError>> {
        let lexicon = Lexicon::load(files, tag, actors, classes)?;
        let time = TimePack::load(files, &lexicon.language).map_err(|e| vec![e])?;
        let engine = Engine::new(&lexicon.language, &time);
        Ok(LanguagePack { lexicon, engine })
    }

    /// The pack for a BCP 47 tag: the tag's own, else that of its primary language (`ar-SY` is read by `ar`).
    #[must_use]
    pub fn language_for(&self, tag: &str) -> Option<&LanguagePack> {
        self.languages
            .get(tag)
            .or_else(|| self.languages.get(tag.split('-').next()?))
    }
}
