-- How the calls of all servers through a provider account went lately: what merchants are told as
-- outages. A server adds its calls about once a second; nothing else rests on these rows.
create table provider_health (
  provider_account_id text primary key,
  gateway             text not null,
  -- the last minute in twelve slices of five seconds; the newest one is that of this number since
  -- the epoch, and stands at its remainder by twelve
  newest_slice        bigint not null default 0,
  calls               integer[] not null default array_fill(0, array[12]),
  troubled            integer[] not null default array_fill(0, array[12]),
  calls_in_window     integer not null default 0,
  last_call_at        timestamptz not null default 'epoch',
  stage               text check (stage in ('FLUCTUATE', 'DOWN')),
  since               timestamptz,
  check ((stage is null) = (since is null)),
  check (cardinality(calls) = 12 and cardinality(troubled) = 12)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
