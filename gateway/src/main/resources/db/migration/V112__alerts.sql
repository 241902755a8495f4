-- When a merchant's operators want to be called, and where.
create table alert_rule (
  merchant_id     text primary key references merchant,
  -- an address is as good as a password where whoever knows it may post
  receiver        bytea not null,
  success_percent integer not null check (success_percent between 0 and 100),
  success_minutes integer not null check (success_minutes between 5 and 1440),
  open_minutes    integer not null check (open_minutes between 5 and 10080),
  changed_at      timestamptz not null
);

-- What was wrong, from when until when, and whether the receiver knows.
create table alert (
  id          text primary key check (id ~ '^alr_[0-9a-f]{16}$'),
  merchant_id text not null,
  kind        text not null check (kind in ('SUCCESS_LOW', 'PROVIDER_DOWN', 'OPEN_LONG',
    'ENDPOINT_PAUSED', 'RECONCILIATION_DIFFERS')),
  subject     text not null,
  detail      text not null,
  since       timestamptz not null,
  ended_at    timestamptz,
  told        text not null default 'NOTHING' check (told in ('NOTHING', 'BEGIN', 'END')),
  attempts    integer not null default 0,
  next_at     timestamptz not null
);
create unique index alert_open on alert (merchant_id, kind, subject) where ended_at is null;
create index alert_of_merchant on alert (merchant_id, since desc, id);
create index alert_ended on alert (ended_at) where ended_at is not null;
