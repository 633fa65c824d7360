//! One number for the contents of pack files. Also part of the build script, so that packs that were compiled when
//! the program was built and packs compiled at start answer to the same number.

use legation_pack::PackFiles;

/// BLAKE3 of path and text of every TOML file, in hexadecimal: of files of one path in several layers each counts,
/// since actors add up. Prose (Markdown) decides nothing and is left out.
pub(crate) fn digest(files: &PackFiles) -> String {
    let mut hasher = blake3::Hasher::new();
    for (_, path, text) in files.every_layer("") {
        if path.ends_with(".toml") {
            hasher
                .update(path.as_bytes())
                .update(&[0])
                .update(text.as_bytes())
                .update(&[0]);
        }
    }
    hasher.finalize().to_hex().to_string()
}
