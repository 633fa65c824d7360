//! From what a user names (files, folders, patterns, `-`) to a sorted list of sources.
//!
//! Looks at names and folders only; no file is opened here.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use legation_model::{Problem, Severity};

use crate::{Format, Limits, problems::problem};

/// Where the bytes of an input come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file.
    Path(PathBuf),
    /// The process's standard input.
    Stdin,
    /// Bytes that the caller has.
    Bytes(Arc<[u8]>),
}

/// One source to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Its path with `/` between the parts, or `-`: the document's id, or the first part of the ids of its documents.
    pub id: String,
    /// Where its bytes are.
    pub source: Source,
    /// What its name promises; its first bytes may still show otherwise.
    pub format: Option<Format>,
}

impl Input {
    /// A file, whether or not its name tells its format.
    #[must_use]
    pub fn from_path(path: &Path) -> Self {
        Self {
            id: id_of(path),
            format: Format::of_name(path),
            source: Source::Path(path.to_owned()),
        }
    }

    /// Bytes that the caller has, such as standard input read by it.
    #[must_use]
    pub fn from_bytes(
        id: impl Into<String>,
        bytes: impl Into<Arc<[u8]>>,
        format: Option<Format>,
    ) -> Self {
        Self {
            id: id.into(),
            source: Source::Bytes(bytes.into()),
            format,
        }
    }

    /// Size in bytes of the source as it is stored, where that is known before reading.
    #[must_use]
    pub fn stored_bytes(&self) -> Option<u64> {
        match &self.source {
            Source::Path(path) => std::fs::metadata(path).ok().map(|m| m.len()),
            Source::Stdin => None,
            Source::Bytes(bytes) => Some(bytes.len() as u64),
        }
    }
}

/// A path as an id: `/` between its parts, no `.` parts.
fn id_of(path: &Path) -> String {
    let mut id = String::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::RootDir => id.push('/'),
            other => {
                if !id.is_empty() && !id.ends_with('/') {
                    id.push('/');
                }
                id.push_str(&other.as_os_str().to_string_lossy());
            }
        }
    }
    id
}

/// The sources behind `inputs`: files as they are, folders with all files below them whose names promise a format
/// that is read, patterns (`*`, `?`, `[..]`, `**`), and `-` for standard input. Sorted by id, each once, whatever the
/// order of `inputs`. What is not there, or is left out, is told in the problems.
#[must_use]
pub fn expand(inputs: &[String], limits: &Limits) -> (Vec<Input>, Vec<Problem>) {
    let mut found = Found::default();
    for given in inputs {
        let path = Path::new(given);
        if given == "-" {
            found.add(Input {
                id: "-".to_owned(),
                source: Source::Stdin,
                format: None,
            });
        } else if path.is_dir() {
            found.folder(path, given);
        } else if path.exists() {
            found.add(Input::from_path(path));
        } else if given.contains(['*', '?', '[']) {
            found.pattern(given);
        } else {
            found.problems.push(problem(
                Severity::Error,
                "ingest-not-found",
                format!("there is no file or folder `{given}`"),
                "check the spelling and the folder that the program is started in",
            ));
        }
        if found.inputs.len() > limits.files {
            found.problems.push(problem(
                Severity::Error,
                "ingest-too-many-files",
                format!(
                    "more than {} files; what sorts last is left out (limit `files`)",
                    limits.files
                ),
                "read the folders one after the other into the same record",
            ));
            break;
        }
    }
    let mut inputs: Vec<Input> = found.inputs.into_values().collect();
    inputs.truncate(limits.files);
    (inputs, found.problems)
}

#[derive(Default)]
struct Found {
    inputs: BTreeMap<String, Input>,
    problems: Vec<Problem>,
}

impl Found {
    fn add(&mut self, input: Input) {
        self.inputs.entry(input.id.clone()).or_insert(input);
    }

