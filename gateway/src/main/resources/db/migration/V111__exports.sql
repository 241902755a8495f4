-- Lists that a job writes as CSV, for people and scripts to fetch afterwards.
create table export (
  id           text primary key check (id ~ '^exp_[0-9a-f]{16}$'),
  merchant_id  text not null,
  kind         text not null check (kind in ('ORDERS', 'REFUNDS', 'TOPUPS')),
  filter       json not null,
  -- RUNNING until its last part is written
  state        text not null check (state in ('RUNNING', 'READY')),
  requested_by text not null,
  created_at   timestamptz not null,
  ready_at     timestamptz,
  -- where the next part begins
  place        text not null,
  parts        integer not null default 0 check (parts >= 0),
  lines        bigint not null default 0 check (lines >= 0),
  -- it had more lines than an export may have
  cut          boolean not null default false,
  check ((state = 'READY') = (ready_at is not null))
);
create index export_of_merchant on export (merchant_id, created_at desc, id);
create index export_running on export (created_at, id) where state = 'RUNNING';
create index export_by_age on export (created_at);

create table export_part (
  export_id text not null references export on delete cascade,
  number    integer not null check (number > 0),
  lines     integer not null check (lines >= 0),
  content   text not null,
  primary key (export_id, number)
);
