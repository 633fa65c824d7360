//! What program answers, and from what.

use axum::{extract::State, response::Response};

use crate::{
    app::{App, Asked},
    ask::Ask,
    failure::Failure,
    shape::quad_of,
    wire::{ClassInfo, Meta, TieKind},
};

/// The program, the record, and what can be asked for.
#[utoipa::path(get, path = "/meta", tag = "record", responses((status = OK, body = Meta)))]
pub(crate) async fn meta(State(app): State<App>, asked: Asked) -> Response {
    let record = app.0.path.file_name();
    let record = record.map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let review = app.0.review;
    app.answer(asked, move |ask| tell(ask, &record, review))
        .await
}

fn tell(ask: &Ask<'_>, record: &str, review: bool) -> Result<Meta, Failure> {
    let packs = &ask.packs.packs;
    let classes = packs.classes.iter().map(|class| ClassInfo {
        id: class.name.clone(),
        quad: quad_of(ask.packs, &class.name).0,
        goldstein: class.goldstein,
        plover: class.plover.clone(),
    });
    Ok(Meta {
        program: "legation".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        record: record.to_owned(),
        revision: ask.edition.stamp.revision,
        review,
        languages: packs.languages.keys().cloned().collect(),
        classes: classes.collect(),
        tie_kinds: legation::TieKind::ALL.map(TieKind::from).to_vec(),
    })
}
