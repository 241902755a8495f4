-- Webhooks: events leave their queue for the merchants' endpoints.

-- A row is written in the transaction of the change and leaves with its fan-out. A row that becomes
-- visible late is found like any other: nothing remembers how far the queue was read.
delete from event where name = 'LATE_SUCCESS';
alter table event
  drop constraint event_pkey,
  -- written by the statement that writes, or has locked, the row that they refer to
  drop constraint event_order_ref_fkey,
  drop constraint event_topup_id_fkey,
  add column refund_id text,
  add column wallet_id text,
  add column seq bigint generated always as identity primary key;
alter table event set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Numbers are given by one fan-out at a time and become visible in their order.
create sequence webhook_event_number;

create table webhook_event (
  number      bigint primary key,
  id          text not null check (id ~ '^evt_V2_[0-9a-f]{32}$'),
  merchant_id text not null,
  name        text not null,
  -- the order, else the top-up, else the wallet
  subject     text not null,
  order_ref   text,
  txn_id      text,
  refund_id   text,
  topup_id    text,
  wallet_id   text,
  created_at  timestamptz not null,
  unique (merchant_id, id)
);
create index webhook_event_of_subject on webhook_event (subject, number);

create table webhook_endpoint (
  id           text primary key check (id ~ '^whe_[0-9a-f]{16}$'),
  merchant_id  text not null references merchant,
  name         text not null check (name ~ '^[a-z0-9][a-z0-9_-]{0,31}$'),
  url          text not null,
  events       text[] not null,
  username     text not null default '',
  -- names only; their values are among the secrets
  header_names text[] not null default '{}',
  -- password, values of headers, signing secrets
  secrets      bytea not null,
  old_secret_until timestamptz,
  success      text not null check (success in ('200', '2xx')),
  -- null for the newest
  api_version  date,
  status       text not null check (status in ('ACTIVE', 'PAUSED', 'DISABLED', 'DELETED')),
  status_reason text not null default '',
  -- failures since the last success, and when the first of them was
  failures      bigint not null default 0,
  failing_since timestamptz,
  last_success_at timestamptz,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  check ((failures = 0) = (failing_since is null))
);
create unique index webhook_endpoint_name on webhook_endpoint (merchant_id, name)
  where status <> 'DELETED';

create table webhook_delivery (
  endpoint_id  text not null references webhook_endpoint,
  event_number bigint not null,
  -- deliveries of one queue wait for each other: an endpoint, or the host of an order's own URL
  queue        text collate "C" not null,
  -- an order's own; null for the endpoint's
  url          text,
  status       text not null check (status in ('PENDING', 'SENDING', 'RETRYING', 'DELIVERED',
    'FAILED', 'HELD', 'SUPERSEDED')),
  -- of attempts, those that count for the schedule
  attempts     integer not null default 0 check (attempts >= 0),
  retries      integer not null default 0 check (retries between 0 and 16),
  due_at       timestamptz,
  -- who sends: whoever finds another lease here has lost its own. By the database's clock
  lease        text,
  lease_until  timestamptz,
  -- why it ended without success
  reason       text not null default '',
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  primary key (endpoint_id, event_number),
  check ((status in ('PENDING', 'RETRYING')) = (due_at is not null)),
  check ((status = 'SENDING') = (lease is not null)),
  check ((lease is null) = (lease_until is null))
);
alter table webhook_delivery drop constraint webhook_delivery_endpoint_id_fkey;
alter table webhook_delivery set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01,
  autovacuum_vacuum_threshold = 5000);
create index webhook_delivery_due on webhook_delivery (queue, due_at, event_number)
  where due_at is not null;
create index webhook_delivery_lease on webhook_delivery (lease_until)
  where lease_until is not null;
create index webhook_delivery_undelivered on webhook_delivery (endpoint_id, event_number)
  where status in ('FAILED', 'HELD', 'SUPERSEDED');

create table webhook_attempt (
  endpoint_id  text not null,
  event_number bigint not null,
  attempt      integer not null check (attempt > 0),
  at           timestamptz not null,
  took_ms      integer not null,
  -- null when no answer came
  http_status  integer,
  error        text not null default '',
  -- the address that was connected to
  address      text not null default '',
  answer       text not null default '',
  body_sha256  text not null default '',
  primary key (endpoint_id, event_number, attempt)
);

-- What was sent last, without numbers of telephones.
create table webhook_body (
  endpoint_id  text not null,
  event_number bigint not null,
  -- deflated
  body         bytea not null,
  primary key (endpoint_id, event_number)
);
alter table webhook_body alter column body set storage external;

-- Deliveries of an endpoint that are sent again, a few a second.
create table webhook_replay (
  id           text primary key check (id ~ '^whr_[0-9a-f]{16}$'),
  merchant_id  text not null,
  endpoint_id  text not null references webhook_endpoint,
  statuses     text[] not null,
  names        text[] not null,
  first_number bigint not null,
  last_number  bigint not null,
  -- the last one that was looked at
  position     bigint not null,
  total        bigint not null,
  queued       bigint not null default 0,
  status       text not null check (status in ('RUNNING', 'DONE', 'CANCELLED')),
  created_at   timestamptz not null,
  updated_at   timestamptz not null
);
create index webhook_replay_running on webhook_replay (id) where status = 'RUNNING';

-- Events that listeners see again because somebody sent them again; numbers as of events.
create table webhook_repeat (
  number       bigint primary key,
  merchant_id  text not null,
  event_number bigint not null
);

-- What signs the events that listeners of a merchant get.
create table webhook_listener (
  merchant_id text primary key references merchant,
  secret      bytea not null
);
