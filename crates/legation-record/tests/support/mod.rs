//! Documents to write: built from a text in which claims are found by simple means, so that the tests know
//! what must come back.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use legation_model::*;
use legation_record::*;

/// A record in a folder of its own.
pub struct Bench {
    pub folder: tempfile::TempDir,
}

impl Bench {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("test.legation")
    }

    pub fn writer(&self) -> Writer {
        Writer::open(self.path(), options()).unwrap()
    }

    pub fn record(&self) -> Record {
        Record::open(self.path()).unwrap()
    }

    /// A record that holds these documents.
    pub fn holding(documents: impl IntoIterator<Item = ReadDocument>) -> Self {
        let bench = Self::new();
        let mut writer = bench.writer();
        for document in documents {
            writer.write(document).unwrap();
        }
        writer.finish().unwrap();
        bench
    }
}

pub fn options() -> WriterOptions {
    let mut options = WriterOptions::new("legation test", "rules-1/packs-1");
    options.wait = std::time::Duration::from_millis(50);
    options
}

pub fn span_of(text: &str, words: &str) -> Span {
    let start = text
        .find(words)
        .unwrap_or_else(|| panic!("`{words}` is not in `{text}`"));
    Span::new(start, start + words.len())
}

/// Builds a document sentence by sentence.
pub struct Made {
    pub read: ReadDocument,
}

impl Made {
    pub fn new(id: &str, lang: &str, sentences: &[(&str, &str)]) -> Self {
        let text: Vec<&str> = sentences.iter().map(|(text, _)| *text).collect();
        let mut document = Document::from_text(id, lang, text.join(" "));
        document.digest = format!("digest-of-{id}");
        let rows = sentences.iter().map(|(sentence, index_text)| SentenceRow {
            span: span_of(&document.text, sentence),
            lang: lang.to_owned(),
            index_text: (*index_text).to_owned(),
        });
        let sentences = rows.collect();
        Self {
            read: ReadDocument {
                document,
                sentences,
                mentions: Vec::new(),
                times: Vec::new(),
                claims: Vec::new(),
                problems: Vec::new(),
            },
        }
    }

    pub fn party(&self, words: &str, id: Option<&str>, name: &str, country: &str) -> Party {
        let span = span_of(&self.read.document.text, words);
        Party {
            name: name.to_owned(),
            country: country.to_owned(),
            id: id.map(str::to_owned),
            text: words.to_owned(),
            start: span.start,
            end: span.end,
        }
    }

    /// Adds a claim with the words of its quote, trigger and date.
    pub fn claim(
        mut self,
        class: &str,
        [quote, trigger, when_text]: [&str; 3],
        when: Option<&str>,
        actor: Vec<Party>,
        recipient: Vec<Party>,
    ) -> Self {
        let document = &self.read.document;
        let text = &document.text;
        let span = span_of(text, quote);
        let trigger_span = span_of(text, trigger);
        let time = (!when_text.is_empty()).then(|| span_of(text, when_text));
        let sentence = self
            .read
            .sentences
            .iter()
            .position(|s| s.span.contains(span))
            .unwrap();
        let source = document.map.source(span);
        let edtf: Option<Edtf> = when.map(|w| w.parse().unwrap());
        for party in actor.iter().chain(&recipient) {
            self.read.mentions.push(Mention {
                span: Span::new(party.start, party.end),
                text: party.text.clone(),
                actor: party.id.clone(),
                name: party.name.clone(),
                country: party.country.clone(),
            });
        }
        if let Some(span) = time {
            self.read.times.push(TimeExpression {
                span,
                text: when_text.to_owned(),
                edtf: edtf.clone(),
                stated: None,
                calendar: None,
                kind: "year".to_owned(),
                rule: "plain-year".to_owned(),
            });
        }
        self.read.claims.push(Claim {
            doc: document.id.clone(),
            id: format!("{}-{:03}", document.digest, self.read.claims.len()),
            class: class.to_owned(),
            actor,
            recipient,
            when: edtf,
            status: Status::Asserted,
            source: None,
            office: None,
            instrument: None,
            quote: quote.to_owned(),
            lang: self.read.sentences[sentence].lang.clone(),
            sentence,
            start: span.start,
            end: span.end,
            source_start: source.map(|s| s.start),
            source_end: source.map(|s| s.end),
            trigger: Trigger {
                text: trigger.to_owned(),
                start: trigger_span.start,
                end: trigger_span.end,
            },
            when_text: time.map(|_| when_text.to_owned()),
            when_start: time.map(|s| s.start),
            when_end: time.map(|s| s.end),
            when_from: time.map(|_| WhenFrom::Clause),
            quantities: Vec::new(),
            plover: Some("SUPPORT".to_owned()),
            reader: "rules 0.1.0".to_owned(),
            rule: format!("{class}/plain"),
            confidence: 0.5 + 0.01 * self.read.claims.len() as f64,
        });
        self
    }

