//! Reads plain text files, one paragraph a line, and prints their claims as JSON Lines: the reader without files'
//! formats, record or command line. `cargo run -p legation-read --example read -- FILE... [--explain]`

#![allow(clippy::print_stdout, clippy::print_stderr)]

use legation_model::Document;
use legation_pack::PackFiles;
use legation_read::Packs;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files = PackFiles::embedded();
    // With PACKS set, the packs of that folder alone.
    if let Some(folder) = std::env::var_os("PACKS") {
        files = PackFiles::default();
        add(&mut files, std::path::Path::new(&folder), "")?;
    }
    let packs = Packs::load(&files).map_err(|errors| {
        errors
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    })?;
    let (flags, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|a| a.starts_with("--"));
    for file in files {
        let text = std::fs::read_to_string(&file)?;
        let letters =
            |from: char, to: char| text.chars().filter(|c| (from..=to).contains(c)).count();
        let (arabic, hebrew) = (letters('\u{600}', '\u{6ff}'), letters('\u{590}', '\u{5ff}'));
        let lang = if arabic.max(hebrew) * 3 < text.chars().count() {
            "en"
        } else if arabic > hebrew {
            "ar"
        } else {
            "he"
        };
        let document = Document::from_lines(&file, lang, text);
        if flags.iter().any(|f| f == "--explain") {
            for trace in packs.explain(&document).1 {
                println!("{}", serde_json::to_string_pretty(&trace)?);
            }
        } else {
            for claim in packs.read(&document).claims {
                println!("{}", serde_json::to_string(&claim)?);
            }
        }
    }
    Ok(())
}

/// Adds all TOML files below a folder.
fn add(files: &mut PackFiles, folder: &std::path::Path, prefix: &str) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            add(files, &entry.path(), &format!("{path}/"))?;
        } else if path.ends_with(".toml") {
            files.insert(path, std::fs::read_to_string(entry.path())?);
        }
    }
    Ok(())
}
