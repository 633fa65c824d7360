//! The shape of `actors/*.toml`, as `docs/packs.md` describes it for those who write them.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::PlaceKind;

/// Names by the tag of the language that they are in, as the file has them.
pub(crate) type RawNames = BTreeMap<Spanned<String>, Vec<Spanned<String>>>;

/// The shape of an actors file; any of the lists may stand in any file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ActorsFile {
    #[serde(default)]
    pub(crate) state: Vec<RawState>,
    #[serde(default)]
    pub(crate) organization: Vec<RawOrganization>,
    #[serde(default)]
    pub(crate) person: Vec<RawPerson>,
    #[serde(default)]
    pub(crate) place: Vec<RawPlace>,
    /// More names for actors that another file defines, by id.
    #[serde(default, rename = "actor-names")]
    pub(crate) actor_names: BTreeMap<Spanned<String>, RawMoreNames>,
    /// More names for places that another file defines, by id.
    #[serde(default, rename = "place-names")]
    pub(crate) place_names: BTreeMap<Spanned<String>, RawMoreNames>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawMoreNames {
    #[serde(default)]
    pub(crate) names: RawNames,
    #[serde(default)]
    pub(crate) adjectives: RawNames,
    #[serde(default)]
    pub(crate) people: RawNames,
    #[serde(default)]
    pub(crate) surnames: RawNames,
    #[serde(default)]
    pub(crate) risky: RawNames,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawState {
    pub(crate) id: Spanned<String>,
    pub(crate) name: Spanned<String>,
    pub(crate) iso: Spanned<String>,
    pub(super) gw: Option<u16>,
    pub(super) cow: Option<u16>,
    pub(super) from: Option<Spanned<String>>,
    pub(super) to: Option<Spanned<String>>,
    pub(super) successor: Option<Spanned<String>>,
    pub(super) no_successor: Option<Spanned<String>>,
    pub(super) capital: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) names: RawNames,
    #[serde(default)]
    pub(crate) adjectives: RawNames,
    #[serde(default)]
    pub(crate) people: RawNames,
    #[serde(default)]
    pub(crate) risky: RawNames,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawOrganization {
    pub(crate) id: Spanned<String>,
    pub(super) kind: OrganizationKind,
    pub(crate) name: Spanned<String>,
    pub(crate) country: Spanned<String>,
    pub(super) from: Option<Spanned<String>>,
    pub(super) to: Option<Spanned<String>>,
    pub(super) seat: Option<Spanned<String>>,
    pub(crate) agreement: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) names: RawNames,
    #[serde(default)]
    pub(crate) adjectives: RawNames,
    #[serde(default)]
    pub(crate) people: RawNames,
    #[serde(default)]
    pub(crate) risky: RawNames,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum OrganizationKind {
    Organization,
    Alliance,
    Party,
    Movement,
    Body,
    Agreement,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawPerson {
    pub(crate) id: Spanned<String>,
    pub(crate) name: Spanned<String>,
    pub(crate) country: Spanned<String>,
    pub(super) born: Option<Spanned<String>>,
    pub(super) died: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) names: RawNames,
    #[serde(default)]
    pub(crate) surnames: RawNames,
    #[serde(default)]
    pub(crate) risky: RawNames,
    #[serde(default)]
    pub(crate) office: Vec<RawOffice>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawOffice {
    pub(super) name: Spanned<String>,
    pub(crate) country: Option<Spanned<String>>,
    pub(super) body: Option<Spanned<String>>,
    pub(super) from: Option<Spanned<String>>,
    pub(super) to: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawPlace {
    pub(crate) id: Spanned<String>,
    pub(super) kind: PlaceKind,
    pub(crate) name: Spanned<String>,
    #[serde(default)]
    pub(super) stands_for: Vec<RawStand>,
    #[serde(default)]
    pub(super) lies_in: Vec<RawStand>,
    #[serde(default)]
    pub(crate) names: RawNames,
    #[serde(default)]
    pub(crate) risky: RawNames,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawStand {
    pub(super) actor: Spanned<String>,
    pub(super) from: Option<Spanned<String>>,
    pub(super) to: Option<Spanned<String>>,
}
