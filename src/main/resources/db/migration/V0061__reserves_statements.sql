-- The reserves statements of the log, for quick reading.
CREATE TABLE reserves_statement (
    log_index   bigint PRIMARY KEY CHECK (log_index >= 0),
    snapshot_id text NOT NULL,
    asset       text NOT NULL,
    body        text NOT NULL,
    UNIQUE (snapshot_id, asset)
);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reserves_statement
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed_or_deleted();
