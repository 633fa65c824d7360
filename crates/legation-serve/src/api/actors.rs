//! Actors: those of the record, those that a user may mean, and what is known of one.

use axum::{extract::State, response::Response};
use legation::{
    ActorKind, ActorRef, Found, Suggested, Tie, TieFilter, TieKind, TieRole, actor_codes,
    actor_key, actor_profile, relations_of,
};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    api::Id,
    app::{App, Asked},
    ask::{Ask, some},
    failure::Failure,
    limits,
    shape::Ties,
    wire::{ActorItem, ActorList, ActorPage, Codes, OfficeByPacks, Relation, RelationYear, When},
};

/// Others that an actor is shown with.
const RELATIONS: usize = 12;

/// Which actors.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ActorsQuery {
    /// The beginning of a name in any language, or one with a slip in it; without it all actors of the record, the one
    /// with most claims first
    #[serde(default, deserialize_with = "some")]
    q: Option<String>,
    /// Only this kind: `state`, `body`, `party`, `organization`, `alliance`, `movement`, `person`, `agreement`
    #[serde(default, deserialize_with = "some")]
    kind: Option<String>,
    /// How many at most
    limit: Option<usize>,
    /// What `next` of the page before says
    #[serde(default, deserialize_with = "some")]
    cursor: Option<String>,
}

/// Actors of the record, or those that a name may mean.
#[utoipa::path(get, path = "/actors", tag = "actors", params(ActorsQuery),
    responses((status = OK, body = ActorList)))]
pub(crate) async fn actors(State(app): State<App>, asked: Asked) -> Response {
    app.answer(asked, list).await
}

fn list(ask: &Ask<'_>) -> Result<ActorList, Failure> {
    let query: ActorsQuery = ask.query()?;
    let page = ask.page(query.limit, query.cursor.as_deref())?;
    let kind = query.kind.as_deref().map(kind_named).transpose()?;
    let index = ask.edition.index(ask.packs);
    let found: Vec<Suggested> = match &query.q {
        Some(typed) => {
            ask.check_words("q", typed)?;
            index.suggest(typed, kind)
        }
        None => index.by_claims(kind).cloned().collect(),
    };
    let mut cast = ask.cast();
    let items = page.of(&found).iter().map(|actor| ActorItem {
        key: cast.of_key(&actor.key),
        claims: actor.claims,
        first_year: actor.first_year,
        last_year: actor.last_year,
        matched: actor.matched.clone(),
    });
    Ok(ActorList {
        items: items.collect(),
        actors: cast.finish(),
        next: page.next(found.len()),
        total: found.len(),
    })
}

fn kind_named(name: &str) -> Result<ActorKind, Failure> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).map_err(|_| {
        Failure::bad("bad-kind", format!("`{name}` is no kind of actor")).with_hint(
            "write one of state, body, party, organization, alliance, movement, person, agreement",
        )
    })
}

/// What is known of an actor: names, codes, ties, offices, and with whom it has most to do.
#[utoipa::path(get, path = "/actors/{key}", tag = "actors",
    params(("key" = String, Path, description = "Key of the actor; a name or code is taken too")),
    responses((status = OK, body = ActorPage)))]
pub(crate) async fn actor(State(app): State<App>, Id(key): Id, asked: Asked) -> Response {
    app.answer(asked, move |ask| tell(ask, &key)).await
}

fn tell(ask: &Ask<'_>, key: &str) -> Result<ActorPage, Failure> {
    ask.no_query()?;
    let found = ask.actor(key)?;
    let chronicle = ask.chronicle();
    let profile = actor_profile(ask.packs, None, &found)?;
    let known = ask
        .edition
        .actor(&actor_key(found.id.as_deref(), &found.name));
    let all = chronicle.ties(&TieFilter {
        actors: vec![itself(&found)],
        ..TieFilter::default()
    })?;
    let (holders, mut own): (Vec<Tie>, Vec<Tie>) =
        all.into_iter().partition(|tie| is_holder(tie, &found));
    let ties_total = own.len();
    own.truncate(limits::MAX_TIES);
    let shaped = Ties::new(ask, own.iter().chain(&holders))?;
    let mut cast = ask.cast();
    let key = cast.found(&found);
    let card = cast.get(&key).cloned().ok_or_else(Failure::internal)?;
    let when = |date: &Option<legation::Edtf>| date.as_ref().map(When::from);
    let offices = profile
        .offices
        .iter()
        .zip(bodies(ask, &found))
        .map(|(office, body)| OfficeByPacks {
            office: office.name.clone(),
            body: body.map(|id| cast.of_key(&id)),
            from: when(&office.from),
            to: when(&office.to),
        });
    let offices_by_packs = offices.collect();
    let relations = relations_of(ask.record, ask.packs, &found, RELATIONS)?
        .into_iter()
        .map(|relation| Relation {
            other: cast.of_key(&relation.other),
            claims: relation.claims,
            cooperative: relation.cooperative,
            conflictual: relation.conflictual,
            years: relation
                .years
                .into_iter()
                .map(|year| RelationYear {
                    year: year.year,
                    claims: year.claims,
                    score: year.score,
                })
                .collect(),
        })
        .collect();
    let disagreements = chronicle
        .disagreements(std::slice::from_ref(&found), &[])?
        .len();
    let codes = actor_codes(ask.packs, found.id.as_deref());
    Ok(ActorPage {
        actor: card,
        all_names: profile.names.clone(),
        codes: Codes {
            iso: codes.iso,
            gw: codes.gw.map(u32::from),
            cow: codes.cow.map(u32::from),
            wikidata: None,
        },
        from: when(&profile.from),
        to: when(&profile.to),
        claims: known.map_or(0, |known| known.claims),
        first_year: known.and_then(|known| known.first_year),
        last_year: known.and_then(|known| known.last_year),
        offices_by_packs,
        ties: own.iter().map(|tie| shaped.tie(tie, &mut cast)).collect(),
        ties_total,
        holders: holders
            .iter()
            .map(|tie| shaped.tie(tie, &mut cast))
            .collect(),
        relations,
        disagreements,
        actors: cast.finish(),
    })
}

/// Whether a tie is an office that belongs to an actor, and not one that it holds.
fn is_holder(tie: &Tie, actor: &Found) -> bool {
    let is_it = |who: &legation::Participant| match &actor.id {
        Some(id) => who.id.as_ref() == Some(id),
        None => who.id.is_none() && who.name == actor.name,
    };
    tie.kind == TieKind::Office
        && tie
            .parties
            .iter()
            .any(|party| party.role == TieRole::Body && is_it(&party.who))
}

/// The actor by itself: a state without those who act for it.
fn itself(actor: &Found) -> Vec<ActorRef> {
    vec![match &actor.id {
        Some(id) => ActorRef::id(id),
        None => ActorRef::name(&actor.name),
    }]
}

/// Keys of the bodies that a person's offices belong to, in the order of the offices.
fn bodies(ask: &Ask<'_>, actor: &Found) -> Vec<Option<String>> {
    let actors = &ask.packs.packs.actors;
    let known = actor.id.as_deref().and_then(|id| actors.get(id));
    let bodies = known.map_or(&[][..], |id| &actors.entry(id).bodies);
    let key = |body: &Option<_>| body.map(|body| actors.entry(body).actor.id.clone());
    bodies.iter().map(key).collect()
}
