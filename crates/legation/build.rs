//! Compiles the packs that the program carries, so that it need not do so at every start: the actors, the kinds of
//! agreements and the lexicon of each language as bytes for `postcard`, and a digest of the files that they were made of.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

use legation_pack::{
    Actors, AgreementKinds, Classes, Lexicon, PackError, PackFiles, Weights, time::TimePack,
};

#[path = "src/packs/digest.rs"]
mod digest;

/// What `src/packs/carried.rs` decodes.
struct Compiled {
    actors: Actors,
    agreements: AgreementKinds,
    lexicons: Vec<(String, Lexicon)>,
}

fn main() -> io::Result<()> {
    // The packs themselves come with the pack crate, which is built anew when one of them changes, and this script
    // with it.
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/packs/digest.rs");
    let files = PackFiles::embedded();
    let out = PathBuf::from(
        env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("OUT_DIR is not set"))?,
    );
    let code = match compile(&files) {
        Ok(compiled) => write(&compiled, &files, &out)?,
        Err(errors) => {
            // The program is built all the same: it compiles what it carries at start, and says there what is wrong.
            for error in errors {
                println!("cargo::warning=packs/{error}");
            }
            "None".to_owned()
        }
    };
    fs::write(
        out.join("carried.rs"),
        format!("const CARRIED: Option<Carried> = {code};\n"),
    )
}

/// Compiles everything, so that what is written is known to be whole.
fn compile(files: &PackFiles) -> Result<Compiled, Vec<PackError>> {
    let classes = Classes::load(files).map_err(|e| vec![e])?;
    Weights::load(files).map_err(|e| vec![e])?;
    let actors = Actors::load(files)?;
    let agreements = AgreementKinds::load(files)?;
    let mut lexicons = Vec::new();
    for tag in files.languages() {
        let lexicon = Lexicon::load(files, &tag, &actors, &classes)?;
        TimePack::load(files, &lexicon.language).map_err(|e| vec![e])?;
        lexicons.push((tag, lexicon));
    }
    Ok(Compiled {
        actors,
        agreements,
        lexicons,
    })
}

/// Writes the bytes, and answers with the code that names them.
fn write(compiled: &Compiled, files: &PackFiles, out: &Path) -> io::Result<String> {
    let bytes = postcard::to_allocvec(&compiled.actors).map_err(io::Error::other)?;
    fs::write(out.join("actors.bin"), bytes)?;
    let bytes = postcard::to_allocvec(&compiled.agreements).map_err(io::Error::other)?;
    fs::write(out.join("agreements.bin"), bytes)?;
    let mut lexicons = String::new();
    for (tag, lexicon) in &compiled.lexicons {
        let bytes = postcard::to_allocvec(lexicon).map_err(io::Error::other)?;
        let name = format!("lexicon-{tag}.bin");
        lexicons.push_str(&format!("({tag:?}, {}), ", include(&name)));
        fs::write(out.join(name), bytes)?;
    }
    Ok(format!(
        "Some(Carried {{ digest: {:?}, actors: {}, agreements: {}, lexicons: &[{lexicons}] }})",
        digest::digest(files),
        include("actors.bin"),
        include("agreements.bin"),
    ))
}

/// Code for the bytes of a file beside the code.
fn include(name: &str) -> String {
    format!(
        "include_bytes!(concat!(env!(\"OUT_DIR\"), {:?}))",
        format!("/{name}")
    )
}
