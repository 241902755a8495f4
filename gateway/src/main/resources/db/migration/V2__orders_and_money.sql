-- Orders, and the money that moves for them. A state and the columns that it needs are tied by
-- checks, so that no row can say one thing and mean another.

-- A server process that is alive keeps its row fresh; what a dead one was sending is resolved.
create table server_process (
  id          text primary key,
  alive_until timestamptz not null
);

-- "order" is a word of SQL.
create table merchant_order (
  id             text primary key check (id ~ '^ordeh_[0-9a-f]{32}$'),
  merchant_id    text not null references merchant,
  -- the merchant's own id of the order
  order_id       text not null,
  customer_id    text references customer,
  -- as given: our id, the merchant's id, or somebody we do not know
  customer_given text not null default '',
  amount_minor   bigint not null check (amount_minor > 0),
  currency       text not null,
  -- NEW until somebody pays; afterwards as the shown txn stands
  status         text not null check (status in
    ('NEW', 'AUTHORIZING', 'PENDING_CUSTOMER', 'CHARGED', 'FAILED', 'NOT_SENT')),
  -- what the merchant gave besides: texts by their wire names
  details        jsonb not null,
  -- refunds that succeeded or may still succeed; never more than was paid
  refunded_minor bigint not null default 0
    check (refunded_minor between 0 and amount_minor),
  txn_count      integer not null default 0 check (txn_count between 0 and 25),
  refund_count   integer not null default 0 check (refund_count between 0 and 25),
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  unique (merchant_id, order_id),
  check (status = 'CHARGED' or refunded_minor = 0)
);
create index merchant_order_newest_first on merchant_order (merchant_id, created_at desc, id);

create table txn (
  -- txn_uuid on the wire
  id                  text primary key,
  order_ref           text not null references merchant_order,
  attempt             integer not null check (attempt between 1 and 25),
  -- our name of the movement at the provider, stored before it is sent
  reference           text not null unique check (length(reference) = 26),
  wallet_id           text not null references wallet,
  provider_account_id text not null references provider_account,
  gateway             text not null,
  amount_minor        bigint not null check (amount_minor > 0),
  currency            text not null,
  status              text not null check (status in ('SENDING', 'UNKNOWN', 'PENDING',
    'NEEDS_CUSTOMER', 'NEEDS_PERSON', 'CHARGED', 'DECLINED', 'NOT_SENT')),
  -- the process that is sending
  sender              text not null,
  provider_reference  text not null default '',
  -- why it is not charged, in our words and the provider's
  error               text not null default '',
  provider_code       text not null default '',
  provider_message    text not null default '',
  -- where the customer must act; empty when money must be added first
  customer_url        text not null default '',
  sent_at             timestamptz not null,
  -- when somebody must look at it again; a movement that is not final always has one, but for the
  -- one that waits for a person
  next_check_at       timestamptz,
  checked_at          timestamptz,
  checks              integer not null default 0,
  not_found_count     integer not null default 0,
  created_at          timestamptz not null,
  updated_at          timestamptz not null,
  unique (order_ref, attempt),
  check ((status in ('SENDING', 'UNKNOWN', 'PENDING', 'NEEDS_CUSTOMER'))
    = (next_check_at is not null)),
  check (status <> 'CHARGED' or error = '')
);
-- One movement of an order at a time, whatever else goes wrong.
create unique index txn_in_flight on txn (order_ref)
  where status in ('SENDING', 'UNKNOWN', 'PENDING', 'NEEDS_CUSTOMER', 'NEEDS_PERSON');
create index txn_due on txn (next_check_at) where next_check_at is not null;
create index txn_for_a_person on txn (updated_at) where status = 'NEEDS_PERSON';

-- Every move of a txn: when, from where, to where, by whom and why. Rows are only ever added.
create table txn_move (
  id          bigint generated always as identity primary key,
  txn_id      text not null references txn,
  at          timestamptz not null,
  from_status text,
  to_status   text not null,
  -- CALL, RESOLVER, MERCHANT, NOTIFICATION or a person's name
  actor       text not null,
  cause       text not null,
  -- what the provider said then; the txn itself only keeps the last of it
  provider_code    text not null default '',
  provider_message text not null default ''
);
create index txn_move_of_txn on txn_move (txn_id, id);

-- The use of a wallet token; a token that stands here never works again.
create table wallet_token_use (
  token      bytea primary key,
  txn_id     text not null,
  used_at    timestamptz not null
);
create index wallet_token_use_age on wallet_token_use (used_at);

create table refund (
  id                  text primary key,
  order_ref           text not null references merchant_order,
  txn_id              text not null references txn,
  unique_request_id   text not null,
  -- our name of the movement at the provider
  reference           text not null unique check (length(reference) = 26),
  amount_minor        bigint not null check (amount_minor > 0),
  currency            text not null,
  status              text not null check (status in ('QUEUED', 'SENDING', 'UNKNOWN', 'PENDING',
    'NEEDS_PERSON', 'SUCCEEDED', 'DECLINED')),
  -- the process that is sending; empty before
  sender              text not null default '',
  provider_reference  text not null default '',
  error               text not null default '',
  provider_code       text not null default '',
  provider_message    text not null default '',
  -- what earlier refunds of the order had given back when this one was sent
  refunded_before     bigint not null default 0,
  sent_at             timestamptz,
  next_check_at       timestamptz,
  checked_at          timestamptz,
  checks              integer not null default 0,
  not_found_count     integer not null default 0,
  created_at          timestamptz not null,
  updated_at          timestamptz not null,
  unique (order_ref, unique_request_id),
  check ((status in ('QUEUED', 'SENDING', 'UNKNOWN', 'PENDING')) = (next_check_at is not null)),
  check ((status = 'QUEUED') = (sent_at is null))
);
create index refund_due on refund (next_check_at) where next_check_at is not null;
create index refund_for_a_person on refund (updated_at) where status = 'NEEDS_PERSON';

create table refund_move (
  id          bigint generated always as identity primary key,
  refund_id   text not null references refund,
  at          timestamptz not null,
  from_status text,
  to_status   text not null,
  actor       text not null,
  cause       text not null,
  provider_code    text not null default '',
  provider_message text not null default ''
);
create index refund_move_of_refund on refund_move (refund_id, id);

-- The books: one row for each movement that is final, added with it and never changed.
create table money_journal (
  id                  bigint generated always as identity primary key,
  reference           text not null unique,
  kind                text not null check (kind in ('DEBIT', 'REFUND')),
  merchant_id         text not null references merchant,
  order_ref           text not null references merchant_order,
  provider_account_id text not null references provider_account,
  gateway             text not null,
  amount_minor        bigint not null check (amount_minor > 0),
  currency            text not null,
  provider_reference  text not null,
  at                  timestamptz not null
);
create index money_journal_by_time on money_journal (at);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is only ever added to', tg_table_name;
end $$;

create trigger money_journal_is_final before update or delete on money_journal
  for each statement execute function refuse_change();
create trigger txn_move_is_final before update or delete on txn_move
  for each statement execute function refuse_change();
create trigger refund_move_is_final before update or delete on refund_move
  for each statement execute function refuse_change();

-- What a merchant is to be told, written with the change that it tells of.
create table event (
  id          text primary key,
  merchant_id text not null references merchant,
  name        text not null,
  order_ref   text not null references merchant_order,
  txn_id      text,
  created_at  timestamptz not null
);
