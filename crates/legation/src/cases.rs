//! Cases of packs held against what is read: what `legation packs check` runs after the packs themselves are right.

use legation_model::{Document, Quantity, Span};
use legation_pack::{Case, CaseFile, Checks, ClaimPattern, Expected, PackError, PackFiles};
use legation_time::read_document;

use crate::LoadedPacks;

/// The cases of one file that came out otherwise than they say.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentCases {
    /// Path of the case file.
    pub path: String,
    /// Cases in it.
    pub cases: usize,
    /// What came out otherwise.
    pub failures: Vec<PackError>,
}

/// Runs all case files of the packs.
#[must_use]
pub fn run_cases(packs: &LoadedPacks, files: &PackFiles) -> Vec<DocumentCases> {
    let mut all = Vec::new();
    for (path, text) in files.under("lang/") {
        if !path.contains("/cases/") || !path.ends_with(".md") || path.contains("/_") {
            continue;
        }
        match CaseFile::parse(path, text) {
            Err(failures) => all.push(DocumentCases {
                path: path.to_owned(),
                cases: 0,
                failures,
            }),
            Ok(file) => all.push(run_file(packs, &file)),
        }
    }
    all
}

fn run_file(packs: &LoadedPacks, file: &CaseFile) -> DocumentCases {
    let mut out = DocumentCases {
        path: file.path.clone(),
        cases: file.cases.len(),
        failures: Vec::new(),
    };
    let mut fail = |line: usize, message: String, hint: &str| {
        out.failures.push(PackError {
            file: file.path.clone(),
            line,
            message,
            hint: Some(hint.to_owned()),
        });
    };
    for case in &file.cases {
        let document = document(file, case);
        let found = match file.checks {
            Checks::Times => time_differences(packs, &document, case),
            Checks::Claims => claim_differences(packs, &document, case),
            Checks::Quantities => quantity_differences(packs, &document, case),
        };
        for (line, known, difference) in found {
            match (known, difference) {
                (false, Some(message)) => fail(
                    line,
                    message,
                    "mend the pack, or mark the item as `known:` with a word of prose why",
                ),
                (true, None) => fail(
                    line,
                    "a known failure comes out right".to_owned(),
                    "take the mark `known:` away",
                ),
                _ => {}
            }
        }
    }
    out
}

/// The text of a case as a document: each line a paragraph, the reference date as the date of writing.
fn document(file: &CaseFile, case: &Case) -> Document {
    let mut document = Document::from_lines(&file.path, &file.lang, &case.text);
    document.published.clone_from(&case.reference);
    document
}

/// Per item of a case: its line, whether it is a known failure, and how the result differs from it.
type Differences = Vec<(usize, bool, Option<String>)>;

fn time_differences(packs: &LoadedPacks, document: &Document, case: &Case) -> Differences {
    let found = read_document(document, |tag| {
        packs.packs.language_for(tag).map(|p| &p.engine)
    });
    let mut used = vec![false; found.len()];
    let mut out = Vec::new();
    let mut from = 0;
    for item in &case.expectations {
        let Expected::Time { span, value } = &item.what else {
            continue;
        };
        let at = case.text[from..]
            .find(span.as_str())
            .map_or(from, |n| n + from);
        let wanted = Span::new(at, at + span.len());
        from = wanted.end.min(case.text.len());
        let days =
            |edtf: &Option<legation_model::Edtf>| edtf.as_ref().map(legation_model::Edtf::bounds);
        let hit = found
            .iter()
            .enumerate()
            .filter(|(i, t)| !used[*i] && t.span.overlaps(wanted))
            .max_by_key(|(_, t)| days(&t.edtf) == days(value));
        let difference = match hit {
            None if value.is_none() => None,
            None => Some(format!("`{span}` is not found")),
            Some((i, time)) => {
                used[i] = true;
                (days(&time.edtf) != days(value)).then(|| {
                    format!(
                        "`{span}` is read as {}",
                        time.edtf.as_ref().map_or("null", |e| e.as_str())
                    )
                })
            }
        };
        out.push((item.line, item.known, difference));
    }
    let excess = found
        .iter()
        .zip(&used)
        .find(|(t, used)| !**used && t.edtf.is_some())
        .map(|(t, _)| t);
    if let Some(time) = excess
        && !case.expectations.iter().any(|e| e.known)
    {
        out.push((
            case.line,
            false,
            Some(format!(
                "`{}` is read as {}, which no item expects",
                time.text,
                time.edtf.as_ref().map_or("null", |e| e.as_str())
            )),
        ));
    }
    out
}

