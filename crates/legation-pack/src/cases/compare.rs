//! Whether a claim is the one that a case expects.

use legation_model::{Claim, Party};

use super::{ClaimPattern, PartyPattern, WhenPattern};

impl ClaimPattern {
    /// The first thing in which a claim is not what the case expects; `None` where it is.
    ///
    /// Where the class is `symmetric` and the case says nothing of recipients, its actors are compared with all
    /// parties of the claim, in whichever role they stand.
    #[must_use]
    pub fn difference(&self, claim: &Claim, symmetric: bool) -> Option<String> {
        if self.class != claim.class {
            return Some(format!("the class is {}", claim.class));
        }
        let actors: Vec<&Party> = claim.actor.iter().collect();
        let recipients: Vec<&Party> = claim.recipient.iter().collect();
        if symmetric && self.recipient.is_none() {
            let all = [actors, recipients].concat();
            if let Some(said) = parties("parties", self.actor.as_deref(), &all) {
                return Some(said);
            }
        } else if let Some(said) = parties("actor", self.actor.as_deref(), &actors)
            .or_else(|| parties("recipient", self.recipient.as_deref(), &recipients))
        {
            return Some(said);
        }
        let when = claim.when.as_ref();
        let right_date = match &self.when {
            None => true,
            Some(WhenPattern::Undated) => when.is_none(),
            Some(WhenPattern::Date(date)) => when == Some(date),
        };
        if !right_date {
            return Some(format!(
                "the date is {}",
                when.map_or("null", legation_model::Edtf::as_str)
            ));
        }
        if self.status.is_some_and(|status| status != claim.status) {
            return Some(format!("the status is {}", claim.status.as_str()));
        }
        [
            ("source", &self.source, claim.source.as_deref()),
            ("office", &self.office, claim.office.as_deref()),
            ("instrument", &self.instrument, claim.instrument.as_deref()),
            ("trigger", &self.trigger, Some(claim.trigger.text.as_str())),
        ]
        .into_iter()
        .find(|(_, wanted, found)| {
            wanted
                .as_deref()
                .is_some_and(|wanted| !found.is_some_and(|found| same_name(wanted, found)))
        })
        .map(|(what, _, found)| format!("the {what} is {}", found.unwrap_or("null")))
    }
}

/// Compares a list of parties; every pattern must have a party of its own, and none may be left.
fn parties(role: &str, patterns: Option<&[PartyPattern]>, found: &[&Party]) -> Option<String> {
    let patterns = patterns?;
    let mut free: Vec<&Party> = found.to_vec();
    // Those that say more choose first, so that a bare country takes what they leave.
    let mut order: Vec<&PartyPattern> = patterns.iter().collect();
    order.sort_by_key(|p| std::cmp::Reverse((p.name.is_some(), p.country.is_some())));
    let all_found = order.into_iter().all(|pattern| {
        let at = free.iter().position(|party| pattern.fits(party));
        at.map(|at| free.remove(at)).is_some()
    });
    (!all_found || !free.is_empty()).then(|| {
        let names: Vec<String> = found
            .iter()
            .map(|party| format!("{}/{}", party.name, party.country))
            .collect();
        format!(
            "the {role} is {}",
            if names.is_empty() {
                "none".to_owned()
            } else {
                names.join(", ")
            }
        )
    })
}

impl PartyPattern {
    /// Whether a party has the name and the country, as far as they are given.
    #[must_use]
    pub fn fits(&self, party: &Party) -> bool {
        self.name
            .as_deref()
            .is_none_or(|name| same_name(name, &party.name))
            && self.country.as_deref().is_none_or(|c| c == party.country)
    }
}

/// Names are the same whatever their case.
fn same_name(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::{Expected, claim};

    fn party(name: &str, country: &str) -> Party {
        Party {
            name: name.to_owned(),
            country: country.to_owned(),
            id: None,
            text: name.to_owned(),
            start: 0,
            end: 0,
        }
    }

    fn visit() -> Claim {
        serde_json::from_value(serde_json::json!({
            "doc": "d", "id": "d-1", "class": "visit",
            "actor": [], "recipient": [], "when": "1959-05", "status": "asserted",
            "source": null, "office": null, "instrument": null, "quote": "visited", "lang": "en",
            "sentence": 0, "start": 0, "end": 7, "source_start": null, "source_end": null,
            "trigger": { "text": "visited", "start": 0, "end": 7 },
            "when_text": null, "when_start": null, "when_end": null, "when_from": null,
            "plover": null, "reader": "r", "rule": "en/visit", "confidence": 0.5
        }))
        .map(|mut claim: Claim| {
            claim.actor = vec![party("Nikita Khrushchev", "SUN")];
            claim.recipient = vec![party("Albania", "ALB")];
            claim
        })
        .expect("it is a claim")
    }

    fn difference(item: &str, symmetric: bool) -> Option<String> {
        let Ok(Expected::Claim(pattern)) = claim::parse(item) else {
            panic!("{item} is no claim");
        };
        pattern.difference(&visit(), symmetric)
    }

    #[test]
    fn what_is_not_said_is_not_compared() {
        for item in [
            "visit",
            "visit(Nikita Khrushchev/SUN -> Albania/ALB) 1959-05 asserted trigger: visited",
            "visit(SUN -> ALB)",
            "visit(nikita khrushchev ->)",
        ] {
            assert_eq!(difference(item, false), None, "{item}");
        }
        assert_eq!(difference("visit(Albania, SUN)", true), None);
        assert!(difference("visit(SUN, Nikita Khrushchev)", true).is_some());
    }

    #[test]
    fn what_differs_is_said() {
        let case = |item: &str, said: &str| {
            assert_eq!(difference(item, false).as_deref(), Some(said), "{item}");
        };
        case("meet", "the class is visit");
        case("visit(Albania)", "the actor is Nikita Khrushchev/SUN");
        case("visit(SUN, ALB)", "the actor is Nikita Khrushchev/SUN");
        case("visit(none)", "the actor is Nikita Khrushchev/SUN");
        case("visit( -> HUN)", "the recipient is Albania/ALB");
        case("visit 1959", "the date is 1959-05");
        case("visit null", "the date is 1959-05");
        case("visit planned", "the status is asserted");
        case("visit office: Premier", "the office is null");
        case("visit trigger: came", "the trigger is visited");
    }
}
