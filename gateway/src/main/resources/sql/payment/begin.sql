-- A payment from a wallet, or, where `wallet` is null, on a provider's page. A payment that only
-- waits for the customer's money gives way to the new one. No row comes back when the order may
-- not be paid; a used token is a unique violation, which undoes the whole statement.
with waiting as (
  -- found by the order, never among all that wait
  select t.id, t.status from txn t
  where t.order_ref = (select id from merchant_order where merchant_id = :merchant
      and order_id = :order and status = 'PENDING_CUSTOMER')
    and t.status in ('AWAITING_FUNDS', 'FUNDS_IN_TRANSIT')
  for update of t
), o as (
  update merchant_order set status = 'AUTHORIZING', txn_count = txn_count + 1,
    updated_at = :now
  where merchant_id = :merchant and order_id = :order and currency = :currency
    and (status in ('NEW', 'FAILED', 'NOT_SENT')
      or (status = 'PENDING_CUSTOMER' and exists (select 1 from waiting)))
    and txn_count < 25
    and (customer_id = :customer
      or (not :device and (customer_id is null or cast(:wallet as text) is null
        or exists (select 1 from order_guest g
          where g.customer_id = :customer and g.order_ref = merchant_order.id))))
    and (cast(:wallet as text) is null or exists (select 1 from wallet where id = :wallet
      and link_generation = :generation and credentials is not null))
  returning id, txn_count, amount_minor, currency
), replaced as (
  update txn set status = 'DECLINED', error = :replaced,
    next_check_at = null, updated_at = :now
  from waiting, o
  where txn.id = waiting.id
  returning txn.id, waiting.status as from_status
), replaced_moved as (
  insert into txn_move (txn_id, at, from_status, to_status, actor, cause)
  select id, :now, from_status, 'DECLINED', 'MERCHANT', 'paid anew instead of waiting'
  from replaced
), replaced_told as (
  insert into event (id, merchant_id, name, order_ref, txn_id, created_at)
  select event_id(:now), :merchant, 'TXN_FAILED', o.id, replaced.id, :now
  from replaced cross join o
), t as (
  insert into txn (id, order_ref, attempt, reference, wallet_id, link_generation,
    provider_account_id, gateway, amount_minor, currency, status, sender, sent_at,
    next_check_at, link_until, give_up_at, created_at, updated_at)
  select :txn, o.id, o.txn_count, :reference, :wallet, cast(:generation as integer),
    :account, :gateway, o.amount_minor, o.currency, 'SENDING', :sender, :now, :deadline,
    cast(:linkUntil as timestamptz), cast(:giveUpAt as timestamptz), :now, :now
  from o, (select count(*) from replaced) first
  returning id
), used as (
  insert into wallet_token_use (token, txn_id, used_at)
  select decode(:token, 'hex'), t.id, :now from t where cast(:token as text) is not null
), moved as (
  insert into txn_move (txn_id, at, to_status, actor, cause)
  select t.id, :now, 'SENDING', 'MERCHANT', case when cast(:wallet as text) is null
    then 'to be paid on the provider''s page' else 'paid with a wallet token' end
  from t
), told as (
  insert into event (id, merchant_id, name, order_ref, txn_id, created_at)
  select event_id(:now), :merchant, 'TXN_CREATED', o.id, t.id, :now from o, t
)
select o.*, t.id as txn_id from o, t
