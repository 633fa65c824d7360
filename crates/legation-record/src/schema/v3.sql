-- Version 3 of the record: the chronicle, made from the claims and made again where they change.
--
-- Everything here can be thrown away: `chronicle_documents` says from which documents, and in which state of
-- theirs, it was made, and `meta.chronicle_rules` by which rules. Documents and claims are named by their keys
-- without REFERENCES, so that forgetting a document stays quick; what hangs on it goes when the chronicle is
-- brought up to date, and nothing is answered from it before.
INSERT INTO meta VALUES ('chronicle_rules', ''), ('chronicle_revision', -1);

-- `affairs` is the list of the keys of the affairs that the document's claims belong to, as varints of the
-- differences of the sorted keys.
CREATE TABLE chronicle_documents (
    document INTEGER PRIMARY KEY,
    content BLOB NOT NULL,
    affairs BLOB NOT NULL
) STRICT;

-- An affair is what can be told apart from the rest: a pair of sides, a thing, the offices of a state, a
-- document. `name` is the same in every record.
CREATE TABLE affairs (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE affair_claims (
    affair INTEGER NOT NULL,
    document INTEGER NOT NULL,
    claim INTEGER NOT NULL,
    PRIMARY KEY (affair, document, claim)
) STRICT, WITHOUT ROWID;

-- Days count as in `claims`. `date_rule`: 0 none, 1 only, 2 most precise, 3 most trusted. `dated_claim` is the
-- place of the claim that gives the date among the event's claims.
CREATE TABLE events (
    key INTEGER PRIMARY KEY,
    affair INTEGER NOT NULL,
    id TEXT NOT NULL,
    class INTEGER NOT NULL,
    status INTEGER NOT NULL,
    edtf TEXT,
    first_day INTEGER,
    last_day INTEGER,
    date_rule INTEGER NOT NULL,
    dated_document INTEGER,
    dated_claim INTEGER,
    office INTEGER,
    instrument INTEGER,
    confidence REAL NOT NULL
) STRICT;
CREATE INDEX events_by_affair ON events (affair);
CREATE INDEX events_by_id ON events (id);
CREATE TABLE event_parties (
    event INTEGER NOT NULL,
    role INTEGER NOT NULL,
    number INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    PRIMARY KEY (event, role, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_parties_by_actor ON event_parties (actor);
CREATE TABLE event_claims (
    event INTEGER NOT NULL,
    number INTEGER NOT NULL,
    document INTEGER NOT NULL,
    claim INTEGER NOT NULL,
    PRIMARY KEY (event, number)
) STRICT, WITHOUT ROWID;

-- One row for each spell. An end that nothing tells of has no rule; `possible` is 1 for one that is inferred.
-- `from_first` .. `to_last` are the days on which the ends may lie, open where no date is told.
CREATE TABLE ties (
    key INTEGER PRIMARY KEY,
    affair INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    instrument INTEGER,
    office INTEGER,
    spell INTEGER NOT NULL,
    from_edtf TEXT,
    from_rule TEXT,
    from_possible INTEGER NOT NULL,
    from_first INTEGER NOT NULL,
    from_last INTEGER NOT NULL,
    to_edtf TEXT,
    to_rule TEXT,
    to_possible INTEGER NOT NULL,
    to_first INTEGER NOT NULL,
    to_last INTEGER NOT NULL
) STRICT;
CREATE INDEX ties_by_affair ON ties (affair);
CREATE INDEX ties_by_id ON ties (id);
CREATE TABLE tie_parties (
    tie INTEGER NOT NULL,
    number INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (tie, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX tie_parties_by_actor ON tie_parties (actor);
-- `part`: 0 the beginning, 1 the end, 2 shows it between. `number` keeps their order.
CREATE TABLE tie_claims (
    tie INTEGER NOT NULL,
    part INTEGER NOT NULL,
    number INTEGER NOT NULL,
    document INTEGER NOT NULL,
    claim INTEGER NOT NULL,
    PRIMARY KEY (tie, part, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE disagreements (
    key INTEGER PRIMARY KEY,
    affair INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    first_because TEXT NOT NULL,
    days_apart INTEGER,
    sentence TEXT NOT NULL
) STRICT;
CREATE INDEX disagreements_by_affair ON disagreements (affair);
CREATE INDEX disagreements_by_id ON disagreements (id);
CREATE TABLE disagreement_parties (
    disagreement INTEGER NOT NULL,
    number INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    PRIMARY KEY (disagreement, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX disagreement_parties_by_actor ON disagreement_parties (actor);
CREATE TABLE disagreement_claims (
    disagreement INTEGER NOT NULL,
    number INTEGER NOT NULL,
    document INTEGER NOT NULL,
    claim INTEGER NOT NULL,
    PRIMARY KEY (disagreement, number)
) STRICT, WITHOUT ROWID;
