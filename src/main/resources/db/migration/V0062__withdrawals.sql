-- A published snapshot that turned out wrong: one person asks for its withdrawal, another approves.
CREATE TABLE withdrawal (
    snapshot_id  text PRIMARY KEY,
    reason       text NOT NULL CHECK (reason <> ''),
    requested_by text NOT NULL CHECK (requested_by <> ''),
    requested_at timestamptz NOT NULL,
    approved_by  text CHECK (approved_by <> ''),
    log_index    bigint,
    CHECK (lower(btrim(requested_by)) <> lower(btrim(approved_by))),
    CHECK ((approved_by IS NULL) = (log_index IS NULL))
);

CREATE FUNCTION withdrawal_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.approved_by IS NOT NULL THEN
        RAISE EXCEPTION 'a withdrawal is final';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER withdrawal_is_final BEFORE UPDATE ON withdrawal
    FOR EACH ROW EXECUTE FUNCTION withdrawal_is_final();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON withdrawal
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed_or_deleted();
