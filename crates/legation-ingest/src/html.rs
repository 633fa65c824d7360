//! Web pages: the main text with its blocks, what the head says, and the way back to the source.
//!
//! `dom_smoothie` chooses the main part; its elements are then read in order. Its words are looked for in the
//! source's own text, in order, so that the map answers where it is sure and says nothing elsewhere.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::{Config, Readability};
use legation_model::{BlockKind, Document, OffsetMap, Severity};

use crate::{
    Options, Rejected,
    document::{self, About},
    elements::{self, Collected},
    htmlhead, htmlmap, mapping,
    markup::{self, Token},
    problems::problem,
    structure::{self, Origin},
};

/// How far into a page its encoding may be declared, in bytes.
const DECLARATION: usize = 2_048;

/// The encoding that a page declares in its head.
pub(crate) fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION)]);
    let at = head.find("charset=")?;
    let value = head[at + "charset=".len()..].trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':')))?;
    (end > 0).then(|| value[..end].to_owned())
}

/// The document of a page whose source was decoded to `source`.
pub(crate) fn document(
    id: &str,
    source: &str,
    decoded: &OffsetMap,
    about: About,
    options: &Options,
) -> Result<Document, Rejected> {
    let head = htmlhead::read(source);
    let mut about = about;
    about.lang = about.lang.or(head.lang);
    about.address = about.address.or(head.address);
    about.publisher = about.publisher.or(head.publisher);
    about.published = about.published.or(head.published);

    let limits = &options.limits;
    let shape = shape(source);
    let reason = if shape.depth > limits.markup_depth {
        Some((
            format!("{} elements within each other", shape.depth),
            "markup_depth",
        ))
    } else if source.len() > limits.html_tree_bytes {
        Some(("a very large page".to_owned(), "html_tree_bytes"))
    } else if shape.reference_work > limits.reference_work {
        Some((
            "very many character references in one text".to_owned(),
            "reference_work",
        ))
    } else {
        None
    };
    let builds_tree = reason.is_none();
    if let Some((what, limit)) = reason {
        about.problems.push(problem(
            Severity::Warning,
            "ingest-nesting",
            format!(
                "{what}: the main text was not looked for, all text is taken (limit `{limit}`)"
            ),
            "menus and the like may be among the text",
        ));
    }
    let main = builds_tree.then(|| main_part(source)).flatten();
    let title = head
        .title
        .or_else(|| main.as_ref().map(|(title, _)| title.clone()))
        .filter(|t| !t.is_empty());
    let mut collected = match &main {
        Some((_, content)) => {
            let mut collected = elements::collect(content, title.as_deref(), false);
            collected.map = htmlmap::align(source, &collected);
            collected
        }
        None => elements::collect(source, title.as_deref(), true),
    };
    if !has_prose(&collected) && main.is_some() {
        collected = elements::collect(source, title.as_deref(), true);
    }
    about.title = about.title.or(title);
    let map = mapping::chain(std::mem::take(&mut collected.map), decoded);
    let structure = structure::of_marked_rows(
        &collected.text,
        collected.rows,
        &collected.marks,
        Origin::Markup,
    );
    document::finish(id, collected.text, map, structure, about, options)
}

/// Title and HTML of the main part; `None` where there is none to be told from the rest.
fn main_part(source: &str) -> Option<(String, String)> {
    let config = Config {
        keep_classes: true,
        char_threshold: 200,
        ..Config::default()
    };
    // The library is not ours: a page that breaks it must not break the run.
    let article = catch_unwind(AssertUnwindSafe(|| {
        Readability::new(source, None, Some(config))
            .ok()?
            .parse()
            .ok()
    }))
    .ok()??;
    Some((article.title.trim().to_owned(), article.content.to_string()))
}

fn has_prose(collected: &Collected) -> bool {
    collected
        .rows
        .iter()
        .any(|r| r.kind.is_none_or(BlockKind::is_read) && r.level == 0)
}

/// What a page costs to build a tree of.
struct Shape {
    /// How deep elements stand within each other, those that close by themselves left aside.
    depth: usize,
    /// See [`Limits::reference_work`](crate::Limits::reference_work).
    reference_work: u64,
}

fn shape(source: &str) -> Shape {
    const SELF_CLOSING: [&str; 36] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th",
        "thead", "tbody", "tfoot", "colgroup", "rt", "rp", "html", "head", "body", "path", "use",
        "rect", "circle",
    ];
    let counts = |name: &str| !SELF_CLOSING.iter().any(|s| s.eq_ignore_ascii_case(name));
    let (mut open, mut deepest) = (0_usize, 0_usize);
    let mut reference_work = 0_u64;
    for token in markup::tokens(source) {
        match token {
            Token::Open { name, attributes } if counts(name) && !attributes.ends_with('/') => {
                open += 1;
                deepest = deepest.max(open);
            }
            Token::Close(name) if counts(name) => open = open.saturating_sub(1),
            Token::Text(span) => {
                let references = memchr::memchr_iter(b'&', span.of(source).as_bytes()).count();
                reference_work =
                    reference_work.saturating_add(references as u64 * span.len() as u64);
            }
            _ => {}
        }
    }
    Shape {
        depth: deepest,
        reference_work,
    }
}

#[cfg(test)]
mod tests {
    use legation_model::Span;

    use crate::{Format, document_from_bytes};

    use super::*;

