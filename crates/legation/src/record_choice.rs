//! Which record is meant where a user may name one or leave it out. Looks at one folder's names and opens nothing.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::Error;

/// The ending of a record's name.
pub const RECORD_EXTENSION: &str = "legation";

/// The record that is named, else the only one in the folder.
///
/// # Errors
/// [`Error::NoRecord`] where the folder holds none or cannot be listed, [`Error::SeveralRecords`] where it holds more.
pub fn choose_record(named: Option<&Path>, folder: &Path) -> Result<PathBuf, Error> {
    if let Some(named) = named {
        return Ok(named.to_owned());
    }
    let folder_name = || fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let entries = fs::read_dir(folder).map_err(|_| Error::NoRecord {
        folder: folder_name(),
    })?;
    let mut records: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| match folder.as_os_str() == "." {
            true => PathBuf::from(entry.file_name()),
            false => entry.path(),
        })
        .filter(|path| path.extension().is_some_and(|e| e == RECORD_EXTENSION) && path.is_file())
        .collect();
    records.sort();
    match records.len() {
        0 => Err(Error::NoRecord {
            folder: folder_name(),
        }),
        1 => Ok(records.remove(0)),
        _ => Err(Error::SeveralRecords { records }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_chosen_where_there_is_one_choice() {
        let folder = tempfile::tempdir().expect("a folder");
        let choose = |named: Option<&str>| choose_record(named.map(Path::new), folder.path());
        assert!(matches!(choose(None), Err(Error::NoRecord { .. })));
        fs::write(folder.path().join("b.legation"), "").expect("a file");
        fs::write(folder.path().join("b.legation-wal"), "").expect("a file");
        assert_eq!(choose(None).expect("one"), folder.path().join("b.legation"));
        fs::write(folder.path().join("a.legation"), "").expect("a file");
        let Err(error) = choose(None) else {
            panic!("two records")
        };
        let text = error.to_string();
        assert!(
            text.contains("a.legation") && text.contains("b.legation"),
            "{text}"
        );
        assert_eq!(choose(Some("c")).expect("named"), Path::new("c"));
    }
}
