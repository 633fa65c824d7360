//! The page of a document: what it says in three languages, that all links lead somewhere, and that nothing in a document
//! becomes markup.

use std::collections::BTreeSet;

use legation_export::{
    document::{Block, Claim, Mark, Names, Sheet, html},
    picture::Words,
};
use legation_model::{BlockKind, Span, Status};
use proptest::prelude::*;
use quick_xml::{Reader, events::Event};

const TEXT: &str =
    "On the break\nAlbania left the pact[1] in September 1968, and 🌍 nobody wept.\nHome | About";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).expect("the words are there");
    Span::new(start, start + words.len())
}

fn block(words: &str, kind: BlockKind, is_joined: bool) -> Block {
    Block {
        span: span(words),
        kind,
        lang: None,
        text: words.to_owned(),
        is_joined,
    }
}

fn claim(class: &str, quote: &str, trigger: &str, status: Status) -> Claim {
    Claim {
        class: class.to_owned(),
        actors: vec!["Albania".to_owned()],
        recipients: vec!["Warsaw Pact".to_owned()],
        thing: None,
        when: Some("1968-09".to_owned()),
        status,
        source: (status == Status::Attributed).then(|| "the paper".to_owned()),
        confidence: "0.94".to_owned(),
        quote: quote.to_owned(),
        lang: "en".to_owned(),
        sentence: 1,
        span: span(quote),
        trigger: span(trigger),
        citation: format!("“On the break”, n.d., a.txt: “{quote}”, sentence 1"),
    }
}

fn sheet() -> Sheet {
    Sheet {
        title: Some("On the break".to_owned()),
        id: "texts/a.txt".to_owned(),
        lang: "en".to_owned(),
        address: Some("https://example.org/a".to_owned()),
        publisher: Some("The Review".to_owned()),
        published: Some("1969".to_owned()),
        retrieved: None,
        blocks: vec![
            block("On the break", BlockKind::Title, false),
            block("Albania left the pact", BlockKind::Paragraph, false),
            block("[1]", BlockKind::Noise, true),
            block(
                " in September 1968, and 🌍 nobody wept.",
                BlockKind::Paragraph,
                true,
            ),
            block("Home | About", BlockKind::Noise, false),
        ],
        marks: vec![
            Mark {
                span: span("Albania"),
                names: Names::Actor,
                what: "Albania".to_owned(),
            },
            Mark {
                span: span("September 1968"),
                names: Names::Time,
                what: "1968-09".to_owned(),
            },
        ],
        claims: vec![
            claim(
                "leave-organization",
                "Albania left the pact[1] in September 1968",
                "left",
                Status::Asserted,
            ),
            claim("rupture", "left the pact[1] in", "left", Status::Attributed),
        ],
    }
}

fn words(language: &str) -> Words {
    Words::shipped(language).expect("they are shipped")
}

/// What a page is made of: all text within its body, and the values of each attribute.
fn parts(html: &str) -> (String, Vec<(String, String, String)>) {
    // Void elements of HTML have no end, which XML wants.
    let html = html.replace("<!DOCTYPE html>", "");
    let mut well_formed = String::new();
    for line in html.lines() {
        let line = if line.starts_with("<meta") {
            line.replace("\">", "\"/>")
        } else {
            line.to_owned()
        };
        well_formed.push_str(&line);
        well_formed.push('\n');
    }
    let mut reader = Reader::from_str(&well_formed);
    let (mut text, mut attributes) = (String::new(), Vec::new());
    let mut in_body = false;
    loop {
        match reader.read_event().expect("it is well formed") {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                in_body |= name == "body";
                for attribute in tag.attributes() {
                    let attribute = attribute.expect("it is well formed");
                    attributes.push((
                        name.clone(),
                        attribute.key.as_ref().to_owned(),
                        attribute.value.clone().into_owned(),
                    ));
                }
            }
            Event::Text(piece) if in_body => {
                text.push_str(&piece);
            }
            Event::GeneralRef(name) if in_body => {
                text.push_str(match &*name {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    _ => "'",
                });
            }
            Event::Eof => return (text, attributes),
            _ => {}
        }
    }
}

