//! Events told again: a claim without a date of its own takes the date that the document gives the same event elsewhere.

use std::collections::BTreeMap;

use legation_model::{Claim, Edtf, Status, WhenFrom};

/// Classes whose events happen once to a party, so that any date of them is the date.
const ONCE: [&str; 3] = ["die", "found", "dissolve"];

/// What makes two claims of one class the same event: the names of all their parties.
fn key(claim: &Claim) -> Option<(String, Vec<String>)> {
    let mut names: Vec<String> = claim
        .actor
        .iter()
        .chain(&claim.recipient)
        .map(|p| p.name.clone())
        .collect();
    names.sort();
    names.dedup();
    let enough = if ONCE.contains(&claim.class.as_str()) {
        1
    } else {
        2
    };
    (names.len() >= enough).then(|| (claim.class.clone(), names))
}

/// Dates claims from their like. Only where all dates that the document gives the event lie within one another: the most
/// precise is taken.
pub(crate) fn date_again(claims: &mut [Claim]) {
    let mut dated: BTreeMap<(String, Vec<String>), Option<Edtf>> = BTreeMap::new();
    for claim in claims.iter() {
        let own = matches!(claim.when_from, Some(WhenFrom::Clause | WhenFrom::Sentence));
        let (Some(key), Some(when), true, Status::Asserted) =
            (key(claim), &claim.when, own, claim.status)
        else {
            continue;
        };
        dated
            .entry(key)
            .and_modify(|known| *known = known.take().and_then(|k| narrower(k, when)))
            .or_insert_with(|| Some(when.clone()));
    }
    for claim in claims.iter_mut() {
        let open = match claim.when_from {
            None => claim.status == Status::Asserted,
            Some(WhenFrom::Context) => ONCE.contains(&claim.class.as_str()),
            _ => false,
        };
        if open && let Some(Some(when)) = key(claim).and_then(|key| dated.get(&key)) {
            claim.when = Some(when.clone());
            claim.when_from = Some(WhenFrom::Context);
        }
    }
}

/// The narrower of two dates of which one holds the other; `None` where they disagree.
fn narrower(a: Edtf, b: &Edtf) -> Option<Edtf> {
    let (x, y) = (a.bounds(), b.bounds());
    if x.first >= y.first && x.last <= y.last {
        Some(a)
    } else if y.first >= x.first && y.last <= x.last {
        Some(b.clone())
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrower_of_two_dates_wins_and_contradiction_gives_none() {
        let date = |text: &str| text.parse::<Edtf>().expect("a date");
        assert_eq!(
            narrower(date("1953"), &date("1953-03-05")),
            Some(date("1953-03-05"))
        );
        assert_eq!(
            narrower(date("1953-03"), &date("1953")),
            Some(date("1953-03"))
        );
        assert_eq!(narrower(date("1952"), &date("1953-03-05")), None);
    }
}
