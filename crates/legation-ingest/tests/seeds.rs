//! The seed documents, where they lie beside the workspace: what is read of them and what is not.
#![allow(clippy::print_stderr, clippy::expect_used)]

use std::path::{Path, PathBuf};

use legation_ingest::{Limits, Options, documents, expand};
use legation_model::{BlockKind, Document};

/// The folder of the seeds; `None` where this copy of the project stands alone.
fn seeds() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/seeds");
    if folder.is_dir() {
        Some(folder)
    } else {
        eprintln!("skipped: there are no seed documents beside the workspace");
        None
    }
}

fn read(folder: &Path) -> Vec<Document> {
    let (inputs, problems) = expand(&[folder.to_string_lossy().into_owned()], &Limits::default());
    assert!(problems.is_empty(), "{problems:?}");
    inputs
        .iter()
        .flat_map(|input| documents(input, &Options::default()))
        .map(|document| document.expect("a seed is read"))
        .collect()
}

fn of_kind(document: &Document, kind: BlockKind) -> Vec<&str> {
    document
        .blocks
        .iter()
        .filter(|b| b.kind == kind)
        .map(|b| b.span.of(&document.text))
        .collect()
}

#[test]
fn blocks_cover_the_text_in_order() {
    let Some(folder) = seeds() else { return };
    for document in read(&folder) {
        let bytes = std::fs::read(&document.id).expect("the file is there");
        assert_eq!(document.text.as_bytes(), bytes, "{}", document.id);
        let mut at = 0;
        for block in &document.blocks {
            assert!(document.text[at..block.span.start].trim().is_empty());
            assert!(!block.span.of(&document.text).is_empty());
            at = block.span.end;
        }
        assert!(document.text[at..].trim().is_empty());
    }
}

#[test]
fn furniture_and_references_are_not_read() {
    let Some(folder) = seeds() else { return };
    let all = read(&folder);
    let langs: Vec<&str> = all.iter().map(|d| d.lang.as_str()).collect();
    assert_eq!(langs, ["ar", "ar", "ar", "ar", "he"]);
    for document in &all {
        let prose: String = [BlockKind::Paragraph, BlockKind::Item]
            .into_iter()
            .flat_map(|kind| of_kind(document, kind))
            .collect::<Vec<_>>()
            .join("\n");
        for unread in [
            "ISBN",
            "الموقع الرئيسي",
            "التعليقات",
            "اخر الافلام",
            "عدلمع",
            "[1]",
            "revision:",
            "مؤرشف من الأصل",
        ] {
            assert!(!prose.contains(unread), "{} reads `{unread}`", document.id);
        }
        let read = prose.len() * 100 / document.text.len();
        assert!(read >= 75, "{}: only {read} % is read", document.id);
    }
    // The fifth has front matter without an opening line, with escapes.
    let fifth = &all[4];
    assert_eq!(fifth.title.as_deref(), Some("יחסי אלבניה–קוריאה הצפונית"));
    assert!(
        fifth
            .address
            .as_deref()
            .is_some_and(|a| a.starts_with("https://he.wikipedia.org/"))
    );
    assert_eq!(fifth.blocks[0].kind, BlockKind::Metadata);
    // The third is a page copied as text, with its edit marks.
    assert!(of_kind(&all[2], BlockKind::Noise).contains(&"عدل"));
    assert!(of_kind(&all[2], BlockKind::Heading).contains(&"مؤتمر يالطا"));
}
