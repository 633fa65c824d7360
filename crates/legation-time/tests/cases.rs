//! The cases of the packs: every file `packs/lang/*/cases/time-*.md` is read and held against what is found.
#![allow(clippy::unwrap_used)]

use std::{fs, path::Path};

use legation_model::{Block, BlockKind, Document, Edtf, Span, TimeExpression};
use legation_pack::time::TimePack;
use legation_pack::{Case, CaseFile, Checks, Expected, Language, PackFiles};
use legation_time::{Engine, read_document};

fn engine(tag: &str) -> Engine {
    // From disk, so that an edit of a pack is tested without a build.
    let mut files = PackFiles::default();
    for name in ["language", "time"] {
        let path = format!("lang/{tag}/{name}.toml");
        let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
        files.insert(path.clone(), fs::read_to_string(packs.join(&path)).unwrap());
    }
    let language = Language::load(&files, tag).unwrap_or_else(|e| panic!("{e}"));
    let pack = TimePack::load(&files, &language).unwrap_or_else(|e| panic!("{e}"));
    Engine::new(&language, &pack)
}

/// Each line of a case is a paragraph.
fn document(lang: &str, case: &Case) -> Document {
    let mut document = Document::from_text("case", lang, case.text.clone());
    document.published = case.reference.clone();
    let mut start = 0;
    document.blocks.clear();
    for line in case.text.split_inclusive('\n') {
        document.blocks.push(Block {
            span: Span::new(start, start + line.trim_end().len()),
            kind: BlockKind::Paragraph,
            lang: None,
        });
        start += line.len();
    }
    document
}

fn same(found: Option<&Edtf>, wanted: Option<&Edtf>) -> bool {
    match (found, wanted) {
        (None, None) => true,
        (Some(a), Some(b)) => a.bounds() == b.bounds() && a.is_approximate() == b.is_approximate(),
        _ => false,
    }
}

/// What is wrong with a case: one line for each expectation that is not met and each expression not asked for.
fn failures(engine: &Engine, lang: &str, case: &Case) -> Vec<String> {
    let document = document(lang, case);
    let found = read_document(&document, |_| Some(engine));
    let show = |e: &TimeExpression| {
        format!(
            "`{}` = {} ({}, {})",
            e.text,
            e.edtf.as_ref().map_or("null", Edtf::as_str),
            e.kind,
            e.rule
        )
    };
    let mut failures = Vec::new();
    let mut used = vec![false; found.len()];
    let mut from = 0;
    for item in &case.expectations {
        let Expected::Time { span, value } = &item.what else {
            continue;
        };
        let at = case.text[from..]
            .find(span.as_str())
            .map(|at| at + from)
            .or_else(|| case.text.find(span.as_str()));
        let Some(at) = at else {
            failures.push(format!("{}: `{span}` is not in the text", item.line));
            continue;
        };
        from = at;
        let wanted = Span::new(at, at + span.len());
        let hits: Vec<usize> = (0..found.len())
            .filter(|i| !used[*i] && found[*i].span.overlaps(wanted))
            .collect();
        let right = hits
            .iter()
            .find(|i| same(found[**i].edtf.as_ref(), value.as_ref()));
        if let Some(hit) = right.or(hits.first()) {
            used[*hit] = true;
        }
        match (right.is_some(), item.known) {
            (true, true) => failures.push(format!(
                "{}: `{span}` passes, take the mark away",
                item.line
            )),
            (false, false) => failures.push(format!(
                "{}: `{span}` = {}, found {:?}",
                item.line,
                value.as_ref().map_or("null", Edtf::as_str),
                hits.iter().map(|i| show(&found[*i])).collect::<Vec<_>>()
            )),
            _ => {}
        }
    }
    let known = case.expectations.iter().any(|e| e.known);
    let more: Vec<String> = (0..found.len())
        .filter(|i| !used[*i])
        .map(|i| show(&found[i]))
        .collect();
    if !more.is_empty() && !known {
        failures.push(format!("{}: not asked for: {more:?}", case.line));
    }
    if more.is_empty() && known && case.expects_nothing() {
        failures.push(format!("{}: passes, take the mark away", case.line));
    }
    failures
}

fn check(lang: &str) {
    let engine = engine(lang);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../packs/lang")
        .join(lang)
        .join("cases");
    let mut paths: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.sort();
    let (mut cases, mut bad, mut report) = (0, 0, Vec::new());
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.starts_with("time-") {
            continue;
        }
        let file = CaseFile::parse(&name, &fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|e| panic!("{e:?}"));
        assert_eq!(file.checks, Checks::Times, "{name}");
        for case in &file.cases {
            cases += 1;
            let wrong = failures(&engine, &file.lang, case);
            bad += usize::from(!wrong.is_empty());
            report.extend(
                wrong
                    .iter()
                    .map(|w| format!("{name}:{w}\n    {}", case.text)),
            );
        }
    }
    assert!(
        report.is_empty(),
        "{lang}: {bad} of {cases} cases fail\n{}",
        report.join("\n")
    );
}

#[test]
fn arabic() {
    check("ar");
}

#[test]
fn hebrew() {
    check("he");
}

#[test]
fn english() {
    check("en");
}
