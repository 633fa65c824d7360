//! A document as a page shows it: block by block, with what was read in it, some blocks at a time.

use legation_model::{BlockKind, Mention, Problem, Span};
use legation_record::{DocumentSummary, ProblemFilter, Record};

use super::{
    actors::actor_key,
    blocks::{Shown, shown},
    claims::{ClaimCard, ClaimCards, spans_of},
    utf16::{Mark, MarkKind, Utf16},
};
use crate::{Error, LoadedPacks};

/// Bytes of text on a page at most, unless a single block has more.
const PAGE_BYTES: usize = 128 << 10;
/// Blocks shown before the one that was asked for, and their bytes.
const LEAD: usize = 12;
const LEAD_BYTES: usize = PAGE_BYTES / 4;

/// Where in a document a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentPlace<'a> {
    /// At a block.
    Block(usize),
    /// Some blocks before the claim of an id.
    Claim(&'a str),
    /// Some blocks before a sentence.
    Sentence(usize),
}

/// A sentence within a block. Offsets are UTF-16 code units of the block's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentencePlace {
    /// Its number in the document, from 0.
    pub number: usize,
    /// First code unit.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// A paragraph, heading or other block, or a piece of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentBlock {
    /// Its number in the document, from 0.
    pub number: usize,
    /// What it is.
    pub kind: BlockKind,
    /// BCP 47 tag where it differs from the document's.
    pub lang: Option<String>,
    /// The text.
    pub text: String,
    /// Whether it was read.
    pub is_read: bool,
    /// Whether it goes on in the line of the block before it, as prose does after the mark of a footnote.
    pub is_joined: bool,
    /// What was found in it, in order of place; may overlap.
    pub marks: Vec<Mark>,
    /// Its sentences, or what of them lies in it.
    pub sentences: Vec<SentencePlace>,
}

/// Some blocks of a document.
#[derive(Debug, Clone)]
pub struct DocumentPage {
    /// The document, without its text.
    pub document: DocumentSummary,
    /// The blocks.
    pub blocks: Vec<DocumentBlock>,
    /// The next block, where there are more.
    pub next_block: Option<usize>,
    /// How many there are.
    pub total_blocks: usize,
    /// The claims whose quote begins in these blocks, by place.
    pub claims: Vec<ClaimCard>,
    /// The mentions in these blocks, by place.
    pub mentions: Vec<Mention>,
    /// Problems met in the document.
    pub problems: Vec<Problem>,
}

/// Some blocks of a document, at most `limit`; `None` where it has no such claim or sentence.
///
/// # Errors
/// Where there is no such document, or the database fails.
pub fn document_page(
    record: &Record,
    packs: &LoadedPacks,
    doc: &str,
    place: DocumentPlace<'_>,
    limit: usize,
) -> Result<Option<DocumentPage>, Error> {
    let _snapshot = record.snapshot()?;
    let document = record.document_summary(doc)?;
    let shown = shown(record, doc)?;
    let Some(first) = first_block(record, doc, place, &shown, limit)? else {
        return Ok(None);
    };
    let mut bytes = 0;
    let fits = |block: &&Shown| {
        bytes += block.span.len();
        bytes <= PAGE_BYTES
    };
    let rest = shown.get(first..).unwrap_or_default();
    let count = rest
        .iter()
        .take_while(fits)
        .count()
        .max(1)
        .min(limit.max(1));
    let page = rest.get(..count).unwrap_or(rest);
    let next = first + page.len();
    let mut answer = DocumentPage {
        document,
        blocks: Vec::new(),
        next_block: (next < shown.len()).then_some(next),
        total_blocks: shown.len(),
        claims: Vec::new(),
        mentions: Vec::new(),
        problems: record
            .problems(&ProblemFilter {
                docs: vec![doc.to_owned()],
                ..ProblemFilter::default()
            })?
            .into_iter()
            .map(|found| found.problem)
            .collect(),
    };
    let (Some(begin), Some(end)) = (page.first(), page.last()) else {
        return Ok(Some(answer));
    };
    let span = begin.span.join(end.span);
    let found = Marked::find(record, doc, span)?;
    let text = record.document_text(doc, span)?;
    for (number, block) in (first..).zip(page) {
        let from = block.span.start - span.start;
        let text = text.get(from..from + block.span.len()).unwrap_or_default();
        answer.blocks.push(found.block(number, block, text));
    }
    answer.mentions = found.mentions;
    answer.claims = ClaimCards::new(record, packs).cards(record.claims_within(doc, span)?)?;
    Ok(Some(answer))
}

