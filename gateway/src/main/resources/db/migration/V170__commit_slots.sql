-- Which transactions of a server are committed, should the answer to a commit be lost. A slot is
-- used by one transaction at a time, whose number is the slot's next and is stored by its commit.
create table commit_slot (
  id          text primary key,
  last_number bigint not null,
  -- once a connection was lost, nothing later may be committed with the slot: a commit that was
  -- still on its way would come after it was taken for not stored
  closed_at   bigint not null default 9223372036854775807,
  used_at     timestamptz not null,
  check (last_number <= closed_at)
) with (fillfactor = 50);
