//! The file of decisions: one JSON object a line, written at its end and nowhere else.
//!
//! A line is written in one go and reaches the disk before a decision is called made. A line that was cut off (a machine
//! that stopped) or damaged is told and left out, and everything else counts; what is written next begins on a line of its
//! own. Undoing and doing again are lines too, so that the file holds everything that was ever decided.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    thread,
    time::{Duration, SystemTime},
};

use serde::{Deserialize, Serialize};

use super::{
    decision::{Edit, Target, Verdict},
    error::ReviewError,
    instant::Instant,
};

/// Version of the form of a line.
const VERSION: u32 = 1;
/// How often, and how long apart, another writer is waited for: two seconds in all.
const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(20);

/// A line of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// Version of the form.
    v: u32,
    /// Number of the entry.
    pub(crate) n: u64,
    /// When.
    pub(crate) at: Instant,
    /// Who.
    pub(crate) who: Option<String>,
    /// What.
    #[serde(flatten)]
    pub(crate) act: Act,
}

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub(crate) enum Act {
    /// Something is decided.
    Decide(Box<Decided>),
    /// A decision is taken back, by number.
    Undo { of: u64 },
    /// A decision that was taken back holds again.
    Redo { of: u64 },
}

/// A decision about a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Decided {
    pub(crate) decision: Verdict,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) edit: Option<Edit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
    pub(crate) claim: Target,
}

/// A line that does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Damage {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: String,
}

/// What a file of decisions holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Lines {
    pub(crate) entries: Vec<Entry>,
    pub(crate) damaged: Vec<Damage>,
}

impl Lines {
    /// Reads the bytes of a file.
    pub(crate) fn parse(bytes: &[u8], path: &Path) -> Result<Self, ReviewError> {
        let mut lines = Self::default();
        let mut whole = 0;
        for (number, line) in bytes.split_inclusive(|b| *b == b'\n').enumerate() {
            let ended = line.ends_with(b"\n");
            let line = line.trim_ascii();
            if line.is_empty() {
                continue;
            }
            whole += usize::from(ended);
            match entry(line) {
                Ok(entry) => lines.entries.push(entry),
                Err(Unread::Newer(found)) => {
                    return Err(ReviewError::Newer {
                        path: path.to_owned(),
                        found,
                        known: VERSION,
                    });
                }
                Err(Unread::Damaged(why)) => lines.damaged.push(Damage {
                    line: number + 1,
                    why: if ended {
                        why
                    } else {
                        "it is cut off".to_owned()
                    },
                }),
            }
        }
        if lines.entries.is_empty() && whole > 0 {
            return Err(ReviewError::NotAReview {
                path: path.to_owned(),
            });
        }
        Ok(lines)
    }

    /// The number of the next entry.
    fn next(&self) -> u64 {
        self.entries.iter().map(|e| e.n).max().unwrap_or(0) + 1
    }
}

/// Why a line does not count.
enum Unread {
    Newer(u32),
    Damaged(String),
}

fn entry(line: &[u8]) -> Result<Entry, Unread> {
    #[derive(Deserialize)]
    struct Version {
        v: u32,
    }
    let damaged = |error: serde_json::Error| Unread::Damaged(error.to_string());
    let Version { v } = serde_json::from_slice(line).map_err(damaged)?;
    if v > VERSION {
        return Err(Unread::Newer(v));
    }
    serde_json::from_slice(line).map_err(damaged)
}

/// What is to be written: an entry without its number.
pub(crate) struct NewEntry {
    pub(crate) at: Instant,
    pub(crate) who: Option<String>,
    pub(crate) act: Act,
}

/// What tells whether a file was written since: its length, and when it changed last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileStamp {
    length: u64,
    changed: Option<SystemTime>,
}

impl FileStamp {
    /// Of a file that is there.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let data = fs::metadata(path).ok()?;
        Some(Self {
            length: data.len(),
            changed: data.modified().ok(),
        })
    }
}

/// A file of decisions and what was last read of it.
#[derive(Debug)]
pub(crate) struct Log {
    path: PathBuf,
    pub(crate) lines: Lines,
    /// Bytes that were read.
    length: u64,
}

