//! The event classes of `events.toml`.

use serde::{Deserialize, Serialize};

use crate::{PackError, PackFiles};

/// An event class, by its place in `events.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClassId(pub u8);

/// One event class.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Name: `sign-agreement`.
    pub name: String,
    /// PLOVER type; absent where PLOVER has none.
    pub plover: Option<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// Whether all parties stand in one role when the text treats them alike.
    pub symmetric: bool,
    /// Whether an event of this class has another side even where the sentence leaves it out.
    #[serde(default)]
    pub other_side: bool,
    /// Weight on Goldstein's conflict-cooperation scale, -10 to 10.
    pub goldstein: f64,
    /// The WEIS category that the weight was given for.
    pub weis: Option<String>,
    /// Kinds of tie that an event of this class opens.
    #[serde(default)]
    pub opens: Kinds,
    /// Kinds of tie that it closes.
    #[serde(default)]
    pub closes: Kinds,
}

/// One or several kinds of tie.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Kinds {
    /// None.
    #[default]
    None,
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

impl Kinds {
    /// The kinds, in order.
    #[must_use]
    pub fn as_slice(&self) -> &[String] {
        match self {
            Self::None => &[],
            Self::One(kind) => std::slice::from_ref(kind),
            Self::Several(kinds) => kinds,
        }
    }
}

/// All event classes.
#[derive(Debug, Clone, PartialEq)]
pub struct Classes(Vec<Class>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    class: Vec<Class>,
}

impl Classes {
    /// Reads `events.toml`.
    ///
    /// # Errors
    /// Where the file is missing or wrong.
    pub fn load(files: &PackFiles) -> Result<Self, PackError> {
        let file: File = files.parse("events.toml")?;
        if file.class.len() > usize::from(u8::MAX) {
            return Err(files.error_at(
                "events.toml",
                0,
                "more than 255 classes",
                Some("merge classes"),
            ));
        }
        Ok(Self(file.class))
    }

    /// The class of a name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<ClassId> {
        self.0
            .iter()
            .position(|c| c.name == name)
            .and_then(|i| u8::try_from(i).ok())
            .map(ClassId)
    }

    /// The class behind an id.
    ///
    /// # Panics
    /// Where the id comes from other packs.
    #[must_use]
    pub fn get(&self, id: ClassId) -> &Class {
        &self.0[usize::from(id.0)]
    }

    /// All classes in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Class> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_34_classes_with_weights_on_the_scale() {
        let classes = Classes::load(&PackFiles::embedded()).expect("events.toml loads");
        assert_eq!(classes.iter().count(), 34);
        assert!(
            classes
                .iter()
                .all(|c| (-10.0..=10.0).contains(&c.goldstein))
        );
    }
}
