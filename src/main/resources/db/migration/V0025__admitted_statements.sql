-- What the log's gate admitted, one row per entry, written in the append's own transaction.
CREATE TABLE admitted_statement (
    log_index     bigint PRIMARY KEY CHECK (log_index >= 0),
    type          text NOT NULL,
    -- the address of a claim, the snapshot of liabilities, snapshot and asset of reserves
    subject       text COLLATE "C" NOT NULL,
    superseded_by bigint CHECK (superseded_by > log_index)
);

CREATE UNIQUE INDEX admitted_standing_claim ON admitted_statement (subject)
    WHERE type = 'attribution' AND superseded_by IS NULL;
CREATE UNIQUE INDEX admitted_snapshot ON admitted_statement (type, subject)
    WHERE type IN ('liabilities', 'reserves');
CREATE INDEX admitted_by_type ON admitted_statement (type, log_index DESC);

-- The keys that may sign statements, as the log's key statements say.
CREATE TABLE statement_key (
    public_key text PRIMARY KEY CHECK (public_key ~ '^[0-9a-f]{64}$'),
    role       text NOT NULL CHECK (role IN ('OPERATOR', 'MEASURING')),
    added_at   bigint NOT NULL REFERENCES admitted_statement,
    revoked_at bigint REFERENCES admitted_statement
);

CREATE FUNCTION admitted_only_superseded_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.superseded_by IS NULL AND NEW.superseded_by IS NOT NULL
       AND to_jsonb(OLD) - 'superseded_by' = to_jsonb(NEW) - 'superseded_by' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what was admitted to the log is never changed or deleted';
END $$;

CREATE TRIGGER admitted_only_superseded_once BEFORE UPDATE OR DELETE ON admitted_statement
    FOR EACH ROW EXECUTE FUNCTION admitted_only_superseded_once();
