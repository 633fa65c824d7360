//! Made-up documents in bulk: words drawn by rank as in a language, a claim every 300 bytes or so.
//! The same seed gives the same documents.
#![allow(dead_code, unreachable_pub)]

use legation_model::*;
use legation_record::{ReadDocument, SentenceRow};

/// Words of each language.
const WORDS: usize = 60_000;
/// Bytes of clean text of one document, about.
const DOCUMENT: usize = 6_000;

/// Numbers without a pattern (xorshift64*).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit
    }

    /// A rank, low ones much oftener (log-uniform, near to Zipf's law).
    fn rank(&mut self, limit: usize) -> usize {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        ((limit as f64).powf(share) as usize).min(limit - 1)
    }
}

/// A language: its words, the most frequent first, and its share of words that carry a clitic.
struct Tongue {
    tag: &'static str,
    words: Vec<String>,
    clitic: Option<char>,
}

/// Documents without end.
pub struct Maker {
    dice: Dice,
    tongues: Vec<Tongue>,
    made: usize,
}

impl Maker {
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let mut tongue = |tag, letters: &str, clitic| {
            let letters: Vec<char> = letters.chars().collect();
            let word = |rank: usize, dice: &mut Dice| {
                let len = 2 + rank.ilog2() as usize / 3 + dice.below(4);
                (0..len)
                    .map(|_| letters[dice.below(letters.len())])
                    .collect()
            };
            let words = (1..=WORDS).map(|rank| word(rank, &mut dice)).collect();
            Tongue { tag, words, clitic }
        };
        let tongues = vec![
            tongue("ar", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", Some('و')),
            tongue("he", "אבגדהוזחטיכלמנסעפצקרשת", Some('ה')),
            tongue("en", "etaoinshrdlucmfwypvbgkjqxz", None),
        ];
        Self {
            dice,
            tongues,
            made: 0,
        }
    }
}

impl Iterator for Maker {
    type Item = ReadDocument;

    fn next(&mut self) -> Option<ReadDocument> {
        let dice = &mut self.dice;
        let tongue = &self.tongues[self.made % self.tongues.len()];
        let id = format!("corpus/{}/document-{:06}.txt", tongue.tag, self.made);
        self.made += 1;
        let mut text = String::new();
        let mut sentences = Vec::new();
        let mut words_of = Vec::new();
        while text.len() < DOCUMENT {
            let start = text.len();
            let (mut index, mut extra) = (String::new(), String::new());
            let mut spans = Vec::new();
            let length = 110 + dice.below(100);
            while text.len() < start + length {
                let word = &tongue.words[dice.rank(WORDS)];
                let from = text.len();
                if let Some(clitic) = tongue.clitic.filter(|_| dice.below(3) == 0) {
                    text.push(clitic);
                    extra.push(' ');
                    extra.push_str(word);
                }
                text.push_str(word);
                spans.push(Span::new(from, text.len()));
                index.push_str(&text[from..]);
                index.push(' ');
                text.push(' ');
            }
            text.pop();
            text.push('.');
            sentences.push(SentenceRow {
                span: Span::new(start, text.len()),
                lang: tongue.tag.to_owned(),
                index_text: index + &extra,
            });
            words_of.push(spans);
            text.push(if dice.below(4) == 0 { '\n' } else { ' ' });
        }
        let mut document = Document::from_text(id, tongue.tag, text);
        document.digest = blake3_like(self.made);
        let mut read = ReadDocument {
            document,
            sentences,
            mentions: Vec::new(),
            times: Vec::new(),
            claims: Vec::new(),
            problems: Vec::new(),
        };
        for (number, spans) in words_of.iter().enumerate() {
            find(dice, &mut read, number, spans);
        }
        Some(read)
    }
}

fn blake3_like(number: usize) -> String {
    format!(
        "{:016x}",
        (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    )
    .repeat(4)
}

/// Mentions and times in every sentence, a claim in every other.
fn find(dice: &mut Dice, read: &mut ReadDocument, number: usize, spans: &[Span]) {
    let text = &read.document.text;
    let words = |span: Span| span.of(text).to_owned();
    let pick = |dice: &mut Dice| spans[dice.below(spans.len())];
    let mut parties = Vec::new();
    for _ in 0..2 {
        let span = pick(dice);
        let actor = dice.rank(800);
        let party = Party {
            name: format!("Actor {actor}"),
            country: format!("C{:02}", actor % 100),
            id: (actor < 700).then(|| format!("actor-{actor}")),
            text: words(span),
            start: span.start,
            end: span.end,
        };
        read.mentions.push(Mention {
            span,
            text: party.text.clone(),
            actor: party.id.clone(),
            name: party.name.clone(),
            country: party.country.clone(),
        });
        parties.push(party);
    }
    let when = pick(dice);
    let (year, month, day) = (
        1900 + dice.below(120),
        1 + dice.below(12),
        1 + dice.below(28),
    );
    let edtf = match dice.below(3) {
        0 => format!("{year}"),
        1 => format!("{year}-{month:02}"),
        _ => format!("{year}-{month:02}-{day:02}"),
    };
    let edtf: Option<Edtf> = edtf.parse().ok();
    if number % 2 == 1 {
        return;
    }
    read.times.push(TimeExpression {
        span: when,
        text: words(when),
        edtf: edtf.clone(),
        stated: None,
        calendar: None,
        kind: "day".to_owned(),
        rule: format!("day-month-year-{}", dice.below(40)),
    });
    let span = read.sentences[number].span;
    let trigger = pick(dice);
    let recipient = parties.split_off(1);
    read.claims.push(Claim {
        doc: read.document.id.clone(),
        id: format!("{}-{}", &read.document.digest[..12], read.claims.len() + 1),
        class: format!("class-{}", dice.below(34)),
        actor: parties,
        recipient,
        when: edtf,
        status: Status::Asserted,
        source: None,
        office: None,
        instrument: None,
        quote: words(span),
        lang: read.document.lang.clone(),
        sentence: number,
        start: span.start,
        end: span.end,
        source_start: Some(span.start),
        source_end: Some(span.end),
        trigger: Trigger {
            text: words(trigger),
            start: trigger.start,
            end: trigger.end,
        },
        when_text: Some(words(when)),
        when_start: Some(when.start),
        when_end: Some(when.end),
        when_from: Some(WhenFrom::Clause),
        quantities: Vec::new(),
        plover: Some("SUPPORT".to_owned()),
        reader: "rules 0.1.0".to_owned(),
        rule: format!("frame-{}", dice.below(300)),
        confidence: dice.below(1000) as f64 / 1000.0,
    });
}
