//! Every limit of the ingest, in one place with its default and its reason.
//!
//! Documents are untrusted. Each limit is named, by the name of its field, in the error that it raises,
//! so that a user knows which one to raise; nothing here touches a file.

/// How much of a source is taken before it is set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Largest document, in bytes of its source: 256 MiB. One document is held in memory whole; a single
    /// line of 200 MB still passes.
    pub document_bytes: usize,
    /// Largest number of bytes that one compressed byte may become: 1,000. Text compresses by 3 to 20, a file that
    /// repeats itself by some hundred; what goes beyond is made to take time.
    pub expansion_ratio: u64,
    /// Bytes that a compressed source may yield before its ratio is looked at: 64 MiB. Short files of repeated text
    /// compress well and harm nobody.
    pub expansion_grace: u64,
    /// Compressed files within compressed files: 0. A dump is compressed once.
    pub nested_archives: usize,
    /// Open elements within each other in HTML before its tree is no longer built: 400. Pages made by people stay
    /// below 100; the text is then taken without the tree.
    pub markup_depth: usize,
    /// Largest HTML page whose tree is built: 16 MiB. A tree takes many times its page's memory; the text of a
    /// larger page is taken without it.
    pub html_tree_bytes: usize,
    /// Character references in a text between two tags, times its bytes, summed over a page: 10 thousand million. The
    /// parser looks through the rest of such a text after each reference; pages made by people stay a thousand times
    /// below. Beyond, the text is taken without the tree.
    pub reference_work: u64,
    /// Open elements within each other in an XML dump: 32. MediaWiki's format needs 7.
    pub xml_depth: usize,
    /// Templates, tables and links within each other in wikitext: 40, which is MediaWiki's own limit. What is deeper
    /// is dropped.
    pub wikitext_depth: usize,
    /// Lines of a front matter: 200. A longer one is prose.
    pub front_matter_lines: usize,
    /// Bytes of the headers of one WARC record: 256 KiB.
    pub warc_header_bytes: usize,
    /// Source size up to which text in another encoding than UTF-8 is mapped back to its source character by
    /// character: 1 MiB. Beyond, words map as wholes, so that the map stays smaller than the text.
    pub exact_map_bytes: usize,
    /// Files that one run takes: 5 million. Their list is held in memory, to sort it.
    pub files: usize,
    /// Places of broken bytes that a document's problems name one by one: 5. The rest is counted.
    pub named_places: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document_bytes: 256 << 20,
            expansion_ratio: 1_000,
            expansion_grace: 64 << 20,
            nested_archives: 0,
            markup_depth: 400,
            html_tree_bytes: 16 << 20,
            reference_work: 10_000_000_000,
            xml_depth: 32,
            wikitext_depth: 40,
            front_matter_lines: 200,
            warc_header_bytes: 256 << 10,
            exact_map_bytes: 1 << 20,
            files: 5_000_000,
            named_places: 5,
        }
    }
}