    fn folder(&mut self, folder: &Path, given: &str) {
        let before = self.inputs.len();
        let mut left_out = 0_usize;
        let mut seen = 0_usize;
        let mut extensions = BTreeSet::new();
        let walk = walkdir::WalkDir::new(folder)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|e| e.depth() == 0 || !is_hidden(e.path()));
        for entry in walk {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                // A link to a file is read; a link to a folder is not followed, so that no walk runs in a circle.
                Ok(entry) if entry.path().is_file() => {
                    let path = entry.path();
                    if Format::of_name(path).is_some() {
                        seen += 1;
                        self.add(Input::from_path(path));
                    } else {
                        left_out += 1;
                        let extension = path.extension().map_or_else(
                            || "none".to_owned(),
                            |e| format!(".{}", e.to_string_lossy()),
                        );
                        if extensions.len() < 8 {
                            extensions.insert(extension);
                        }
                    }
                }
                Ok(_) => {}
                Err(error) => self.problems.push(problem(
                    Severity::Error,
                    "ingest-folder",
                    format!("a part of `{given}` cannot be listed: {error}"),
                    "check that you may read it",
                )),
            }
        }
        if self.inputs.len() == before && seen == 0 && left_out == 0 {
            self.problems.push(problem(
                Severity::Warning,
                "ingest-empty-folder",
                format!("there is no file in `{given}`"),
                "name a folder with texts in it",
            ));
        }
        if left_out > 0 {
            let names: Vec<String> = extensions.into_iter().collect();
            self.problems.push(problem(
                Severity::Note,
                "ingest-left-out",
                format!(
                    "{left_out} files of `{given}` have names that promise no format that is read ({})",
                    names.join(", ")
                ),
                "name such a file itself to have it read",
            ));
        }
    }

    fn pattern(&mut self, given: &str) {
        let options = glob::MatchOptions {
            require_literal_leading_dot: true,
            ..glob::MatchOptions::new()
        };
        let paths = match glob::glob_with(given, options) {
            Ok(paths) => paths,
            Err(error) => {
                self.problems.push(problem(
                    Severity::Error,
                    "ingest-pattern",
                    format!("`{given}` is no pattern: {error}"),
                    "write `*` for any part of a name and `**` for any folders",
                ));
                return;
            }
        };
        let before = self.inputs.len();
        let mut any = false;
        for path in paths.flatten() {
            any = true;
            if path.is_dir() {
                let name = path.to_string_lossy().into_owned();
                self.folder(&path, &name);
            } else if path.is_file() {
                self.add(Input::from_path(&path));
            }
        }
        if !any && self.inputs.len() == before {
            self.problems.push(problem(
                Severity::Error,
                "ingest-not-found",
                format!("no file matches `{given}`"),
                "check the pattern and the folder that the program is started in",
            ));
        }
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_order_of_the_arguments_does_not_show() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        fs::create_dir(at("deep")).expect("a folder");
        for name in [
            "b.txt",
            "a.md",
            "deep/c.jsonl.gz",
            "picture.png",
            ".hidden.txt",
        ] {
            fs::write(at(name), "x").expect("a file");
        }
        let ids = |inputs: &[String]| {
            let (found, problems) = expand(inputs, &Limits::default());
            let ids: Vec<String> = found
                .iter()
                .map(|i| i.id.rsplit('/').next().unwrap_or_default().to_owned())
                .collect();
            (ids, problems.len())
        };
        let root = folder.path().to_string_lossy().into_owned();
        assert_eq!(
            ids(&[root.clone(), at("b.txt")]),
            (vec!["a.md".into(), "b.txt".into(), "c.jsonl.gz".into()], 1)
        );
        assert_eq!(ids(&[at("b.txt"), root.clone()]), ids(&[root, at("b.txt")]));
        assert_eq!(ids(&[at("*.txt")]).0, ["b.txt"]);
        assert_eq!(ids(&[at("picture.png")]).0, ["picture.png"]);
        assert_eq!(ids(&[at("none.txt"), at("*.doc")]), (vec![], 2));
    }

    #[test]
    fn ids_have_one_spelling() {
        assert_eq!(id_of(Path::new("./a/./b.txt")), "a/b.txt");
        assert_eq!(id_of(Path::new("/a/b.txt")), "/a/b.txt");
        assert_eq!(id_of(Path::new("../a.txt")), "../a.txt");
    }
}
