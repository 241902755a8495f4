-- Payments from wallets of orders that come with them, of many callers. No row comes back for one
-- whose merchant has such an order, or whose wallet moved on.
with c as (
  select c.*
  from json_to_recordset(cast(:callers as json)) as c (caller integer, wallet text,
      generation integer, ref text, merchant text, "order" text, orderCustomer text,
      given text, minor bigint, currency text, details text, createdAt timestamptz,
      expiresAt timestamptz, txn text,
      reference text, account text, gateway text, sender text, now timestamptz,
      deadline timestamptz, token text, trace text)
    -- looked up for each, however many the planner expects
    cross join lateral (
      select 1 from wallet where id = c.wallet and link_generation = c.generation
        and credentials is not null
      offset 0) linked
), o as (
  insert into merchant_order (id, merchant_id, order_id, customer_id, customer_given,
    amount_minor, currency, status, details, txn_count, created_at, updated_at, expires_at)
  select ref, merchant, "order", orderCustomer, given, minor, currency, 'AUTHORIZING',
    cast(details as jsonb), 1, createdAt, now, expiresAt
  from c
  on conflict (merchant_id, order_id) do nothing
  returning id
), t as (
  insert into txn (id, order_ref, attempt, reference, wallet_id, link_generation,
    provider_account_id, gateway, amount_minor, currency, status, sender, sent_at,
    next_check_at, trace_parent, created_at, updated_at)
  select txn, ref, 1, reference, wallet, generation, account, gateway, minor, currency,
    'SENDING', sender, now, deadline, trace, now, now
  from c join o on o.id = c.ref
), used as (
  insert into wallet_token_use (token, txn_id, used_at)
  select decode(token, 'hex'), txn, now from c join o on o.id = c.ref
), moved as (
  insert into txn_move (txn_id, at, to_status, actor, cause)
  select txn, now, 'SENDING', 'MERCHANT', 'paid with a wallet token'
  from c join o on o.id = c.ref
), event as (
  insert into webhook_event (id, merchant_id, name, subject, order_ref, txn_id, created_at)
  select event_id(now), merchant, 'TXN_CREATED', ref, ref, txn, now
  from c join o on o.id = c.ref
)
select c.caller from c join o on o.id = c.ref
