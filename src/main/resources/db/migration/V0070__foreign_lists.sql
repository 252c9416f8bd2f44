-- Address lists that other exchanges publish. Ages of signatures and differences to the month before are asked of these
-- tables when they are shown, so that the order of imports does not matter.
CREATE TABLE foreign_list (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    publisher     text        NOT NULL CHECK (publisher <> ''),
    file_name     text        NOT NULL,
    sha256        text        NOT NULL UNIQUE CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    published_on  date,
    imported_at   timestamptz NOT NULL,
    signed        integer     NOT NULL CHECK (signed >= 0),
    owners_signed integer     NOT NULL CHECK (owners_signed >= 0),
    unsigned      integer     NOT NULL CHECK (unsigned >= 0),
    not_checked   integer     NOT NULL CHECK (not_checked >= 0),
    invalid       integer     NOT NULL CHECK (invalid >= 0)
);
CREATE INDEX foreign_list_by_date ON foreign_list (publisher, published_on);

CREATE TABLE foreign_list_row (
    list_id       bigint  NOT NULL REFERENCES foreign_list (id),
    line          bigint  NOT NULL CHECK (line > 0),
    label         text    NOT NULL,
    network       text    NOT NULL,
    address       text    NOT NULL,
    -- label and address as they are compared
    row_key       text    NOT NULL,
    height        text    NOT NULL,
    -- in whole coins; null in rows that only sign for the row above
    balance       numeric CHECK (balance >= 0),
    message       text    NOT NULL,
    signatures    text[]  NOT NULL,
    script        text    NOT NULL,
    owners        text[]  NOT NULL,
    outcome       text    NOT NULL CHECK (outcome IN ('SIGNED', 'OWNERS_SIGNED', 'UNSIGNED', 'NOT_CHECKED', 'INVALID')),
    reason        text    NOT NULL,
    undated       boolean NOT NULL,
    -- hash of text and signatures, the same wherever they are shown again; null without signature
    signature_key text CHECK ((signature_key IS NULL) = (outcome = 'UNSIGNED')),
    PRIMARY KEY (list_id, line)
);
CREATE INDEX foreign_list_row_by_signature ON foreign_list_row (signature_key) WHERE signature_key IS NOT NULL;
CREATE INDEX foreign_list_row_by_key ON foreign_list_row (list_id, row_key);

CREATE TABLE foreign_list_finding (
    list_id     bigint   NOT NULL REFERENCES foreign_list (id),
    position    integer  NOT NULL,
    kind        text     NOT NULL,
    label       text     NOT NULL,
    explanation text     NOT NULL,
    printed     numeric,
    summed      numeric,
    lines       bigint[] NOT NULL,
    PRIMARY KEY (list_id, position)
);
