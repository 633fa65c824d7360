//! The packs of a run: those that the program carries, and a folder that adds to them or overrides them.

mod carried;
mod digest;

use std::{fs, path::Path};

use legation_pack::PackFiles;
use legation_read::{LoadOne, Packs, READER};
use rayon::prelude::*;

use crate::Error;

/// Compiled packs with the fingerprint of everything that decides what is read.
#[derive(Debug)]
pub struct LoadedPacks {
    /// The packs.
    pub packs: Packs,
    /// BLAKE3 of the reader's name and version and of all pack files, in hexadecimal.
    pub fingerprint: String,
}

/// The files of the packs: what the program carries, and over it the folder, if one is given.
///
/// # Errors
/// Where the folder cannot be read.
pub fn pack_files(folder: Option<&Path>) -> Result<PackFiles, Error> {
    let files = PackFiles::embedded();
    match folder {
        Some(folder) => Ok(files.overlay(read_folder(folder)?)),
        None => Ok(files),
    }
}

/// All TOML and Markdown files below a folder.
///
/// # Errors
/// Where the folder cannot be read.
fn read_folder(folder: &Path) -> Result<PackFiles, Error> {
    let mut files = PackFiles::default();
    collect(folder, "", &mut files)?;
    Ok(files)
}

fn collect(folder: &Path, prefix: &str, files: &mut PackFiles) -> Result<(), Error> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::PackFolder { path, source }
    };
    for entry in fs::read_dir(folder).map_err(failed(folder))? {
        let entry = entry.map_err(failed(folder))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if prefix.is_empty() {
            name.clone()
        } else {
            format!("{prefix}/{name}")
        };
        if entry.path().is_dir() {
            collect(&entry.path(), &path, files)?;
        } else if name.ends_with(".toml") || name.ends_with(".md") {
            let text = fs::read_to_string(entry.path()).map_err(failed(&entry.path()))?;
            files.insert(path, text);
        }
    }
    Ok(())
}

/// The packs that the program carries, as they were compiled when it was built; with a folder over them, all packs
/// read and compiled anew.
///
/// # Errors
/// Where the folder cannot be read or a pack is wrong.
pub fn load_packs(folder: Option<&Path>) -> Result<LoadedPacks, Error> {
    if folder.is_none()
        && let Some(carried) = carried::carried()
    {
        let (packs, digest) = carried.map_err(Error::Packs)?;
        return Ok(LoadedPacks {
            packs,
            fingerprint: fingerprint(digest),
        });
    }
    compile_packs(&pack_files(folder)?)
}

/// Compiles packs, their languages side by side.
///
/// # Errors
/// Where a pack is wrong.
pub fn compile_packs(files: &PackFiles) -> Result<LoadedPacks, Error> {
    let side_by_side = |tags: &[String], load: &LoadOne<'_>| tags.par_iter().map(load).collect();
    Ok(LoadedPacks {
        packs: Packs::load_by(files, side_by_side).map_err(Error::Packs)?,
        fingerprint: fingerprint(&digest::digest(files)),
    })
}

/// What a record keeps of the packs that it was read by.
fn fingerprint(digest: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher
        .update(READER.as_bytes())
        .update(&[0])
        .update(digest.as_bytes());
    hasher.finalize().to_hex().chars().take(16).collect()
}

/// Whether the packs know these event classes.
///
/// # Errors
/// [`Error::UnknownClass`] with the nearest ones for the first that they do not know.
pub fn known_classes(packs: &LoadedPacks, classes: &[String]) -> Result<(), Error> {
    let known = &packs.packs.classes;
    let Some(class) = classes.iter().find(|class| known.find(class).is_none()) else {
        return Ok(());
    };
    let likeness = |name: &str| strsim::normalized_damerau_levenshtein(class, name);
    let mut nearest: Vec<&str> = known.iter().map(|c| c.name.as_str()).collect();
    nearest.retain(|name| likeness(name) >= 0.4 || name.contains(class.as_str()));
    nearest.sort_by(|a, b| {
        let holds = |name: &str| name.contains(class.as_str());
        (holds(b).cmp(&holds(a))).then(likeness(b).total_cmp(&likeness(a)))
    });
    nearest.truncate(5);
    Err(Error::UnknownClass {
        class: class.clone(),
        nearest: nearest.into_iter().map(str::to_owned).collect(),
    })
}
