//! A document out of what it is to tell: one sentence a claim, so that every offset is known. Reads and writes nothing.

use legation_model::*;
use legation_record::{ReadDocument, SentenceRow};

/// What one sentence tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Telling {
    pub class: String,
    pub actors: Vec<Participant>,
    pub recipients: Vec<Participant>,
    /// As EDTF.
    pub when: Option<String>,
    pub from: WhenFrom,
    /// Whether the words of the date hold a digit; "the same day" does not.
    pub digits: bool,
    pub status: Status,
    pub office: Option<String>,
    pub instrument: Option<String>,
    /// A number and what is counted.
    pub quantity: Option<(usize, String)>,
    pub confidence: f64,
}

/// A document with one claim for each of its tellings, in English by its tag.
pub fn document(id: &str, published: Option<&str>, tellings: &[Telling]) -> ReadDocument {
    let mut page = Page {
        text: String::new(),
        date: None,
        read: ReadDocument {
            document: Document::from_text(id, "en", String::new()),
            sentences: Vec::new(),
            mentions: Vec::new(),
            times: Vec::new(),
            claims: Vec::new(),
            problems: Vec::new(),
        },
    };
    let digest = blake3::hash(id.as_bytes()).to_hex().to_string();
    for telling in tellings {
        page.sentence(id, &digest, telling);
    }
    let mut read = page.read;
    let text = std::mem::take(&mut page.text);
    read.document = Document::from_text(id, "en", text);
    read.document.digest = digest;
    read.document.published = published.and_then(|day| day.parse().ok());
    read
}

struct Page {
    text: String,
    /// The last date: its place and what it means.
    date: Option<(Span, String)>,
    read: ReadDocument,
}

impl Page {
    fn push(&mut self, words: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(words);
        Span::new(start, self.text.len())
    }

    fn parties(&mut self, who: &[Participant]) -> Vec<Party> {
        who.iter()
            .map(|who| {
                let span = self.push(&who.name);
                self.push(" ");
                self.read.mentions.push(Mention {
                    span,
                    text: who.name.clone(),
                    actor: who.id.clone(),
                    name: who.name.clone(),
                    country: who.country.clone(),
                });
                Party {
                    name: who.name.clone(),
                    country: who.country.clone(),
                    id: who.id.clone(),
                    text: who.name.clone(),
                    start: span.start,
                    end: span.end,
                }
            })
            .collect()
    }

    fn sentence(&mut self, id: &str, digest: &str, telling: &Telling) {
        let start = self.text.len();
        let actor = self.parties(&telling.actors);
        let trigger = self.push(&telling.class);
        self.push(" ");
        let recipient = self.parties(&telling.recipients);
        for words in [&telling.office, &telling.instrument].into_iter().flatten() {
            self.push(words);
            self.push(" ");
        }
        let quantities: Vec<Quantity> = telling
            .quantity
            .iter()
            .map(|(value, unit)| {
                let span = self.push(&format!("{value} {unit}"));
                self.push(" ");
                Quantity {
                    text: span.of(&self.text).to_owned(),
                    start: span.start,
                    end: span.end,
                    value: value.to_string(),
                    unit: unit.clone(),
                    about: value % 10 == 0,
                }
            })
            .collect();
        let when = telling.when.as_ref().map(|when| self.date(when, telling));
        let span = self.push(".");
        let span = Span::new(start, span.end);
        let number = self.read.sentences.len();
        self.read.sentences.push(SentenceRow {
            span,
            lang: "en".to_owned(),
            index_text: telling.class.clone(),
        });
        self.push(" ");
        self.read.claims.push(Claim {
            doc: id.to_owned(),
            id: format!("{}-{number:03}", &digest[..16]),
            class: telling.class.clone(),
            actor,
            recipient,
            when: telling.when.as_ref().and_then(|when| when.parse().ok()),
            status: telling.status,
            source: None,
            office: telling.office.clone(),
            instrument: telling.instrument.clone(),
            quote: span.of(&self.text).to_owned(),
            lang: "en".to_owned(),
            sentence: number,
            start: span.start,
            end: span.end,
            source_start: Some(span.start),
            source_end: Some(span.end),
            trigger: Trigger {
                text: telling.class.clone(),
                start: trigger.start,
                end: trigger.end,
            },
            when_text: when.map(|span| span.of(&self.text).to_owned()),
            when_start: when.map(|span| span.start),
            when_end: when.map(|span| span.end),
            when_from: telling.when.as_ref().map(|_| telling.from),
            quantities,
            plover: None,
            reader: "made up".to_owned(),
            rule: format!("{}/made-up", telling.class),
            confidence: telling.confidence,
        });
    }

    /// Writes a date, or finds it where it was written last.
    fn date(&mut self, when: &str, telling: &Telling) -> Span {
        if let Some((span, last)) = &self.date
            && last == when
            && telling.from == WhenFrom::Context
        {
            return *span;
        }
        let span = if telling.digits {
            self.push(when)
        } else {
            self.push("the same day")
        };
        self.read.times.push(TimeExpression {
            span,
            text: span.of(&self.text).to_owned(),
            edtf: when.parse().ok(),
            stated: None,
            calendar: None,
            kind: "day".to_owned(),
            rule: "made-up".to_owned(),
        });
        self.date = Some((span, when.to_owned()));
        span
    }
}