    /// Changes the claim that was added last.
    pub fn with(mut self, change: impl FnOnce(&mut Claim)) -> Self {
        change(self.read.claims.last_mut().unwrap());
        self
    }
}

/// An Arabic document: what Khrushchev said, and when Albania joined.
pub fn arabic() -> ReadDocument {
    let made = Made::new(
        "texts/ar.txt",
        "ar",
        &[
            (
                "انضمت ألبانيا إلى حلف وارسو عام 1955.",
                "انضمت البانيا الي حلف وارسو عام 1955",
            ),
            (
                "وخروتشوف زار تيرانا في مايو 1959.",
                "وخروتشوف زار تيرانا في مايو 1959 خروتشوف",
            ),
        ],
    );
    let albania = made.party("ألبانيا", Some("albania"), "Albania", "ALB");
    let pact = made.party("حلف وارسو", Some("warsaw-pact"), "Warsaw Pact", "IGO");
    let khrushchev = made.party(
        "خروتشوف",
        Some("nikita-khrushchev"),
        "Nikita Khrushchev",
        "SUN",
    );
    let tirana = made.party("تيرانا", Some("albania"), "Albania", "ALB");
    let made = made
        .claim(
            "join-organization",
            ["انضمت ألبانيا إلى حلف وارسو عام 1955", "انضمت", "1955"],
            Some("1955"),
            vec![albania],
            vec![pact],
        )
        .claim(
            "visit",
            ["وخروتشوف زار تيرانا في مايو 1959", "زار", "مايو 1959"],
            Some("1959-05"),
            vec![khrushchev],
            vec![tirana],
        );
    let mut read = made.read;
    read.document.title = Some("ألبانيا".to_owned());
    read.document.published = Some("2001-02-03".parse().unwrap());
    read.problems.push(Problem {
        code: "read-unknown-actor".to_owned(),
        severity: Severity::Note,
        message: "an actor is not known".to_owned(),
        hint: Some("add it to the packs".to_owned()),
        span: Some(Span::new(0, 2)),
    });
    read.document.problems.push(Problem {
        code: "ingest-noise".to_owned(),
        severity: Severity::Warning,
        message: "a menu was left out".to_owned(),
        hint: None,
        span: None,
    });
    read
}

/// A Hebrew document: a break told by somebody, without a date, and an open stretch.
pub fn hebrew() -> ReadDocument {
    let made = Made::new(
        "texts/he.txt",
        "he",
        &[
            (
                "לפי הלידיי, ברית המועצות ניתקה את יחסיה עם אלבניה.",
                "לפי הלידיי ברית המועצות ניתקה את יחסיה עם אלבניה",
            ),
            (
                "מאז 1961 תמכה סין באלבניה.",
                "מאז 1961 תמכה סין באלבניה אלבניה",
            ),
        ],
    );
    let soviets = made.party("ברית המועצות", Some("soviet-union"), "Soviet Union", "SUN");
    let albania = made.party("אלבניה", Some("albania"), "Albania", "ALB");
    let china = made.party("סין", Some("china"), "China", "CHN");
    let mut read = made
        .claim(
            "sever-relations",
            ["ברית המועצות ניתקה את יחסיה עם אלבניה", "ניתקה", ""],
            None,
            vec![soviets],
            vec![albania.clone()],
        )
        .with(|c| {
            c.status = Status::Attributed;
            c.source = Some("Halliday".to_owned());
        })
        .claim(
            "support",
            ["מאז 1961 תמכה סין באלבניה", "תמכה", "1961"],
            Some("1961/.."),
            vec![china],
            vec![albania],
        )
        .read;
    read.document.blocks = vec![
        Block {
            span: read.sentences[0].span,
            kind: BlockKind::Paragraph,
            lang: None,
        },
        Block {
            span: read.sentences[1].span,
            kind: BlockKind::Item,
            lang: Some("he-IL".to_owned()),
        },
    ];
    read
}

