//! What the tests of the front library share: packs and documents as they stand in the workspace's folders. Reads
//! files, and nothing of the scored part of the corpus.
#![allow(dead_code)] // each test file uses its own part

use std::{
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use legation::{Document, IngestOptions, LoadedPacks, PackFiles, Packs};
use legation_ingest::document_from_bytes;

/// The workspace's folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The packs' files from the folder, so that an edit of a pack is tested without a build.
pub(crate) fn pack_files() -> &'static PackFiles {
    static FILES: OnceLock<PackFiles> = OnceLock::new();
    FILES.get_or_init(|| {
        let mut files = PackFiles::default();
        collect(&root().join("packs"), "", &mut files);
        files
    })
}

fn collect(folder: &Path, prefix: &str, files: &mut PackFiles) {
    for entry in fs::read_dir(folder).expect("the packs can be read") {
        let path = entry.expect("the packs can be read").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('_') {
            continue;
        }
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), files);
        } else if name.ends_with(".toml") || name.ends_with(".md") {
            let text = fs::read_to_string(&path).expect("packs are UTF-8 text");
            files.insert(format!("{prefix}{name}"), text);
        }
    }
}

/// The packs, compiled once.
pub(crate) fn packs() -> &'static LoadedPacks {
    static PACKS: OnceLock<LoadedPacks> = OnceLock::new();
    PACKS.get_or_init(|| {
        let packs = Packs::load(pack_files()).unwrap_or_else(|errors| {
            let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
            panic!("the packs do not compile:\n{}", lines.join("\n"))
        });
        LoadedPacks {
            packs,
            fingerprint: "folder".to_owned(),
        }
    })
}

/// Names of the documents in `development`.
pub(crate) fn development() -> Vec<String> {
    let text = fs::read_to_string(root().join("corpus/split.toml")).expect("the split can be read");
    let split: toml::Table = text.parse().expect("the split is TOML");
    let names: Vec<String> = split["development"]
        .as_array()
        .expect("development is a list")
        .iter()
        .map(|name| name.as_str().expect("names are strings").to_owned())
        .collect();
    assert!(names.len() > 20, "most of the corpus is for developing");
    names
}

/// The path of a document of the development part.
pub(crate) fn path_of(name: &str) -> PathBuf {
    assert!(
        development().iter().any(|n| n == name),
        "{name} is not in the development part"
    );
    root().join(format!("corpus/{name}.txt"))
}

/// A text as the ingest makes a document of it; `None` where it sets it aside.
pub(crate) fn document(id: &str, text: &str) -> Option<Document> {
    document_from_bytes(
        id,
        text.as_bytes().to_vec(),
        None,
        &IngestOptions::default(),
    )
    .ok()
}

/// Names and texts of all documents that tests may read: the development part, and the seeds where they lie beside
/// the workspace.
pub(crate) fn texts() -> &'static [(String, String)] {
    static TEXTS: OnceLock<Vec<(String, String)>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let mut paths: Vec<PathBuf> = development().iter().map(|name| path_of(name)).collect();
        match fs::read_dir(root().join("../shared/corpus/seeds")) {
            Ok(entries) => {
                let mut seeds: Vec<PathBuf> = entries
                    .map(|entry| entry.expect("the seeds can be read").path())
                    .filter(|path| path.extension().is_some_and(|e| e == "txt"))
                    .collect();
                seeds.sort();
                paths.extend(seeds);
            }
            Err(_) => skipped("the seeds are not here"),
        }
        paths
            .iter()
            .map(|path| {
                let name = path.file_stem().unwrap_or_default().to_string_lossy();
                let text = fs::read_to_string(path).expect("documents are UTF-8 text");
                (name.into_owned(), text)
            })
            .collect()
    })
}

#[allow(clippy::print_stderr)] // a test that leaves something out says so
fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}
