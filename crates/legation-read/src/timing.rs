//! Time expressions of a whole document, by sentence: the bridge to the time engine.

use legation_model::{Edtf, TimeExpression};
use legation_time::{Local, Narrative, Role};

use crate::{LanguagePack, scan::Scanned, when::Timed};

/// What the time engine says of one sentence.
#[derive(Debug, Clone, Default)]
pub(crate) struct SentenceTimes {
    pub(crate) times: Vec<Timed>,
    pub(crate) expressions: Vec<TimeExpression>,
    /// The narrative's date before the sentence.
    pub(crate) frame: Option<Edtf>,
}

/// Finds the expressions of every sentence and resolves them along the document.
pub(crate) fn resolve(
    all: &[(&LanguagePack, Scanned)],
    published: Option<&Edtf>,
    text: &str,
) -> Vec<SentenceTimes> {
    let locals: Vec<Vec<Local>> = all
        .iter()
        .map(|(pack, sentence)| {
            let mut found = pack.engine.find(&sentence.folded);
            for local in &mut found {
                local.span = pack.engine.trim(text, local);
                if sentence.heading {
                    local.role = Role::Heading;
                }
            }
            found
        })
        .collect();
    Narrative::new(published)
        .read(text, &locals, &|_, _| None)
        .into_iter()
        .map(|sentence| SentenceTimes {
            times: sentence
                .times
                .iter()
                .map(|time| Timed {
                    from: time.tokens.start,
                    to: time.tokens.end,
                    span: time.expression.span,
                    edtf: time.expression.edtf.clone(),
                    aside: matches!(time.role, Role::Bracket | Role::Relative),
                    citation: time.expression.kind == "citation",
                })
                .collect(),
            expressions: sentence
                .times
                .into_iter()
                .map(|time| time.expression)
                .collect(),
            frame: sentence.frame_before,
        })
        .collect()
}
