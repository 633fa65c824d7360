//! The packs folder of the repository, cases included, which the program itself does not carry.

use std::{fs, path::Path};

use legation_pack::PackFiles;

/// Every file below `folder` (from the root of the repository), with `prefix` before its path.
pub(crate) fn read(folder: &str, prefix: &str) -> PackFiles {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(folder);
    let mut files = PackFiles::default();
    collect(&root, prefix, &mut files);
    files
}

fn collect(folder: &Path, prefix: &str, files: &mut PackFiles) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let entry = entry.expect("the folder can be read");
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), files);
        } else {
            let text = fs::read_to_string(entry.path()).expect("packs are UTF-8 text");
            files.insert(path, text);
        }
    }
}

/// A few actors to speak of.
const BASE: &str = r#"
[[state]]
id = "albania"
name = "Albania"
iso = "ALB"
capital = "tirana"

[[state]]
id = "soviet-union"
name = "Soviet Union"
iso = "SUN"
capital = "moscow"

[[organization]]
id = "warsaw-pact"
kind = "alliance"
name = "Warsaw Pact"
country = "IGO"

[[place]]
id = "moscow"
kind = "capital"
name = "Moscow"

[[place]]
id = "tirana"
kind = "capital"
name = "Tirana"
"#;

/// Two kinds of agreements.
const AGREEMENTS: &str = r#"
[[kind]]
name = "alliance"
opens_alliance = true
words.xx = ["alliance"]

[[kind]]
name = "peace"
closes_hostilities = true
words.xx = ["peace"]
"#;

/// The template as the pack of a language, with event classes and the base of actors.
pub(crate) fn template() -> PackFiles {
    let mut files = PackFiles::default();
    let shipped = PackFiles::embedded();
    for path in ["events.toml", "reader.toml"] {
        files.insert(path, shipped.get(path).expect("it is embedded"));
    }
    files.insert("agreements.toml", AGREEMENTS);
    files.insert("actors/base.toml", BASE);
    for (path, text) in read("packs/_template", "").under("") {
        if path == "actors.toml" {
            files.insert("actors/xx.toml", text);
        } else {
            files.insert(format!("lang/xx/{path}"), text);
        }
    }
    files
}
