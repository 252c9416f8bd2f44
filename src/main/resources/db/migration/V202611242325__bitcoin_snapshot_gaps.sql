-- What an import of a UTXO snapshot leaves out: blocks first_height to last_height were not searched for this script. Its
-- balance is known before the first and, from the snapshot, at the end of the last; in between it is not.
create table bitcoin_gap (
    script       text   not null references bitcoin_script,
    first_height bigint not null check (first_height > 0),
    last_height  bigint not null check (last_height >= first_height),
    primary key (script, first_height)
);
create index bitcoin_gap_last on bitcoin_gap (last_height);

create function bitcoin_keep_gap() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' or not bitcoin_may_take_back(old.last_height) then
        raise exception 'blocks % to % stay a gap', old.first_height, old.last_height;
    end if;
    return old;
end $$;
create trigger bitcoin_gap_keep before update or delete on bitcoin_gap
    for each row execute function bitcoin_keep_gap();
