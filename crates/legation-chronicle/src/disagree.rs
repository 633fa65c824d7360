//! Disagreements: looked for among claims about the same event or tie alone, never across the record.
//!
//! A difference in precision is none. Each rule says what it holds against what, and is silent where an innocent reading is
//! as likely: a false alarm costs more trust than a gap.

mod narrative;
mod numbers;
mod sequence;

use legation_model::{
    Bounds, ClaimAt, Disagreement, DisagreementKind, Participant, Status, TieKind,
};

use crate::{
    affair::{Affair, Part},
    cluster::{Cluster, Mood},
    context::{Context, SideKey},
    date::Shape,
    facts::{ActorKey, Fact},
    ident::ident,
    rivals::gap,
};

/// A year and its edges: what is said and what is denied of so wide a date may be two things.
const YEAR: i64 = 366;

/// A disagreement before it has its id.
pub(super) struct Found {
    pub(super) kind: DisagreementKind,
    pub(super) about: Vec<Participant>,
    /// The facts, the one shown first before the others.
    pub(super) facts: Vec<u32>,
    pub(super) because: &'static str,
    pub(super) apart: Option<i64>,
    pub(super) sentence: String,
}

impl Context<'_> {
    pub(crate) fn disagreements(
        &self,
        affair: Affair,
        parts: &[Part],
        clusters: &[Cluster],
    ) -> Vec<Disagreement> {
        let mut found = Vec::new();
        // A disagreement about an event is told where the event is.
        let at_home = |cluster: &&Cluster| cluster.parts.iter().any(|part| part.home);
        for cluster in clusters.iter().filter(at_home) {
            self.rival_dates(cluster, &mut found);
            self.who_did_it(cluster, &mut found);
            self.numbers(cluster, &mut found);
        }
        match affair {
            Affair::Dyad(..) => {
                self.polarity(clusters, &mut found);
                self.states_of_relations(clusters, &mut found);
            }
            Affair::Thing(thing) => {
                self.polarity(clusters, &mut found);
                self.life(ActorKey(thing), clusters, &mut found);
                self.left_before_joining(ActorKey(thing), clusters, &mut found);
            }
            Affair::Offices(_) => {
                self.polarity(clusters, &mut found);
                self.two_in_one_office(clusters, &mut found);
            }
            Affair::Document(_) => {
                self.misprinted(parts, &mut found);
                self.ends_of_periods(parts, &mut found);
            }
        }
        let mut all: Vec<Disagreement> = found.into_iter().map(|f| self.finished(f)).collect();
        all.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
        all.dedup_by(|a, b| a.id == b.id);
        all
    }

    fn finished(&self, found: Found) -> Disagreement {
        let claims: Vec<ClaimAt> = found.facts.iter().map(|n| self.fact(*n).at).collect();
        let mut names: Vec<String> = found
            .facts
            .iter()
            .map(|n| {
                let fact = self.fact(*n);
                let doc = &self.facts.sources[fact.document.0 as usize].id;
                format!("{doc}\t{}", fact.at.number)
            })
            .collect();
        names.sort_unstable();
        names.dedup();
        let kind = found.kind.as_str();
        Disagreement {
            id: ident(
                'd',
                std::iter::once(kind).chain(names.iter().map(String::as_str)),
            ),
            kind: found.kind,
            about: found.about,
            claims,
            first_because: found.because.to_owned(),
            days_apart: found.apart,
            sentence: found.sentence,
        }
    }

    /// The parties of a claim, without those named twice.
    pub(super) fn about(&self, fact: &Fact) -> Vec<Participant> {
        let mut about: Vec<Participant> = Vec::new();
        for actor in self.facts.parties_of(fact) {
            let actor = self.facts.actor(*actor);
            if !about.contains(actor) {
                about.push(actor.clone());
            }
        }
        about
    }

    /// What a claim tells of, in a few words: the class and whom it names.
    pub(super) fn told(&self, fact: &Fact) -> String {
        let names: Vec<String> = self.about(fact).into_iter().map(|p| p.name).collect();
        let class = self.facts.word(fact.class);
        match names.as_slice() {
            [] => class.to_owned(),
            names => format!("{class} ({})", names.join(", ")),
        }
    }

    pub(super) fn when(&self, fact: &Fact) -> &str {
        self.facts.date(fact).map_or("no date", |d| d.edtf.as_str())
    }

    fn rival_dates(&self, cluster: &Cluster, found: &mut Vec<Found>) {
        for rival in &cluster.rivals {
            let (kept, other) = (self.core(cluster), self.fact(rival.core));
            found.push(Found {
                kind: DisagreementKind::Date,
                about: self.about(kept),
                facts: vec![cluster.core, rival.core],
                because: rival.because,
                apart: Some(rival.apart),
                sentence: format!(
                    "{} is dated {} in one place and {} in another, at least {} apart.",
                    self.told(kept),
                    self.when(kept),
                    self.when(other),
                    days(rival.apart)
                ),
            });
        }
    }

    /// One breaks with the other in one document, the other with the one in another.
    fn who_did_it(&self, cluster: &Cluster, found: &mut Vec<Found>) {
        let rule = self.rule(cluster.class);
        if cluster.mood != Mood::Told || !rule.is_some_and(|rule| rule.symmetric && rule.once) {
            return;
        }
        let sides = |fact: &Fact| -> Option<(SideKey, SideKey)> {
            let (actors, recipients) = (self.facts.actors_of(fact), self.facts.recipients_of(fact));
            match (actors, recipients) {
                ([a], [b]) => Some((self.side(*a), self.side(*b))),
                _ => None,
            }
        };
        let told: Vec<(u32, (SideKey, SideKey))> = cluster
            .parts
            .iter()
            .filter_map(|part| Some((part.fact, sides(self.fact(part.fact))?)))
            .collect();
        for (n, (first, (a, b))) in told.iter().enumerate() {
            let swapped = told[n + 1..].iter().find(|(other, (c, d))| {
                (c, d) == (b, a) && self.fact(*other).document != self.fact(*first).document
            });
            if let Some((second, _)) = swapped {
                let fact = self.fact(*first);
                let name = |facts: &[ActorKey]| self.facts.actor(facts[0]).name.clone();
                let (one, other) = (
                    name(self.facts.actors_of(fact)),
                    name(self.facts.recipients_of(fact)),
                );
                found.push(Found {
                    kind: DisagreementKind::Role,
                    about: self.about(fact),
                    facts: vec![*first, *second],
                    because: "told-first",
                    apart: None,
                    sentence: format!(
                        "{} is told of {one} towards {other} in one document and of {other} towards {one} in another.",
                        self.facts.word(cluster.class)
                    ),
                });
                return;
            }
        }
    }

    /// What one claim tells another denies, of the same time.
    fn polarity(&self, clusters: &[Cluster], found: &mut Vec<Found>) {
        let narrow = |days: Option<Bounds>| days.and_then(Bounds::days).is_some_and(|n| n <= YEAR);
        for denied in clusters.iter().filter(|c| c.mood == Mood::Denied) {
            if !narrow(denied.days)
                || !self.is_well_told(self.core(denied))
                || !denied.parts.iter().any(|part| part.home)
            {
                continue;
            }
            let founding = self.touches(self.core(denied), TieKind::Existence);
            let told = clusters.iter().find(|told| {
                told.mood == Mood::Told
                    && told.class == denied.class
                    && narrow(told.days)
                    && gap(told.days, denied.days) == Some(0)
                    && told.who.agrees(&denied.who, self, founding)
                    && named_alike(told, denied)
                    && !self.share_a_document(told, denied)
                    && self.is_well_told(self.core(told))
            });
            if let Some(told) = told {
                let (yes, no) = (self.core(told), self.core(denied));
                found.push(Found {
                    kind: DisagreementKind::Polarity,
                    about: self.about(yes),
                    facts: vec![told.core, denied.core],
                    because: "asserted",
                    apart: None,
                    sentence: format!(
                        "{} is told of {} in one place and denied of {} in another.",
                        self.told(yes),
                        self.when(yes),
                        self.when(no)
                    ),
                });
            }
        }
    }

    /// Relations that are told to have been so until one time and until another.
    fn states_of_relations(&self, clusters: &[Cluster], found: &mut Vec<Found>) {
        let mut until: Vec<(u32, Bounds)> = Vec::new();
        for cluster in clusters.iter().filter(|c| c.mood == Mood::Told) {
            let Some(rule) = self.rule(cluster.class) else {
                continue;
            };
            if !rule.symmetric || !rule.opens.is_empty() || !rule.closes.is_empty() {
                continue;
            }
            for part in cluster.parts.iter().filter(|part| part.home) {
                let date = self.facts.date(self.fact(part.fact));
                if let Some(date) = date.filter(|date| date.shape == Shape::Until)
                    && let Some(end) = &date.end
                {
                    until.push((part.fact, end.bounds()));
                }
            }
        }
        until.sort_by_key(|(fact, _)| *fact);
        for (n, (first, end)) in until.iter().enumerate() {
            for (second, other) in &until[n + 1..] {
                let (a, b) = (self.fact(*first), self.fact(*second));
                let Some(apart) = gap(Some(*end), Some(*other)).filter(|n| *n > 0) else {
                    continue;
                };
                if a.class != b.class {
                    continue;
                }
                let (mut facts, mut because) = (vec![*first, *second], "told-first");
                if a.status != b.status {
                    because = "asserted";
                    if b.status == Status::Asserted {
                        facts.reverse();
                    }
                }
                found.push(Found {
                    kind: DisagreementKind::Date,
                    about: self.about(a),
                    facts,
                    because,
                    apart: Some(apart),
                    sentence: format!(
                        "{} is told until {} in one place and until {} in another, at least {} apart.",
                        self.told(a),
                        until_when(self.when(a)),
                        until_when(self.when(b)),
                        days(apart)
                    ),
                });
            }
        }
    }
}

/// Whether two clusters name both sides alike: a denial without its other side denies nothing in particular.
fn named_alike(a: &Cluster, b: &Cluster) -> bool {
    a.who.acting == b.who.acting && a.who.suffering == b.who.suffering
}

fn until_when(date: &str) -> &str {
    date.trim_start_matches("../")
}

/// A number of days in words that a person reads at once.
pub(super) fn days(n: i64) -> String {
    match n {
        1 => "one day".to_owned(),
        n if n < 62 => format!("{n} days"),
        n if n < 730 => format!("{} months", n / 30),
        n => format!("{} years", n / 365),
    }
}
