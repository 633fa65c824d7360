//! The record as a whole: how much it holds, of which years and languages, and between whom most is told.

use std::collections::BTreeMap;

use legation_model::{Quad, Status};
use legation_record::{ActorSummary, Brief, BriefScope, EventFilter, Keys, TieFilter};
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::actors::{actor_key, state_of_code};
use crate::{Chronicle, Error, LoadedPacks, claim_threshold};

/// Pairs and actors that are named.
const NAMED: usize = 30;

/// How much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct OverviewCounts {
    /// Documents.
    pub documents: usize,
    /// Sentences.
    pub sentences: usize,
    /// Claims.
    pub claims: usize,
    /// Mentions.
    pub mentions: usize,
    /// Actors that are party to claims.
    pub actors: usize,
    /// Events.
    pub events: usize,
    /// Ties.
    pub ties: usize,
    /// Disagreements.
    pub disagreements: usize,
}

/// What there is in a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverviewLanguage {
    /// BCP 47 tag.
    pub lang: String,
    /// Documents whose main language it is.
    pub documents: usize,
    /// Claims of its sentences.
    pub claims: usize,
}

/// Claims of a year, which is that of the first day of their date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct OverviewYear {
    /// The year, counted astronomically.
    pub year: i64,
    /// Claims.
    pub claims: usize,
    /// Those of an event that is said to have happened and brings nearer.
    pub cooperative: usize,
    /// Those of one that sets apart.
    pub conflictual: usize,
}

/// Two states, each with whoever acts for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverviewPair {
    /// Key of the one.
    pub a: String,
    /// Key of the other.
    pub b: String,
    /// Claims that both take part in and that the chronicle is made of.
    pub claims: usize,
    /// Those of an event that is said to have happened and brings nearer.
    pub cooperative: usize,
    /// Those of one that sets apart.
    pub conflictual: usize,
    /// First year.
    pub first_year: Option<i64>,
    /// Last year.
    pub last_year: Option<i64>,
}

/// The record as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overview {
    /// How much there is.
    pub counts: OverviewCounts,
    /// By language, the one with most claims first.
    pub languages: Vec<OverviewLanguage>,
    /// First year of claims.
    pub first_year: Option<i64>,
    /// Last year of claims.
    pub last_year: Option<i64>,
    /// Years with claims, in order.
    pub years: Vec<OverviewYear>,
    /// Claims whose first day is not known.
    pub undated: usize,
    /// The pairs of states that most is told of.
    pub pairs: Vec<OverviewPair>,
    /// Keys of the actors that most is told of, with their claims.
    pub top_actors: Vec<(String, usize)>,
}

/// What is counted of claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tally {
    pub(super) claims: usize,
    pub(super) cooperative: usize,
    pub(super) conflictual: usize,
    pub(super) first_year: Option<i64>,
    pub(super) last_year: Option<i64>,
}

impl Tally {
    pub(super) fn add(&mut self, side: Option<Sign>, year: Option<i64>) {
        self.claims += 1;
        match side {
            Some(Sign::Cooperative) => self.cooperative += 1,
            Some(Sign::Conflictual) => self.conflictual += 1,
            None => {}
        }
        if let Some(year) = year {
            self.first_year = Some(self.first_year.map_or(year, |y| y.min(year)));
            self.last_year = Some(self.last_year.map_or(year, |y| y.max(year)));
        }
    }
}

/// Whether an event brings nearer or sets apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Cooperative,
    Conflictual,
}

/// What a class of events says, by the key of its word.
pub(super) struct Classes<'p> {
    packs: &'p LoadedPacks,
    known: FxHashMap<i64, (Option<Sign>, f64)>,
}

impl<'p> Classes<'p> {
    pub(super) fn new(packs: &'p LoadedPacks) -> Self {
        Self {
            packs,
            known: FxHashMap::default(),
        }
    }

    /// The side and the Goldstein weight of a claim; neither of one that says only what was planned or denied.
    pub(super) fn of(
        &mut self,
        brief: &Brief,
        keys: &mut Keys<'_>,
    ) -> Result<(Option<Sign>, f64), Error> {
        if !matches!(brief.status, Status::Asserted | Status::Attributed) {
            return Ok((None, 0.0));
        }
        if let Some(known) = self.known.get(&brief.class) {
            return Ok(*known);
        }
        let classes = &self.packs.packs.classes;
        let found = classes.find(&keys.word(brief.class)?).map(|id| {
            let class = classes.get(id);
            let side = class.quad.map(|quad| match quad {
                Quad::VerbalCooperation | Quad::MaterialCooperation => Sign::Cooperative,
                Quad::VerbalConflict | Quad::MaterialConflict => Sign::Conflictual,
            });
            (side, class.goldstein)
        });
        let found = found.unwrap_or((None, 0.0));
        self.known.insert(brief.class, found);
        Ok(found)
    }
}

