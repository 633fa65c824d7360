//! Puts the steps together: one document in, claims, mentions, times and problems out.

use legation_model::{
    ActorKind, Claim, Document, Mention, Problem, Severity, Span, Status, Trigger,
};
use legation_pack::{
    ActorId, Frame, Item, Lexicon, Named, Scratch, Sense, Sort, TokenKind, WordClass,
};

use crate::{
    LanguagePack, Packs, Reading, Sentence,
    clauses::{Clause, clause_of, clauses},
    discourse::Discourse,
    explain::{CandidateTrace, FrameTrace, SentenceTrace, TriggerTrace},
    mentions::{Phrase, Who, phrases},
    parties::{Draft, Resolver},
    roles::{Candidate, Filled, Filler, Scene},
    scan::{Scanned, TriggerWord, scan},
    sentences::{paragraphs, sentences},
    status::status,
    timing::{SentenceTimes, resolve},
    when::{When, choose},
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
        let scanned = self.scan_document(document, &mut reading);
        let all: Vec<(&LanguagePack, Scanned)> = scanned;
        let times = resolve(&all, document.published.as_ref(), &document.text);
        let only: Vec<Scanned> = all.iter().map(|(_, s)| s.clone()).collect();
        let mut discourse = Discourse::survey(&self.actors, &only);
        for (number, ((pack, sentence), timed)) in all.iter().zip(&times).enumerate() {
            let mut one = SentenceReader {
                packs: self,
                lexicon: &pack.lexicon,
                document,
                number,
                sentence,
                timed,
                trace: traces.is_some().then(Vec::new),
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
                });
            }
            reading.times.extend(timed.expressions.iter().cloned());
        }
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

/// Reads one sentence.
struct SentenceReader<'a> {
    packs: &'a Packs,
    lexicon: &'a Lexicon,
    document: &'a Document,
    number: usize,
    sentence: &'a Scanned,
    timed: &'a SentenceTimes,
    trace: Option<Vec<TriggerTrace>>,
}

/// A frame that could be filled, before the best is chosen.
struct Proposal<'a> {
    frame: &'a Frame,
    filled: Filled,
    score: f64,
    office: Option<usize>,
}

impl<'a> SentenceReader<'a> {
    fn text(&self) -> &str {
        &self.document.text
    }

    fn read(&mut self, discourse: &mut Discourse, reading: &mut Reading) -> Vec<Clause> {
        let phrases = phrases(self.lexicon, &self.packs.actors, self.sentence, discourse);
        let cut = clauses(self.lexicon, self.sentence);
        let sentence_when = self
            .timed
            .times
            .iter()
            .find_map(|t| t.edtf.as_ref())
            .or(self.timed.frame.as_ref())
            .map(legation_model::Edtf::bounds);
        let drafts = self.mentions(&phrases, sentence_when, discourse, reading);
        if self.sentence.heading {
            return cut;
        }
        let triggers: Vec<&TriggerWord> = self
            .sentence
            .triggers
            .iter()
            .filter(|t| !self.covered(t, &phrases))
            .collect();
        let spans: Vec<(usize, usize)> = triggers.iter().map(|t| (t.from, t.to)).collect();
        let mut carried: Option<(usize, usize)> = None;
        let mut made: Vec<(Claim, (usize, usize), usize)> = Vec::new();
        let mut acted: Vec<Draft> = Vec::new();
        for trigger in &triggers {
            let when = choose(
                &self.timed.times,
                &cut,
                &spans,
                trigger.from,
                trigger.to,
                self.timed.frame.as_ref(),
            );
            let Some(proposal) =
                self.propose(trigger, &cut, &phrases, when.bounds(), carried, discourse)
            else {
                continue;
            };
            let resolver = Resolver {
                actors: &self.packs.actors,
                text: self.text(),
                when: when.bounds(),
            };
            let Some((claim, actors)) = self.claim(
                trigger, &proposal, &cut, &phrases, &drafts, &resolver, &when, discourse,
            ) else {
                continue;
            };
            if let Some(Filler::List(list)) = proposal.filled.actor.first().map(|c| c.filler) {
                carried = Some((list, clause_of(&cut, trigger.from)));
            }
            if acted.is_empty() {
                acted = actors;
            }
            let clause = clause_of(&cut, trigger.from);
            if let Some(same) = made.iter_mut().find(|(c, at, cl)| {
                *cl == clause && twins(c, &claim, *at, (trigger.from, trigger.to))
            }) {
                if claim.confidence > same.0.confidence {
                    *same = (claim, (trigger.from, trigger.to), clause);
                }
            } else {
                made.push((claim, (trigger.from, trigger.to), clause));
            }
        }
        if acted.is_empty() {
            acted = phrases
                .iter()
                .zip(&drafts)
                .find(|(p, d)| p.prep.is_none() && !p.adjective && !d.is_empty())
                .map_or_else(Vec::new, |(_, d)| d.clone());
        }
        if !acted.is_empty() {
            discourse.subject = acted;
        }
        reading
            .claims
            .extend(made.into_iter().map(|(claim, ..)| claim));
        cut
    }

