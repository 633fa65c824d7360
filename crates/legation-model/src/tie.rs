//! Ties: relations that hold over a stretch of time, one spell after the other.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Bounds, ClaimAt, Day, Edtf, Participant};

/// What kind of tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TieKind {
    /// Diplomatic relations of two states.
    DiplomaticRelations,
    /// Of an actor in an organization.
    Membership,
    /// Being party to an agreement in force.
    Party,
    /// Of two states, by a common agreement or organization of alliance.
    Alliance,
    /// A person's, in a state or body.
    Office,
    /// Forces or a base of one actor in the land of another.
    Presence,
    /// Fighting between two actors.
    Hostilities,
    /// That an actor exists.
    Existence,
}

/// A word that names no kind of tie.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
#[error("`{0}` is no kind of tie")]
pub struct UnknownTieKind(pub String);

impl TieKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::DiplomaticRelations,
        Self::Membership,
        Self::Party,
        Self::Alliance,
        Self::Office,
        Self::Presence,
        Self::Hostilities,
        Self::Existence,
    ];

    /// The name in the serialized form and in `events.toml`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DiplomaticRelations => "diplomatic-relations",
            Self::Membership => "membership",
            Self::Party => "party",
            Self::Alliance => "alliance",
            Self::Office => "office",
            Self::Presence => "presence",
            Self::Hostilities => "hostilities",
            Self::Existence => "existence",
        }
    }
}

impl fmt::Display for TieKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for TieKind {
    type Err = UnknownTieKind;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| UnknownTieKind(text.to_owned()))
    }
}

/// What a party is in a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TieRole {
    /// One of equals: of two states with relations, parties, allies, enemies; the one that exists.
    Party,
    /// Who is member of an organization.
    Member,
    /// The organization.
    Organization,
    /// The agreement, where a tie is of one party to it.
    Agreement,
    /// Who holds an office.
    Holder,
    /// The state or body that the office belongs to.
    Body,
    /// Whose forces are present.
    Sender,
    /// In whose land.
    Host,
}

impl TieRole {
    /// All roles.
    pub const ALL: [Self; 8] = [
        Self::Party,
        Self::Member,
        Self::Organization,
        Self::Agreement,
        Self::Holder,
        Self::Body,
        Self::Sender,
        Self::Host,
    ];

    /// The role of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }

    /// The name in the serialized form.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::Member => "member",
            Self::Organization => "organization",
            Self::Agreement => "agreement",
            Self::Holder => "holder",
            Self::Body => "body",
            Self::Sender => "sender",
            Self::Host => "host",
        }
    }
}

/// A party of a tie.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TieParty {
    /// Who.
    #[serde(flatten)]
    pub who: Participant,
    /// As what.
    pub role: TieRole,
}

/// By what a spell begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndRule {
    /// Claims say that it opened or closed.
    Claims,
    /// Claims say that it held over a stretch of time, and this is where the stretch begins or ends.
    Span,
    /// The packs' dates of a party: it begins or ends with it.
    Packs,
    /// The next holder of an office that one holds at a time took it.
    NextHolder,
    /// The holder died.
    Death,
    /// An agreement of peace, truce or armistice between the two.
    Peace,
    /// What it follows from ended.
    Ground,
    /// The act that shows it is told of one day; whether it went on is not.
    LastSeen,
    /// It was a state's that this one is the successor of.
    Succession,
}

impl EndRule {
    /// All rules.
    pub const ALL: [Self; 9] = [
        Self::Claims,
        Self::Span,
        Self::Packs,
        Self::NextHolder,
        Self::Death,
        Self::Peace,
        Self::Ground,
        Self::LastSeen,
        Self::Succession,
    ];

    /// The rule of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.as_str() == name)
    }

    /// The name in the serialized form.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Claims => "claims",
            Self::Span => "span",
            Self::Packs => "packs",
            Self::NextHolder => "next-holder",
            Self::Death => "death",
            Self::Peace => "peace",
            Self::Ground => "ground",
            Self::LastSeen => "last-seen",
            Self::Succession => "succession",
        }
    }
}

/// Beginning or end of a spell, with what proves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TieEnd {
    /// When; `None` where nothing says when.
    pub when: Option<Edtf>,
    /// By what.
    pub rule: EndRule,
    /// Whether it is inferred: what is inferred is never certain.
    pub possible: bool,
    /// The claims behind it, the one that gives the date first.
    pub claims: Vec<ClaimAt>,
}

impl TieEnd {
    /// Whether claims tell of it, as far as they go: what is inferred from other things is not told.
    #[must_use]
    pub fn is_told(&self) -> bool {
        matches!(
            self.rule,
            EndRule::Claims | EndRule::Span | EndRule::Death | EndRule::Peace | EndRule::Ground
        )
    }

    /// First and last day on which it may lie; open where no date is told.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        self.when.as_ref().map_or(Bounds::OPEN, Edtf::bounds)
    }
}

/// One spell of a tie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// Stable id, made from kind, parties, instrument or office, and the number of the spell.
    pub id: String,
    /// What kind.
    pub kind: TieKind,
    /// Between whom.
    pub parties: Vec<TieParty>,
    /// The agreement, or the alliance that it follows from.
    pub instrument: Option<String>,
    /// The office.
    pub office: Option<String>,
    /// Which spell of the tie, from 1.
    pub spell: u32,
    /// Its beginning; `None` where nothing tells of one.
    pub from: Option<TieEnd>,
    /// Its end; `None` where nothing tells of one.
    pub to: Option<TieEnd>,
    /// Claims that show it at some time between, by document and place.
    pub shown_by: Vec<ClaimAt>,
}

/// Whether something holds at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holding {
    /// Not, whatever the dates that are left open.
    No,
    /// For some of the dates that are left open.
    Possible,
    /// Whatever they are.
    Certain,
}

impl Holding {
    /// The name in the serialized form.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Possible => "possible",
            Self::Certain => "certain",
        }
    }
}

impl Tie {
    /// The claims that open, close and show it, in this order.
    pub fn claims(&self) -> impl Iterator<Item = &ClaimAt> {
        let ends = [&self.from, &self.to].into_iter().flatten();
        ends.flat_map(|end| &end.claims).chain(&self.shown_by)
    }

    /// Whether it holds on any or all days of a stretch: certain where it holds on each of them whatever the dates that are
    /// left open, possible where it holds on one of them for some.
    ///
    /// A beginning that nothing tells of leaves what is before the end possible; an end that nothing tells of leaves
    /// everything after the beginning certain, for absence of a report ends nothing. An inferred end makes what comes
    /// after it possible, never impossible.
    #[must_use]
    pub fn holding(&self, first: Day, last: Day) -> Holding {
        let begins = match &self.from {
            None => Holding::Possible,
            Some(from) => {
                let bounds = from.bounds();
                if bounds.first.is_some_and(|day| last < day) {
                    return Holding::No;
                }
                let surely = bounds.last.is_some_and(|day| first >= day);
                if surely && !from.possible {
                    Holding::Certain
                } else {
                    Holding::Possible
                }
            }
        };
        let ends = match &self.to {
            None => Holding::Certain,
            Some(to) => {
                let bounds = to.bounds();
                if !to.possible && bounds.last.is_some_and(|day| first > day) {
                    return Holding::No;
                }
                if bounds.first.is_some_and(|day| last < day) {
                    Holding::Certain
                } else {
                    Holding::Possible
                }
            }
        };
        begins.min(ends)
    }
}
