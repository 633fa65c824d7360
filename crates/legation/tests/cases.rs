//! The cases of the packs hold: what `packs/lang/*/cases/*.md` say of claims is read, and nothing that they forbid.
//! Cases of time expressions are the business of `legation-time`.

mod support;

use legation::{PackFiles, run_cases};
use support::{pack_files, packs};

/// Runs the claim cases of one language; every failure with its file, line and what to do.
fn check(lang: &str) {
    let mut files = PackFiles::default();
    let prefix = format!("lang/{lang}/cases/");
    for (path, text) in pack_files().under(&prefix) {
        if !path[prefix.len()..].starts_with("time-") {
            files.insert(path, text);
        }
    }
    let results = run_cases(packs(), &files);
    assert!(!results.is_empty(), "{lang} has no cases of claims");
    let (mut cases, mut lines) = (0, Vec::new());
    for file in &results {
        cases += file.cases;
        if !file.failures.is_empty() {
            lines.push(format!(
                "{}: {} failures in {} cases",
                file.path,
                file.failures.len(),
                file.cases
            ));
        }
        for failure in &file.failures {
            let text = quoted(files.get(&file.path).unwrap_or_default(), failure.line);
            lines.push(format!("  {failure}\n      {text}"));
        }
    }
    let failures: usize = results.iter().map(|f| f.failures.len()).sum();
    assert!(
        failures == 0,
        "{lang}: {failures} failures in {cases} cases\n{}",
        lines.join("\n")
    );
}

/// The text above an item of a case file.
fn quoted(file: &str, line: usize) -> &str {
    let above: Vec<&str> = file.lines().take(line).collect();
    above
        .into_iter()
        .rev()
        .find(|l| l.starts_with('>'))
        .unwrap_or_default()
}

#[test]
fn arabic() {
    check("ar");
}

#[test]
fn english() {
    check("en");
}

#[test]
fn hebrew() {
    check("he");
}

#[test]
fn a_case_that_is_wrong_is_told() {
    let mut files = PackFiles::default();
    files.insert(
        "lang/en/cases/wrong.md",
        "---\nlang: en\nchecks: claims\n---\n# Wrong\n> France signed a treaty with Japan in 1963.\n- nothing\n- known: sign-agreement\n",
    );
    let results = run_cases(packs(), &files);
    assert_eq!(results.len(), 1);
    assert!(!results[0].failures.is_empty(), "a contradiction is told");
    files.insert(
        "lang/en/cases/wrong.md",
        "---\nlang: en\nchecks: claims\n---\n# Wrong\n> France signed a treaty with Japan in 1963.\n- no sign-agreement\n- sever-relations(FRA, JPN)\n- known: sign-agreement(FRA, JPN)\n- sign-agreement(FRA, CHL)\n",
    );
    let lines: Vec<usize> = run_cases(packs(), &files)[0]
        .failures
        .iter()
        .map(|f| f.line)
        .collect();
    assert_eq!(lines, [7, 8, 9, 10], "each item by its line");
}