    const PAGE: &str = r##"<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>القطيعة - صحيفة المثال</title>
<meta property="og:title" content="القطيعة بين تيرانا وموسكو">
<meta property="og:site_name" content="صحيفة المثال">
<meta property="article:published_time" content="2017-10-30T08:00:00Z">
<link rel="canonical" href="https://example.org/split">
</head><body>
<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/news">أخبار</a></li></ul></nav>
<main><article><h1>القطيعة بين تيرانا وموسكو</h1>
<p>قطع الاتحاد السوفيتي علاقاته مع <a href="/al">ألبانيا</a> في كانون الأول 1961،<sup class="reference"><a href="#n1">[1]</a></sup> وسحب خبراءه من قاعدة فلورا، وكانت القطيعة قد بدأت قبل ذلك بعام كامل في بوخارست.</p>
<h2>الخلفية<span class="mw-editsection">[<a href="#">عدل</a>]</span></h2>
<p>وقّعت الدولتان &laquo;معاهدة صداقة&raquo; قبل ذلك بسنوات &amp; تبادلتا السفراء، ثم اتسعت الهوة بينهما بعد المؤتمر العشرين للحزب الشيوعي في موسكو.</p>
<figure><img src="a.jpg"><figcaption>الوفدان في تيرانا</figcaption></figure>
<ul><li>أغلقت السفارة في تيرانا وعاد الدبلوماسيون السوفييت جميعهم إلى موسكو في ذلك الشهر.</li></ul>
<h2>المراجع</h2><ol class="references"><li>هاليداي 1986</li></ol>
</article></main>
<footer>جميع الحقوق محفوظة</footer></body></html>"##;

    fn read(page: &str) -> Document {
        document_from_bytes(
            "p.html",
            page.as_bytes().to_vec(),
            Some(Format::Html),
            &Options::default(),
        )
        .unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn the_main_text_and_the_head_are_read() {
        let found = read(PAGE);
        assert_eq!(found.title.as_deref(), Some("القطيعة بين تيرانا وموسكو"));
        assert_eq!(found.lang, "ar");
        assert_eq!(found.publisher.as_deref(), Some("صحيفة المثال"));
        assert_eq!(
            found.published.as_ref().map(ToString::to_string).as_deref(),
            Some("2017-10-30")
        );
        assert_eq!(found.address.as_deref(), Some("https://example.org/split"));
        let of = |kind: BlockKind| -> Vec<&str> {
            found
                .blocks
                .iter()
                .filter(|b| b.kind == kind)
                .map(|b| b.span.of(&found.text))
                .collect()
        };
        assert_eq!(of(BlockKind::Title), ["القطيعة بين تيرانا وموسكو"]);
        assert_eq!(of(BlockKind::Heading), ["الخلفية"]);
        assert_eq!(of(BlockKind::Paragraph).len(), 3, "{:?}", found.blocks);
        assert_eq!(of(BlockKind::Caption), ["الوفدان في تيرانا"]);
        assert_eq!(of(BlockKind::Item).len(), 1);
        assert_eq!(of(BlockKind::Reference), ["المراجع", "هاليداي 1986"]);
        assert!(of(BlockKind::Noise).contains(&"[1]"));
        assert!(!found.text.contains("الرئيسية"));
    }

    #[test]
    fn words_lead_back_to_the_source() {
        let found = read(PAGE);
        for words in ["قطع الاتحاد السوفيتي", "فلورا", "أغلقت السفارة في تيرانا"]
        {
            let start = found.text.find(words).expect("there");
            let span = found
                .map
                .source(Span::new(start, start + words.len()))
                .expect("mapped");
            assert_eq!(span.of(PAGE), words);
        }
        let start = found.text.find("«معاهدة صداقة»").expect("there");
        let span = found
            .map
            .source(Span::new(start, start + "«معاهدة صداقة»".len()))
            .expect("mapped");
        assert_eq!(span.of(PAGE), "&laquo;معاهدة صداقة&raquo;");
        let start = found.text.find("ألبانيا في").expect("there");
        let span = found
            .map
            .source(Span::new(start, start + "ألبانيا في".len()))
            .expect("mapped");
        assert_eq!(span.of(PAGE), "ألبانيا</a> في");
    }

    #[test]
    fn hostile_nesting_is_bounded_and_short_pages_are_read() {
        let deep = format!(
            "<html><body>{}<p>Albania left the pact.</p>",
            "<div>".repeat(50_000)
        );
        let found = read(&deep);
        assert!(found.text.contains("Albania left the pact."));
        assert!(
            found
                .problems
                .iter()
                .any(|p| p.message.contains("markup_depth"))
        );
        let short = read("<p>Albania left the pact in 1968.</p>");
        assert_eq!(short.text.trim(), "Albania left the pact in 1968.");
        let references = format!("<html><p>{}", "&amp;".repeat(60_000));
        assert!(
            read(&references)
                .problems
                .iter()
                .any(|p| p.message.contains("reference_work"))
        );
        let fonts = format!("<p>{}text of a page", "<font color=red>".repeat(300));
        assert!(read(&fonts).text.contains("text of a page"));
    }

    #[test]
    fn a_declared_encoding_counts() {
        let page =
            "<html><head><meta charset=\"windows-1251\"></head><body><p>Албания</p></body></html>";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(page);
        let found = document_from_bytes(
            "p",
            bytes.into_owned(),
            Some(Format::Html),
            &Options::default(),
        )
        .unwrap_or_else(|e| panic!("{e}"));
        assert!(found.text.contains("Албания"));
        let start = found.text.find("Албания").expect("there");
        let span = found
            .map
            .source(Span::new(start, start + "Албания".len()))
            .expect("mapped");
        assert_eq!(span.len(), 7);
    }
}
