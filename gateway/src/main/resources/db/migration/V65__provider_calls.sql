-- Every call to a provider as it ended, for the story of a payment. Written in batches, behind the
-- money's own commits: a row may be missing, and nothing rests on one.
create table provider_call (
  id                  bigint generated always as identity primary key,
  started_at          timestamptz not null,
  took_ms             integer not null,
  operation           text not null,
  gateway             text not null,
  provider_account_id text not null,
  -- our name of the movement of money; empty for calls about a wallet
  reference           text not null default '',
  wallet_id           text,
  outcome             text not null,
  error               text not null default '',
  provider_code       text not null default '',
  http_status         integer not null default 0,
  -- the HTTP exchanges, redacted by the connector's list of fields
  exchanges           json not null
);
create index provider_call_reference on provider_call (reference, id) where reference <> '';
create index provider_call_wallet on provider_call (wallet_id, id)
  where wallet_id is not null and reference = '';
alter table provider_call set (autovacuum_vacuum_insert_scale_factor = 0,
  autovacuum_vacuum_insert_threshold = 100000);

-- What a notification names, for the story of a payment.
create table notification_reference (
  reference       text not null,
  notification_id bigint not null references notification on delete cascade,
  primary key (reference, notification_id)
);
create index notification_reference_of on notification_reference (notification_id);
