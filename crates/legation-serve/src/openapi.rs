//! The description of the API, made from the code: handlers say what they take and give, wire types how it looks.
//!
//! Two rules that hold everywhere are added here rather than said at each place: all keys of an answer are always there,
//! but for the few named below; and any address may answer with a [`Problem`].

use utoipa::{
    OpenApi, ToSchema,
    openapi::{
        ContentBuilder, InfoBuilder, LicenseBuilder, OpenApi as Description, Ref, RefOr, Response,
        ResponseBuilder, Schema, path::Operation, schema::Object,
    },
};

use crate::wire::Problem;

/// Keys that may be absent, by schema; all others are always there, null where nothing is known.
const MAY_BE_ABSENT: [(&str, &[&str]); 4] = [
    ("Codes", &["iso", "gw", "cow", "wikidata"]),
    ("Edit", &["class", "actor", "recipient", "when", "status"]),
    ("DecisionRequest", &["edit", "note"]),
    ("ProblemDetail", &["suggestions"]),
];

#[derive(OpenApi)]
#[openapi(
    components(schemas(Problem)),
    tags(
        (name = "record", description = "The record as a whole"),
        (name = "actors", description = "Actors"),
        (name = "chronicle", description = "What happened, what held, where claims cannot all be right"),
        (name = "claims", description = "Claims and the sentences that say so"),
        (name = "documents", description = "The texts"),
        (name = "review", description = "Decisions about claims; only where the server was started with --review"),
    )
)]
struct Base;

/// What the description begins with.
pub(crate) fn base() -> Description {
    let mut description = Base::openapi();
    description.info = InfoBuilder::new()
        .title("Legation")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "A record of foreign relations: who did what to whom, when, and which sentence says so. All answers are JSON; \
             offsets are UTF-16 code units of the string that they come with; dates are EDTF.",
        ))
        .license(Some(LicenseBuilder::new().name("MIT OR Apache-2.0").build()))
        .build();
    description
}

/// Adds what holds everywhere.
pub(crate) fn complete(mut description: Description) -> Description {
    if let Some(components) = &mut description.components {
        for (name, schema) in &mut components.schemas {
            if let RefOr::T(schema) = schema {
                require_all(name, schema);
            }
        }
    }
    for item in description.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.post];
        for operation in operations.into_iter().flatten() {
            add_problem(operation);
        }
    }
    description
}

fn require_all(name: &str, schema: &mut Schema) {
    match schema {
        Schema::Object(object) => require_keys(name, object),
        Schema::AllOf(all) => {
            for item in &mut all.items {
                if let RefOr::T(schema) = item {
                    require_all(name, schema);
                }
            }
        }
        _ => {}
    }
}

fn require_keys(name: &str, object: &mut Object) {
    let absent = MAY_BE_ABSENT
        .iter()
        .find(|(schema, _)| *schema == name)
        .map_or(&[][..], |(_, keys)| keys);
    object.required = object
        .properties
        .keys()
        .filter(|key| !absent.contains(&key.as_str()))
        .cloned()
        .collect();
}

fn add_problem(operation: &mut Operation) {
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name(Problem::name())))
        .build();
    let problem: Response = ResponseBuilder::new()
        .description("Why there is no answer")
        .content("application/json", content)
        .build();
    operation
        .responses
        .responses
        .insert("default".to_owned(), RefOr::T(problem));
}
