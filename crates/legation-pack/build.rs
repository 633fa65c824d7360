//! Lists the packs for embedding: every TOML file below `packs/`, templates left out.

use std::{env, fmt::Write as _, fs, io, path::Path};

fn main() -> io::Result<()> {
    // Asked when it runs: a script that another copy of the project built would list that copy's packs.
    let here = env::var_os("CARGO_MANIFEST_DIR")
        .ok_or_else(|| io::Error::other("CARGO_MANIFEST_DIR is not set"))?;
    let root = Path::new(&here).join("../../packs");
    println!("cargo::rerun-if-changed={}", root.display());
    println!("cargo::rerun-if-env-changed=CARGO_MANIFEST_DIR");
    let mut found = Vec::new();
    collect(&root, "", &mut found)?;
    found.sort();
    let mut code = String::from(
        "/// The packs that the program carries: path and text.\nconst EMBEDDED: &[(&str, &str)] = &[\n",
    );
    for path in found {
        let file = root.join(&path);
        let _ = writeln!(
            code,
            "    ({path:?}, include_str!({:?})),",
            file.display().to_string()
        );
    }
    code.push_str("];\n");
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("OUT_DIR is not set"))?;
    fs::write(Path::new(&out).join("embedded.rs"), code)
}

/// Paths of TOML files below `folder`, with `/` between parts.
fn collect(folder: &Path, prefix: &str, found: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if prefix.is_empty() {
            name.clone()
        } else {
            format!("{prefix}/{name}")
        };
        if entry.file_type()?.is_dir() {
            if !name.starts_with('_') {
                collect(&entry.path(), &path, found)?;
            }
        } else if name.ends_with(".toml") {
            found.push(path);
        }
    }
    Ok(())
}
