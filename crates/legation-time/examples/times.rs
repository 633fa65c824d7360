//! Prints the time expressions of JSON Lines (`id`, `text`, `lang`, `ref`), one JSON object a line.
//!
//! Shows the whole use of the library: load the packs, build one engine a language, read documents.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};

use legation_model::{Block, BlockKind, Document, Span};
use legation_pack::time::TimePack;
use legation_pack::{Language, PackFiles};
use legation_time::{Engine, read_document};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut paths: Vec<String> = std::env::args().skip(1).collect();
    let mut files = PackFiles::embedded();
    if let Some(at) = paths.iter().position(|p| p == "--packs") {
        let folder = paths.drain(at..(at + 2).min(paths.len())).nth(1);
        add_packs(&mut files, &folder.ok_or("--packs wants a folder")?)?;
    }
    let mut engines = BTreeMap::new();
    for tag in files.languages() {
        if files.get(&format!("lang/{tag}/time.toml")).is_none() {
            continue;
        }
        let language = Language::load(&files, &tag)?;
        let pack = TimePack::load(&files, &language)?;
        engines.insert(tag, Engine::new(&language, &pack));
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in paths {
        for line in std::io::BufReader::new(std::fs::File::open(path)?).lines() {
            let case: serde_json::Value = serde_json::from_str(&line?)?;
            let field = |name: &str| case[name].as_str().unwrap_or_default().to_owned();
            let mut document = Document::from_text(field("id"), field("lang"), field("text"));
            document.published = field("ref").parse().ok();
            document.blocks = lines_of(&document.text);
            for found in read_document(&document, |tag| engines.get(tag)) {
                let object = serde_json::json!({
                    "doc": document.id,
                    "start": found.span.start,
                    "end": found.span.end,
                    "text": found.text,
                    "edtf": found.edtf,
                    "kind": found.kind,
                    "rule": found.rule,
                });
                writeln!(out, "{object}")?;
            }
        }
    }
    Ok(())
}

/// Takes the languages of a folder of packs in place of the embedded ones.
fn add_packs(files: &mut PackFiles, folder: &str) -> Result<(), std::io::Error> {
    for tag in files.languages() {
        for name in ["language", "time"] {
            let path = format!("lang/{tag}/{name}.toml");
            files.insert(
                path.clone(),
                std::fs::read_to_string(format!("{folder}/{path}"))?,
            );
        }
    }
    Ok(())
}

/// A paragraph for each line; lines of footnotes and references are marked as such.
fn lines_of(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        let head = line.trim_start_matches([' ', '-', '*']);
        let kind = if head.starts_with(['^', '↑']) {
            BlockKind::Reference
        } else {
            BlockKind::Paragraph
        };
        if !line.trim().is_empty() {
            blocks.push(Block {
                span,
                kind,
                lang: None,
            });
        }
    }
    blocks
}
