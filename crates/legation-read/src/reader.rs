//! Puts the steps together: one document in, claims, mentions, times and problems out.

use legation_model::{Document, Problem, Severity, Span};
use legation_pack::{Item, Lexicon, Scratch, TokenKind};

use crate::{
    LanguagePack, Packs, Reading, Sentence,
    discourse::Discourse,
    elements::introduces,
    explain::SentenceTrace,
    features::Weighing,
    memory::date_again,
    mentions::phrases,
    scan::{Scanned, scan},
    sentence::SentenceReader,
    sentences::{paragraphs, sentences},
    timing::resolve,
};

/// The reader's name and version, as claims carry it.
pub const READER: &str = concat!("frames/", env!("CARGO_PKG_VERSION"));

impl Packs {
    /// Reads a document.
    #[must_use]
    pub fn read(&self, document: &Document) -> Reading {
        self.run(document, None)
    }

    /// Reads a document and tells the way of every sentence through all steps.
    #[must_use]
    pub fn explain(&self, document: &Document) -> (Reading, Vec<SentenceTrace>) {
        let mut traces = Vec::new();
        let reading = self.run(document, Some(&mut traces));
        (reading, traces)
    }

    fn run(&self, document: &Document, mut traces: Option<&mut Vec<SentenceTrace>>) -> Reading {
        let mut reading = Reading::default();
        let weighing = Weighing::new(&self.weights);
        let all = self.scan_document(document, &mut reading);
        let times = resolve(&all, document.published.as_ref(), &document.text);
        let mut discourse =
            Discourse::survey(&self.actors, all.iter().map(|(_, sentence)| sentence));
        // People are known by surname before the sentence that introduces them, in a heading say.
        for ((pack, sentence), timed) in all.iter().zip(&times) {
            if !introduces(&pack.lexicon, sentence) {
                continue;
            }
            let _ = phrases(
                &pack.lexicon,
                &self.actors,
                sentence,
                &mut discourse,
                &timed.times,
            );
        }
        for (number, ((pack, sentence), timed)) in all.iter().zip(&times).enumerate() {
            let mut one = SentenceReader {
                packs: self,
                weighing: &weighing,
                lexicon: &pack.lexicon,
                quantities: &pack.quantities,
                document,
                lang: reading.sentences[number].lang.clone(),
                number,
                sentence,
                timed,
                trace: traces.is_some().then(Vec::new),
                gaps: Vec::new(),
            };
            let before = (reading.mentions.len(), reading.claims.len());
            let cut = one.read(&mut discourse, &mut reading);
            if let Some(traces) = traces.as_deref_mut() {
                traces.push(SentenceTrace {
                    number,
                    span: sentence.span,
                    text: sentence.span.of(&document.text).to_owned(),
                    lang: pack.lexicon.language.tag.clone(),
                    clauses: cut
                        .iter()
                        .map(|c| {
                            sentence
                                .folded
                                .span(c.from, c.to)
                                .of(&document.text)
                                .to_owned()
                        })
                        .collect(),
                    mentions: reading.mentions[before.0..].to_vec(),
                    times: timed.expressions.clone(),
                    frame: timed.frame.as_ref().map(ToString::to_string),
                    triggers: one.trace.unwrap_or_default(),
                    claims: reading.claims[before.1..].to_vec(),
                    gaps: one.gaps,
                });
            }
            reading.times.extend(timed.expressions.iter().cloned());
        }
        date_again(&mut reading.claims);
        let digest = document.digest.get(..12).unwrap_or("text");
        for (index, claim) in reading.claims.iter_mut().enumerate() {
            claim.id = format!("{digest}-{:04}", index + 1);
        }
        reading
    }

    /// Cuts and scans all sentences that are read, headings too.
    fn scan_document(
        &self,
        document: &Document,
        reading: &mut Reading,
    ) -> Vec<(&LanguagePack, Scanned)> {
        let mut scratch = Scratch::default();
        let mut items: Vec<Item> = Vec::new();
        let mut all = Vec::new();
        let mut unread: Vec<(String, Span)> = Vec::new();
        for (index, paragraph) in paragraphs(document).iter().enumerate() {
            let lang = paragraph.lang.as_deref().unwrap_or(&document.lang);
            let Some(pack) = self.language_for(lang) else {
                if !unread.iter().any(|(l, _)| l == lang) {
                    unread.push((lang.to_owned(), paragraph.span));
                }
                continue;
            };
            for span in sentences(&pack.lexicon.language, &document.text, paragraph) {
                let mut sentence = scan(
                    &pack.lexicon,
                    &document.text,
                    span,
                    &paragraph.holes,
                    &mut scratch,
                    &mut items,
                );
                sentence.paragraph = index;
                sentence.heading = paragraph.heading;
                reading.sentences.push(Sentence {
                    span,
                    lang: lang.to_owned(),
                    index_text: index_text(&pack.lexicon, &sentence),
                });
                all.push((pack, sentence));
            }
        }
        for (lang, span) in unread {
            let known: Vec<&str> = self.languages.keys().map(String::as_str).collect();
            reading.problems.push(Problem {
                code: "read-no-pack".to_owned(),
                severity: Severity::Warning,
                message: format!("no pack reads the language `{lang}`"),
                hint: Some(format!("packs read {}; give the language with --lang if it was not recognized, or add a pack", known.join(", "))),
                span: Some(span),
            });
        }
        all
    }
}

/// Folded words with their forms without clitics.
fn index_text(lexicon: &Lexicon, sentence: &Scanned) -> String {
    let mut out = String::with_capacity(sentence.folded.text.len() * 2);
    for index in 0..sentence.folded.tokens.len() {
        if sentence.folded.tokens[index].kind == TokenKind::Punct {
            continue;
        }
        let word = sentence.word(index);
        for (prefix, rest) in lexicon.language.strip(word) {
            if prefix.is_none() || rest.chars().count() >= 3 {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(rest);
            }
        }
    }
    out
}
