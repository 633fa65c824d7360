//! Finds what the build of the page left, so that it becomes part of the program; without it the program is built all the
//! same.

use std::path::Path;

fn main() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/dist");
    println!("cargo::rerun-if-changed={}", page.display());
    println!("cargo::rustc-env=LEGATION_PAGE={}", page.display());
}