/// An English document: persons the packs do not know, an office, a denial, a place in the source that
/// the map does not give.
pub fn english() -> ReadDocument {
    let made = Made::new(
        "texts/en.txt",
        "en",
        &[
            (
                "Until 1948 Albania and Yugoslavia cooperated.",
                "until 1948 albania and yugoslavia cooperated",
            ),
            (
                "Beqir Balluku did not become prime minister in 1974.",
                "beqir balluku did not become prime minister in 1974",
            ),
            (
                "Albania joined the Warsaw Pact on 14 May 1955.",
                "albania joined the warsaw pact on 14 may 1955",
            ),
        ],
    );
    let albania = made.party("Albania", Some("albania"), "Albania", "ALB");
    let yugoslavia = made.party("Yugoslavia", Some("yugoslavia"), "Yugoslavia", "YUG");
    let balluku = made.party("Beqir Balluku", None, "Beqir Balluku", "ALB");
    let pact = made.party("Warsaw Pact", Some("warsaw-pact"), "Warsaw Pact", "IGO");
    made.claim(
        "cooperate",
        [
            "Until 1948 Albania and Yugoslavia cooperated",
            "cooperated",
            "1948",
        ],
        Some("../1948"),
        vec![albania.clone(), yugoslavia],
        Vec::new(),
    )
    .claim(
        "take-office",
        [
            "Beqir Balluku did not become prime minister in 1974",
            "become",
            "1974",
        ],
        Some("1974"),
        vec![balluku],
        Vec::new(),
    )
    .with(|c| {
        c.status = Status::Denied;
        c.office = Some("Prime Minister".to_owned());
        (c.source_start, c.source_end) = (None, None);
    })
    .claim(
        "join-organization",
        [
            "Albania joined the Warsaw Pact on 14 May 1955",
            "joined",
            "14 May 1955",
        ],
        Some("1955-05-14"),
        vec![albania],
        vec![pact],
    )
    .with(|c| (c.source_start, c.source_end) = (Some(7), Some(9)))
    .read
}

/// A document of aid: quantities with a unit before, after and nowhere, exact and not.
pub fn aid() -> ReadDocument {
    let sentence = "Moscow sent China over 10,000 experts, $300 million and 1.5 million";
    let made = Made::new("texts/aid.txt", "en", &[(sentence, "moscow sent china")]);
    let moscow = made.party("Moscow", Some("soviet-union"), "Soviet Union", "SUN");
    let china = made.party("China", Some("china"), "China", "CHN");
    let text = made.read.document.text.clone();
    let quantity = |words: &str, value: &str, unit: &str, about| {
        let span = span_of(&text, words);
        Quantity {
            text: words.to_owned(),
            start: span.start,
            end: span.end,
            value: value.to_owned(),
            unit: unit.to_owned(),
            about,
        }
    };
    let quantities = vec![
        quantity("over 10,000 experts", "10000", "experts", true),
        quantity("$300 million", "300000000", "$", false),
        quantity("1.5 million", "1500000", "", false),
    ];
    made.claim(
        "aid",
        [sentence, "sent", ""],
        None,
        vec![moscow],
        vec![china],
    )
    .with(|c| c.quantities = quantities)
    .read
}

/// What comes back for what went in: lists by place, index texts gone.
pub fn as_stored(mut read: ReadDocument) -> ReadDocument {
    read.mentions.sort_by_key(|m| (m.span.start, m.span.end));
    read.times.sort_by_key(|t| (t.span.start, t.span.end));
    read.claims.sort_by_key(|c| (c.sentence, c.start, c.end));
    for sentence in &mut read.sentences {
        sentence.index_text.clear();
    }
    read
}

/// All claims as lines, and the other answers beside them: what two equal records must agree on.
pub fn dump(record: &Record) -> String {
    let mut lines = Vec::new();
    let mut line = |value: serde_json::Value| lines.push(value.to_string());
    for claim in record.claims(&ClaimFilter::default()).unwrap() {
        line(serde_json::to_value(claim.unwrap()).unwrap());
    }
    for document in record.documents().unwrap() {
        line(serde_json::to_value(record.sentences(&document.id).unwrap()).unwrap());
        line(serde_json::to_value(record.mentions(&document.id).unwrap()).unwrap());
        line(serde_json::to_value(record.times(&document.id).unwrap()).unwrap());
        line(serde_json::to_value(record.document(&document.id).unwrap()).unwrap());
        line(serde_json::to_value(document).unwrap());
    }
    line(serde_json::to_value(record.actors().unwrap()).unwrap());
    line(serde_json::to_value(record.counts().unwrap()).unwrap());
    line(serde_json::to_value(record.problems(&ProblemFilter::default()).unwrap()).unwrap());
    for query in ["1955", "albania", "in*"] {
        let hits = record.search(query, &SearchFilter::default(), 50).unwrap();
        line(serde_json::to_value(hits).unwrap());
    }
    line(record.fingerprint().unwrap().into());
    lines.join("\n")
}