/// What was read in a stretch of a document.
struct Marked {
    /// In order of place.
    spans: Vec<(Span, MarkKind, String)>,
    sentences: Vec<(Span, usize)>,
    mentions: Vec<Mention>,
}

impl Marked {
    fn find(record: &Record, doc: &str, span: Span) -> Result<Self, Error> {
        let mentions = record.mentions_within(doc, span)?;
        let mut spans: Vec<(Span, MarkKind, String)> = mentions
            .iter()
            .map(|mention| {
                let key = actor_key(mention.actor.as_deref(), &mention.name);
                (mention.span, MarkKind::Mention, key)
            })
            .collect();
        for time in record.times_within(doc, span)? {
            let edtf = time.edtf.map(|edtf| edtf.to_string()).unwrap_or_default();
            spans.push((time.span, MarkKind::Time, edtf));
        }
        // A party or a date may stand before the words that state the claim, and a quote reach into the next block.
        let around = Span::new(span.start.saturating_sub(PAGE_BYTES), span.end + PAGE_BYTES);
        for claim in record.claims_within(doc, around)? {
            let own = spans_of(&claim).filter(|(part, ..)| part.overlaps(span));
            spans.extend(own.map(|(part, kind, _)| (part, kind, claim.id.clone())));
        }
        spans.sort_by(|a, b| (a.0.start, a.0.end, a.1, &a.2).cmp(&(b.0.start, b.0.end, b.1, &b.2)));
        let sentences = record.sentences_within(doc, span)?;
        Ok(Self {
            spans,
            sentences: sentences.into_iter().map(|s| (s.span, s.number)).collect(),
            mentions,
        })
    }

    fn block(&self, number: usize, block: &Shown, text: &str) -> DocumentBlock {
        let places = Utf16::new(text, block.span.start);
        let before = self
            .spans
            .partition_point(|(span, ..)| span.start < block.span.end);
        let marks = self.spans[..before]
            .iter()
            .filter_map(|(span, kind, told)| {
                let told = (!told.is_empty()).then_some(told.as_str());
                places.mark(*span, *kind, told)
            });
        let mut marks: Vec<Mark> = marks.collect();
        marks.sort();
        marks.dedup();
        let sentences = self.sentences.iter().filter_map(|(span, number)| {
            let (start, end) = places.place(*span)?;
            Some(SentencePlace {
                number: *number,
                start,
                end,
            })
        });
        DocumentBlock {
            number,
            kind: block.kind,
            lang: block.lang.clone(),
            is_read: block.kind.is_read(),
            is_joined: block.is_joined,
            sentences: sentences.collect(),
            marks,
            text: text.to_owned(),
        }
    }
}

