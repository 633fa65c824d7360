//! A document with what was read in it, as one HTML file to keep.

use std::collections::HashMap;

use legation_export::{
    document::{Block, Claim, Mark, Names, Sheet, html},
    picture::Words,
};
use legation_model::{Edtf, Party, Span};
use legation_record::Record;

use super::{
    actors::actor_card,
    blocks::shown,
    claims::{ClaimCard, ClaimCards},
};
use crate::{Error, LoadedPacks};

/// A document with what was read in it, as one HTML file that needs nothing else, in the language of an interface.
///
/// # Errors
/// Where the language has no words, there is no such document, or the database fails.
pub fn document_html(
    record: &Record,
    packs: &LoadedPacks,
    doc: &str,
    lang: &str,
) -> Result<String, Error> {
    let words = Words::shipped(lang)?;
    let _snapshot = record.snapshot()?;
    let document = record.document_summary(doc)?;
    let mut called = Called {
        packs,
        lang: &words.language,
        known: HashMap::new(),
    };
    let text = record.document(doc)?.text;
    let blocks = shown(record, doc)?.into_iter().map(|block| Block {
        text: block.span.of(&text).to_owned(),
        span: block.span,
        kind: block.kind,
        lang: block.lang,
        is_joined: block.is_joined,
    });
    let blocks = blocks.collect();
    let mut marks: Vec<Mark> = Vec::new();
    for mention in record.mentions(doc)? {
        marks.push(Mark {
            span: mention.span,
            names: Names::Actor,
            what: called.name(mention.actor.as_deref(), &mention.name),
        });
    }
    for time in record.times(doc)? {
        marks.push(Mark {
            span: time.span,
            names: Names::Time,
            what: time.edtf.map(|date| date.to_string()).unwrap_or_default(),
        });
    }
    let claims = record.claims_within(doc, Span::new(0, text.len()))?;
    let mut cards = ClaimCards::new(record, packs);
    let claims = claims
        .into_iter()
        .map(|claim| Ok(told(cards.card(claim)?, &mut called)))
        .collect::<Result<Vec<Claim>, Error>>()?;
    let date = |date: &Option<Edtf>| date.as_ref().map(ToString::to_string);
    let sheet = Sheet {
        published: date(&document.published),
        retrieved: date(&document.retrieved),
        title: document.title,
        id: document.id,
        lang: document.lang,
        address: document.address,
        publisher: document.publisher,
        blocks,
        marks,
        claims,
    };
    Ok(html(&sheet, &words))
}

fn told(card: ClaimCard, called: &mut Called<'_>) -> Claim {
    let claim = card.claim;
    let mut names = |parties: &[Party]| -> Vec<String> {
        let name = |party: &Party| called.name(party.id.as_deref(), &party.name);
        parties.iter().map(name).collect()
    };
    Claim {
        actors: names(&claim.actor),
        recipients: names(&claim.recipient),
        span: claim.span(),
        trigger: Span::new(claim.trigger.start, claim.trigger.end),
        class: claim.class,
        thing: claim.instrument.or(claim.office),
        when: claim.when.map(|when| when.to_string()),
        status: claim.status,
        source: claim.source,
        confidence: format!("{:.2}", claim.confidence),
        quote: claim.quote,
        lang: claim.lang,
        sentence: claim.sentence,
        citation: card.citation,
    }
}

/// What actors are called in a language.
struct Called<'a> {
    packs: &'a LoadedPacks,
    lang: &'a str,
    known: HashMap<String, String>,
}

impl Called<'_> {
    fn name(&mut self, id: Option<&str>, usual: &str) -> String {
        let Some(id) = id else {
            return usual.to_owned();
        };
        if let Some(name) = self.known.get(id) {
            return name.clone();
        }
        let card = actor_card(self.packs, Some(id), usual, "");
        let name = card.names.get(self.lang).unwrap_or(&card.name).clone();
        self.known.insert(id.to_owned(), name.clone());
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{names::tests::packs, view::testing::read_record};

    #[test]
    fn a_file_has_the_text_its_claims_and_names_in_the_language_of_the_page() {
        let text = "Albania left the Warsaw Pact in September 1968. <script>alert(1)</script> Nobody wept.";
        let (_folder, record) = read_record(&[("a/one", text)]);
        let page = document_html(&record, packs(), "a/one", "ar").expect("a page");
        for part in [
            "lang=\"ar\" dir=\"rtl\"",
            "<bdi>ألبانيا</bdi>",
            "<bdi>حلف وارسو</bdi>",
            "title=\"1968-09\"",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "href=\"#c1\"",
            "href=\"#t1\"",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(!page.contains("<script"));
    }

    #[test]
    fn a_language_without_words_and_a_document_that_is_not_there_are_told() {
        let (_folder, record) = read_record(&[("a", "Nobody wept.")]);
        let ask = |doc, lang| document_html(&record, packs(), doc, lang);
        assert!(matches!(ask("a", "tlh"), Err(Error::Picture(_))));
        assert!(matches!(ask("b", "en"), Err(Error::Ask(_))));
    }
}
