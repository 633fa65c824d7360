//! One document from bytes: decode, find its parts, its language, what its head says.

use legation_model::{Block, BlockKind, Document, Edtf, OffsetMap, Problem};

use crate::{
    Format, Options, encoding, frontmatter, html, language,
    problems::{Rejected, size},
    structure::{self, Origin, Structure},
};

/// What is known about a document from around it, before its text is looked at.
#[derive(Debug, Clone, Default)]
pub(crate) struct About {
    pub(crate) address: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) lang: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) published: Option<Edtf>,
    pub(crate) retrieved: Option<Edtf>,
    pub(crate) problems: Vec<Problem>,
}

/// One document from the bytes of its source: plain text, Markdown or HTML.
///
/// The format is `format`, else what `options` says, else what the bytes show, else plain text. For a container
/// (JSON Lines, a dump, a web archive) its first document is given; [`documents`](crate::documents) gives all.
///
/// # Errors
/// Where the bytes are no text, hold nothing, or are more than the limits allow.
pub fn document_from_bytes(
    id: &str,
    bytes: Vec<u8>,
    format: Option<Format>,
    options: &Options,
) -> Result<Document, Rejected> {
    let format = Format::decide(format.or(options.format), None, &bytes);
    if format.is_container() {
        let input = crate::Input::from_bytes(id, bytes, Some(format));
        return crate::documents(&input, options).next().unwrap_or_else(|| {
            Err(Rejected::new(
                id,
                "ingest-empty",
                "there is no document in it",
                "check that the file is complete",
            ))
        });
    }
    single(id, bytes, format, None, About::default(), options)
}

/// One document of a format that holds one. `label` is the encoding that the transport names.
pub(crate) fn single(
    id: &str,
    bytes: Vec<u8>,
    format: Format,
    label: Option<&str>,
    about: About,
    options: &Options,
) -> Result<Document, Rejected> {
    refuse_size(id, bytes.len(), options)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(empty(id));
    }
    let digest = blake3::hash(&bytes).to_hex().to_string();
    let label = label.map(str::to_owned).or_else(|| {
        (format == Format::Html)
            .then(|| html::declared_encoding(&bytes))
            .flatten()
    });
    let mut decoded = encoding::decode(id, bytes, label.as_deref(), &options.limits)?;
    let problems = std::mem::take(&mut decoded.problems);
    let mut document = if format == Format::Html {
        html::document(id, &decoded.text, &decoded.map, about, options)?
    } else {
        let origin = if format == Format::Markdown {
            Origin::Markdown
        } else {
            Origin::Plain
        };
        of_text(id, decoded.text, decoded.map, origin, about, options)?
    };
    document.digest = digest;
    document.problems.splice(0..0, problems);
    Ok(document)
}

/// A document whose clean text is `text` itself.
pub(crate) fn of_text(
    id: &str,
    text: String,
    map: OffsetMap,
    origin: Origin,
    about: About,
    options: &Options,
) -> Result<Document, Rejected> {
    let mut about = about;
    let front = frontmatter::read(&text, options.limits.front_matter_lines);
    let start = front.as_ref().map_or(0, |f| f.span.end);
    let mut structure = structure::of_lines(&text, start, origin);
    if let Some(front) = front {
        structure.blocks.insert(
            0,
            Block {
                span: front.span,
                kind: BlockKind::Metadata,
                lang: None,
            },
        );
        about.title = about.title.or(front.title);
        about.address = about.address.or(front.address);
        about.publisher = about.publisher.or(front.publisher);
        about.lang = about.lang.or(front.lang);
        about.published = about.published.or(front.published);
        about.retrieved = about.retrieved.or(front.retrieved);
    }
    finish(id, text, map, structure, about, options)
}

/// Puts a document together and finds its language.
pub(crate) fn finish(
    id: &str,
    text: String,
    map: OffsetMap,
    structure: Structure,
    about: About,
    options: &Options,
) -> Result<Document, Rejected> {
    let mut blocks = structure.blocks;
    if blocks.is_empty() {
        return Err(empty(id));
    }
    let given = options.lang.as_deref().or(about.lang.as_deref());
    let lang = language::mark(&text, &mut blocks, given);
    let mut document = Document {
        id: id.to_owned(),
        address: about.address,
        title: about.title.or(structure.title),
        lang,
        publisher: about.publisher,
        published: about.published.or(structure.published),
        retrieved: about.retrieved,
        text,
        blocks,
        map,
        digest: String::new(),
        problems: about.problems,
    };
    if language::is_visual_hebrew(&document) {
        document.problems.push(crate::problems::problem(
            legation_model::Severity::Warning,
            "ingest-visual-order",
            "the Hebrew letters seem to stand in the order in which they are seen, not in which they are read",
            "export the text in logical order; old pages and some PDF programs store it reversed",
        ));
    }
    Ok(document)
}

pub(crate) fn refuse_size(id: &str, bytes: usize, options: &Options) -> Result<(), Rejected> {
    if bytes > options.limits.document_bytes {
        return Err(too_large(id, options));
    }
    Ok(())
}

pub(crate) fn too_large(id: &str, options: &Options) -> Rejected {
    Rejected::new(
        id,
        "ingest-too-large",
        format!(
            "the document is larger than {} (limit `document_bytes`)",
            size(options.limits.document_bytes as u64)
        ),
        "split it into documents, or raise the limit",
    )
}

pub(crate) fn empty(id: &str) -> Rejected {
    Rejected::new(
        id,
        "ingest-empty",
        "there is no text in it",
        "check that the file is complete",
    )
}