/// The block that a page begins with; `None` where there is no such claim or sentence.
fn first_block(
    record: &Record,
    doc: &str,
    place: DocumentPlace<'_>,
    shown: &[Shown],
    limit: usize,
) -> Result<Option<usize>, Error> {
    let at = match place {
        DocumentPlace::Block(number) => return Ok(Some(number)),
        DocumentPlace::Claim(id) => {
            let claims = record.claims_by_id(id)?;
            let own = claims.into_iter().find(|claim| claim.doc == doc);
            own.map(|claim| claim.start)
        }
        DocumentPlace::Sentence(number) => {
            let sentence = record.sentence(doc, number)?;
            sentence.map(|sentence| sentence.span.start)
        }
    };
    Ok(at.map(|at| {
        let block = shown.partition_point(|block| block.span.end <= at);
        let mut bytes = 0;
        let before = shown.iter().take(block).rev();
        let lead = before.take(LEAD.min(limit / 2)).take_while(|before| {
            bytes += before.span.len();
            bytes <= LEAD_BYTES
        });
        block - lead.count()
    }))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use legation_model::Claim;
    use proptest::prelude::*;
    use tempfile::TempDir;

    use super::*;
    use crate::{
        names::tests::packs,
        view::{blocks::BLOCK_BYTES, claims::is_named, testing::read_record},
    };

    /// Sentences from which documents are put together, in three languages and with letters beyond the first plane.
    const SENTENCES: [&str; 8] = [
        "Albania left the Warsaw Pact on 13 September 1968.",
        "انسحبت ألبانيا من حلف وارسو في 13 سبتمبر 1968.",
        "אלבניה פרשה מברית ורשה ב-13 בספטמבר 1968.",
        "🌍🕊 Nobody 𝔰𝔞𝔦𝔡 a word 👩‍👩‍👧.",
        "In June 1961 🌍 the Soviet Union recalled its ambassador from Albania.",
        "وفي عام 1961 قطع الاتحاد السوفيتي علاقاته مع ألبانيا 🕊.",
        "בשנת 1961 ניתקה ברית המועצות את יחסיה עם אלבניה.",
        "France and Japan signed a treaty in Paris in March 1925.",
    ];

    fn cut_units(text: &str, start: usize, end: usize) -> String {
        let all: Vec<u16> = text.encode_utf16().collect();
        String::from_utf16(&all[start..end]).expect("no half of a character")
    }

    fn whole(record: &Record, doc: &str, limit: usize) -> Vec<DocumentPage> {
        let mut pages = Vec::new();
        let mut from = Some(0);
        while let Some(block) = from {
            let page = document_page(record, packs(), doc, DocumentPlace::Block(block), limit)
                .expect("an answer")
                .expect("a page");
            assert!(page.next_block.is_none_or(|next| next > block));
            from = page.next_block;
            pages.push(page);
        }
        pages
    }

    /// The words that a document's claims, mentions and times say, by kind and by what the mark refers to.
    fn said(record: &Record, doc: &str) -> BTreeMap<(MarkKind, String), BTreeSet<String>> {
        let mut said: BTreeMap<(MarkKind, String), BTreeSet<String>> = BTreeMap::new();
        let mut add = |kind, told: &str, text: &str| {
            let words = said.entry((kind, told.to_owned())).or_default();
            words.insert(text.to_owned());
        };
        for mention in record.mentions(doc).expect("mentions") {
            let key = actor_key(mention.actor.as_deref(), &mention.name);
            add(MarkKind::Mention, &key, &mention.text);
        }
        for time in record.times(doc).expect("times") {
            let edtf = time.edtf.map(|e| e.to_string()).unwrap_or_default();
            add(MarkKind::Time, &edtf, &time.text);
        }
        let claims = record.claims(&Default::default()).expect("claims");
        let claims: Vec<Claim> = claims.collect::<Result<_, _>>().expect("they load");
        for claim in claims.iter().filter(|claim| claim.doc == doc) {
            add(MarkKind::Quote, &claim.id, &claim.quote);
            add(MarkKind::Trigger, &claim.id, &claim.trigger.text);
            if let Some(when) = &claim.when_text {
                add(MarkKind::When, &claim.id, when);
            }
            let place = Span::new(claim.trigger.start, claim.trigger.end);
            for party in claim.actor.iter().filter(|party| is_named(party, place)) {
                add(MarkKind::Actor, &claim.id, &party.text);
            }
            for party in claim
                .recipient
                .iter()
                .filter(|party| is_named(party, place))
            {
                add(MarkKind::Recipient, &claim.id, &party.text);
            }
        }
        said
    }

    fn check(record: &Record, doc: &str, limit: usize) {
        let mut marked: BTreeMap<(MarkKind, String), BTreeSet<String>> = BTreeMap::new();
        let mut claims = Vec::new();
        let mut number = 0;
        let pages = whole(record, doc, limit);
        for page in &pages {
            for block in &page.blocks {
                assert_eq!(block.number, number);
                number += 1;
                for mark in &block.marks {
                    let told = mark.reference.clone().unwrap_or_default();
                    let words = marked.entry((mark.kind, told)).or_default();
                    words.insert(cut_units(&block.text, mark.start, mark.end));
                }
                for place in &block.sentences {
                    let sentence = record.sentence(doc, place.number).expect("an answer");
                    let text = sentence.expect("it is there").text;
                    assert_eq!(cut_units(&block.text, place.start, place.end), text);
                }
            }
            claims.extend(page.claims.iter().map(|card| card.claim.id.clone()));
        }
        assert_eq!(pages.last().map(|page| page.total_blocks), Some(number));
        assert_eq!(marked, said(record, doc));
        let all = record.claims(&Default::default()).expect("claims");
        let all: Vec<String> = all
            .map(|claim| claim.expect("it loads"))
            .filter(|claim| claim.doc == doc)
            .map(|claim| claim.id)
            .collect();
        assert_eq!(claims, all, "every claim once");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn every_mark_cuts_the_words_that_were_read(
            paragraphs in proptest::collection::vec(
                proptest::collection::vec(0..SENTENCES.len(), 1..4), 1..6),
            limit in 1_usize..7,
        ) {
            let text: Vec<String> = paragraphs
                .iter()
                .map(|p| p.iter().map(|n| SENTENCES[*n]).collect::<Vec<_>>().join(" "))
                .collect();
            let (_folder, record) = read_record(&[("one", &text.join("\n\n"))]);
            check(&record, "one", limit);
            if paragraphs.iter().flatten().any(|n| *n != 3) {
                assert!(!said(&record, "one").is_empty(), "something is read in {text:?}");
            }
        }
    }

    fn long() -> (TempDir, Record) {
        // One paragraph of 200 KB without a line break, and short ones around it.
        let filler = "Nobody said a word about the weather 🌍 that day. ".repeat(4_000);
        let text = format!("A short one.\n\n{filler}{}\n\nThe end came.", SENTENCES[0]);
        read_record(&[("long", &text)])
    }

    #[test]
    fn a_long_block_is_shown_in_pieces_and_a_page_is_bounded() {
        let (_folder, record) = long();
        let pages = whole(&record, "long", 200);
        assert!(pages.len() > 1);
        let mut text = String::new();
        for page in &pages {
            let bytes: usize = page.blocks.iter().map(|b| b.text.len()).sum();
            assert!(bytes <= PAGE_BYTES && !page.blocks.is_empty());
            for block in &page.blocks {
                assert!(block.text.len() <= BLOCK_BYTES);
                text.push_str(&block.text);
            }
        }
        let whole = record.document("long").expect("it is there").text;
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(bare(&text), bare(&whole));
    }

    #[test]
    fn a_page_is_found_by_its_claim_and_by_its_sentence() {
        let (_folder, record) = long();
        let claim = record.claims(&Default::default()).expect("claims").next();
        let claim = claim.expect("one").expect("it loads");
        for place in [
            DocumentPlace::Claim(&claim.id),
            DocumentPlace::Sentence(claim.sentence),
        ] {
            for limit in [1, 5, 200] {
                let page = document_page(&record, packs(), "long", place, limit)
                    .expect("an answer")
                    .expect("a page");
                assert!(
                    page.blocks
                        .iter()
                        .any(|block| block.text.contains(&claim.quote))
                );
            }
        }
        for place in [
            DocumentPlace::Claim("no-claim"),
            DocumentPlace::Sentence(1 << 40),
        ] {
            let page = document_page(&record, packs(), "long", place, 200);
            assert!(page.expect("an answer").is_none());
        }
        let unknown = document_page(&record, packs(), "x", DocumentPlace::Block(0), 200);
        assert!(matches!(unknown, Err(Error::Ask(_))));
        let beyond = document_page(&record, packs(), "long", DocumentPlace::Block(999), 200);
        let beyond = beyond.expect("an answer").expect("an empty page");
        assert!(beyond.blocks.is_empty() && beyond.next_block.is_none());
    }

    #[test]
    fn prose_goes_on_in_its_line_after_a_footnote_mark() {
        let (_folder, record) = read_record(&[(
            "page.html",
            "<html><body><article><h1>On treaties</h1><p>Albania left the Warsaw Pact<sup>[1]</sup> in 1968, and \
             nobody was surprised by it at all.</p><p>The second paragraph tells of other things.</p></article></body></html>",
        )]);
        let blocks = whole(&record, "page.html", 200).remove(0).blocks;
        let mut lines: Vec<String> = Vec::new();
        for block in &blocks {
            match lines.last_mut() {
                Some(line) if block.is_joined => line.push_str(&block.text),
                _ => lines.push(block.text.clone()),
            }
        }
        let line =
            "Albania left the Warsaw Pact[1] in 1968, and nobody was surprised by it at all.";
        assert!(lines.iter().any(|l| l == line), "{lines:?}");
        assert!(
            blocks.iter().any(|b| b.text.trim() == "[1]" && !b.is_read),
            "{blocks:?}"
        );
    }
}
