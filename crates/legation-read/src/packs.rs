//! All packs, compiled: what reading needs to know of the world and of its languages.
//!
//! A language may come ready, or with the way to make it ready when it is first asked for: most runs read one
//! language or two, and need not wait for the others.

use std::{collections::BTreeMap, fmt, sync::OnceLock};

use legation_pack::{
    Actors, AgreementKinds, Classes, Lexicon, PackError, PackFiles, QuantityPack, Weights,
    time::TimePack,
};
use legation_time::Engine;

/// One language, ready for reading.
#[derive(Debug)]
pub struct LanguagePack {
    /// Its words.
    pub lexicon: Lexicon,
    /// Its time expressions.
    pub engine: Engine,
    /// Its words for quantities.
    pub quantities: QuantityPack,
}

impl LanguagePack {
    /// Reads, checks and compiles the packs of one language.
    ///
    /// # Errors
    /// All that is wrong, with file, line and a hint.
    pub fn load(
        files: &PackFiles,
        tag: &str,
        actors: &Actors,
        classes: &Classes,
    ) -> Result<Self, Vec<PackError>> {
        Self::new(Lexicon::load(files, tag, actors, classes)?, files)
    }

    /// A language whose lexicon is compiled already, with its time pack out of the same files.
    ///
    /// # Errors
    /// What is wrong in the time pack.
    pub fn new(lexicon: Lexicon, files: &PackFiles) -> Result<Self, Vec<PackError>> {
        let time = TimePack::load(files, &lexicon.language).map_err(|e| vec![e])?;
        let engine = Engine::new(&lexicon.language, &time);
        let quantities =
            QuantityPack::load(files, &lexicon.language, &time).map_err(|e| vec![e])?;
        Ok(Self {
            lexicon,
            engine,
            quantities,
        })
    }
}

/// Makes a language ready; called once.
type Make = Box<dyn Fn() -> LanguagePack + Send + Sync>;

/// A language that is ready, or will be when it is asked for.
struct Slot {
    ready: OnceLock<LanguagePack>,
    make: Option<Make>,
}

impl fmt::Debug for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ready.fmt(f)
    }
}

/// The languages of a run, by BCP 47 tag.
#[derive(Debug, Default)]
pub struct Languages(BTreeMap<String, Slot>);

impl Languages {
    /// Adds a language that is ready.
    pub fn insert(&mut self, tag: String, pack: LanguagePack) {
        let slot = Slot {
            ready: OnceLock::from(pack),
            make: None,
        };
        self.0.insert(tag, slot);
    }

    /// Adds a language that is made ready when it is first asked for.
    pub fn insert_later(
        &mut self,
        tag: String,
        make: impl Fn() -> LanguagePack + Send + Sync + 'static,
    ) {
        let slot = Slot {
            ready: OnceLock::new(),
            make: Some(Box::new(make)),
        };
        self.0.insert(tag, slot);
    }

    /// The tags, in order. Makes nothing ready.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }

    /// The language of exactly this tag.
    #[must_use]
    pub fn get(&self, tag: &str) -> Option<&LanguagePack> {
        self.0.get(tag).and_then(Slot::pack)
    }

    /// Tags and languages, in order of tag.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &LanguagePack)> {
        self.0
            .iter()
            .filter_map(|(tag, slot)| Some((tag, slot.pack()?)))
    }

    /// The languages, in order of tag.
    pub fn values(&self) -> impl Iterator<Item = &LanguagePack> {
        self.iter().map(|(_, pack)| pack)
    }
}

impl Slot {
    fn pack(&self) -> Option<&LanguagePack> {
        match &self.make {
            Some(make) => Some(self.ready.get_or_init(make)),
            None => self.ready.get(),
        }
    }
}

impl<'a> IntoIterator for &'a Languages {
    type Item = (&'a String, &'a LanguagePack);
    type IntoIter = Box<dyn Iterator<Item = Self::Item> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

/// The packs of a run.
#[derive(Debug)]
pub struct Packs {
    /// Actors and places.
    pub actors: Actors,
    /// Event classes.
    pub classes: Classes,
    /// Kinds of agreements.
    pub agreements: AgreementKinds,
    /// The reader's weights.
    pub weights: Weights,
    /// Languages by BCP 47 tag.
    pub languages: Languages,
}

impl Packs {
    /// Reads, checks and compiles packs.
    ///
    /// # Errors
    /// All that is wrong, with file, line and a hint.
    pub fn load(files: &PackFiles) -> Result<Self, Vec<PackError>> {
        let one_by_one = |tags: &[String], load: &LoadOne<'_>| tags.iter().map(load).collect();
        Self::load_by(files, one_by_one)
    }

    /// As [`Packs::load`]; `all` calls the function that it is given once for each of the tags, in parallel if it
    /// likes, and answers with the results in the same order.
    ///
    /// # Errors
    /// All that is wrong, with file, line and a hint.
    pub fn load_by(
        files: &PackFiles,
        all: impl FnOnce(&[String], &LoadOne<'_>) -> Vec<Result<LanguagePack, Vec<PackError>>>,
    ) -> Result<Self, Vec<PackError>> {
        let classes = Classes::load(files).map_err(|e| vec![e])?;
        let weights = Weights::load(files).map_err(|e| vec![e])?;
        let actors = Actors::load(files)?;
        let agreements = AgreementKinds::load(files)?;
        let tags = files.languages();
        let loaded = all(&tags, &|tag| {
            LanguagePack::load(files, tag, &actors, &classes)
        });
        let mut languages = Languages::default();
        let mut errors = Vec::new();
        for (tag, pack) in tags.into_iter().zip(loaded) {
            match pack {
                Ok(pack) => languages.insert(tag, pack),
                Err(mut wrong) => errors.append(&mut wrong),
            }
        }
        if errors.is_empty() {
            Ok(Self {
                actors,
                classes,
                agreements,
                weights,
                languages,
            })
        } else {
            Err(errors)
        }
    }

    /// The pack for a BCP 47 tag: the tag's own, else that of its primary language (`ar-SY` is read by `ar`).
    #[must_use]
    pub fn language_for(&self, tag: &str) -> Option<&LanguagePack> {
        self.languages
            .get(tag)
            .or_else(|| self.languages.get(tag.split('-').next()?))
    }
}

/// Loads the language of a tag.
pub type LoadOne<'a> = dyn Fn(&String) -> Result<LanguagePack, Vec<PackError>> + Sync + 'a;
