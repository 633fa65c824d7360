//! Bringing the chronicle of a record up to date: the affairs that changed documents concern are told again, and no others.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::{
        Arc,
        mpsc::{Receiver, sync_channel},
    },
    thread,
};

use legation_chronicle::{Account, Affair, Affairs, Context, Facts, Part, World};
use legation_record::{Changes, ChronicleWriter, FactScope, NewAccount, Record};
use rayon::prelude::*;
use serde::Serialize;

use super::{
    gather::Gatherer,
    rules::{fingerprint, world},
};
use crate::{
    Error, LoadedPacks,
    review::{self, Decisions},
};

/// What was told again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ChronicleSummary {
    /// Documents that are new, changed or gone.
    pub documents: usize,
    /// Affairs that were told again.
    pub affairs: usize,
    /// Events in them.
    pub events: usize,
    /// Spells of ties in them.
    pub ties: usize,
    /// Disagreements in them.
    pub disagreements: usize,
}

/// Affairs told in one go; enough work for all cores, and little memory.
const CHUNK: usize = 2_048;

/// How many documents, and what part of all (one in so many), may have changed before telling everything anew is quicker.
const FEW: usize = 100;
const PART: usize = 32;

/// Rules that no chronicle was told by: where they are asked for, everything has changed.
const NO_RULES: &str = "";

/// Whether the chronicle of a record is that of its documents as they are, of these packs, and of the decisions beside it.
///
/// # Errors
/// Where the record cannot be asked.
pub fn is_current(record: &Record, packs: &LoadedPacks) -> Result<bool, Error> {
    let stored = record.chronicle()?;
    Ok(stored.is_current
        && stored.rules == fingerprint(packs)
        && record.followed()?.review == review::review_revision(record.path())?)
}

/// Brings the chronicle of a record up to date with its documents, the packs, and the decisions beside it.
///
/// # Errors
/// Where the record cannot be opened, read or written, or the decisions cannot be read; it then keeps the chronicle that it
/// had.
pub fn update_chronicle(record: &Path, packs: &LoadedPacks) -> Result<ChronicleSummary, Error> {
    update_following(record, packs, review::decisions_beside)
}

/// The same with decisions that somebody else keeps: they are asked for when nobody can change the record any more.
///
/// # Errors
/// As [`update_chronicle`], and where `decisions` fails.
pub fn update_following(
    record: &Path,
    packs: &LoadedPacks,
    decisions: impl FnOnce(&Record) -> Result<Arc<Decisions>, Error>,
) -> Result<ChronicleSummary, Error> {
    let mut writer = ChronicleWriter::open(record)?;
    let rules = fingerprint(packs);
    let mut changes = writer.changes(&rules)?;
    // Nobody else writes now, so another connection sees the same documents.
    let now = Record::open(record)?;
    let rulings = decisions(&now)?;
    let decided = rulings.by_document();
    writer.add_decided(&mut changes, &decided)?;
    let mut summary = ChronicleSummary {
        documents: changes.new.len().max(changes.gone.len()),
        ..ChronicleSummary::default()
    };
    if changes.new.len() > FEW.max(now.counts()?.documents / PART) {
        changes = writer.changes(NO_RULES)?;
    }
    if !changes.is_empty() {
        let mut world = world(packs);
        let told = By {
            packs,
            rulings: &rulings,
        };
        let concerned = concern(&mut writer, told, &mut world, &changes)?;
        tell(
            &mut writer,
            told,
            &mut world,
            &changes,
            concerned,
            &mut summary,
        )?;
    }
    writer.follow(&rulings.digest, &decided)?;
    writer.finish(&rules)?;
    Ok(summary)
}

/// What claims are told by.
#[derive(Clone, Copy)]
struct By<'a> {
    packs: &'a LoadedPacks,
    rulings: &'a Decisions,
}

/// Which affairs are told again.
enum Concerned {
    /// All: the chronicle is made anew.
    All,
    /// These, by key.
    Some(BTreeSet<i64>),
}

