//! The features that the reader weighs, by name in `packs/reader.toml`.

use legation_pack::{Calibration, Weights};

/// A feature, or a way in which a party was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Feature {
    SubjectNear,
    SubjectFar,
    SubjectRelative,
    SubjectCarried,
    SubjectControlled,
    SubjectDiscourse,
    SubjectTaken,
    Disagrees,
    Object,
    ObjectPronoun,
    Stranger,
    Bare,
    Of,
    Adjective,
    By,
    Between,
    With,
    Light,
    Companion,
    Place,
    Preposition,
    Pair,
    Possessor,
    Rank,
    Distance,
    Clause,
    Trigger,
    Before,
    PlaceActs,
    UnknownParty,
    Loose,
    Bias,
    Party,
    Recipient,
    CompanionFound,
    Dated,
    Noun,
    WeakSubject,
    WhenBase,
    WhenDistance,
    WhenBetween,
    WhenAfter,
    WhenOpens,
    WhenEventBefore,
    WhenEventAfter,
    WhenNearerBefore,
    WhenNearerAfter,
    WhenClauseAfter,
    WhenAside,
    WhenFrame,
    WhenNone,
    WhenWanted,
    OtherBase,
    OtherBehind,
    OtherClause,
    OtherBack,
    OtherTopic,
    OtherPartner,
    OtherUnknown,
    OtherOrganization,
    OtherFacing,
    OtherActed,
    OtherMeant,
    OtherSuffered,
    OtherSymmetric,
    OtherActing,
    OtherAdjective,
    OtherPlace,
}

/// Features with their names in the file, in the order of the enum.
const ALL: [(Feature, &str); 68] = [
    (Feature::SubjectNear, "subject_near"),
    (Feature::SubjectFar, "subject_far"),
    (Feature::SubjectRelative, "subject_relative"),
    (Feature::SubjectCarried, "subject_carried"),
    (Feature::SubjectControlled, "subject_controlled"),
    (Feature::SubjectDiscourse, "subject_discourse"),
    (Feature::SubjectTaken, "subject_taken"),
    (Feature::Disagrees, "disagrees"),
    (Feature::Object, "object"),
    (Feature::ObjectPronoun, "object_pronoun"),
    (Feature::Stranger, "stranger"),
    (Feature::Bare, "bare"),
    (Feature::Of, "of"),
    (Feature::Adjective, "adjective"),
    (Feature::By, "by"),
    (Feature::Between, "between"),
    (Feature::With, "with"),
    (Feature::Light, "light"),
    (Feature::Companion, "companion"),
    (Feature::Place, "place"),
    (Feature::Preposition, "preposition"),
    (Feature::Pair, "pair"),
    (Feature::Possessor, "possessor"),
    (Feature::Rank, "rank"),
    (Feature::Distance, "distance"),
    (Feature::Clause, "clause"),
    (Feature::Trigger, "trigger"),
    (Feature::Before, "before"),
    (Feature::PlaceActs, "place_acts"),
    (Feature::UnknownParty, "unknown_party"),
    (Feature::Loose, "loose"),
    (Feature::Bias, "bias"),
    (Feature::Party, "party"),
    (Feature::Recipient, "recipient"),
    (Feature::CompanionFound, "companion_found"),
    (Feature::Dated, "dated"),
    (Feature::Noun, "noun"),
    (Feature::WeakSubject, "weak_subject"),
    (Feature::WhenBase, "when_base"),
    (Feature::WhenDistance, "when_distance"),
    (Feature::WhenBetween, "when_between"),
    (Feature::WhenAfter, "when_after"),
    (Feature::WhenOpens, "when_opens"),
    (Feature::WhenEventBefore, "when_event_before"),
    (Feature::WhenEventAfter, "when_event_after"),
    (Feature::WhenNearerBefore, "when_nearer_before"),
    (Feature::WhenNearerAfter, "when_nearer_after"),
    (Feature::WhenClauseAfter, "when_clause_after"),
    (Feature::WhenAside, "when_aside"),
    (Feature::WhenFrame, "when_frame"),
    (Feature::WhenNone, "when_none"),
    (Feature::WhenWanted, "when_wanted"),
    (Feature::OtherBase, "other_base"),
    (Feature::OtherBehind, "other_behind"),
    (Feature::OtherClause, "other_clause"),
    (Feature::OtherBack, "other_back"),
    (Feature::OtherTopic, "other_topic"),
    (Feature::OtherPartner, "other_partner"),
    (Feature::OtherUnknown, "other_unknown"),
    (Feature::OtherOrganization, "other_organization"),
    (Feature::OtherFacing, "other_facing"),
    (Feature::OtherActed, "other_acted"),
    (Feature::OtherMeant, "other_meant"),
    (Feature::OtherSuffered, "other_suffered"),
    (Feature::OtherSymmetric, "other_symmetric"),
    (Feature::OtherActing, "other_acting"),
    (Feature::OtherAdjective, "other_adjective"),
    (Feature::OtherPlace, "other_place"),
];

impl Feature {
    /// Its name in the file.
    pub(crate) fn name(self) -> &'static str {
        ALL[self as usize].1
    }

    /// Whether a party found so is the subject of something.
    pub(crate) fn is_subject(self) -> bool {
        matches!(
            self,
            Self::SubjectNear
                | Self::SubjectFar
                | Self::SubjectRelative
                | Self::SubjectCarried
                | Self::SubjectControlled
                | Self::SubjectDiscourse
                | Self::Light
                | Self::Possessor
        )
    }
}

/// The weights of all features, ready for looking up.
#[derive(Debug, Clone)]
pub(crate) struct Weighing {
    values: [f64; ALL.len()],
    /// A party below is none.
    pub(crate) candidate: f64,
    /// A confidence below is no claim.
    pub(crate) drop: f64,
    /// What makes a confidence of a total.
    pub(crate) calibration: Calibration,
}

impl Weighing {
    /// The weights as the packs give them.
    pub(crate) fn new(weights: &Weights) -> Self {
        Self {
            values: ALL.map(|(_, name)| weights.weight(name)),
            candidate: weights.threshold("candidate"),
            drop: weights.threshold("drop"),
            calibration: weights.calibration(),
        }
    }

    /// The weight of a feature.
    pub(crate) fn of(&self, feature: Feature) -> f64 {
        self.values[feature as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_and_their_names_are_in_one_order() {
        for (index, (feature, name)) in ALL.iter().enumerate() {
            assert_eq!(*feature as usize, index, "{name}");
        }
    }

    #[test]
    fn the_file_names_all_features_and_no_other() {
        let weights =
            Weights::load(&legation_pack::PackFiles::embedded()).expect("reader.toml loads");
        let mut known: Vec<&str> = ALL.iter().map(|(_, name)| *name).collect();
        known.sort_unstable();
        assert_eq!(weights.names().collect::<Vec<_>>(), known);
    }
}
