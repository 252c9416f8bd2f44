-- Providers whose answer the chain's own state contradicted, with both payloads. Not asked while lifted_at is null.
create table evm_quarantine (
    id           bigint generated always as identity primary key,
    chain        text        not null,
    provider_id  text        not null,
    provider     text        not null,
    noticed_at   timestamptz not null,
    block_number bigint      not null,
    block_hash   text        not null,
    parent_hash  text        not null,
    block_time   timestamptz not null,
    question     text        not null,
    said         text        not null,
    proven       text        not null,
    answer       text        not null,
    proof        bytea       not null,
    reported     boolean     not null default false,
    lifted_at    timestamptz
);
create unique index evm_quarantine_standing on evm_quarantine (chain, provider_id) where lifted_at is null;

create function evm_keep_quarantine() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or (to_jsonb(new) - 'reported' - 'lifted_at') <> (to_jsonb(old) - 'reported' - 'lifted_at') then
        raise exception 'the answer of % and its proof stay as they are', old.provider;
    end if;
    return new;
end $$;
create trigger evm_quarantine_keep before update or delete on evm_quarantine
    for each row execute function evm_keep_quarantine();