/// The affairs that changed documents concern: those that they took part in, and those that they take part in now.
fn concern(
    writer: &mut ChronicleWriter,
    by: By<'_>,
    world: &mut World,
    changes: &Changes,
) -> Result<Concerned, Error> {
    writer.forget(changes)?;
    if !writer.has_documents()? {
        writer.start_anew()?;
        return Ok(Concerned::All);
    }
    let mut gatherer = Gatherer::new(by.packs, by.rulings);
    writer.facts::<Error>(FactScope::Documents(&changes.new), |row, keys| {
        gatherer.take(&row, keys, &|_, _| true, &BTreeSet::new())
    })?;
    let facts = gatherer.finish(world);
    let context = Context::new(world, &facts);
    let keys = enroll(writer, &context, &facts, &context.affairs(), changes)?;
    let concerned = changes.affairs.iter().copied().chain(keys).collect();
    Ok(Concerned::Some(concerned))
}

/// Says which claims belong to which affairs, and which affairs new documents take part in; gives the affairs' keys in
/// their order.
fn enroll(
    writer: &mut ChronicleWriter,
    context: &Context<'_>,
    facts: &Facts,
    affairs: &Affairs,
    changes: &Changes,
) -> Result<Vec<i64>, Error> {
    let mut of_documents: BTreeMap<u32, BTreeSet<i64>> = changes
        .new
        .iter()
        .map(|key| (*key, BTreeSet::new()))
        .collect();
    let mut keys = Vec::new();
    for (affair, parts) in affairs.iter() {
        let key = writer.affair(&context.affair_name(affair))?;
        let claims = parts.iter().map(|part| facts.at(part.fact as usize));
        writer.add_claims(key, claims.clone())?;
        for claim in claims {
            of_documents.entry(claim.document).or_default().insert(key);
        }
        keys.push(key);
    }
    for (document, affairs) in of_documents {
        writer.add_document(document, &affairs)?;
    }
    Ok(keys)
}

/// Tells affairs again.
fn tell(
    writer: &mut ChronicleWriter,
    by: By<'_>,
    world: &mut World,
    changes: &Changes,
    concerned: Concerned,
    summary: &mut ChronicleSummary,
) -> Result<(), Error> {
    let mut gatherer = Gatherer::new(by.packs, by.rulings);
    let list: Vec<i64>;
    let scope = match &concerned {
        Concerned::All => FactScope::All,
        Concerned::Some(keys) => {
            list = keys.iter().copied().collect();
            FactScope::Affairs(&list)
        }
    };
    writer.facts::<Error>(scope, |row, keys| {
        gatherer.take(&row, keys, &|_, _| true, &BTreeSet::new())
    })?;
    let facts = gatherer.finish(world);
    let context = Context::new(world, &facts);
    let all = context.affairs();
    let mut affairs: Vec<(Affair, &[Part], i64)> = Vec::new();
    match concerned {
        Concerned::All => {
            let keys = enroll(writer, &context, &facts, &all, changes)?;
            let told = all.iter().zip(keys);
            affairs.extend(told.map(|((affair, parts), key)| (affair, parts, key)));
        }
        Concerned::Some(keys) => {
            for key in &keys {
                writer.drop_account(*key)?;
            }
            // Claims of these affairs belong to others too, which are not told again.
            for (affair, parts) in all.iter() {
                let key = writer.affair_if_known(&context.affair_name(affair))?;
                if let Some(key) = key.filter(|key| keys.contains(key)) {
                    affairs.push((affair, parts, key));
                }
            }
        }
    }
    summary.affairs = affairs.len();
    // One thread writes while the others tell what comes next.
    let (sender, told) = sync_channel::<Vec<(i64, Account)>>(4);
    thread::scope(|scope| {
        let writing = scope.spawn(move || write(writer, told, summary));
        for chunk in affairs.chunks(CHUNK) {
            let accounts = chunk
                .par_iter()
                .map(|(affair, parts, key)| (*key, context.account(*affair, parts)))
                .collect();
            // Nobody takes them where writing failed, which is told below.
            if sender.send(accounts).is_err() {
                break;
            }
        }
        drop(sender);
        match writing.join() {
            Ok(written) => written,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Writes what is told, as it comes.
fn write(
    writer: &mut ChronicleWriter,
    told: Receiver<Vec<(i64, Account)>>,
    summary: &mut ChronicleSummary,
) -> Result<(), Error> {
    for (affair, account) in told.into_iter().flatten() {
        summary.events += account.events.len();
        summary.ties += account.ties.len();
        summary.disagreements += account.disagreements.len();
        writer.add_account(
            affair,
            &NewAccount {
                events: &account.events,
                ties: &account.ties,
                disagreements: &account.disagreements,
            },
        )?;
    }
    Ok(())
}
