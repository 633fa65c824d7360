//! MediaWiki XML dumps: pages one after the other, each with its wikitext.
//!
//! Only articles are taken: other namespaces and redirects are passed over quietly.

use std::io::{self, BufRead, Read};

use legation_model::{Document, OffsetMap};
use quick_xml::{Reader, events::Event};
use thiserror::Error;

use crate::{
    Limits, Options, Rejected,
    compress::Unpacked,
    dates,
    document::{self, About},
    stream,
    structure::{self, Origin},
    wikitext,
};

/// A page of a dump.
#[derive(Debug, Default)]
pub(crate) struct Page {
    title: String,
    namespace: String,
    timestamp: String,
    model: String,
    redirect: bool,
    /// Source of the page.
    pub(crate) wikitext: String,
    site: Site,
}

/// What a dump says about its site.
#[derive(Debug, Default, Clone)]
struct Site {
    name: Option<String>,
    base: Option<String>,
    lang: Option<String>,
}

/// Why there is no page.
pub(crate) enum Stop {
    /// One page is set aside.
    Page(Box<Rejected>),
    /// Nothing more can be read.
    Source(quick_xml::Error),
}

/// A page that outgrows its limit while it is read.
#[derive(Debug, Error)]
#[error("a page is larger than the limit `document_bytes`")]
pub(crate) struct TooLarge;

/// Gives so many bytes and no more until it is told again.
struct Budget<R> {
    inner: R,
    left: usize,
}

impl<R: BufRead> Read for Budget<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(buffer)?;
        self.consume(n);
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Budget<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let left = self.left;
        let buffer = self.inner.fill_buf()?;
        if left == 0 && !buffer.is_empty() {
            return Err(io::Error::other(TooLarge));
        }
        Ok(&buffer[..buffer.len().min(left)])
    }

    fn consume(&mut self, n: usize) {
        self.left -= n.min(self.left);
        self.inner.consume(n);
    }
}

/// The pages of a dump.
pub(crate) struct Pages {
    reader: Reader<Budget<Unpacked>>,
    buffer: Vec<u8>,
    path: Vec<String>,
    site: Site,
    began: bool,
    done: bool,
}

impl Pages {
    pub(crate) fn new(source: Unpacked, limits: &Limits) -> Self {
        let mut reader = Reader::from_reader(Budget {
            inner: source,
            left: limits.document_bytes,
        });
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        Self {
            reader,
            buffer: Vec::new(),
            path: Vec::new(),
            site: Site::default(),
            began: false,
            done: false,
        }
    }

