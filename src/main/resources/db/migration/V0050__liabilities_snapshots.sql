-- A snapshot is staged, then published, then perhaps withdrawn. What was published never changes.
create table liabilities_snapshot (
  id              text primary key check (id ~ '^[0-9a-f]{32}$'),
  state           text not null check (state in ('STAGED', 'PUBLISHED', 'WITHDRAWN')),
  cut_off         timestamptz not null,
  accounts        bigint not null check (accounts > 0),
  assets_root     text not null check (assets_root ~ '^[0-9a-f]{64}$'),
  input_digest    text not null check (input_digest ~ '^[0-9a-f]{64}$'),
  staged_at       timestamptz not null,
  header          text check (header ~ '^[0-9a-f]{64}$'),
  previous_header text check (previous_header ~ '^[0-9a-f]{64}$'),
  log_index       bigint unique check (log_index >= 0),
  published_at    timestamptz,
  check ((state = 'STAGED') = (header is null)),
  check ((header is null) = (previous_header is null)),
  check ((header is null) = (log_index is null)),
  check ((header is null) = (published_at is null))
);

-- The same file and control record are staged once; the headers are one chain.
create unique index liabilities_snapshot_input on liabilities_snapshot (input_digest) where state <> 'WITHDRAWN';
create unique index liabilities_snapshot_header on liabilities_snapshot (header);
create unique index liabilities_snapshot_previous on liabilities_snapshot (previous_header);

create table liabilities_tree (
  snapshot_id text not null references liabilities_snapshot on delete cascade,
  tree_index  integer not null check (tree_index between 0 and 65535),
  asset       text not null,
  kind        integer not null check (kind between 0 and 255),
  decimals    integer not null check (decimals between 0 and 255),
  depth       integer not null check (depth between 3 and 48),
  leaves      bigint not null check (leaves > 0),
  total       numeric(39) not null check (total >= 0 and total < 170141183460469231731687303715884105728),
  root        text not null check (root ~ '^[0-9a-f]{64}$'),
  primary key (snapshot_id, tree_index),
  unique (snapshot_id, asset, kind)
);

create table liabilities_block (
  snapshot_id text not null references liabilities_snapshot on delete cascade,
  place       integer not null,
  chain       text not null,
  height      bigint not null check (height >= 0),
  hash        text not null check (hash ~ '^[0-9a-f]{64}$'),
  time        timestamptz not null,
  primary key (snapshot_id, place)
);

create function liabilities_snapshot_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'STAGED' then
      raise exception 'a published liabilities snapshot is never deleted';
    end if;
    return old;
  end if;
  if (new.id, new.cut_off, new.accounts, new.assets_root, new.input_digest, new.staged_at)
     is distinct from (old.id, old.cut_off, old.accounts, old.assets_root, old.input_digest, old.staged_at) then
    raise exception 'what a liabilities snapshot was built from never changes';
  end if;
  if old.state <> 'STAGED' and (
       (new.header, new.previous_header, new.log_index, new.published_at)
         is distinct from (old.header, old.previous_header, old.log_index, old.published_at)
       or (new.state <> old.state and not (old.state = 'PUBLISHED' and new.state = 'WITHDRAWN'))) then
    raise exception 'a published liabilities snapshot can only be withdrawn';
  end if;
  return new;
end $$;

create trigger liabilities_snapshot_guard before update or delete on liabilities_snapshot
  for each row execute function liabilities_snapshot_guard();

create function liabilities_part_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE'
     or exists (select 1 from liabilities_snapshot s where s.id = old.snapshot_id and s.state <> 'STAGED') then
    raise exception 'trees and blocks of a liabilities snapshot never change';
  end if;
  return old;
end $$;

create trigger liabilities_tree_guard before update or delete on liabilities_tree
  for each row execute function liabilities_part_guard();
create trigger liabilities_block_guard before update or delete on liabilities_block
  for each row execute function liabilities_part_guard();
