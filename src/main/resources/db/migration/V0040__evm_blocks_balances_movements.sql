-- What each EVM chain's follower took in. Hashes are 64 lower-case hex digits without 0x; an account is the lower-case
-- address; an asset is the CAIP-19 part after the chain ("slip44:60", "erc20:0x…").

CREATE TABLE evm_chain (
    chain        text   PRIMARY KEY,
    first_height bigint NOT NULL CHECK (first_height >= 0),
    final_height bigint NOT NULL,
    stopped      text,
    stopped_at   timestamptz,
    reported     boolean NOT NULL DEFAULT false,
    CHECK (final_height >= first_height),
    CHECK ((stopped IS NULL) = (stopped_at IS NULL))
);

CREATE TABLE evm_block (
    chain       text        NOT NULL REFERENCES evm_chain,
    height      bigint      NOT NULL CHECK (height >= 0),
    hash        text        NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
    parent_hash text        NOT NULL CHECK (parent_hash ~ '^[0-9a-f]{64}$'),
    time        timestamptz NOT NULL,
    complete    boolean     NOT NULL,
    unread      text,
    PRIMARY KEY (chain, height),
    UNIQUE (chain, height, hash),
    CHECK (NOT complete OR unread IS NULL)
);
CREATE INDEX evm_block_by_time ON evm_block (chain, time);
CREATE INDEX evm_block_complete ON evm_block (chain, height) WHERE complete;
CREATE INDEX evm_block_unread ON evm_block (chain, height) WHERE unread IS NOT NULL;

-- Every address and asset ever read, with the block of its first reading. Transfers before it are caught up from logs;
-- history_to is the last height done.
CREATE TABLE evm_pair (
    chain      text   NOT NULL,
    account    text   NOT NULL CHECK (account ~ '^0x[0-9a-f]{40}$'),
    asset      text   NOT NULL,
    since      bigint NOT NULL,
    since_hash text   NOT NULL,
    history_to bigint NOT NULL,
    PRIMARY KEY (chain, account, asset),
    FOREIGN KEY (chain, since, since_hash) REFERENCES evm_block (chain, height, hash) ON DELETE CASCADE
);
CREATE INDEX evm_pair_by_block ON evm_pair (chain, since);
CREATE INDEX evm_pair_without_history ON evm_pair (chain, history_to) WHERE history_to < since - 1;

-- One row where a reading differs from the one before it.
CREATE TABLE evm_balance (
    chain      text   NOT NULL,
    account    text   NOT NULL,
    asset      text   NOT NULL,
    height     bigint NOT NULL,
    hash       text   NOT NULL,
    units      numeric(78, 0) CHECK (units >= 0 AND units < 2::numeric ^ 256),
    unreadable text,
    PRIMARY KEY (chain, account, asset, height),
    FOREIGN KEY (chain, height, hash) REFERENCES evm_block (chain, height, hash) ON DELETE CASCADE,
    CHECK ((units IS NULL) <> (unreadable IS NULL))
);
CREATE INDEX evm_balance_by_block ON evm_balance (chain, height);

CREATE TABLE evm_movement (
    chain        text   NOT NULL,
    account      text   NOT NULL,
    asset        text   NOT NULL,
    height       bigint NOT NULL,
    hash         text   NOT NULL,
    ordinal      bigint NOT NULL,
    direction    text   NOT NULL CHECK (direction IN ('IN', 'OUT')),
    kind         text   NOT NULL CHECK (kind IN ('TRANSFER', 'FEE', 'UNATTRIBUTED')),
    units        numeric(78, 0) NOT NULL CHECK (units > 0 AND units < 2::numeric ^ 256),
    transaction  text   CHECK (transaction ~ '^[0-9a-f]{64}$'),
    counterparty text,
    PRIMARY KEY (chain, account, asset, height, ordinal, direction),
    FOREIGN KEY (chain, height, hash) REFERENCES evm_block (chain, height, hash) ON DELETE CASCADE,
    CHECK ((transaction IS NULL) = (kind = 'UNATTRIBUTED'))
);
CREATE INDEX evm_movement_by_block ON evm_movement (chain, height);
CREATE INDEX evm_movement_newest ON evm_movement (chain, account, height DESC, ordinal DESC);

-- What is final stays: it never sinks, and nothing at or below it changes or goes.
CREATE FUNCTION evm_chain_keeps_finality() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'chain % is never forgotten', OLD.chain;
    END IF;
    IF NEW.chain <> OLD.chain OR NEW.first_height <> OLD.first_height OR NEW.final_height < OLD.final_height THEN
        RAISE EXCEPTION 'final height % of % cannot become %', OLD.final_height, OLD.chain, NEW.final_height;
    END IF;
    IF NEW.final_height > OLD.final_height AND NOT EXISTS (
            SELECT FROM evm_block WHERE chain = NEW.chain AND height = NEW.final_height) THEN
        RAISE EXCEPTION 'block % of % is not taken in and cannot be final', NEW.final_height, NEW.chain;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER evm_chain_keeps_finality BEFORE UPDATE OR DELETE ON evm_chain
    FOR EACH ROW EXECUTE FUNCTION evm_chain_keeps_finality();

CREATE FUNCTION evm_final_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION '% rows are not changed', TG_TABLE_NAME;
    END IF;
    IF OLD.height <= (SELECT final_height FROM evm_chain WHERE chain = OLD.chain) THEN
        RAISE EXCEPTION 'block % of % is final', OLD.height, OLD.chain;
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER evm_block_final BEFORE UPDATE OR DELETE ON evm_block
    FOR EACH ROW EXECUTE FUNCTION evm_final_is_immutable();
CREATE TRIGGER evm_balance_final BEFORE UPDATE OR DELETE ON evm_balance
    FOR EACH ROW EXECUTE FUNCTION evm_final_is_immutable();
CREATE TRIGGER evm_movement_final BEFORE UPDATE OR DELETE ON evm_movement
    FOR EACH ROW EXECUTE FUNCTION evm_final_is_immutable();

-- Each block is the child of the one before; there are no holes.
CREATE FUNCTION evm_block_has_its_parent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.height = (SELECT first_height FROM evm_chain WHERE chain = NEW.chain) THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT FROM evm_block
            WHERE chain = NEW.chain AND height = NEW.height - 1 AND hash = NEW.parent_hash) THEN
        RAISE EXCEPTION 'block % of % has no parent here', NEW.height, NEW.chain;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER evm_block_has_its_parent BEFORE INSERT ON evm_block
    FOR EACH ROW EXECUTE FUNCTION evm_block_has_its_parent();

-- Balances are written with their block, never afterwards.
CREATE FUNCTION evm_balance_with_its_block() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM (SELECT DISTINCT chain, height FROM added) a
            JOIN evm_block b ON b.chain = a.chain AND b.height = a.height + 1) THEN
        RAISE EXCEPTION 'balances are written with their block only';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER evm_balance_with_its_block AFTER INSERT ON evm_balance
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION evm_balance_with_its_block();

CREATE FUNCTION evm_never_truncated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is never emptied', TG_TABLE_NAME;
END $$;
CREATE TRIGGER evm_block_kept BEFORE TRUNCATE ON evm_block EXECUTE FUNCTION evm_never_truncated();
CREATE TRIGGER evm_balance_kept BEFORE TRUNCATE ON evm_balance EXECUTE FUNCTION evm_never_truncated();
CREATE TRIGGER evm_movement_kept BEFORE TRUNCATE ON evm_movement EXECUTE FUNCTION evm_never_truncated();
