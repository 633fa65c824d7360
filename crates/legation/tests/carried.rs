//! The packs that were compiled when the program was built read as the same files compiled at start do.

mod support;

use legation::{PackFiles, compile_packs, load_packs};

#[test]
fn carried_packs_are_those_that_their_files_compile_to() {
    let carried = load_packs(None).expect("the packs compile");
    let compiled = compile_packs(&PackFiles::embedded()).expect("the packs compile");
    assert_eq!(carried.fingerprint, compiled.fingerprint);
    assert_eq!(carried.packs.actors, compiled.packs.actors);
    assert_eq!(carried.packs.classes, compiled.packs.classes);
    let kinds = |packs: &legation::Packs| {
        postcard::to_allocvec(&packs.agreements).expect("they can be written")
    };
    assert!(
        kinds(&carried.packs) == kinds(&compiled.packs),
        "the kinds of agreements are the same, byte for byte"
    );
    let bytes = |packs: &legation::Packs| -> Vec<(String, Vec<u8>)> {
        packs
            .languages
            .iter()
            .map(|(tag, pack)| {
                let bytes = postcard::to_allocvec(&pack.lexicon).expect("it can be written");
                (tag.clone(), bytes)
            })
            .collect()
    };
    let (left, right) = (bytes(&carried.packs), bytes(&compiled.packs));
    assert!(left.len() >= 3, "at least Arabic, English and Hebrew");
    assert!(left == right, "the lexicons are the same, byte for byte");
    let mut claims = 0;
    for (name, text) in support::texts() {
        let document = support::document(name, text).expect("the documents can be read");
        let (left, right) = (
            carried.packs.read(&document),
            compiled.packs.read(&document),
        );
        assert!(left == right, "{name} is read alike");
        claims += left.claims.len();
    }
    assert!(claims > 100, "the documents hold claims");
}
