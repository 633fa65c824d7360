//! A test gets an empty folder and the real program, started in it with an environment of its own.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::{fs, path::PathBuf, process::Output};

use assert_cmd::Command;

/// Three texts of the tests, in three languages, about the same two events.
pub(crate) const ENGLISH: &str = "Albania and the Soviet Union\n\nIn December 1961 the Soviet Union broke off diplomatic relations with \
                           Albania. Albania left the Warsaw Pact on 13 September 1968.\n";
/// See [`ENGLISH`].
pub(crate) const ARABIC: &str = "القطيعة\n\nقطع الاتحاد السوفيتي علاقاته الدبلوماسية مع ألبانيا في ديسمبر 1961. وانسحبت ألبانيا من حلف وارسو في 13 \
                          سبتمبر 1968.\n";
/// See [`ENGLISH`].
pub(crate) const HEBREW: &str = "הקרע\n\nבדצמבר 1961 ניתקה ברית המועצות את יחסיה הדיפלומטיים עם אלבניה. אלבניה פרשה מברית ורשה ב-13 בספטמבר 1968.\n";

/// An empty folder that goes away with the test.
pub(crate) struct Folder(tempfile::TempDir);

/// What the program did.
#[derive(Debug)]
pub(crate) struct Ran {
    /// Exit status.
    pub(crate) status: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) talk: String,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// A folder with the three texts.
    pub(crate) fn with_texts() -> Self {
        let folder = Self::new();
        folder.write("texts/en.txt", ENGLISH);
        folder.write("texts/ar.txt", ARABIC);
        folder.write("texts/he.txt", HEBREW);
        folder
    }

    /// A folder with the three texts, read into `t.legation`.
    pub(crate) fn with_record() -> Self {
        let folder = Self::with_texts();
        folder
            .run(&["read", "texts", "-o", "t.legation"])
            .succeeded();
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_legation"));
        for name in ["LEGATION_RECORD", "NO_COLOR", "COLUMNS", "RUST_BACKTRACE"] {
            command.env_remove(name);
        }
        command.current_dir(self.0.path()).args(arguments);
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(
            self.command(arguments)
                .output()
                .expect("the program starts"),
        )
    }
}

impl Ran {
    pub(crate) fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Self {
            status: output.status.code().unwrap_or(-1),
            out: text(output.stdout),
            talk: text(output.stderr),
        }
    }

    /// The answer of a run that did what it was to do, with every line of talk marked as the program's.
    pub(crate) fn succeeded(self) -> String {
        assert_eq!(self.status, 0, "{self:?}");
        self.talks_properly();
        self.out
    }

    /// The talk of a run that ended with a status.
    pub(crate) fn failed(self, status: i32) -> String {
        assert_eq!(self.status, status, "{self:?}");
        self.talks_properly();
        self.talk
    }

    fn talks_properly(&self) {
        for line in self.talk.lines() {
            assert!(line.starts_with("legation: "), "{line}");
        }
        assert!(!self.talk.contains("panicked"), "{}", self.talk);
    }
}

/// The objects of JSON Lines.
pub(crate) fn objects(lines: &str) -> Vec<serde_json::Value> {
    lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object a line"))
        .collect()
}
