-- How far the correction of each publisher's label of each address has come. The newest entry counts; none is changed.
CREATE TABLE correction (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account         text COLLATE "C" NOT NULL,
    publisher       text NOT NULL CHECK (publisher <> ''),
    -- the publisher's name as it is compared
    publisher_key   text NOT NULL CHECK (publisher_key <> ''),
    label           text NOT NULL,
    url             text NOT NULL,
    observed_at     timestamptz NOT NULL,
    observed_sha256 text CHECK (observed_sha256 ~ '^[0-9a-f]{64}$'),
    state           text NOT NULL CHECK (state IN ('ASKED', 'ACKNOWLEDGED', 'CORRECTED', 'BROKEN_AGAIN')),
    written_by      text NOT NULL CHECK (written_by <> ''),
    written_at      timestamptz NOT NULL
);
CREATE INDEX correction_newest ON correction (publisher_key, account, id DESC);
CREATE INDEX correction_of_account ON correction (account, id DESC);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON correction
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed_or_deleted();

-- What the last look at each watched list found.
CREATE TABLE watched_list (
    name      text PRIMARY KEY,
    publisher text NOT NULL,
    looked_at timestamptz NOT NULL,
    labels    bigint NOT NULL CHECK (labels >= 0),
    findings  text NOT NULL,
    problem   text
);
