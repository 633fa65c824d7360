-- Version 1 of the record.
--
-- Offsets are bytes of the clean text. `start` and `length` are absolute; columns that end in `_at` count
-- from the start of the claim's quote, which keeps them to a byte or two. Words that occur over and over
-- (classes, rules, languages, readers) stand once in `words`, and each name of an actor once in `actors`.
-- Row numbers mean nothing outside this file.

-- `revision` grows with every document written or forgotten; `program` wrote last; `next_sentence` is the
-- next free number of a sentence; `stale` is 1 where `words` or `actors` may hold what nothing uses.
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('revision', 0), ('program', ''), ('next_sentence', 1), ('stale', 0);

CREATE TABLE words (
    key INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE
) STRICT;

-- `id` is empty for an actor that the packs do not know.
CREATE TABLE actors (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    UNIQUE (id, name, country)
) STRICT;

-- `content` is a digest of all that is stored for the document, and of nothing else: it does not depend on
-- the order of writing. Its first byte says how it was made. `indexed` is the same of the index texts, which are not stored.
-- `claim_prefix` is what the ids of its claims begin with.
-- The sentences of a document have the numbers `first_sentence`, `first_sentence + 1` ... in the index.
CREATE TABLE documents (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    address TEXT,
    title TEXT,
    lang TEXT NOT NULL,
    publisher TEXT,
    published TEXT,
    retrieved TEXT,
    digest TEXT NOT NULL,
    reader INTEGER NOT NULL,
    content BLOB NOT NULL,
    indexed BLOB NOT NULL,
    claim_prefix TEXT,
    first_sentence INTEGER,
    bytes INTEGER NOT NULL,
    sentences INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    times INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    problems INTEGER NOT NULL,
    blocks BLOB NOT NULL,
    map BLOB NOT NULL
) STRICT;
CREATE INDEX documents_by_claim_prefix ON documents (claim_prefix);
CREATE INDEX documents_by_sentence ON documents (first_sentence);

-- The clean text, in parts of about 32 KiB cut between characters, so that a quote from a very long
-- document is read without the rest of it.
CREATE TABLE texts (
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    part INTEGER NOT NULL,
    start INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (document, part)
) STRICT;

CREATE TABLE sentences (
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    lang INTEGER NOT NULL,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE times (
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    edtf TEXT,
    stated TEXT,
    calendar INTEGER,
    kind INTEGER NOT NULL,
    rule INTEGER NOT NULL,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

-- `id` is what follows the document's `claim_prefix`. `first_day` and `last_day` count days from 1 January
-- of year 1 (= 1); an open side is -4000000000 or 4000000000; both are null for a claim without a date.
-- `status`: 0 asserted, 1 attributed, 2 planned, 3 denied. `when_from`: 0 clause, 1 sentence, 2 context,
-- 3 document. `source_start` is null where the document's map leads to the source, -1 where there is none.
CREATE TABLE claims (
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    sentence INTEGER NOT NULL,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    class INTEGER NOT NULL,
    status INTEGER NOT NULL,
    edtf TEXT,
    first_day INTEGER,
    last_day INTEGER,
    when_from INTEGER,
    when_at INTEGER,
    when_length INTEGER,
    trigger_at INTEGER NOT NULL,
    trigger_length INTEGER NOT NULL,
    source INTEGER,
    office INTEGER,
    instrument INTEGER,
    lang INTEGER NOT NULL,
    plover INTEGER,
    reader INTEGER NOT NULL,
    rule INTEGER NOT NULL,
    confidence REAL NOT NULL,
    source_start INTEGER,
    source_length INTEGER,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

-- One row for each party of a claim. `role`: 0 actor, 1 recipient; `number`: its place in the role.
CREATE TABLE parties (
    document INTEGER NOT NULL,
    claim INTEGER NOT NULL,
    role INTEGER NOT NULL,
    number INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    text_at INTEGER NOT NULL,
    text_length INTEGER NOT NULL,
    PRIMARY KEY (document, claim, role, number),
    FOREIGN KEY (document, claim) REFERENCES claims (document, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX parties_by_actor ON parties (actor);

-- `stage`: 0 ingest, 1 read. `severity`: 0 note, 1 warning, 2 error.
CREATE TABLE problems (
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    stage INTEGER NOT NULL,
    code TEXT NOT NULL,
    severity INTEGER NOT NULL,
    message TEXT NOT NULL,
    hint TEXT,
    start INTEGER,
    length INTEGER,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

-- The index of sentences by word. Contentless: index texts come in folded and are not kept. Which sentence
-- holds a word is all it knows (`detail = none`): places of words would double its size, and what stands
-- together is told from the clean text. The writer leaves nothing but words and spaces, so every character
-- that is no space belongs to a word. Nothing is folded here but case.
CREATE VIRTUAL TABLE search USING fts5 (
    words,
    content = '',
    contentless_delete = 1,
    detail = none,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co Cf Cn Cs'"
);
-- New words are gathered in 8 MB of memory before they are written: fewer pieces to merge.
INSERT INTO search (search, rank) VALUES ('hashsize', 8000000);