    /// The next article.
    pub(crate) fn next_page(&mut self, id: &str, limits: &Limits) -> Option<Result<Page, Stop>> {
        let mut page = Page::default();
        while !self.done {
            self.buffer.clear();
            self.reader.get_mut().left = limits.document_bytes;
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(error) => {
                    self.done = true;
                    return Some(Err(Stop::Source(error)));
                }
            };
            match event {
                Event::Start(start) => {
                    let name = start.local_name().as_ref().to_owned();
                    if !self.began {
                        self.began = true;
                        if name != "mediawiki" {
                            self.done = true;
                            return Some(Err(Stop::Page(Box::new(foreign(id, &name)))));
                        }
                        let lang = start
                            .attributes()
                            .flatten()
                            .find(|a| a.key.as_ref() == "xml:lang");
                        self.site.lang = lang.map(|a| a.value.into_owned());
                    }
                    if name == "page" {
                        page = Page::default();
                    }
                    self.path.push(name);
                    if self.path.len() > limits.xml_depth {
                        self.done = true;
                        return Some(Err(Stop::Page(Box::new(Rejected::new(
                            id,
                            "ingest-nesting",
                            "elements within each other more deeply than a dump has them (limit `xml_depth`)",
                            "the file is no MediaWiki dump, or damaged; what came before is kept",
                        )))));
                    }
                }
                Event::Empty(empty) if empty.local_name().as_ref() == "redirect" => {
                    page.redirect = true;
                }
                Event::End(end) => {
                    let name = end.local_name().as_ref().to_owned();
                    if self.path.last() == Some(&name) {
                        self.path.pop();
                    }
                    if name == "page" && page.is_article() {
                        page.site = self.site.clone();
                        return Some(Ok(page));
                    }
                }
                Event::Text(text) => {
                    if let Some(value) = field(&self.path, &mut page, &mut self.site) {
                        value.push_str(&text.xml10_content());
                    }
                }
                Event::CData(text) => {
                    if let Some(value) = field(&self.path, &mut page, &mut self.site) {
                        value.push_str(&text.xml10_content());
                    }
                }
                // Only the five references of XML and numbers: entities of the file's own are not expanded.
                Event::GeneralRef(reference) => {
                    if let Some(value) = field(&self.path, &mut page, &mut self.site) {
                        let name: &str = &reference;
                        match reference.resolve_char_ref() {
                            Ok(Some(c)) => value.push(c),
                            _ => value.push_str(match name {
                                "lt" => "<",
                                "gt" => ">",
                                "amp" => "&",
                                "quot" => "\"",
                                "apos" => "'",
                                _ => "\u{FFFD}",
                            }),
                        }
                    }
                }
                Event::Eof => self.done = true,
                _ => {}
            }
            if page.wikitext.len() > limits.document_bytes {
                let place = format!("{id}#{}", page.title);
                page.wikitext = String::new();
                page.redirect = true;
                return Some(Err(Stop::Page(Box::new(Rejected::new(
                    place,
                    "ingest-too-large",
                    "the page is too large (limit `document_bytes`)",
                    "raise the limit",
                )))));
            }
        }
        if !self.began {
            self.began = true;
            return Some(Err(Stop::Page(Box::new(foreign(id, "none")))));
        }
        None
    }
}

impl Page {
    fn is_article(&self) -> bool {
        !self.redirect
            && (self.namespace.trim() == "0" || self.namespace.is_empty())
            && (self.model.is_empty() || self.model == "wikitext")
            && !self.wikitext.trim().is_empty()
    }
}

fn foreign(id: &str, root: &str) -> Rejected {
    Rejected::new(
        id,
        "ingest-unknown-xml",
        format!("an XML file that is no MediaWiki dump (its first element: {root})"),
        "convert it to plain text, HTML or JSON Lines",
    )
}

/// Sets the rest of a dump aside.
pub(crate) fn stopped(id: &str, error: &quick_xml::Error, options: &Options) -> Rejected {
    if let quick_xml::Error::Io(error) = error {
        return stream::unreadable(id, error, options);
    }
    Rejected::new(
        id,
        "ingest-xml",
        format!("the dump cannot be read on: {error}"),
        "the file may be damaged or cut off; what came before is kept",
    )
}

/// Where the text at this place of the file belongs.
fn field<'a>(path: &[String], page: &'a mut Page, site: &'a mut Site) -> Option<&'a mut String> {
    let at = |i: usize| path.get(i).map(String::as_str);
    match (at(1)?, at(2)?, at(3)) {
        ("siteinfo", "sitename", None) => Some(site.name.get_or_insert_default()),
        ("siteinfo", "base", None) => Some(site.base.get_or_insert_default()),
        ("page", "title", None) => Some(&mut page.title),
        ("page", "ns", None) => Some(&mut page.namespace),
        ("page", "revision", Some("timestamp")) => Some(&mut page.timestamp),
        ("page", "revision", Some("model")) => Some(&mut page.model),
        ("page", "revision", Some("text")) => Some(&mut page.wikitext),
        _ => None,
    }
}