/// Tells of the record as a whole, in one pass over its claims; `actors` are those of [`legation_record::Record::actors`].
///
/// # Errors
/// Where the database fails.
pub fn overview(chronicle: &Chronicle<'_>, actors: &[ActorSummary]) -> Result<Overview, Error> {
    let (record, packs) = (chronicle.record(), chronicle.packs());
    let _snapshot = record.snapshot()?;
    let threshold = claim_threshold(packs);
    let mut classes = Classes::new(packs);
    let mut states = States::new(packs);
    let mut years: BTreeMap<i64, Tally> = BTreeMap::new();
    let mut undated = 0;
    let mut by_lang: FxHashMap<i64, (String, usize)> = FxHashMap::default();
    let mut pairs: FxHashMap<(u32, u32), Tally> = FxHashMap::default();
    let mut sides: Vec<u32> = Vec::new();
    record.briefs::<Error>(BriefScope::All, |brief, keys| {
        let (sign, _) = classes.of(brief, keys)?;
        let year = brief.first_day.map(|day| day.ymd().0);
        match year {
            Some(year) => years.entry(year).or_default().add(sign, None),
            None => undated += 1,
        }
        match by_lang.get_mut(&brief.lang) {
            Some((_, count)) => *count += 1,
            None => {
                by_lang.insert(brief.lang, (keys.word(brief.lang)?, 1));
            }
        }
        if brief.confidence < threshold {
            return Ok(());
        }
        sides.clear();
        for party in &brief.parties {
            sides.extend(states.of(*party, keys)?);
        }
        sides.sort_unstable();
        sides.dedup();
        for (at, a) in sides.iter().enumerate() {
            for b in &sides[at + 1..] {
                pairs.entry((*a, *b)).or_default().add(sign, year);
            }
        }
        Ok(())
    })?;
    let mut languages: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (lang, claims) in by_lang.into_values() {
        languages.entry(lang).or_default().1 += claims;
    }
    for document in record.documents()? {
        languages.entry(document.lang).or_default().0 += 1;
    }
    let told = record.counts()?;
    let (events, ties, disagreements) = chronicled(chronicle)?;
    Ok(Overview {
        counts: OverviewCounts {
            documents: told.documents,
            sentences: told.sentences,
            claims: told.claims,
            mentions: told.mentions,
            actors: actors.len(),
            events,
            ties,
            disagreements,
        },
        languages: by_claims(languages),
        first_year: years.keys().next().copied(),
        last_year: years.keys().next_back().copied(),
        years: years
            .into_iter()
            .map(|(year, tally)| OverviewYear {
                year,
                claims: tally.claims,
                cooperative: tally.cooperative,
                conflictual: tally.conflictual,
            })
            .collect(),
        undated,
        pairs: busiest(pairs, &states),
        top_actors: actors
            .iter()
            .take(NAMED)
            .map(|actor| (actor_key(actor.id.as_deref(), &actor.name), actor.claims))
            .collect(),
    })
}

/// How many events, ties and disagreements the chronicle has.
fn chronicled(chronicle: &Chronicle<'_>) -> Result<(usize, usize, usize), Error> {
    Ok(match chronicle.told() {
        Some(told) => (
            told.events(&EventFilter::default()).len(),
            told.ties(&TieFilter::default()).len(),
            told.disagreements(&[], &[]).len(),
        ),
        None => chronicle.record().chronicle_counts()?,
    })
}

fn by_claims(languages: BTreeMap<String, (usize, usize)>) -> Vec<OverviewLanguage> {
    let mut all: Vec<OverviewLanguage> = languages
        .into_iter()
        .map(|(lang, (documents, claims))| OverviewLanguage {
            lang,
            documents,
            claims,
        })
        .collect();
    all.sort_by(|a, b| b.claims.cmp(&a.claims).then_with(|| a.lang.cmp(&b.lang)));
    all
}

fn busiest(pairs: FxHashMap<(u32, u32), Tally>, states: &States<'_>) -> Vec<OverviewPair> {
    let mut all: Vec<OverviewPair> = pairs
        .into_iter()
        .map(|((a, b), tally)| {
            let (a, b) = (states.key(a), states.key(b));
            let (a, b) = if a <= b { (a, b) } else { (b, a) };
            OverviewPair {
                a: a.to_owned(),
                b: b.to_owned(),
                claims: tally.claims,
                cooperative: tally.cooperative,
                conflictual: tally.conflictual,
                first_year: tally.first_year,
                last_year: tally.last_year,
            }
        })
        .collect();
    all.sort_by(|a, b| {
        b.claims
            .cmp(&a.claims)
            .then_with(|| (&a.a, &a.b).cmp(&(&b.a, &b.b)))
    });
    all.truncate(NAMED);
    all
}

/// The states that parties of claims are or act for, by a number of our own.
pub(super) struct States<'p> {
    packs: &'p LoadedPacks,
    by_party: FxHashMap<i64, Option<u32>>,
    by_code: BTreeMap<String, Option<u32>>,
    keys: Vec<String>,
}

impl<'p> States<'p> {
    pub(super) fn new(packs: &'p LoadedPacks) -> Self {
        Self {
            packs,
            by_party: FxHashMap::default(),
            by_code: BTreeMap::new(),
            keys: Vec::new(),
        }
    }

