//! What the packs say that the chronicle needs, in its own words, and a fingerprint of it.

use legation_chronicle::{AgreementRule, ClassRule, KnownActor, TieRule, World};
use legation_model::Participant;
use legation_pack::ActorId;

use crate::{LoadedPacks, timeline::claim_threshold};

/// Goes up when the same claims and packs make another chronicle than before.
const VERSION: &str = "chronicle 4";

/// The packs as the chronicle needs them. Shared offices are asked for when the offices of the claims are known.
#[must_use]
pub(crate) fn world(loaded: &LoadedPacks) -> World {
    let packs = &loaded.packs;
    let classes = packs.classes.iter().map(|class| {
        let rule = ClassRule {
            goldstein: class.goldstein,
            symmetric: class.symmetric,
            once: class.once,
            opens: class.opens.clone(),
            closes: class.closes.clone(),
        };
        (class.name.clone(), rule)
    });
    let ties = packs.classes.ties().iter().map(|tie| {
        let rule = TieRule {
            persists: tie.persists,
            lasting: tie.lasting,
        };
        (tie.kind, rule)
    });
    let agreements = packs.agreements.kinds().iter().map(|kind| {
        let rule = AgreementRule {
            opens_alliance: kind.opens_alliance,
            closes_hostilities: kind.closes_hostilities,
            family: kind.family.clone(),
        };
        (kind.name.clone(), rule)
    });
    let actors = packs
        .actors
        .iter()
        .map(|(id, entry)| (entry.actor.id.clone(), known(loaded, id)));
    let same_offices = packs.classes.same_offices().iter().flat_map(|names| {
        let one = names.first().cloned().unwrap_or_default();
        names.iter().map(move |name| (name.clone(), one.clone()))
    });
    World {
        same_offices: same_offices.collect(),
        classes: classes.collect(),
        ties: ties.collect(),
        agreements: agreements.collect(),
        actors: actors.collect(),
        ..World::default()
    }
}

/// What the packs say of one actor.
pub(crate) fn known(loaded: &LoadedPacks, id: ActorId) -> KnownActor {
    let packs = &loaded.packs;
    let entry = packs.actors.entry(id);
    let actor = &entry.actor;
    KnownActor {
        kind: actor.kind,
        name: actor.name.clone(),
        country: actor.country.clone(),
        from: actor.from.clone(),
        to: actor.to.clone(),
        successor: entry
            .successor
            .map(|id| packs.actors.entry(id).actor.id.clone()),
        agreement: packs.agreements.of_actor(entry).map(str::to_owned),
    }
}

/// An actor of the packs as it takes part in events and ties.
pub(crate) fn participant(loaded: &LoadedPacks, id: ActorId) -> Participant {
    let actor = &loaded.packs.actors.entry(id).actor;
    Participant {
        id: Some(actor.id.clone()),
        name: actor.name.clone(),
        country: actor.country.clone(),
    }
}

/// What tells whether a chronicle was made by the rules of today.
pub(crate) fn fingerprint(packs: &LoadedPacks) -> String {
    format!(
        "{VERSION}, packs {}, claims from {}",
        packs.fingerprint,
        claim_threshold(packs)
    )
}
