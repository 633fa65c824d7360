//! The template for new languages works as it is: its packs compile and its cases come out.

use std::{fs, path::Path};

use legation::{LoadedPacks, run_cases};
use legation_pack::PackFiles;
use legation_read::Packs;

/// Adds the files of the template under the names that they have once copied.
fn collect(folder: &Path, prefix: &str, files: &mut PackFiles) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let entry = entry.expect("the folder can be read");
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{prefix}{name}/"), files);
            continue;
        }
        let path = if name == "actors.toml" {
            "actors/xx.toml".to_owned()
        } else {
            format!("{prefix}{name}")
        };
        let text = fs::read_to_string(entry.path()).expect("packs are UTF-8 text");
        files.insert(path, text);
    }
}

#[test]
fn the_template_reads_its_cases() {
    let mut files = PackFiles::default();
    for (path, text) in PackFiles::embedded().under("") {
        if !path.starts_with("lang/") {
            files.insert(path, text);
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/_template");
    collect(&root, "lang/xx/", &mut files);
    let packs = LoadedPacks {
        packs: Packs::load(&files).expect("the packs compile"),
        fingerprint: String::new(),
    };
    let results = run_cases(&packs, &files);
    assert_eq!(results.len(), 2, "both case files are run");
    for file in results {
        assert!(file.cases >= 5, "{} has cases", file.path);
        assert_eq!(file.failures, [], "{}", file.path);
    }
}
