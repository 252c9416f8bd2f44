-- A change of the registry on its way to the public. Who submitted it approves nothing of it, nobody approves twice, and a
-- large one takes two approvals.
CREATE TABLE registry_draft (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    fingerprint  text NOT NULL CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
    retract      boolean NOT NULL,
    state        text NOT NULL CHECK (state IN ('STAGED', 'PREPARED', 'APPROVED', 'REJECTED', 'REPLACED', 'PUBLISHED')),
    staged_at    timestamptz NOT NULL,
    impact       text NOT NULL,
    changes      bigint NOT NULL CHECK (changes >= 0),
    large        boolean NOT NULL,
    prepared_by  text CHECK (prepared_by <> ''),
    prepared_at  timestamptz,
    first_by     text CHECK (first_by <> ''),
    first_at     timestamptz,
    second_by    text CHECK (second_by <> ''),
    second_at    timestamptz,
    rejected_by  text CHECK (rejected_by <> ''),
    rejected_at  timestamptz,
    failure      text,
    rechecked_on date,
    CHECK (lower(btrim(prepared_by)) <> lower(btrim(first_by))),
    CHECK (lower(btrim(prepared_by)) <> lower(btrim(second_by))),
    CHECK (lower(btrim(first_by)) <> lower(btrim(second_by))),
    CHECK (state <> 'APPROVED' OR (prepared_by IS NOT NULL AND first_by IS NOT NULL AND (second_by IS NOT NULL OR NOT large))),
    CHECK (state <> 'PUBLISHED' OR changes = 0
           OR (prepared_by IS NOT NULL AND first_by IS NOT NULL AND (second_by IS NOT NULL OR NOT large)))
);

CREATE FUNCTION registry_draft_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'STAGED' THEN
            RAISE EXCEPTION 'a draft begins as STAGED, not as %', NEW.state;
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('STAGED', 'PREPARED'), ('STAGED', 'REJECTED'), ('STAGED', 'REPLACED'), ('STAGED', 'PUBLISHED'),
        ('PREPARED', 'APPROVED'), ('PREPARED', 'REJECTED'), ('PREPARED', 'REPLACED'),
        ('APPROVED', 'PREPARED'), ('APPROVED', 'REPLACED'), ('APPROVED', 'PUBLISHED')) THEN
        RAISE EXCEPTION 'a draft does not go from % to %', OLD.state, NEW.state;
    END IF;
    IF NEW.fingerprint <> OLD.fingerprint AND OLD.impact <> '' OR NEW.retract <> OLD.retract OR NEW.staged_at <> OLD.staged_at THEN
        RAISE EXCEPTION 'what a draft holds does not change';
    END IF;
    IF OLD.prepared_by IS NOT NULL AND NEW.prepared_by IS DISTINCT FROM OLD.prepared_by
       OR OLD.first_by IS NOT NULL AND NEW.first_by IS DISTINCT FROM OLD.first_by
       OR OLD.second_by IS NOT NULL AND NEW.second_by IS DISTINCT FROM OLD.second_by THEN
        RAISE EXCEPTION 'who submitted or approved a draft does not change';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER registry_draft_goes_forward BEFORE INSERT OR UPDATE ON registry_draft
    FOR EACH ROW EXECUTE FUNCTION registry_draft_goes_forward();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON registry_draft
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed_or_deleted();

-- The files of a draft, compressed, in parts. Kept while the draft is open, and for the one that was published last.
CREATE TABLE registry_draft_file (
    draft    bigint NOT NULL REFERENCES registry_draft,
    part     integer NOT NULL,
    name     text NOT NULL,
    bytes    bytea NOT NULL,
    PRIMARY KEY (draft, part)
);
ALTER TABLE registry_draft_file ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE registry_draft_line (
    draft    bigint NOT NULL REFERENCES registry_draft,
    position bigint NOT NULL,
    kind     text NOT NULL,
    subject  text NOT NULL,
    claim_id text NOT NULL,
    words    text NOT NULL,
    held     text,
    PRIMARY KEY (draft, position)
);
CREATE INDEX registry_draft_line_held ON registry_draft_line (draft, position) WHERE held IS NOT NULL;

-- Rows that were approved and are kept from the public until their proof holds, or a person confirms them.
CREATE TABLE registry_held_row (
    chain        text COLLATE "C" NOT NULL,
    address      text COLLATE "C" NOT NULL,
    digest       text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
    body         text NOT NULL,
    draft        bigint NOT NULL REFERENCES registry_draft,
    since        timestamptz NOT NULL,
    seen_at      timestamptz NOT NULL,
    confirmed_by text CHECK (confirmed_by <> ''),
    confirmed_at timestamptz,
    PRIMARY KEY (chain, address),
    CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
);
CREATE INDEX registry_held_row_since ON registry_held_row (since, chain, address);
CREATE INDEX registry_held_row_seen ON registry_held_row (seen_at);

-- What staff did with drafts, held rows and corrections.
CREATE TABLE registry_audit (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    person  text NOT NULL CHECK (person <> ''),
    deed    text NOT NULL,
    subject text NOT NULL
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON registry_audit
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed_or_deleted();