/// Quantities of all claims. A text of which no claim is read shows nothing, and fails whatever is expected.
fn quantity_differences(packs: &LoadedPacks, document: &Document, case: &Case) -> Differences {
    let claims = packs.packs.read(document).claims;
    if claims.is_empty() {
        let message = "no claim is read, so no quantity can be".to_owned();
        return vec![(case.line, false, Some(message))];
    }
    let mut found: Vec<&Quantity> = claims.iter().flat_map(|c| &c.quantities).collect();
    found.sort_by_key(|q| (q.start, q.end));
    found.dedup();
    let show = |q: &Quantity| {
        let about = if q.about { "about " } else { "" };
        format!("`{}` = {about}{} {}", q.text, q.value, q.unit)
    };
    let mut used = vec![false; found.len()];
    let mut out: Differences = Vec::new();
    for item in &case.expectations {
        let Expected::Quantity {
            span,
            value,
            unit,
            about,
        } = &item.what
        else {
            continue;
        };
        let same =
            |q: &Quantity| (&q.text, &q.value, &q.unit, &q.about) == (span, value, unit, about);
        let difference = match (0..found.len()).find(|i| !used[*i] && same(found[*i])) {
            Some(hit) => {
                used[hit] = true;
                None
            }
            None => {
                let read: Vec<String> = found.iter().map(|q| show(q)).collect();
                Some(format!(
                    "`{span}` is not read so; read: {}",
                    read.join(", ")
                ))
            }
        };
        out.push((item.line, item.known, difference));
    }
    let known = case.expectations.iter().any(|e| e.known);
    let excess = (0..found.len()).find(|i| !used[*i]);
    if let Some(excess) = excess.filter(|_| !known || case.expects_nothing()) {
        let message = format!("{}, which no item expects", show(found[excess]));
        let (line, known) = match case.expectations.first() {
            Some(item) if item.what == Expected::Nothing => (item.line, item.known),
            _ => (case.line, false),
        };
        out.push((line, known, Some(message)));
    } else if let Some(item) = case
        .expectations
        .iter()
        .find(|e| e.what == Expected::Nothing)
    {
        out.push((item.line, item.known, None));
    }
    out
}