    /// Resolves the phrases in order, writes them down as mentions, and lets the discourse know.
    fn mentions(
        &self,
        phrases: &[Phrase],
        when: Option<legation_model::Bounds>,
        discourse: &mut Discourse,
        reading: &mut Reading,
    ) -> Vec<Vec<Draft>> {
        let mut all = Vec::with_capacity(phrases.len());
        for phrase in phrases {
            let resolver = Resolver {
                actors: &self.packs.actors,
                text: self.text(),
                when,
            };
            let drafts = resolver.resolve(self.sentence, phrase, discourse);
            for draft in &drafts {
                if matches!(
                    phrase.who,
                    Who::Actor(_) | Who::Place(_) | Who::Introduced(_)
                ) {
                    reading.mentions.push(Mention {
                        span: draft.span,
                        text: draft.span.of(self.text()).to_owned(),
                        actor: draft
                            .id
                            .map(|id| self.packs.actors.entry(id).actor.id.clone()),
                        name: draft.name.clone(),
                        country: draft.country.clone(),
                    });
                }
                if !matches!(phrase.who, Who::Pronoun | Who::Bare) {
                    discourse.mention(draft);
                }
                if let (Some(title), true) = (phrase.title, phrase.person) {
                    discourse.titles.insert(title, draft.clone());
                }
            }
            all.push(drafts);
        }
        all
    }

    /// Whether a name or time expression covers a trigger.
    fn covered(&self, trigger: &TriggerWord, phrases: &[Phrase]) -> bool {
        let named = self.sentence.nominal.iter().any(|i| {
            matches!(i.sense, Sense::Name(Named::Actor(_) | Named::Place(_), _))
                && i.from <= trigger.from
                && trigger.to <= i.to
                && phrases.iter().any(|p| p.from <= i.from && i.to <= p.to)
        });
        named
            || self
                .timed
                .times
                .iter()
                .any(|t| t.from <= trigger.from && trigger.to <= t.to)
    }

