-- The append-only log. What is once stored never changes: the triggers refuse it to everybody, the portal included.

CREATE TABLE log_entry (
    index     bigint PRIMARY KEY CHECK (index >= 0),
    entry     bytea  NOT NULL CHECK (octet_length(entry) BETWEEN 1 AND 65535),
    leaf_hash bytea  NOT NULL,
    CONSTRAINT log_entry_leaf_hash_is_rfc6962 CHECK (leaf_hash = sha256('\x00'::bytea || entry))
);

-- One row. Its lock is the queue of the writers, so that indexes have no gaps.
CREATE TABLE log_tail (
    id   smallint PRIMARY KEY CHECK (id = 1),
    size bigint   NOT NULL CHECK (size >= 0)
);
INSERT INTO log_tail (id, size) VALUES (1, 0);

CREATE TABLE log_tile (
    level  smallint NOT NULL CHECK (level BETWEEN 0 AND 7),
    index  bigint   NOT NULL CHECK (index >= 0),
    hashes bytea    NOT NULL CHECK (octet_length(hashes) BETWEEN 32 AND 8192 AND octet_length(hashes) % 32 = 0),
    PRIMARY KEY (level, index)
);
-- Hashes do not compress.
ALTER TABLE log_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

-- One row, absent until the first checkpoint is signed.
CREATE TABLE log_head (
    id        smallint    PRIMARY KEY CHECK (id = 1),
    size      bigint      NOT NULL CHECK (size >= 0),
    root      bytea       NOT NULL CHECK (octet_length(root) = 32),
    note      text        NOT NULL,
    signed_at timestamptz NOT NULL
);

CREATE FUNCTION log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only: % on % is refused', TG_OP, TG_TABLE_NAME;
END $$;

CREATE FUNCTION log_entry_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.index > 0 AND NOT EXISTS (SELECT FROM log_entry WHERE index = NEW.index - 1) THEN
        RAISE EXCEPTION 'the log has no gaps: entry % does not follow', NEW.index;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION log_tail_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.size < OLD.size OR (NEW.size > 0 AND NOT EXISTS (SELECT FROM log_entry WHERE index = NEW.size - 1)) THEN
        RAISE EXCEPTION 'the log is append-only: size % after % is refused', NEW.size, OLD.size;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION log_tile_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.level <> OLD.level OR NEW.index <> OLD.index
       OR substring(NEW.hashes FROM 1 FOR octet_length(OLD.hashes)) <> OLD.hashes THEN
        RAISE EXCEPTION 'the log is append-only: tile %/% may only grow', OLD.level, OLD.index;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION log_head_advances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.size < OLD.size
        OR (NEW.size = OLD.size AND NEW.root <> OLD.root)
        OR NEW.signed_at < OLD.signed_at) THEN
        RAISE EXCEPTION 'the head of the log is never taken back: size % after %', NEW.size, OLD.size;
    END IF;
    IF NEW.size > (SELECT size FROM log_tail) THEN
        RAISE EXCEPTION 'the head of the log is beyond its entries: size %', NEW.size;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER log_entry_follows BEFORE INSERT ON log_entry FOR EACH ROW EXECUTE FUNCTION log_entry_follows();
CREATE TRIGGER log_tail_grows BEFORE UPDATE ON log_tail FOR EACH ROW EXECUTE FUNCTION log_tail_grows();
CREATE TRIGGER log_tile_grows BEFORE UPDATE ON log_tile FOR EACH ROW EXECUTE FUNCTION log_tile_grows();
CREATE TRIGGER log_head_advances BEFORE INSERT OR UPDATE ON log_head FOR EACH ROW EXECUTE FUNCTION log_head_advances();

-- Per statement, so that even a change of no rows is refused.
CREATE TRIGGER log_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON log_entry EXECUTE FUNCTION log_refuse();
CREATE TRIGGER log_tail_stays BEFORE DELETE OR TRUNCATE ON log_tail EXECUTE FUNCTION log_refuse();
CREATE TRIGGER log_tile_stays BEFORE DELETE OR TRUNCATE ON log_tile EXECUTE FUNCTION log_refuse();
CREATE TRIGGER log_head_stays BEFORE DELETE OR TRUNCATE ON log_head EXECUTE FUNCTION log_refuse();