/// The document of a page. Its source is the page's wikitext: offsets lead into that.
pub(crate) fn document(path: &str, page: Page, options: &Options) -> Result<Document, Rejected> {
    let id = format!("{path}#{}", page.title);
    let digest = blake3::hash(page.wikitext.as_bytes()).to_hex().to_string();
    let reduced = wikitext::reduce(&page.wikitext, &options.limits);
    let structure = structure::of_rows(&reduced.text, reduced.rows, Origin::Markup);
    let address = page.site.base.as_ref().and_then(|base| {
        let (folder, _) = base.rsplit_once('/')?;
        Some(format!("{folder}/{}", page.title.replace(' ', "_")))
    });
    let about = About {
        address,
        title: Some(page.title),
        lang: page.site.lang,
        publisher: page.site.name,
        published: dates::date_of(&page.timestamp),
        ..About::default()
    };
    let map: OffsetMap = reduced.map;
    let mut document = document::finish(&id, reduced.text, map, structure, about, options)?;
    document.digest = digest;
    Ok(document)
}

#[cfg(test)]
mod tests {
    use legation_model::{BlockKind, Span};

    use crate::{Input, documents};

    use super::*;

    const DUMP: &str = r#"<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="he">
  <siteinfo><sitename>ויקי</sitename><base>https://he.example.org/wiki/%D7%A8</base></siteinfo>
  <page><title>יחסי חוץ</title><ns>0</ns><id>1</id>
    <revision><timestamp>2020-03-04T05:06:07Z</timestamp><model>wikitext</model>
      <text xml:space="preserve">'''אלבניה''' ניתקה את [[ברית המועצות|היחסים]] ב-1961.&lt;ref&gt;מקור&lt;/ref&gt;

== הערות שוליים ==
{{הערות}} רשימה</text></revision></page>
  <page><title>שיחה:יחסי חוץ</title><ns>1</ns><revision><text>no</text></revision></page>
  <page><title>הפניה</title><ns>0</ns><redirect title="יחסי חוץ" /><revision><text>#הפניה</text></revision></page>
  <page><title>שני</title><ns>0</ns><revision><text>A &amp;amp; B signed a treaty.</text></revision></page>
</mediawiki>"#;

    fn read(dump: &str) -> Vec<Result<Document, Rejected>> {
        documents(
            &Input::from_bytes("dump.xml", dump.as_bytes(), None),
            &Options::default(),
        )
        .collect()
    }

    #[test]
    fn articles_become_documents() {
        let found: Vec<Document> = read(DUMP).into_iter().map(|r| r.expect("read")).collect();
        assert_eq!(found.len(), 2);
        let first = &found[0];
        assert_eq!(first.id, "dump.xml#יחסי חוץ");
        assert_eq!(first.lang, "he");
        assert_eq!(
            first.address.as_deref(),
            Some("https://he.example.org/wiki/יחסי_חוץ")
        );
        assert_eq!(
            first.published.as_ref().map(ToString::to_string).as_deref(),
            Some("2020-03-04")
        );
        let prose: Vec<&str> = first
            .blocks
            .iter()
            .filter(|b| b.kind == BlockKind::Paragraph)
            .map(|b| b.span.of(&first.text))
            .collect();
        assert_eq!(prose, ["אלבניה ניתקה את היחסים ב-1961."]);
        assert_eq!(found[1].text.trim(), "A & B signed a treaty.");
        let span = Span::new(0, 1);
        assert_eq!(found[1].map.source(span), Some(span));
    }

    #[test]
    fn what_is_no_dump_says_so() {
        let found = read("<?xml version=\"1.0\"?><rss><channel/></rss>");
        assert_eq!(
            found[0].as_ref().expect_err("refused").problem.code,
            "ingest-unknown-xml"
        );
        let cut = &DUMP[..DUMP.find("שני").expect("there")];
        let found = read(cut);
        assert!(found[0].is_ok());
        let deep = format!("<mediawiki>{}", "<a>".repeat(100));
        assert_eq!(
            read(&deep)[0].as_ref().expect_err("refused").problem.code,
            "ingest-nesting"
        );
    }
}
