//! Whatever stands in a pack file, loading and checking answer and do not panic.

mod common;

use legation_pack::{CaseFile, PackFiles, check};
use proptest::prelude::*;

/// The template's files.
fn files() -> Vec<(String, String)> {
    common::template()
        .under("")
        .filter(|(path, _)| !path.ends_with("README.md"))
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect()
}

/// A file with `delete` characters at `at` (of 1000 parts of its length) replaced by `insert`.
fn edit(text: &str, at: usize, delete: usize, insert: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let from = chars.len() * at / 1000;
    let to = (from + delete).min(chars.len());
    let mut edited: String = chars[..from].iter().collect();
    edited.push_str(insert);
    edited.extend(&chars[to..]);
    edited
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn an_edited_pack_is_checked(
        which in 0usize..64,
        at in 0usize..1000,
        delete in 0usize..80,
        insert in prop_oneof![Just(String::new()), "[\\[\\]{}\"'#=@$|()>\\-\n a-z0-9א-תا-ي]{0,6}", any::<String>()],
    ) {
        let all = files();
        let broken = which % all.len();
        let mut edited = PackFiles::default();
        for (number, (path, text)) in all.iter().enumerate() {
            let text = if number == broken { edit(text, at, delete, &insert) } else { text.clone() };
            edited.insert(path.clone(), text);
        }
        for error in check(&edited) {
            let text = edited.get(&error.file).unwrap_or_default();
            prop_assert!(error.line >= 1 && error.line <= text.lines().count() + 2, "{error}");
            prop_assert!(!error.message.is_empty());
        }
    }

    #[test]
    fn any_text_is_a_case_file_or_is_told_why_not(text in any::<String>(), body in "[->#\n =a-z(),:/0-9א-ת]{0,80}") {
        for text in [text, format!("---\nlang: xx\nchecks: claims\n---\n{body}"), format!("---\nlang: xx\nchecks: times\n---\n{body}")] {
            if let Err(errors) = CaseFile::parse("x.md", &text) {
                prop_assert!(!errors.is_empty());
            }
        }
    }
}
