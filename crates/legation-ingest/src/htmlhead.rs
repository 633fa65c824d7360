//! What a page says about itself: `<html lang>`, `<title>`, Open Graph and Dublin Core, schema.org in JSON-LD.

use legation_model::Edtf;
use serde_json::Value;

use crate::{
    dates, frontmatter,
    markup::{self, Token},
};

/// What the head of a page says.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub(crate) title: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) lang: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) published: Option<Edtf>,
}

/// Levels of JSON-LD that are looked into.
const LEVELS: usize = 6;

/// Reads the head; `schema.org` may stand in the body too.
pub(crate) fn read(source: &str) -> Head {
    let mut head = Head::default();
    let mut linked = Head::default();
    let mut plain_title = None;
    let mut in_title = false;
    for token in markup::tokens(source) {
        match token {
            Token::Open { name, attributes } => {
                in_title = false;
                if name.eq_ignore_ascii_case("html") {
                    let lang = markup::attribute(attributes, "lang")
                        .or_else(|| markup::attribute(attributes, "xml:lang"));
                    head.lang = lang.as_deref().and_then(frontmatter::language_tag);
                } else if name.eq_ignore_ascii_case("meta") {
                    meta(&mut head, attributes);
                } else if name.eq_ignore_ascii_case("link") {
                    let canonical = markup::attribute(attributes, "rel")
                        .is_some_and(|r| r.eq_ignore_ascii_case("canonical"));
                    if canonical {
                        head.address = markup::attribute(attributes, "href")
                            .filter(|h| h.contains("://"))
                            .or(head.address.take());
                    }
                } else if name.eq_ignore_ascii_case("title") {
                    in_title = plain_title.is_none();
                } else if name.eq_ignore_ascii_case("time") && head.published.is_none() {
                    head.published = markup::attribute(attributes, "datetime")
                        .as_deref()
                        .and_then(dates::date_of);
                }
            }
            Token::Text(span) if in_title => {
                plain_title = Some(markup::decode(span.of(source)).trim().to_owned());
            }
            Token::Close(_) => in_title = false,
            Token::Script {
                attributes,
                content,
            } => {
                let is_data = markup::attribute(attributes, "type")
                    .is_some_and(|t| t.eq_ignore_ascii_case("application/ld+json"));
                if is_data && let Ok(value) = serde_json::from_str::<Value>(content.trim()) {
                    schema(&mut linked, &value, LEVELS);
                }
            }
            Token::Text(_) => {}
        }
    }
    Head {
        title: linked
            .title
            .or(head.title)
            .or_else(|| plain_title.map(|t| without_site(&t, head.publisher.as_deref())))
            .filter(|t| !t.is_empty()),
        address: head.address.or(linked.address),
        lang: head.lang.or(linked.lang),
        publisher: linked.publisher.or(head.publisher),
        published: linked.published.or(head.published),
    }
}

fn meta(head: &mut Head, attributes: &str) {
    let name = ["property", "name", "itemprop", "http-equiv"]
        .iter()
        .find_map(|n| markup::attribute(attributes, n));
    let (Some(name), Some(content)) = (name, markup::attribute(attributes, "content")) else {
        return;
    };
    let content = content.trim().to_owned();
    if content.is_empty() {
        return;
    }
    match name.to_ascii_lowercase().as_str() {
        "og:title" => head.title = Some(content),
        "twitter:title" | "dc.title" | "citation_title" => {
            head.title.get_or_insert(content);
        }
        "og:url" => {
            head.address.get_or_insert(content);
        }
        "og:site_name" => head.publisher = Some(content),
        "dc.publisher" | "citation_publisher" | "citation_journal_title" => {
            head.publisher.get_or_insert(content);
        }
        "og:locale" | "content-language" | "dc.language" => {
            head.lang = head
                .lang
                .take()
                .or_else(|| frontmatter::language_tag(&content));
        }
        "article:published_time" | "datepublished" => {
            head.published = dates::date_of(&content).or(head.published.take());
        }
        "date"
        | "dc.date"
        | "dc.date.issued"
        | "dcterms.created"
        | "citation_publication_date"
        | "citation_date"
        | "pubdate"
        | "publish-date"
        | "parsely-pub-date"
        | "sailthru.date" => {
            head.published = head.published.take().or_else(|| dates::date_of(&content));
        }
        _ => {}
    }
}

/// Takes the first article of a schema.org description.
fn schema(head: &mut Head, value: &Value, levels: usize) {
    if levels == 0 {
        return;
    }
    let object = match value {
        Value::Array(values) => {
            values
                .iter()
                .take(50)
                .for_each(|v| schema(head, v, levels - 1));
            return;
        }
        Value::Object(object) => object,
        _ => return,
    };
    let string = |key: &str| {
        object
            .get(key)
            .and_then(Value::as_str)
            .map(|s| markup::decode(s).trim().to_owned())
            .filter(|s| !s.is_empty())
    };
    if object.contains_key("datePublished") || object.contains_key("headline") {
        head.title = head.title.take().or_else(|| string("headline"));
        head.published = head
            .published
            .take()
            .or_else(|| string("datePublished").as_deref().and_then(dates::date_of));
        head.lang = head.lang.take().or_else(|| {
            string("inLanguage")
                .as_deref()
                .and_then(frontmatter::language_tag)
        });
        head.address = head
            .address
            .take()
            .or_else(|| string("url").filter(|u| u.contains("://")));
        if head.publisher.is_none() {
            let publisher = object.get("publisher").and_then(|p| match p {
                Value::Array(list) => list.first(),
                other => Some(other),
            });
            head.publisher = publisher
                .and_then(|p| p.get("name").unwrap_or(p).as_str())
                .map(str::to_owned);
        }
    }
    for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
        if let Some(inner) = object.get(key) {
            schema(head, inner, levels - 1);
        }
    }
}

/// A page's title without the site's name at its end.
fn without_site(title: &str, site: Option<&str>) -> String {
    for separator in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((before, after)) = title.rsplit_once(separator) {
            let known = site.is_some_and(|s| s.trim() == after.trim());
            // Without a known name, a short end after a longer title is taken for one.
            let short = after.split_whitespace().count() <= 3
                && before.split_whitespace().count() > after.split_whitespace().count();
            if known || short {
                return before.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schema_org_comes_before_open_graph_before_the_title() {
        let page = r#"<html lang="he"><title>ההסכם - אתר</title><meta property="og:title" content="ההסכם המלא">
            <script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "ההסכם &amp; תוצאותיו", "datePublished": "2016-03-22T10:00", "publisher": {"name": "העיתון"}}]}</script>"#;
        let head = read(page);
        assert_eq!(head.title.as_deref(), Some("ההסכם & תוצאותיו"));
        assert_eq!(head.publisher.as_deref(), Some("העיתון"));
        assert_eq!(
            head.published.map(|d| d.to_string()).as_deref(),
            Some("2016-03-22")
        );
        assert_eq!(head.lang.as_deref(), Some("he"));
        assert_eq!(
            read("<title>The long treaty of 1955 - Example News</title>")
                .title
                .as_deref(),
            Some("The long treaty of 1955")
        );
        assert_eq!(
            read("<title>India - China</title>").title.as_deref(),
            Some("India - China")
        );
    }
}