    /// The state of a party, by the party's key in the record.
    pub(super) fn of(&mut self, party: i64, keys: &mut Keys<'_>) -> Result<Option<u32>, Error> {
        if let Some(known) = self.by_party.get(&party) {
            return Ok(*known);
        }
        let code = keys.actor(party)?.country;
        let state = match self.by_code.get(&code) {
            Some(known) => *known,
            None => {
                let state = state_of_code(self.packs, &code).map(|id| {
                    let id = self.packs.packs.actors.entry(id).actor.id.clone();
                    self.keys.push(id);
                    u32::try_from(self.keys.len() - 1).unwrap_or(u32::MAX)
                });
                self.by_code.insert(code, state);
                state
            }
        };
        self.by_party.insert(party, state);
        Ok(state)
    }

    pub(super) fn key(&self, state: u32) -> &str {
        self.keys.get(state as usize).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use legation_record::{ClaimFilter, Record};
    use tempfile::TempDir;

    use super::*;
    use crate::{
        claims_between,
        names::tests::packs,
        timeline::tests::{Made, record_of},
        view::actor_of_key,
    };

    const FRANCE: (&str, Option<&str>) = ("France", Some("france"));
    const JAPAN: (&str, Option<&str>) = ("Japan", Some("japan"));
    const CHILE: (&str, Option<&str>) = ("Chile", Some("chile"));
    const NATO: (&str, Option<&str>) = ("NATO", Some("nato"));
    const DE_GAULLE: (&str, Option<&str>) = ("Charles de Gaulle", Some("charles-de-gaulle"));

    fn sample() -> (TempDir, Record) {
        let text = "France met Japan.\nJapan and France fought.\nCharles de Gaulle visited Japan.\n\
                    Chile threatened Japan.\nFrance joined NATO.\nXoxe and Japan met.";
        let one = Made::new("one", text)
            .claim(0, "meet", &[FRANCE, JAPAN], "1925-03/1926")
            .claim(1, "attack", &[JAPAN, FRANCE], "1941")
            .claim(1, "attack", &[JAPAN, FRANCE], "1942")
            .said(Status::Denied, 0.9)
            .claim(2, "visit", &[DE_GAULLE, JAPAN], "1960-05-01")
            .claim(3, "threaten", &[CHILE, JAPAN], "")
            .claim(3, "threaten", &[CHILE, JAPAN], "1961")
            .said(Status::Asserted, 0.001)
            .claim(4, "join-organization", &[FRANCE, NATO], "1949")
            .claim(5, "meet", &[("Xoxe", None), JAPAN], "../1950");
        record_of([one])
    }

    fn tell(record: &Record) -> Overview {
        let chronicle = Chronicle::as_told(record, packs(), None);
        let actors = record.actors().expect("actors");
        overview(&chronicle, &actors).expect("an overview")
    }

    #[test]
    fn every_claim_is_counted_once_by_the_year_it_begins_in() {
        let (_folder, record) = sample();
        let told = tell(&record);
        assert_eq!(told.counts.claims, 8);
        let years: Vec<(i64, usize, usize, usize)> = told
            .years
            .iter()
            .map(|y| (y.year, y.claims, y.cooperative, y.conflictual))
            .collect();
        let wanted = [
            (1925, 1, 1, 0),
            (1941, 1, 0, 1),
            (1942, 1, 0, 0),
            (1949, 1, 1, 0),
            (1960, 1, 1, 0),
            (1961, 1, 0, 1),
        ];
        assert_eq!(years, wanted, "what is denied was neither");
        assert_eq!(
            told.undated, 2,
            "one without a date, one without a beginning"
        );
        assert_eq!((told.first_year, told.last_year), (Some(1925), Some(1961)));
        assert_eq!(told.languages.len(), 1);
        assert_eq!(
            (told.languages[0].claims, told.languages[0].documents),
            (8, 1)
        );
        assert_eq!(told.top_actors[0], ("japan".to_owned(), 7));
    }

    #[test]
    fn a_pair_has_the_claims_that_are_found_between_the_two() {
        let (_folder, record) = sample();
        let told = tell(&record);
        let pairs: Vec<(&str, &str, usize)> = told
            .pairs
            .iter()
            .map(|pair| (pair.a.as_str(), pair.b.as_str(), pair.claims))
            .collect();
        assert_eq!(
            pairs,
            [("france", "japan", 4), ("chile", "japan", 1)],
            "a person counts for the state, an organization and a name for none, an unsure claim not at all"
        );
        for pair in &told.pairs {
            let actors = [&pair.a, &pair.b].map(|key| actor_of_key(packs(), key).expect("known"));
            let filter = ClaimFilter {
                min_confidence: Some(claim_threshold(packs())),
                ..ClaimFilter::default()
            };
            let mut found = 0;
            claims_between::<Error>(&record, &actors, &filter, |_| {
                found += 1;
                Ok(())
            })
            .expect("an answer");
            assert_eq!(found, pair.claims, "{pair:?}");
        }
        let france = &told.pairs[0];
        assert_eq!((france.cooperative, france.conflictual), (2, 1));
        assert_eq!(
            (france.first_year, france.last_year),
            (Some(1925), Some(1960))
        );
    }
}
