-- A snapshot on its way to the public: who prepared it never decides it.
CREATE TABLE publication (
    snapshot_id text PRIMARY KEY CHECK (snapshot_id ~ '^[0-9a-f]{32}$'),
    state       text NOT NULL CHECK (state IN ('PREPARED', 'APPROVED', 'REJECTED', 'PUBLISHED')),
    prepared_by text NOT NULL CHECK (prepared_by <> ''),
    prepared_at timestamptz NOT NULL,
    decided_by  text CHECK (decided_by <> ''),
    decided_at  timestamptz,
    failure     text,
    CHECK (lower(btrim(prepared_by)) <> lower(btrim(decided_by))),
    CHECK ((state = 'PREPARED') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
);

CREATE TABLE publication_audit (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    snapshot_id text NOT NULL,
    state       text NOT NULL,
    prepared_by text NOT NULL,
    decided_by  text,
    failure     text
);

CREATE FUNCTION publication_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'PREPARED' THEN
            RAISE EXCEPTION 'a publication begins as PREPARED, not as %', NEW.state;
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('PREPARED', 'APPROVED'), ('PREPARED', 'REJECTED'), ('REJECTED', 'PREPARED'), ('APPROVED', 'PUBLISHED')) THEN
        RAISE EXCEPTION 'a publication does not go from % to %', OLD.state, NEW.state;
    END IF;
    IF OLD.state <> 'REJECTED' AND (NEW.prepared_by, NEW.prepared_at) IS DISTINCT FROM (OLD.prepared_by, OLD.prepared_at) THEN
        RAISE EXCEPTION 'who prepared a publication does not change';
    END IF;
    IF OLD.state IN ('APPROVED', 'PUBLISHED')
       AND (NEW.decided_by, NEW.decided_at) IS DISTINCT FROM (OLD.decided_by, OLD.decided_at) THEN
        RAISE EXCEPTION 'who approved a publication does not change';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER publication_goes_forward BEFORE INSERT OR UPDATE ON publication
    FOR EACH ROW EXECUTE FUNCTION publication_goes_forward();

CREATE FUNCTION audit_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO publication_audit (snapshot_id, state, prepared_by, decided_by, failure)
    VALUES (NEW.snapshot_id, NEW.state, NEW.prepared_by, NEW.decided_by, NEW.failure);
    RETURN NULL;
END $$;

CREATE TRIGGER audit_publication AFTER INSERT OR UPDATE ON publication
    FOR EACH ROW EXECUTE FUNCTION audit_publication();

CREATE FUNCTION never_changed_or_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON publication_audit
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed_or_deleted();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON publication
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed_or_deleted();