fn claim_differences(packs: &LoadedPacks, document: &Document, case: &Case) -> Differences {
    let claims = packs.packs.read(document).claims;
    let symmetric = |class: &str| {
        packs
            .packs
            .classes
            .find(class)
            .is_some_and(|id| packs.packs.classes.get(id).symmetric)
    };
    let list = || {
        claims
            .iter()
            .map(|c| c.class.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    // What each claim has answered. A known failure may ask of an answered claim what its item does not say:
    // otherwise it would never be seen to come out right.
    let mut used: Vec<Option<&ClaimPattern>> = vec![None; claims.len()];
    case.expectations
        .iter()
        .map(|item| {
            let difference = match &item.what {
                Expected::Nothing => (!claims.is_empty()).then(|| format!("read: {}", list())),
                Expected::NoClaim { class } => claims
                    .iter()
                    .any(|c| c.class == *class)
                    .then(|| format!("{class} is read")),
                Expected::Claim(pattern) => {
                    let is_free = |answered: &Option<&ClaimPattern>| {
                        answered.is_none_or(|other| item.known && other != pattern)
                    };
                    let same: Vec<usize> = (0..claims.len())
                        .filter(|i| is_free(&used[*i]) && claims[*i].class == pattern.class)
                        .collect();
                    match same.iter().find(|i| {
                        pattern
                            .difference(&claims[**i], symmetric(&pattern.class))
                            .is_none()
                    }) {
                        Some(i) => {
                            used[*i] = Some(pattern);
                            None
                        }
                        None => Some(same.first().map_or_else(
                            || {
                                format!(
                                    "{} is not read; read: {}",
                                    pattern.class,
                                    if claims.is_empty() {
                                        "nothing".to_owned()
                                    } else {
                                        list()
                                    }
                                )
                            },
                            |i| {
                                format!(
                                    "{}: {}",
                                    pattern.class,
                                    pattern
                                        .difference(&claims[*i], symmetric(&pattern.class))
                                        .unwrap_or_default()
                                )
                            },
                        )),
                    }
                }
                Expected::Time { .. } | Expected::Quantity { .. } => None,
            };
            (item.line, item.known, difference)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::tests::packs;

    /// Line and message of everything that a case file of English is told.
    fn told(checks: &str, body: &str) -> Vec<(usize, String)> {
        let mut files = PackFiles::default();
        files.insert(
            "lang/en/cases/a.md",
            format!("---\nlang: en\nchecks: {checks}\n---\n{body}"),
        );
        let all = run_cases(packs(), &files);
        assert_eq!(all.len(), 1);
        all[0]
            .failures
            .iter()
            .map(|f| (f.line, f.message.clone()))
            .collect()
    }

    #[test]
    fn what_comes_out_as_it_says_is_not_told() {
        assert_eq!(
            told(
                "claims",
                "> France signed a treaty with Japan in 1963.\n- sign-agreement(FRA, JPN) 1963\n- no attack\n- known: attack\n> It rained.\n- nothing\n"
            ),
            []
        );
        assert_eq!(
            told(
                "times",
                "> It was signed in May 1955 and lasted two years.\n- May 1955 = 1955-05\n"
            ),
            []
        );
    }

    #[test]
    fn every_difference_is_told_with_its_line() {
        let text = "> France signed a treaty with Japan in 1963.\n";
        let one = |item: &str| {
            let told = told("claims", &format!("{text}- {item}\n"));
            assert_eq!(told.len(), 1, "{item}: {told:?}");
            assert_eq!(told[0].0, 6, "{item}");
            told[0].1.clone()
        };
        assert!(one("nothing").contains("sign-agreement"));
        assert!(one("no sign-agreement").contains("is read"));
        assert!(one("attack(FRA, JPN)").contains("attack is not read"));
        assert!(one("sign-agreement(FRA, CHL)").contains("sign-agreement:"));
        assert!(one("sign-agreement(FRA, JPN) 1964").contains("1963"));
        assert!(one("known: sign-agreement(FRA, JPN)").contains("comes out right"));

        let text = "> It was signed in May 1955.\n";
        let told_times = |item: &str| told("times", &format!("{text}- {item}\n"));
        assert_eq!(told_times("May 1955 = 1956-05")[0].0, 6);
        assert_eq!(told_times("known: May 1955 = 1955-05")[0].0, 6);
        let more = told(
            "times",
            &format!("> Then.\n- nothing\n{text}- signed = null\n"),
        );
        assert_eq!(more.len(), 1);
        assert!(more[0].1.contains("no item expects"), "{more:?}");
    }

    #[test]
    fn quantities_are_held_against_all_that_claims_tell() {
        let text = "> Britain sent 300 tanks to Egypt in 1956.\n";
        let of = |items: &str| told("quantities", &format!("{text}{items}"));
        assert_eq!(of("- 300 tanks = 300 tanks\n"), []);
        assert_eq!(of("- known: 300 tanks = 301 tanks\n"), []);
        for wrong in [
            "- 300 tanks = 301 tanks\n",
            "- 300 tanks = about 300 tanks\n",
            "- 300 = 300\n",
            "- nothing\n",
            "- known: 300 tanks = 300 tanks\n",
            "- 300 tanks = 3,00 tanks\n",
            "- 300 tanks = 300 men\n",
        ] {
            assert_eq!(of(wrong).first().map(|t| t.0), Some(6), "{wrong}");
        }
        // Where nothing is claimed, nothing is tested.
        let nothing = told("quantities", "> It rained for 300 hours.\n- nothing\n");
        assert!(nothing[0].1.contains("no claim is read"), "{nothing:?}");
    }

    #[test]
    fn two_claims_alike_are_two_items() {
        let text = "> France signed a treaty with Japan in 1963.\n";
        let told = told(
            "claims",
            &format!("{text}- sign-agreement(FRA, JPN)\n- sign-agreement(FRA, JPN)\n"),
        );
        assert_eq!(told.len(), 1, "one claim is not two: {told:?}");
        assert_eq!(told[0].0, 7);
    }

    #[test]
    fn a_known_failure_that_says_more_of_a_claim_is_noticed_when_it_comes_right() {
        let text = "> France signed a treaty with Japan in 1963.\n";
        let lines = |items: &str| -> Vec<usize> {
            told("claims", &format!("{text}{items}"))
                .into_iter()
                .map(|t| t.0)
                .collect()
        };
        // The same claim answers the first item; the second, a known failure, says more of it and holds.
        assert_eq!(
            lines("- sign-agreement(FRA, JPN)\n- known: sign-agreement(FRA, JPN) 1963\n"),
            [7]
        );
        assert_eq!(
            lines("- sign-agreement(FRA, JPN)\n- known: sign-agreement(FRA, JPN) 1964\n"),
            Vec::<usize>::new()
        );
        // A second claim alike is still missing.
        assert_eq!(
            lines("- sign-agreement(FRA, JPN)\n- known: sign-agreement(FRA, JPN)\n"),
            Vec::<usize>::new()
        );
    }

    #[test]
    fn templates_and_other_files_are_no_cases() {
        let mut files = PackFiles::default();
        for path in [
            "lang/en/cases/_draft.md",
            "lang/_template/cases/a.md",
            "lang/en/README.md",
            "lang/en/time.toml",
        ] {
            files.insert(path, "not a case");
        }
        assert_eq!(run_cases(packs(), &files), []);
        files.insert("lang/en/cases/a.md", "no front matter");
        let all = run_cases(packs(), &files);
        assert_eq!(all.len(), 1);
        assert!(
            !all[0].failures.is_empty(),
            "a file that is no case file is told"
        );
    }
}
