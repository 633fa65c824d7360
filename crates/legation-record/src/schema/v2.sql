-- Version 2 of the record: quantities of claims.
--
-- One row for each quantity of a claim, `number` its place among them. `at` counts from the start of the
-- claim's quote, `unit_at` from the start of the quantity. `value` is the number in plain digits. `about` is 1
-- where the words say that it is not exact. Claims of documents that were read before have none.
CREATE TABLE quantities (
    document INTEGER NOT NULL,
    claim INTEGER NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    length INTEGER NOT NULL,
    value TEXT NOT NULL,
    unit_at INTEGER NOT NULL,
    unit_length INTEGER NOT NULL,
    about INTEGER NOT NULL,
    PRIMARY KEY (document, claim, number),
    FOREIGN KEY (document, claim) REFERENCES claims (document, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
