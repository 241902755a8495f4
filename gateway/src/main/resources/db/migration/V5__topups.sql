-- Money that customers add to their wallets on the provider's page, and the payments that wait for
-- it.

-- hosts that customers of the merchant may be sent to; none means that any host is fine
alter table merchant add column return_hosts text[] not null default '{}';

create table topup (
  id                  text primary key check (id ~ '^wtpup_[a-z0-9]{16}$'),
  merchant_id         text not null references merchant,
  -- the merchant's own id of it; null when it belongs to a payment
  topup_txn_id        text,
  -- the payment that waits for the money
  txn_id              text references txn,
  wallet_id           text not null references wallet,
  provider_account_id text not null references provider_account,
  gateway             text not null,
  -- our name of the movement at the provider, stored before a browser learns it
  reference           text not null unique check (length(reference) = 26),
  amount_minor        bigint not null check (amount_minor > 0),
  currency            text not null,
  -- as the merchant gave it; empty for the account's own
  return_url          text not null default '',
  status              text not null check (status in
    ('NEW', 'OPENED', 'ABANDONED', 'NEEDS_PERSON', 'SUCCEEDED', 'FAILED')),
  provider_reference  text not null default '',
  error               text not null default '',
  provider_code       text not null default '',
  provider_message    text not null default '',
  -- until then the customer may open the provider's page
  link_until          timestamptz not null,
  -- until then the customer may be busy there
  give_up_at          timestamptz not null check (give_up_at >= link_until),
  -- when the customer was sent to the provider first
  opened_at           timestamptz,
  next_check_at       timestamptz,
  checked_at          timestamptz,
  checks              integer not null default 0,
  not_found_count     integer not null default 0,
  created_at          timestamptz not null,
  updated_at          timestamptz not null,
  unique (merchant_id, topup_txn_id),
  check ((topup_txn_id is null) = (txn_id is not null)),
  check ((status in ('NEW', 'OPENED', 'ABANDONED')) = (next_check_at is not null)),
  -- what nobody opened cannot have been paid
  check (opened_at is not null or status in ('NEW', 'FAILED')),
  check (status <> 'SUCCEEDED' or error = '')
);
create index topup_due on topup (next_check_at) where next_check_at is not null;
create index topup_for_a_person on topup (updated_at) where status = 'NEEDS_PERSON';
create unique index topup_open_of_txn on topup (txn_id) where status in ('NEW', 'OPENED');

create table topup_move (
  id               bigint generated always as identity primary key,
  topup_id         text not null references topup,
  at               timestamptz not null,
  from_status      text,
  to_status        text not null,
  -- CUSTOMER, RESOLVER, MERCHANT, NOTIFICATION or a person's name
  actor            text not null,
  cause            text not null,
  provider_code    text not null default '',
  provider_message text not null default ''
);
create index topup_move_of_topup on topup_move (topup_id, id);
create trigger topup_move_is_final before update or delete on topup_move
  for each statement execute function refuse_change();

-- A payment whose balance is short waits for its customer to add money.
alter table txn
  -- WAITING for the customer, ADDING money at the provider, ADDED: it may go on
  add column add_money text not null default ''
    check (add_money in ('', 'WAITING', 'ADDING', 'ADDED')),
  -- from the first refusal on; later refusals do not lengthen it
  add column add_money_until timestamptz,
  -- when somebody must send it again
  add column go_on_at timestamptz,
  -- of the wallet when the payment began: a wallet that was linked anew is another one
  add column link_generation integer;
update txn set add_money = 'WAITING', add_money_until = next_check_at
  where status = 'NEEDS_CUSTOMER' and customer_url = '';
update txn set link_generation = wallet.link_generation from wallet where wallet.id = txn.wallet_id;
alter table txn
  add check (add_money = '' or (status = 'NEEDS_CUSTOMER' and add_money_until is not null)),
  add check ((add_money = 'ADDED') = (go_on_at is not null)),
  add check (status <> 'NEEDS_CUSTOMER' or (add_money <> '') = (customer_url = ''));
create index txn_to_go_on on txn (go_on_at) where go_on_at is not null;

-- The books also have what customers added; it belongs to no order.
alter table money_journal
  alter column order_ref drop not null,
  drop constraint money_journal_kind_check,
  add constraint money_journal_kind_check check (kind in ('DEBIT', 'REFUND', 'TOPUP')),
  add check ((kind = 'TOPUP') = (order_ref is null));

alter table event
  alter column order_ref drop not null,
  add column topup_id text references topup;
