-- What each comparison with a provider's statement came to. Rows are only ever added; the latest of
-- an account is what its figures show.
create table reconciliation_run (
  id           bigint generated always as identity primary key,
  merchant_id  text not null references merchant,
  gateway      text not null,
  -- '' for all accounts of the merchant at the gateway
  reference    text not null,
  -- the first day, and the day after the last one
  from_day     date not null,
  to_day       date not null,
  -- how many of each kind: {"MISSING_HERE": 2}
  differences  jsonb not null,
  at           timestamptz not null,
  check (from_day < to_day)
);
create index reconciliation_run_latest
  on reconciliation_run (merchant_id, gateway, reference, at desc);
create trigger reconciliation_run_is_final before update or delete or truncate
  on reconciliation_run for each statement execute function refuse_change();