#[test]
fn a_page_in_three_languages() {
    for language in ["en", "ar", "he"] {
        insta::assert_snapshot!(format!("page-{language}"), html(&sheet(), &words(language)));
    }
}

#[test]
fn words_and_claims_lead_to_each_other() {
    let (_, attributes) = parts(&html(&sheet(), &words("en")));
    let values = |key: &str| -> Vec<&str> {
        let of_key = attributes.iter().filter(|(_, name, _)| name == key);
        of_key.map(|(_, _, value)| value.as_str()).collect()
    };
    let ids = values("id");
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(unique.len(), ids.len());
    assert_eq!(unique, BTreeSet::from(["c1", "c2", "t1", "t2"]));
    for href in values("href") {
        let id = href.strip_prefix('#').expect("links stay on the page");
        assert!(unique.contains(id), "{href}");
    }
}

#[test]
fn a_page_can_neither_run_nor_fetch_anything() {
    let page = html(&sheet(), &words("en"));
    assert!(page.contains(
        "content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\""
    ));
    let (_, attributes) = parts(&page);
    for (element, key, value) in attributes {
        assert!(
            !matches!(
                element.as_str(),
                "script" | "img" | "link" | "iframe" | "object" | "base"
            ),
            "{element}"
        );
        assert!(
            !key.starts_with("on") && key != "src" && key != "style",
            "{key}"
        );
        assert!(key != "href" || value.starts_with('#'), "{value}");
    }
    assert!(!page.contains("url(") && !page.contains("@import"));
}

#[test]
fn a_document_without_claims_says_so() {
    let bare = Sheet {
        claims: Vec::new(),
        title: None,
        ..sheet()
    };
    let (text, _) = parts(&html(&bare, &words("en")));
    assert!(text.contains("Nothing in this document states a claim."));
    assert!(text.contains("texts/a.txt"));
}

proptest! {
    #[test]
    fn whatever_a_document_says_is_text(
        title in "[<>&\"'a-z/=! \u{5d0}\u{627}\u{202e}\u{0}\u{7}-]{0,30}",
        text in "[<>&\"'a-z/=!\\[\\]() \u{5d0}\u{627}🌍-]{1,80}",
        cuts in proptest::collection::vec((0_usize..80, 0_usize..80), 0..6),
    ) {
        let cut = |(a, b): (usize, usize)| {
            let at = |n: usize| text.floor_char_boundary(n.min(text.len()));
            Span::new(at(a.min(b)), at(a.max(b)))
        };
        let claims: Vec<Claim> = cuts.iter().map(|c| Claim {
            quote: cut(*c).of(&text).to_owned(),
            span: cut(*c),
            trigger: cut(*c),
            citation: text.clone(),
            class: title.clone(),
            lang: title.clone(),
            actors: vec![text.clone()],
            source: Some(title.clone()),
            ..claim("attack", "left", "left", Status::Attributed)
        }).collect();
        let marks = cuts.iter().map(|c| Mark {
            span: cut(*c),
            names: Names::Actor,
            what: title.clone(),
        }).collect();
        let hostile = Sheet {
            title: Some(title.clone()),
            id: text.clone(),
            lang: title.clone(),
            address: Some(format!("javascript:{title}")),
            blocks: vec![Block {
                span: Span::new(0, text.len()),
                kind: BlockKind::Paragraph,
                lang: Some(text.clone()),
                text: text.clone(),
                is_joined: false,
            }],
            marks,
            claims,
            ..Sheet::default()
        };
        let page = html(&hostile, &words("he"));
        let (shown, attributes) = parts(&page);
        for (element, key, _) in &attributes {
            prop_assert!(["html", "meta", "bdi", "h2", "h3", "dl", "ul", "span", "section", "p", "sup", "a",
                "aside", "li", "blockquote", "body"].contains(&element.as_str()), "{}", element);
            prop_assert!(!key.starts_with("on"), "{}", key);
        }
        // All words are there, in order, between the numbers of claims.
        let bare = |text: &str| -> String {
            text.chars().filter(|c| !c.is_control() && !c.is_whitespace() && !c.is_ascii_digit()).collect()
        };
        prop_assert!(bare(&shown).contains(&bare(&text)));
    }
}
