//! Time expressions of a whole document, by sentence: the bridge to the time engine.

use legation_model::{BlockKind, Edtf, TimeExpression};
use legation_pack::{PrepGroup, Sense};
use legation_time::{Naming, Operator, Passage, Resolved, Role, read_stretches};

use crate::{LanguagePack, scan::Scanned, when::Timed};

/// What the time engine says of one sentence.
#[derive(Debug, Clone, Default)]
pub(crate) struct SentenceTimes {
    pub(crate) times: Vec<Timed>,
    pub(crate) expressions: Vec<TimeExpression>,
    /// The narrative's date before the sentence.
    pub(crate) frame: Option<Edtf>,
}

/// Finds the expressions of every sentence and resolves them along the document.
pub(crate) fn resolve(
    all: &[(&LanguagePack, Scanned)],
    published: Option<&Edtf>,
    text: &str,
) -> Vec<SentenceTimes> {
    let named: Vec<Named> = all
        .iter()
        .map(|(pack, sentence)| Named::of(pack, sentence))
        .collect();
    let stretches: Vec<Passage<'_>> = all
        .iter()
        .zip(&named)
        .map(|((pack, sentence), named)| Passage {
            folded: &sentence.folded,
            engine: &pack.engine,
            kind: if sentence.heading {
                BlockKind::Heading
            } else {
                BlockKind::Paragraph
            },
            names: &named.places,
        })
        .collect();
    let mut last: Option<Dated> = None;
    read_stretches(text, published, &stretches)
        .into_iter()
        .zip(all)
        .enumerate()
        .map(|(number, (sentence, (_, scanned)))| {
            let frame = last
                .as_ref()
                .filter(|last| last.reaches(number, scanned))
                .and_then(|last| last.chapter.clone().or(sentence.frame_before));
            if let Some(time) = sentence.times.iter().rfind(|t| t.expression.edtf.is_some()) {
                let alone = time.tokens.len() + 1 >= scanned.folded.tokens.len();
                let heading = scanned.heading || alone;
                last = Some(Dated {
                    number,
                    paragraph: scanned.paragraph,
                    heading,
                    chapter: time.expression.edtf.clone().filter(|_| alone),
                });
            }
            SentenceTimes {
                times: sentence
                    .times
                    .iter()
                    .map(|time| Timed {
                        from: time.tokens.start,
                        to: time.tokens.end,
                        span: time.expression.span,
                        edtf: time.expression.edtf.clone(),
                        until: time
                            .plain
                            .clone()
                            .filter(|_| time.operator == Some(Operator::Until)),
                        aside: matches!(time.role, Role::Bracket | Role::Relative),
                        citation: time.expression.kind == "citation",
                        owner: named[number].owner(time, scanned),
                    })
                    .collect(),
                expressions: sentence
                    .times
                    .into_iter()
                    .map(|time| time.expression)
                    .collect(),
                frame,
            }
        })
        .collect()
}

/// The last sentence with a date.
struct Dated {
    number: usize,
    paragraph: usize,
    heading: bool,
    /// The date, where it is all that its line says: the head of a chapter.
    chapter: Option<Edtf>,
}

/// How many sentences of its paragraph a date reaches beyond its own.
const REACH: usize = 1;

impl Dated {
    /// Whether its date is also that of a sentence without one: of the next sentence of its paragraph; a heading's date
    /// reaches as far as the paragraph below it.
    fn reaches(&self, number: usize, sentence: &Scanned) -> bool {
        if self.heading {
            sentence.paragraph <= self.paragraph + 1
        } else {
            sentence.paragraph == self.paragraph && number <= self.number + REACH
        }
    }
}

/// The nouns of a sentence that a bare date may be part of: agreements and events.
struct Named {
    places: Vec<Naming>,
    /// Of each place the tokens of its noun.
    owners: Vec<(usize, usize)>,
}

impl Named {
    fn of(pack: &LanguagePack, sentence: &Scanned) -> Self {
        let language = &pack.lexicon.language;
        let agreements = sentence
            .nominal
            .iter()
            .filter(|i| i.sense == Sense::Agreement)
            .map(|i| (i.from, i.to));
        let events = sentence
            .triggers
            .iter()
            .filter(|t| t.only_noun())
            .map(|t| (t.from, t.to));
        let mut named = Self {
            places: Vec::new(),
            owners: Vec::new(),
        };
        for (from, to) in agreements.chain(events) {
            let of = sentence.preps.iter().find(|p| {
                p.from == to && pack.lexicon.frames.prepositions.group(p.what) == PrepGroup::Of
            });
            if language.modifier_first {
                named.places.push(Naming::Ends(from));
                named.owners.push((from, to));
            }
            if let Some(of) = of {
                named.places.push(Naming::Begins(of.to));
                named.owners.push((from, to));
            } else if !language.modifier_first {
                named.places.push(Naming::Begins(to));
                named.owners.push((from, to));
            }
        }
        named
    }

    /// The noun that a date is part of the name of.
    fn owner(&self, time: &Resolved, sentence: &Scanned) -> Option<(usize, usize)> {
        let holds = |n: &Naming| n.holds(&sentence.folded, &time.tokens);
        let place = self.places.iter().position(holds)?;
        Some(self.owners[place])
    }
}
