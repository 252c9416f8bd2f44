-- One Bitcoin chain as its follower has taken it in. One transaction per block, or per batch of blocks already final:
-- block, coins, changes and the finalised height commit together.

create table bitcoin_follower (
    one              boolean primary key default true check (one),
    finalised_height bigint  not null check (finalised_height >= 0),
    -- Set while following has ended until a person looks.
    stopped_at       timestamptz,
    stop_reason      text,
    stop_height      bigint,
    stop_hash        text,
    stop_time        timestamptz,
    stop_other_tip   text,
    stop_reported    boolean not null default false,
    check ((stopped_at is null) = (stop_reason is null)
       and (stopped_at is null) = (stop_height is null)
       and (stopped_at is null) = (stop_hash is null)
       and (stopped_at is null) = (stop_time is null)
       and (stopped_at is null) = (stop_other_tip is null))
);

create table bitcoin_block (
    height      bigint      primary key check (height >= 0),
    hash        text        not null unique check (hash ~ '^[0-9a-f]{64}$'),
    header      bytea       not null check (octet_length(header) = 80),
    work        numeric(78) not null check (work > 0),
    median_time timestamptz not null
);
create index bitcoin_block_median_time on bitcoin_block (median_time, height);

-- A row whose searched_to is not null is a gap: blocks above it were not searched for this script.
create table bitcoin_script (
    script      text   primary key check (script ~ '^([0-9a-f]{2})+$'),
    account     text   not null,
    searched_to bigint check (searched_to >= 0)
);
create index bitcoin_script_gap on bitcoin_script (searched_to) where searched_to is not null;

create table bitcoin_coin (
    txid           text   not null check (txid ~ '^[0-9a-f]{64}$'),
    vout           bigint not null check (vout between 0 and 4294967295),
    -- Before BIP 30 a coinbase could repeat an earlier one's id, so the outpoint alone does not name a coin.
    created_height bigint not null check (created_height > 0),
    script         text   not null references bitcoin_script,
    value_sat      bigint not null check (value_sat between 0 and 2100000000000000),
    spent_height   bigint check (spent_height >= created_height),
    -- Null on a spent coin: destroyed by a duplicate coinbase.
    spent_txid     text check (spent_txid ~ '^[0-9a-f]{64}$'),
    primary key (txid, vout, created_height),
    check (spent_txid is null or spent_height is not null)
);
create index bitcoin_coin_script on bitcoin_coin (script, created_height);
create index bitcoin_coin_created on bitcoin_coin (created_height);
create index bitcoin_coin_spent on bitcoin_coin (spent_height) where spent_height is not null;
create unique index bitcoin_coin_unspent on bitcoin_coin (txid, vout) where spent_height is null;

create table bitcoin_change (
    script    text    not null references bitcoin_script,
    height    bigint  not null check (height > 0),
    sequence  integer not null check (sequence >= 0),
    txid      text check (txid ~ '^[0-9a-f]{64}$'),
    delta_sat bigint  not null check (delta_sat <> 0),
    primary key (script, height, sequence)
);
create index bitcoin_change_height on bitcoin_change (height);

-- Final rows stay as they are, unless a person accepted a reorg below finality in this very transaction.
create function bitcoin_may_take_back(at_height bigint) returns boolean language sql stable as $$
    select current_setting('plainsight.accept_reorg', true) is not distinct from 'on'
        or not exists (select 1 from bitcoin_follower where finalised_height >= at_height)
$$;

create function bitcoin_keep_block() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' or not bitcoin_may_take_back(old.height) then
        raise exception 'block % at height % is final', old.hash, old.height;
    end if;
    return old;
end $$;
create trigger bitcoin_block_keep before update or delete on bitcoin_block
    for each row execute function bitcoin_keep_block();

create function bitcoin_keep_coin() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if not bitcoin_may_take_back(old.created_height) then
            raise exception 'coin %:% of height % is final', old.txid, old.vout, old.created_height;
        end if;
        return old;
    end if;
    if (new.txid, new.vout, new.created_height, new.script, new.value_sat)
        is distinct from (old.txid, old.vout, old.created_height, old.script, old.value_sat) then
        raise exception 'of a coin only the spending may change, not of %:%', old.txid, old.vout;
    end if;
    if old.spent_height is not null
        and (new.spent_height is not null or not bitcoin_may_take_back(old.spent_height)) then
        raise exception 'the spending of %:% at height % is final', old.txid, old.vout, old.spent_height;
    end if;
    return new;
end $$;
create trigger bitcoin_coin_keep before update or delete on bitcoin_coin
    for each row execute function bitcoin_keep_coin();

create function bitcoin_keep_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' or not bitcoin_may_take_back(old.height) then
        raise exception 'the changes of height % are final', old.height;
    end if;
    return old;
end $$;
create trigger bitcoin_change_keep before update or delete on bitcoin_change
    for each row execute function bitcoin_keep_change();

create function bitcoin_keep_finality() returns trigger language plpgsql as $$
begin
    if new.finalised_height < old.finalised_height
        and current_setting('plainsight.accept_reorg', true) is distinct from 'on' then
        raise exception 'the finalised height never falls: % to %', old.finalised_height, new.finalised_height;
    end if;
    return new;
end $$;
create trigger bitcoin_follower_keep before update on bitcoin_follower
    for each row execute function bitcoin_keep_finality();
