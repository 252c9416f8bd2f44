-- The claims of the log, for quick reading. Each row is an attribution as it stands in the log.
CREATE TABLE address_claim (
    log_index     bigint PRIMARY KEY CHECK (log_index >= 0),
    claim_id      text NOT NULL,
    chain         text COLLATE "C" NOT NULL,
    address       text COLLATE "C" NOT NULL,
    claim         text NOT NULL
        CHECK (claim IN ('OWNED', 'NOT_OWNED', 'FORMERLY_OWNED', 'CUSTOMER_DEPOSIT', 'UNDER_REVIEW')),
    entity        text NOT NULL,
    role          text,
    verdict       text NOT NULL CHECK (verdict IN ('valid', 'inconclusive', 'invalid')),
    body          text NOT NULL,
    superseded_by bigint REFERENCES address_claim DEFERRABLE INITIALLY DEFERRED CHECK (superseded_by > log_index)
);

-- One standing claim per address: the heart of "counted once".
CREATE UNIQUE INDEX address_claim_standing ON address_claim (chain, address) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX address_claim_standing_id ON address_claim (claim_id) WHERE superseded_by IS NULL;
CREATE INDEX address_claim_history ON address_claim (chain, address, log_index);
CREATE INDEX address_claim_by_address ON address_claim (address) WHERE superseded_by IS NULL;
CREATE INDEX address_claim_newest ON address_claim (log_index DESC) WHERE superseded_by IS NULL;
CREATE INDEX address_claim_filter ON address_claim (claim, verdict, role) WHERE superseded_by IS NULL;

CREATE FUNCTION address_claim_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.superseded_by IS NULL AND NEW.superseded_by IS NOT NULL
       AND to_jsonb(OLD) - 'superseded_by' = to_jsonb(NEW) - 'superseded_by' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a claim is never changed or deleted: append an attribution that supersedes log index %', OLD.log_index;
END $$;

CREATE TRIGGER address_claim_is_immutable BEFORE UPDATE OR DELETE ON address_claim
    FOR EACH ROW EXECUTE FUNCTION address_claim_is_immutable();
CREATE TRIGGER address_claim_is_never_truncated BEFORE TRUNCATE ON address_claim
    FOR EACH STATEMENT EXECUTE FUNCTION address_claim_is_immutable();