impl Log {
    /// Reads a file; one that is not there holds nothing.
    pub(crate) fn open(path: PathBuf) -> Result<Self, ReviewError> {
        let mut log = Self {
            path,
            lines: Lines::default(),
            length: 0,
        };
        log.refresh()?;
        Ok(log)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the file again where it has another length; whether it had.
    pub(crate) fn refresh(&mut self) -> Result<bool, ReviewError> {
        match fs::metadata(&self.path) {
            Ok(data) if data.len() == self.length => return Ok(false),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let had = self.length > 0;
                (self.lines, self.length) = (Lines::default(), 0);
                return Ok(had);
            }
            Err(source) => return Err(self.cannot_read(source)),
        }
        let mut file = File::open(&self.path).map_err(|e| self.cannot_read(e))?;
        // A line that is just being written is not taken for one that was cut off. Where a file system knows no locks, or
        // the writer takes too long, what is there is read.
        for _ in 0..TRIES {
            match file.try_lock_shared() {
                Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
                Ok(()) | Err(TryLockError::Error(_)) => break,
            }
        }
        self.read_from(&mut file)?;
        Ok(true)
    }

    fn read_from(&mut self, file: &mut File) -> Result<Vec<u8>, ReviewError> {
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(0))
            .and_then(|_| file.read_to_end(&mut bytes))
            .map_err(|e| self.cannot_read(e))?;
        self.lines = Lines::parse(&bytes, &self.path)?;
        self.length = bytes.len() as u64;
        Ok(bytes)
    }

    /// Writes what `make` makes of the file as it is now, at its end; nobody else writes meanwhile. Gives the new entries.
    pub(crate) fn append<E: From<ReviewError>>(
        &mut self,
        make: impl FnOnce(&Lines) -> Result<Vec<NewEntry>, E>,
    ) -> Result<Vec<Entry>, E> {
        let new = !self.path.exists();
        // Not in append mode: a write that failed halfway is taken back.
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&self.path)
            .map_err(|e| self.cannot_write(e))?;
        self.lock(&file)?;
        let before = self.read_from(&mut file)?;
        let mut entries = Vec::new();
        for (n, NewEntry { at, who, act }) in (self.lines.next()..).zip(make(&self.lines)?) {
            entries.push(Entry {
                v: VERSION,
                n,
                at,
                who,
                act,
            });
        }
        if entries.is_empty() {
            return Ok(entries);
        }
        let mut bytes = Vec::new();
        if before.last().is_some_and(|last| *last != b'\n') {
            bytes.push(b'\n');
        }
        for entry in &entries {
            serde_json::to_writer(&mut bytes, entry)
                .map_err(|e| self.cannot_write(io::Error::from(e)))?;
            bytes.push(b'\n');
        }
        let written = file
            .seek(SeekFrom::End(0))
            .and_then(|_| file.write_all(&bytes))
            .and_then(|()| file.sync_all());
        if let Err(source) = written {
            // What cannot be taken back either is a torn line, which is left out.
            let _ = file.set_len(before.len() as u64);
            return Err(self.cannot_write(source).into());
        }
        if new {
            self.sync_folder();
        }
        self.length = (before.len() + bytes.len()) as u64;
        self.lines.entries.extend(entries.iter().cloned());
        Ok(entries)
    }

    fn lock(&self, file: &File) -> Result<(), ReviewError> {
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(()),
                Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
                Err(TryLockError::Error(source)) => return Err(self.cannot_write(source)),
            }
        }
        Err(ReviewError::Busy {
            path: self.path.clone(),
        })
    }

    /// Makes the name of a new file as lasting as its content. Not all systems can, and nothing can be done there.
    fn sync_folder(&self) {
        let folder = match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        if let Ok(folder) = File::open(folder) {
            let _ = folder.sync_all();
        }
    }

    fn cannot_read(&self, source: io::Error) -> ReviewError {
        ReviewError::Read {
            path: self.path.clone(),
            source,
        }
    }

    fn cannot_write(&self, source: io::Error) -> ReviewError {
        ReviewError::Write {
            path: self.path.clone(),
            source,
        }
    }
}
