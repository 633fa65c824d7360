//! What the reader promises of any document, whatever the packs know: what is read and what is left unread, in which
//! language, and how claims are numbered and placed.

use std::sync::OnceLock;

use legation_model::{Block, BlockKind, Document, Span};
use legation_pack::PackFiles;
use legation_read::{Packs, READER};

const TREATY: &str = "France signed a treaty with Japan in 1963.";

fn packs() -> &'static Packs {
    static PACKS: OnceLock<Packs> = OnceLock::new();
    PACKS.get_or_init(|| Packs::load(&PackFiles::embedded()).expect("the packs compile"))
}

/// A document of parts, each on a line of its own.
fn document(lang: &str, parts: &[(BlockKind, Option<&str>, &str)]) -> Document {
    let mut document = Document::from_text("doc", lang, "");
    document.blocks.clear();
    for (kind, lang, text) in parts {
        let start = document.text.len();
        document.text.push_str(text);
        document.blocks.push(Block {
            span: Span::new(start, start + text.len()),
            kind: *kind,
            lang: lang.map(str::to_owned),
        });
        document.text.push('\n');
    }
    document.map = legation_model::OffsetMap::identity(document.text.len());
    document
}

fn paragraph(lang: &str, text: &str) -> Document {
    document(lang, &[(BlockKind::Paragraph, None, text)])
}

#[test]
fn prose_is_read_and_nothing_else() {
    for kind in [BlockKind::Paragraph, BlockKind::Item] {
        let reading = packs().read(&document("en", &[(kind, None, TREATY)]));
        assert_eq!(reading.claims.len(), 1, "{kind:?}");
        assert_eq!(reading.claims[0].class, "sign-agreement");
    }
    for kind in [
        BlockKind::Title,
        BlockKind::Heading,
        BlockKind::Caption,
        BlockKind::Reference,
        BlockKind::Metadata,
        BlockKind::Noise,
    ] {
        let reading = packs().read(&document("en", &[(kind, None, TREATY)]));
        assert_eq!(reading.claims, [], "{kind:?} states nothing");
    }
}

#[test]
fn a_footnote_mark_inside_a_sentence_does_not_end_it() {
    let text = "France signed[3] a treaty with Japan in 1963.";
    let mut document = paragraph("en", text);
    let at = text.find("[3]").expect("the mark");
    let part = |from: usize, to: usize, kind| Block {
        span: Span::new(from, to),
        kind,
        lang: None,
    };
    document.blocks = vec![
        part(0, at, BlockKind::Paragraph),
        part(at, at + 3, BlockKind::Noise),
        part(at + 3, text.len(), BlockKind::Paragraph),
    ];
    let reading = packs().read(&document);
    assert_eq!(reading.sentences.len(), 1);
    assert_eq!(reading.claims.len(), 1);
    let claim = &reading.claims[0];
    assert_eq!(claim.span().of(text), claim.quote, "the quote is verbatim");
    assert_eq!(claim.recipient.len() + claim.actor.len(), 2);
}

#[test]
fn a_part_is_read_in_its_own_language() {
    let reading = packs().read(&document(
        "en",
        &[
            (BlockKind::Paragraph, None, TREATY),
            (
                BlockKind::Paragraph,
                Some("ar"),
                "وقعت فرنسا معاهدة مع ألمانيا عام 1963.",
            ),
            (
                BlockKind::Paragraph,
                Some("he"),
                "צרפת חתמה על הסכם עם גרמניה בשנת 1963.",
            ),
        ],
    ));
    let langs: Vec<&str> = reading.claims.iter().map(|c| c.lang.as_str()).collect();
    assert_eq!(langs, ["en", "ar", "he"]);
    let sentences: Vec<usize> = reading.claims.iter().map(|c| c.sentence).collect();
    assert_eq!(sentences, [0, 1, 2]);
}

#[test]
fn a_region_is_read_by_the_pack_of_its_language() {
    let text = "وقعت فرنسا معاهدة مع ألمانيا عام 1963.";
    let region = packs().read(&paragraph("ar-SY", text));
    assert_eq!(region.claims.len(), 1);
    assert_eq!(
        region.sentences[0].lang, "ar-SY",
        "the tag is kept as given"
    );
    assert_eq!(region.claims[0].lang, "ar-SY");
    assert_eq!(region.problems, []);
}

#[test]
fn a_language_without_a_pack_is_told_once_and_the_rest_is_read() {
    let document = document(
        "fr",
        &[
            (BlockKind::Paragraph, None, "La France a signé un traité."),
            (BlockKind::Paragraph, Some("en"), TREATY),
            (BlockKind::Paragraph, None, "Le Japon aussi."),
        ],
    );
    let reading = packs().read(&document);
    assert_eq!(reading.claims.len(), 1);
    assert_eq!(reading.problems.len(), 1);
    let problem = &reading.problems[0];
    assert_eq!(problem.code, "read-no-pack");
    assert!(problem.message.contains("`fr`"));
    let hint = problem.hint.as_deref().unwrap_or_default();
    for lang in ["ar", "en", "he"] {
        assert!(hint.contains(lang), "{hint}");
    }
    assert_eq!(problem.span, Some(document.blocks[0].span));
}

#[test]
fn nothing_gives_nothing() {
    for text in [
        "",
        " ",
        "\n\n",
        "\u{200f}",
        ".",
        "...",
        "1961",
        "\u{64e}",
        "\u{202e}\u{2069}",
    ] {
        let reading = packs().read(&paragraph("ar", text));
        assert_eq!(reading.claims, [], "{text:?}");
        assert_eq!(reading.mentions, [], "{text:?}");
    }
    let mut document = paragraph("en", TREATY);
    document.blocks.clear();
    let reading = packs().read(&document);
    assert_eq!((reading.sentences.len(), reading.claims.len()), (0, 0));
}

