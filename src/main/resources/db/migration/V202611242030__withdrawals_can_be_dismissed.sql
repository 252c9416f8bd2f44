-- A request for a withdrawal can be dismissed; the snapshot then stands, and somebody may ask again.
ALTER TABLE withdrawal
    ADD COLUMN dismissed_by text CHECK (dismissed_by <> ''),
    ADD CHECK (dismissed_by IS NULL OR approved_by IS NULL);

CREATE TABLE withdrawal_audit (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at           timestamptz NOT NULL DEFAULT clock_timestamp(),
    snapshot_id  text NOT NULL,
    reason       text NOT NULL,
    requested_by text NOT NULL,
    approved_by  text,
    dismissed_by text
);

CREATE FUNCTION audit_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO withdrawal_audit (snapshot_id, reason, requested_by, approved_by, dismissed_by)
    VALUES (NEW.snapshot_id, NEW.reason, NEW.requested_by, NEW.approved_by, NEW.dismissed_by);
    RETURN NULL;
END $$;

CREATE TRIGGER audit_withdrawal AFTER INSERT OR UPDATE ON withdrawal
    FOR EACH ROW EXECUTE FUNCTION audit_withdrawal();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON withdrawal_audit
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed_or_deleted();
