//! What is the same for all answers from one state of the record: its actors, its documents, and the chronicle where it
//! has to be told in memory. Made once when the state is first met.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    ops::Deref,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use legation::{
    ActorIndex, ActorSummary, Chronicle, Decisions, Disputes, DocumentSummary, LeftOut,
    LoadedPacks, Record, Told, actor_key, chronicle_is_current, review_revision,
};

use crate::failure::Failure;

/// Chronicles without some sources that are kept: telling one takes as long as a thousand other answers.
const KEPT_TOLD: usize = 4;

/// What two states of the record differ in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// Grows with every document written or forgotten.
    pub(crate) revision: i64,
    /// Whether the chronicle in the record is that of its documents and of these packs.
    pub(crate) is_current: bool,
    /// Other where other decisions hold.
    pub(crate) review: String,
}

impl Stamp {
    /// The state of a record as it is.
    pub(crate) fn of(record: &Record, packs: &LoadedPacks) -> Result<Self, Failure> {
        Ok(Self {
            revision: record.revision()?,
            is_current: chronicle_is_current(record, packs)?,
            review: review_revision(record.path())?,
        })
    }
}

/// What is known of one state of the record.
#[derive(Debug)]
pub(crate) struct Edition {
    /// Which state.
    pub(crate) stamp: Stamp,
    /// What tells its answers from those of other states, records, packs and programs.
    pub(crate) seal: blake3::Hash,
    /// The chronicle, where the one in the record is not current.
    told: Option<Arc<Told>>,
    /// What people decided about claims.
    pub(crate) decisions: Arc<Decisions>,
    /// What no decision changes.
    lists: Arc<Lists>,
    /// Disagreements by their claims.
    disputes: OnceLock<Arc<Disputes>>,
    /// First and last year of ties.
    tie_years: OnceLock<Option<(i64, i64)>>,
    /// Chronicles without some sources, the last one asked for at the end.
    partly_told: Mutex<VecDeque<(LeftOut, Arc<Told>)>>,
}

/// What is known of the documents of a record as they were read, whatever is decided about claims.
#[derive(Debug)]
pub(crate) struct Lists {
    /// The record's own digest of what it holds.
    fingerprint: String,
    /// All actors that take part in claims, the most frequent first.
    pub(crate) actors: Vec<ActorSummary>,
    /// Places in `actors` by key.
    by_key: HashMap<String, usize>,
    /// All documents by id.
    pub(crate) documents: BTreeMap<String, DocumentSummary>,
    /// Names of actors, ready for asking.
    index: OnceLock<ActorIndex>,
}

impl Lists {
    fn new(record: &Record) -> Result<Self, Failure> {
        let actors = record.actors()?;
        let by_key = actors
            .iter()
            .enumerate()
            .map(|(at, actor)| (actor_key(actor.id.as_deref(), &actor.name), at))
            .collect();
        let documents = record.documents()?.into_iter();
        Ok(Self {
            fingerprint: record.fingerprint()?,
            actors,
            by_key,
            documents: documents.map(|d| (d.id.clone(), d)).collect(),
            index: OnceLock::new(),
        })
    }
}

impl Deref for Edition {
    type Target = Lists;

    fn deref(&self) -> &Lists {
        &self.lists
    }
}

impl Edition {
    /// Looks at a record; the caller holds it to one state. Where only decisions are others than `before`, what they do not
    /// change is not looked at again.
    pub(crate) fn new(
        record: &Record,
        packs: &LoadedPacks,
        stamp: Stamp,
        decisions: Arc<Decisions>,
        program: &str,
        before: Option<&Self>,
    ) -> Result<Self, Failure> {
        let told = match stamp.is_current {
            true => None,
            false => Some(Arc::new(Told::new(record, packs, &LeftOut::default())?)),
        };
        let same = before.filter(|before| before.stamp.revision == stamp.revision);
        let lists = match same {
            Some(before) => Arc::clone(&before.lists),
            None => Arc::new(Lists::new(record)?),
        };
        let mut seal = blake3::Hasher::new();
        for part in [
            program,
            &packs.fingerprint,
            &stamp.revision.to_string(),
            &stamp.review,
            &lists.fingerprint,
        ] {
            seal.update(part.as_bytes()).update(&[0]);
        }
        let edition = Self {
            stamp,
            seal: seal.finalize(),
            told,
            decisions,
            lists,
            disputes: OnceLock::new(),
            tie_years: OnceLock::new(),
            partly_told: Mutex::default(),
        };
        // What nearly every page asks for is made before the first one does.
        edition.index(packs);
        edition.disputes(&edition.chronicle(record, packs))?;
        Ok(edition)
    }

    /// The chronicle of this state.
    pub(crate) fn chronicle<'a>(
        &self,
        record: &'a Record,
        packs: &'a LoadedPacks,
    ) -> Chronicle<'a> {
        Chronicle::as_told(record, packs, self.told.clone())
    }

    /// The chronicle of this state without some sources.
    pub(crate) fn without<'a>(
        &self,
        record: &'a Record,
        packs: &'a LoadedPacks,
        left_out: &LeftOut,
    ) -> Result<Chronicle<'a>, Failure> {
        let kept = || {
            self.partly_told
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        let known = kept()
            .iter()
            .find(|(of, _)| of == left_out)
            .map(|(_, told)| Arc::clone(told));
        let told = match known {
            Some(told) => told,
            None => {
                let told = Arc::new(Told::new(record, packs, left_out)?);
                let mut kept = kept();
                if kept.len() >= KEPT_TOLD {
                    kept.pop_front();
                }
                kept.push_back((left_out.clone(), Arc::clone(&told)));
                told
            }
        };
        Ok(Chronicle::as_told(record, packs, Some(told)))
    }

    /// Names of actors, ready for asking.
    pub(crate) fn index(&self, packs: &LoadedPacks) -> &ActorIndex {
        self.index
            .get_or_init(|| ActorIndex::new(packs, &self.actors))
    }

    /// Disagreements of this state by their claims.
    pub(crate) fn disputes(&self, chronicle: &Chronicle<'_>) -> Result<Arc<Disputes>, Failure> {
        if let Some(disputes) = self.disputes.get() {
            return Ok(Arc::clone(disputes));
        }
        let disputes = Arc::new(Disputes::new(chronicle)?);
        Ok(Arc::clone(self.disputes.get_or_init(|| disputes)))
    }

    /// First and last year to which beginnings and ends of ties are dated.
    pub(crate) fn tie_years(
        &self,
        chronicle: &Chronicle<'_>,
    ) -> Result<Option<(i64, i64)>, Failure> {
        if let Some(years) = self.tie_years.get() {
            return Ok(*years);
        }
        let days = chronicle.tie_days()?;
        let years = days.map(|(first, last)| (first.ymd().0, last.ymd().0));
        Ok(*self.tie_years.get_or_init(|| years))
    }

    /// An actor that takes part in claims.
    pub(crate) fn actor(&self, key: &str) -> Option<&ActorSummary> {
        self.by_key.get(key).map(|at| &self.actors[*at])
    }
}
