//! Claims as people decided that they are, for answers that follow decisions and are made of claims.

use legation_model::{Claim, Edtf};
use legation_record::{ActorRef, ClaimFilter, Record};

use super::{
    decision::{Decision, Ruling},
    rulings::Decisions,
};
use crate::Error;

/// Makes of the claims that a filter found, by what was read of them, those that it finds by what was decided: without those
/// that are wrong, with others as edited, and with those that only a decision lets through. In no particular order; the
/// filter's limit and offset are not looked at. Of three actors or more any two are enough.
pub(crate) fn followed(
    record: &Record,
    decisions: &Decisions,
    filter: &ClaimFilter,
    found: Vec<Claim>,
) -> Result<Vec<(Claim, Option<Decision>)>, Error> {
    let mut claims: Vec<(Claim, Option<Decision>)> = found
        .into_iter()
        .filter(|claim| decisions.on(&claim.id).is_none())
        .map(|claim| (claim, None))
        .collect();
    let decided = decisions.places();
    for (at, mut claim) in decided.iter().zip(record.claims_at(&decided)?) {
        match decisions.ruling(*at) {
            None | Some(Ruling::Wrong) => continue,
            Some(Ruling::Right) => {}
            Some(Ruling::Edited(edit)) => edit.apply(&mut claim),
        }
        claim.confidence = 1.0;
        if fits(&claim, filter) {
            claims.push((claim, decisions.decision(*at).cloned()));
        }
    }
    Ok(claims)
}

/// Whether a filter lets a claim through, as the record's own questions have it.
fn fits(claim: &Claim, filter: &ClaimFilter) -> bool {
    let days = claim.when.as_ref().map(Edtf::bounds);
    let late_enough = filter
        .from
        .is_none_or(|from| days.is_some_and(|d| d.last.is_none_or(|last| last >= from)));
    let early_enough = filter
        .to
        .is_none_or(|to| days.is_some_and(|d| d.first.is_none_or(|first| first <= to)));
    let among = |wanted: &[String], value: &String| wanted.is_empty() || wanted.contains(value);
    let takes_part = |group: &Vec<ActorRef>| {
        let parties = claim.actor.iter().chain(&claim.recipient);
        parties.into_iter().any(|party| {
            group.iter().any(|wanted| {
                let some = wanted.id.is_some() || wanted.country.is_some() || wanted.name.is_some();
                some && (wanted.id.is_none() || wanted.id == party.id)
                    && wanted.country.as_ref().is_none_or(|c| *c == party.country)
                    && wanted.name.as_ref().is_none_or(|n| *n == party.name)
            })
        })
    };
    let parts = filter
        .actors
        .iter()
        .filter(|group| takes_part(group))
        .count();
    late_enough
        && early_enough
        && parts >= filter.actors.len().min(2)
        && among(&filter.classes, &claim.class)
        && among(&filter.langs, &claim.lang)
        && among(&filter.docs, &claim.doc)
        && (filter.statuses.is_empty() || filter.statuses.contains(&claim.status))
        && filter
            .min_confidence
            .is_none_or(|least| claim.confidence >= least)
        && filter
            .has_date
            .is_none_or(|has| claim.when.is_some() == has)
}