#[test]
fn claims_are_numbered_in_the_order_of_the_text() {
    let mut document = paragraph(
        "en",
        "France signed a treaty with Japan in 1963. In 1964 Chile broke off relations with Peru. Egypt attacked Libya in July 1977.",
    );
    document.digest = "0123456789abcdef0123".to_owned();
    let reading = packs().read(&document);
    let ids: Vec<&str> = reading.claims.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "0123456789ab-0001",
            "0123456789ab-0002",
            "0123456789ab-0003"
        ]
    );
    for claim in &reading.claims {
        assert_eq!(claim.reader, READER);
        assert_eq!(claim.doc, "doc");
    }
    document.digest.clear();
    assert_eq!(packs().read(&document).claims[0].id, "text-0001");
}

#[test]
fn claims_of_a_sentence_come_in_the_order_of_their_triggers() {
    let triggers = |lang: &str, text: &str| -> Vec<usize> {
        let reading = packs().read(&paragraph(lang, text));
        assert!(reading.claims.len() > 1, "{text}");
        reading.claims.iter().map(|c| c.trigger.start).collect()
    };
    let order = triggers(
        "en",
        "France signed a treaty with Japan in 1963, attacked Chile in 1964 and recognized Peru in 1965.",
    );
    assert!(order.is_sorted(), "{order:?}");
    // An event told by two words takes the later one as its trigger, and its place.
    let order = triggers(
        "he",
        "ב-17 במאי חתמו דוד קמחי ואנטואן פתאל על הסכם ששם קץ למצב המלחמה: ישראל התחייבה לסגת ולבנון התחייבה לה",
    );
    assert!(order.is_sorted(), "{order:?}");
}

#[test]
fn a_quote_begins_with_a_word() {
    let quote = |lang: &str, text: &str| {
        let reading = packs().read(&paragraph(lang, text));
        assert_eq!(reading.claims.len(), 1, "{text}");
        reading.claims[0].quote.clone()
    };
    let english = quote("en", "In April 1993 France signed a treaty with Jordan.");
    assert!(
        english.starts_with("In ") || english.starts_with("April"),
        "{english}"
    );
    let hebrew = quote("he", "באפריל 1993 חתמו צרפת וירדן על הסכם.");
    assert!(hebrew.starts_with("באפריל"), "{hebrew}");
}

#[test]
fn a_quote_holds_what_was_done_and_not_the_whole_sentence() {
    let text = "France invited Japan to a conference in March 1955. The talks opened in Geneva on 4 May 1955.";
    let reading = packs().read(&paragraph("en", text));
    let quotes: Vec<&str> = reading.claims.iter().map(|c| c.quote.as_str()).collect();
    assert!(quotes[0].contains("invited Japan to a conference"));
    assert_eq!(
        quotes.last(),
        Some(&"talks opened in Geneva on 4 May 1955"),
        "{quotes:?}"
    );
}

#[test]
fn an_event_that_names_nobody_is_of_whom_the_text_speaks() {
    let read = |text: &str| {
        let reading = packs().read(&paragraph("en", text));
        let of_both = |c: &legation_model::Claim| c.actor.len() + c.recipient.len() == 2;
        let meetings = reading.claims.iter().filter(|c| c.class == "meet");
        meetings.filter(|c| of_both(c)).count()
    };
    let told = "France recognized Japan in 1954. The talks opened in Geneva on 4 May 1955.";
    assert_eq!(read(told), 1, "{told}");
    let mentioned = "France recognized Japan in 1954. The weather was fine during the talks.";
    assert_eq!(read(mentioned), 0, "{mentioned}");
}

#[test]
fn what_two_do_to_each_other_is_told_twice() {
    let text = "In 1983 Israel promised Lebanon to leave and Lebanon promised Israel to stay calm.";
    let reading = packs().read(&paragraph("en", text));
    let promises: Vec<&str> = reading
        .claims
        .iter()
        .filter(|c| c.class == "agree")
        .map(|c| c.actor[0].country.as_str())
        .collect();
    assert_eq!(promises, ["ISR", "LBN"]);
}

#[test]
fn explaining_reads_the_same_and_leaves_nothing_out() {
    let document = paragraph(
        "en",
        "France signed a treaty with Japan in 1963. It rained. Chile did not recognize Peru.",
    );
    let (reading, traces) = packs().explain(&document);
    assert_eq!(reading, packs().read(&document));
    assert_eq!(traces.len(), 3);
    for (number, trace) in traces.iter().enumerate() {
        assert_eq!(trace.number, number);
        assert_eq!(trace.text, trace.span.of(&document.text));
    }
    let claims: Vec<_> = traces.iter().flat_map(|t| &t.claims).collect();
    assert_eq!(claims.len(), reading.claims.len());
    let mentions: usize = traces.iter().map(|t| t.mentions.len()).sum();
    assert_eq!(mentions, reading.mentions.len());
    let chosen = traces[0].triggers.iter().flat_map(|t| &t.frames);
    assert!(
        chosen
            .clone()
            .any(|f| f.dropped.is_none() && f.class == "sign-agreement"),
        "the frame chosen is told"
    );
    assert!(
        chosen
            .filter(|f| f.dropped.is_some())
            .all(|f| f.dropped.as_deref() != Some(""))
    );
}

#[test]
fn the_index_text_holds_words_with_and_without_what_is_written_to_them() {
    let reading = packs().read(&paragraph("ar", "التقى الوفد وخروتشوف في موسكو."));
    let words: Vec<&str> = reading.sentences[0].index_text.split(' ').collect();
    assert!(
        words.contains(&"وخروتشوف") && words.contains(&"خروتشوف"),
        "{words:?}"
    );
}
