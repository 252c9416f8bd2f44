-- Proofs that transactions with our coins are in final blocks. A later revision of a block has more of its transactions.
create table bitcoin_block_proof (
    height   bigint  not null check (height > 0),
    hash     text    not null check (hash ~ '^[0-9a-f]{64}$'),
    revision integer not null check (revision >= 0),
    txids    text[]  not null,
    proof    bytea   not null,
    primary key (height, revision)
);

create function bitcoin_keep_block_proof() returns trigger language plpgsql as $$
begin
    raise exception 'the proof of block % stays as it is', old.height;
end $$;
create trigger bitcoin_block_proof_keep before update on bitcoin_block_proof
    for each row execute function bitcoin_keep_block_proof();
