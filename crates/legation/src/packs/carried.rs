//! The packs that the program carries, compiled when it was built (see `build.rs`): the actors are decoded at start,
//! the words of a language when the first document in it comes.

use std::sync::Arc;

use legation_pack::{Actors, AgreementKinds, Classes, Lexicon, PackError, PackFiles, Weights};
use legation_read::{LanguagePack, Languages, Packs};

/// Compiled packs as bytes for `postcard`.
struct Carried {
    /// [`super::digest::digest`] of the files.
    digest: &'static str,
    /// An [`Actors`].
    actors: &'static [u8],
    /// An [`AgreementKinds`].
    agreements: &'static [u8],
    /// A [`Lexicon`] for each tag.
    lexicons: &'static [(&'static str, &'static [u8])],
}

// `CARRIED`; `None` where the packs were wrong when the program was built.
include!(concat!(env!("OUT_DIR"), "/carried.rs"));

/// The packs that the program carries with the digest of their files; `None` where they could not be compiled when
/// the program was built.
///
/// # Errors
/// What is wrong in the files that are read anew.
pub(super) fn carried() -> Option<Result<(Packs, &'static str), Vec<PackError>>> {
    CARRIED
        .as_ref()
        .map(|carried| Ok((decode(carried)?, carried.digest)))
}

fn decode(carried: &Carried) -> Result<Packs, Vec<PackError>> {
    let files = Arc::new(PackFiles::embedded());
    let mut languages = Languages::default();
    for (tag, bytes) in carried.lexicons {
        let files = Arc::clone(&files);
        languages.insert_later((*tag).to_owned(), move || language(bytes, &files));
    }
    Ok(Packs {
        actors: postcard::from_bytes::<Actors>(carried.actors).expect(OWN),
        agreements: postcard::from_bytes::<AgreementKinds>(carried.agreements).expect(OWN),
        classes: Classes::load(&files).map_err(|e| vec![e])?,
        weights: Weights::load(&files).map_err(|e| vec![e])?,
        languages,
    })
}

/// Nothing that a user gives goes into these bytes, and a test decodes them all.
const OWN: &str = "the program was built with packs that it can decode";

fn language(bytes: &[u8], files: &PackFiles) -> LanguagePack {
    let lexicon: Lexicon = postcard::from_bytes(bytes).expect(OWN);
    LanguagePack::new(lexicon, files).expect(OWN)
}