    /// The best frame of a trigger, filled.
    fn propose(
        &mut self,
        trigger: &TriggerWord,
        cut: &[Clause],
        phrases: &[Phrase],
        when: Option<legation_model::Bounds>,
        carried: Option<(usize, usize)>,
        discourse: &Discourse,
    ) -> Option<Proposal<'a>> {
        let lexicon = self.lexicon;
        let mut best: Option<Proposal<'a>> = None;
        let mut frames: Vec<FrameTrace> = Vec::new();
        for &(index, sort, pronoun) in &trigger.senses {
            let frame = &lexicon.frames.list[usize::from(index)];
            let class = self.packs.classes.get(frame.class);
            let mut note = |score, parties, dropped: Option<String>| {
                frames.push(FrameTrace {
                    rule: frame.id.clone(),
                    class: class.name.clone(),
                    score,
                    parties,
                    dropped,
                });
            };
            let near = |set| self.companion(set, trigger, cut, frame.reach);
            let companion = frame.with.and_then(near);
            if frame.with.is_some() && companion.is_none() {
                note(
                    None,
                    Vec::new(),
                    Some("none of its companion words stands near".to_owned()),
                );
                continue;
            }
            if frame.without.and_then(near).is_some() {
                note(
                    None,
                    Vec::new(),
                    Some("a word that rules it out stands near".to_owned()),
                );
                continue;
            }
            let sort = if sort == Sort::Verb && self.passive(trigger) {
                Sort::Passive
            } else {
                sort
            };
            let (office, excluded) = if frame.office {
                self.office(trigger, cut, phrases)
            } else {
                (None, Vec::new())
            };
            let scene = Scene {
                lexicon,
                actors: &self.packs.actors,
                weights: &self.packs.weights,
                sentence: self.sentence,
                clauses: cut,
                phrases,
                when,
                carried,
                discourse: !discourse.subject.is_empty(),
                topical: discourse.topics.len() > 1,
                excluded: &excluded,
            };
            let mut filled = scene.fill(frame, trigger, sort, pronoun, companion, class.symmetric);
            let mut office = office;
            if frame.office && filled.actor.is_empty() && office.is_some() {
                // "The Soviet defence minister was dismissed": the title is the person.
                let scene = Scene { excluded: &[], ..scene };
                filled = scene.fill(frame, trigger, sort, pronoun, companion, class.symmetric);
                office = None;
            }
            let score = self.score(frame, &filled, sort, companion.is_some(), class.symmetric);
            let parties = if self.trace.is_some() {
                self.trace_parties(&filled, phrases)
            } else {
                Vec::new()
            };
            if filled.actor.is_empty() && filled.recipient.is_empty() {
                note(Some(score), parties, Some("no party was found".to_owned()));
                continue;
            }
            if best.as_ref().is_some_and(|b| b.score >= score) {
                note(
                    Some(score),
                    parties,
                    Some("another frame fits better".to_owned()),
                );
                continue;
            }
            note(Some(score), parties, None);
            best = Some(Proposal {
                frame,
                filled,
                score,
                office,
            });
        }
        if let Some(trace) = &mut self.trace {
            let chosen = best.as_ref().map(|b| b.frame.id.clone());
            for frame in &mut frames {
                if frame.dropped.is_none() && Some(&frame.rule) != chosen.as_ref() {
                    frame.dropped = Some("another frame fits better".to_owned());
                }
            }
            trace.push(TriggerTrace {
                text: self
                    .sentence
                    .folded
                    .span(trigger.from, trigger.to)
                    .of(&self.document.text)
                    .to_owned(),
                frames,
            });
        }
        best
    }

    fn trace_parties(&self, filled: &Filled, phrases: &[Phrase]) -> Vec<CandidateTrace> {
        let text = |filler: Filler| match filler {
            Filler::Last => "(who acted last)".to_owned(),
            Filler::Other => "(somebody else named before)".to_owned(),
            Filler::Pair => "(the two sides)".to_owned(),
            Filler::List(list) => {
                let words: Vec<&str> = phrases
                    .iter()
                    .filter(|p| p.list == list)
                    .map(|p| self.sentence.folded.span(p.from, p.to).of(self.text()))
                    .collect();
                words.join(" + ")
            }
        };
        let one = |role: &'static str, c: &Candidate| CandidateTrace {
            role,
            text: text(c.filler),
            slot: c.slot,
            score: c.score,
        };
        filled
            .actor
            .iter()
            .map(|c| one("actor", c))
            .chain(filled.recipient.iter().map(|c| one("recipient", c)))
            .collect()
    }

    /// Where a companion word of a set stands near a trigger, outside of it: in its clause or the next one.
    fn companion(
        &self,
        set: legation_pack::SetId,
        trigger: &TriggerWord,
        cut: &[Clause],
        reach: usize,
    ) -> Option<(usize, usize)> {
        let clause = clause_of(cut, trigger.from);
        self.sentence
            .companions
            .iter()
            .filter(|c| c.what == set && (c.to <= trigger.from || c.from >= trigger.to))
            .filter(|c| {
                let gap = if c.from >= trigger.to {
                    c.from - trigger.to
                } else {
                    trigger.from - c.to
                };
                gap <= reach && clause_of(cut, c.from).abs_diff(clause) <= 1
            })
            .min_by_key(|c| {
                if c.from >= trigger.to {
                    c.from - trigger.to
                } else {
                    trigger.from - c.to + 1
                }
            })
            .map(|c| (c.from, c.to))
    }

    /// Whether a word that makes passives stands right before a verb.
    fn passive(&self, trigger: &TriggerWord) -> bool {
        self.sentence.words.iter().any(|w| {
            w.what == WordClass::Passive
                && w.to <= trigger.from
                && trigger.from - w.to <= 1
                && !self
                    .sentence
                    .triggers
                    .iter()
                    .any(|t| t.from >= w.to && t.to <= trigger.from)
        })
    }

    /// The phrase that names the office taken or left: a title without a person, behind the trigger by preference.
    fn office(
        &self,
        trigger: &TriggerWord,
        cut: &[Clause],
        phrases: &[Phrase],
    ) -> (Option<usize>, Vec<usize>) {
        let clause = cut[clause_of(cut, trigger.from)];
        let is_office = |p: &&Phrase| {
            p.title
                .is_some_and(|t| self.lexicon.nouns.titles[usize::from(t)].office)
                && !p.person
        };
        let inside = |p: &&Phrase| p.from >= clause.from && p.from < clause.to;
        let behind = phrases
            .iter()
            .filter(is_office)
            .filter(inside)
            .find(|p| p.from >= trigger.to);
        let found = behind.or_else(|| {
            phrases
                .iter()
                .filter(is_office)
                .filter(inside)
                .rfind(|p| p.to <= trigger.from)
        });
        let Some(office) = found else {
            return (None, Vec::new());
        };
        let index = phrases.iter().position(|p| p == office);
        // An office named twice in a list ("first secretary and prime minister") is one list: none of it is a party.
        (index, vec![office.list])
    }

    /// The total of a filled frame.
    fn score(
        &self,
        frame: &Frame,
        filled: &Filled,
        sort: Sort,
        companion: bool,
        symmetric: bool,
    ) -> f64 {
        let w = |name: &str| self.packs.weights.weight(name);
        let actor = filled.actor.first().map_or(0.0, |c| c.score);
        let second = if symmetric {
            filled.actor.get(1).map_or(0.0, |c| c.score)
        } else {
            0.0
        };
        let recipient = filled.recipient.first().map_or(second, |c| c.score);
        let weak = filled
            .actor
            .first()
            .is_some_and(|c| c.filler == Filler::Last);
        let mut score = w("bias") + w("party") * actor + w("recipient") * recipient;
        if companion && frame.with.is_some() {
            score += w("companion_found");
        }
        if sort == Sort::Noun {
            score += w("noun");
        }
        if weak {
            score += w("weak_subject");
        }
        score
    }

    /// The claim of a filled frame, with its actors.
    #[allow(clippy::too_many_arguments)]
    fn claim(
        &self,
        trigger: &TriggerWord,
        proposal: &Proposal<'_>,
        cut: &[Clause],
        phrases: &[Phrase],
        drafts: &[Vec<Draft>],
        resolver: &Resolver<'_>,
        when: &When,
        discourse: &Discourse,
    ) -> Option<(Claim, Vec<Draft>)> {
        let parties = |candidates: &[Candidate], not: &[Draft]| {
            let mut found: Vec<Draft> = Vec::new();
            for candidate in candidates {
                let not = [not, found.as_slice()].concat();
                for draft in self.fill(candidate, phrases, drafts, resolver, discourse, &not) {
                    if !found
                        .iter()
                        .any(|d| d.name == draft.name && d.country == draft.country)
                    {
                        found.push(draft);
                    }
                }
            }
            found
        };
        let actors = parties(&proposal.filled.actor, &[]);
        let mut recipients = parties(&proposal.filled.recipient, &actors);
        let mut office = None;
        if proposal.frame.office {
            let phrase = proposal.office.map(|i| &phrases[i]);
            let title = phrase
                .or_else(|| {
                    self.list(&proposal.filled, phrases)
                        .find(|p| p.title.is_some())
                })
                .and_then(|p| p.title);
            office = title.map(|t| self.lexicon.nouns.titles[usize::from(t)].name.clone());
            if recipients.is_empty() {
                recipients = match phrase {
                    Some(phrase) if phrase.who != Who::Bare => {
                        resolver.resolve(self.sentence, phrase, discourse)
                    }
                    _ => self.home(
                        &actors,
                        phrase.map(|p| self.sentence.folded.span(p.from, p.to)),
                    ),
                };
            }
        }
        recipients.retain(|r| !actors.iter().any(|a| a.name == r.name));
        if actors.len() + recipients.len() < proposal.frame.parties.max(1) {
            return None;
        }
        let dated = when.from == Some(legation_model::WhenFrom::Clause);
        let total = proposal.score
            + if dated {
                self.packs.weights.weight("dated")
            } else {
                0.0
            };
        let confidence = 1.0 / (1.0 + (-total).exp());
        if confidence < self.packs.weights.threshold("drop") {
            return None;
        }
        let (status, cue) = match proposal.frame.status {
            Some(status) => (status, None),
            None => status(self.sentence, cut, trigger.from, trigger.to),
        };
        let undated;
        let when = if matches!(status, Status::Planned | Status::Denied) {
            undated = when.clone().without_context();
            &undated
        } else {
            when
        };
        let source = (status == Status::Attributed)
            .then(|| self.source(cue?, phrases, drafts))
            .flatten();
        let class = self.packs.classes.get(proposal.frame.class);
        let trigger_span = self.bare_span(trigger);
        let quote = self.quote(trigger_span, &actors, &recipients, when, cut, trigger);
        let source_span = self.document.map.source(quote);
        let text = self.text();
        let instrument = matches!(class.name.as_str(), "sign-agreement" | "end-agreement")
            .then(|| self.instrument(trigger, cut))
            .flatten();
        let claim = Claim {
            doc: self.document.id.clone(),
            id: String::new(),
            class: class.name.clone(),
            actor: actors
                .iter()
                .map(|d| d.party(&self.packs.actors, text))
                .collect(),
            recipient: recipients
                .iter()
                .map(|d| d.party(&self.packs.actors, text))
                .collect(),
            when: when.edtf.clone(),
            status,
            source,
            office,
            instrument,
            quote: quote.of(text).to_owned(),
            lang: self.lexicon.language.tag.clone(),
            sentence: self.number,
            start: quote.start,
            end: quote.end,
            source_start: source_span.map(|s| s.start),
            source_end: source_span.map(|s| s.end),
            trigger: Trigger {
                text: trigger_span.of(text).to_owned(),
                start: trigger_span.start,
                end: trigger_span.end,
            },
            when_text: when.span.map(|s| s.of(text).to_owned()),
            when_start: when.span.map(|s| s.start),
            when_end: when.span.map(|s| s.end),
            when_from: when.from,
            plover: class.plover.clone(),
            reader: READER.to_owned(),
            rule: proposal.frame.id.clone(),
            confidence: (confidence * 1000.0).round() / 1000.0,
        };
        Some((claim, actors))
    }

    fn list<'p>(&self, filled: &Filled, phrases: &'p [Phrase]) -> impl Iterator<Item = &'p Phrase> {
        let list = filled.actor.first().and_then(|c| {
            if let Filler::List(list) = c.filler {
                Some(list)
            } else {
                None
            }
        });
        phrases.iter().filter(move |p| Some(p.list) == list)
    }

    fn fill(
        &self,
        candidate: &Candidate,
        phrases: &[Phrase],
        drafts: &[Vec<Draft>],
        resolver: &Resolver<'_>,
        discourse: &Discourse,
        not: &[Draft],
    ) -> Vec<Draft> {
        // A pronoun that is no subject means somebody else than the subject.
        let other = |span: Span| {
            if not.is_empty() {
                resolver.other(discourse, &discourse.subject, span)
            } else {
                resolver.other(discourse, not, span)
            }
        };
        match candidate.filler {
            Filler::Last => discourse.subject.clone(),
            Filler::Other => other(self.sentence.span),
            Filler::Pair => resolver.sides(discourse, self.sentence.span),
            Filler::List(list) => phrases
                .iter()
                .zip(drafts)
                .filter(|(p, _)| p.list == list)
                .flat_map(|(phrase, known)| match phrase.who {
                    Who::Actor(_) | Who::Place(_) | Who::Introduced(_) => {
                        resolver.resolve(self.sentence, phrase, discourse)
                    }
                    Who::Pronoun if phrase.prep.is_some() || candidate.slot == "object" => {
                        other(self.sentence.folded.span(phrase.from, phrase.to))
                    }
                    _ => known.clone(),
                })
                .collect(),
        }
    }

    /// The states of persons.
    fn home(&self, actors: &[Draft], at: Option<Span>) -> Vec<Draft> {
        let Some(person) = actors.first() else {
            return Vec::new();
        };
        let state = self
            .packs
            .actors
            .iter()
            .find(|(_, e)| {
                e.actor.kind == ActorKind::State
                    && e.actor.country == person.country
                    && e.actor.to.is_none()
            })
            .or_else(|| {
                self.packs.actors.iter().find(|(_, e)| {
                    e.actor.kind == ActorKind::State && e.actor.country == person.country
                })
            });
        state
            .map(|(id, entry)| Draft {
                id: Some(id),
                name: entry.actor.name.clone(),
                country: person.country.clone(),
                span: at.unwrap_or(person.span),
                kind: Some(ActorKind::State),
            })
            .into_iter()
            .collect()
    }

    /// Who says what a reporting cue reports: the free phrase nearest to the cue.
    fn source(&self, cue: usize, phrases: &[Phrase], drafts: &[Vec<Draft>]) -> Option<String> {
        phrases
            .iter()
            .zip(drafts)
            .filter(|(p, d)| !d.is_empty() && !p.adjective)
            .min_by_key(|(p, _)| {
                if p.from >= cue {
                    p.from - cue
                } else {
                    cue - p.from + 1
                }
            })
            .and_then(|(_, d)| d.first())
            .map(|d| d.name.clone())
    }

    /// The trigger without the clitics that lean on it.
    fn bare_span(&self, trigger: &TriggerWord) -> Span {
        let span = self.sentence.folded.span(trigger.from, trigger.to);
        let Some(prefix) = trigger.prefix.map(|id| self.lexicon.prefix(id)) else {
            return span;
        };
        let mut left = prefix.text.chars().count();
        for (offset, c) in span.of(self.text()).char_indices() {
            let marks = !c.is_alphabetic();
            if left == 0 && !marks {
                return Span::new(span.start + offset, span.end);
            }
            if !marks {
                left -= 1;
            }
        }
        span
    }

    /// The clause that states the claim: trigger, its parties and its date as far as they stand in the trigger's clause.
    fn quote(
        &self,
        trigger_span: Span,
        actors: &[Draft],
        recipients: &[Draft],
        when: &When,
        cut: &[Clause],
        trigger: &TriggerWord,
    ) -> Span {
        let clause = cut[clause_of(cut, trigger.from)];
        let clause_span = self.sentence.folded.span(clause.from, clause.to);
        let mut quote = trigger_span;
        for span in actors
            .iter()
            .chain(recipients)
            .map(|d| d.span)
            .chain(when.span)
        {
            if clause_span.contains(span) {
                quote = quote.join(span);
            }
        }
        quote
    }

    /// The agreement that a claim is about: its noun with what follows up to the end of the name.
    fn instrument(&self, trigger: &TriggerWord, cut: &[Clause]) -> Option<String> {
        let clause = cut[clause_of(cut, trigger.from)];
        let named = self
            .sentence
            .nominal
            .iter()
            .filter(|i| i.from >= clause.from && i.to <= clause.to)
            .find_map(|i| match i.sense {
                Sense::Name(Named::Actor(id), _)
                    if self.packs.actors.entry(id).actor.kind == ActorKind::Agreement =>
                {
                    Some(self.packs.actors.entry(id).actor.name.clone())
                }
                _ => None,
            });
        named.or_else(|| {
            let noun = self
                .sentence
                .nominal
                .iter()
                .filter(|i| {
                    i.sense == Sense::Agreement && i.from >= clause.from && i.to <= clause.to
                })
                .min_by_key(|i| i.from.abs_diff(trigger.to))?;
            let stop = |t: usize| {
                self.sentence.folded.tokens[t].kind != TokenKind::Word
                    || self.timed.times.iter().any(|x| x.from <= t && t < x.to)
                    || self.sentence.words.iter().any(|w| w.from == t)
                    || self.sentence.preps.iter().any(|p| {
                        p.from == t
                            && p.to == t + 1
                            && self.lexicon.frames.prepositions.group(p.what)
                                != legation_pack::PrepGroup::Of
                    })
            };
            let end = (noun.to..clause.to.min(noun.to + 6))
                .find(|t| stop(*t))
                .unwrap_or(clause.to.min(noun.to + 6));
            Some(
                self.sentence
                    .folded
                    .span(noun.from, end)
                    .of(self.text())
                    .to_owned(),
            )
        })
    }
}

/// Whether two claims of one clause tell one event: the same class, triggers close by, a party in common.
fn twins(a: &Claim, b: &Claim, at: (usize, usize), other: (usize, usize)) -> bool {
    let gap = if other.0 >= at.1 {
        other.0 - at.1
    } else {
        at.0.saturating_sub(other.1)
    };
    let shared = a.actor.iter().chain(&a.recipient).any(|x| {
        b.actor
            .iter()
            .chain(&b.recipient)
            .any(|y| x.country == y.country)
    });
    a.class == b.class && gap <= 5 && shared
}
