-- Version 4 of the record: with which decisions of people the chronicle was told.
--
-- Decisions are kept in a file beside the record. What stands here says only which of them the chronicle follows, so that
-- a record without that file, or with another one, is told again. `meta.chronicle_review` is a digest of all decisions,
-- empty where there is none; `digest` is that of those about the claims of one document.
INSERT INTO meta VALUES ('chronicle_review', '');

CREATE TABLE chronicle_decisions (
    document INTEGER PRIMARY KEY,
    digest TEXT NOT NULL,
    decisions INTEGER NOT NULL
) STRICT;
