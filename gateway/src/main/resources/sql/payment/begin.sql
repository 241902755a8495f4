-- A payment from a wallet, or, where `wallet` is null, on a provider's page or in our checkout. A
-- payment that only waits for the customer's money gives way to the new one; one that waits for a
-- wallet goes on with it. No row comes back when the order may not be paid; a used token is a
-- unique violation, which undoes the whole statement.
with waiting as (
  -- found by the order, never among all that wait
  select t.id, t.status, t.status = 'AWAITING_WALLET' and :status = 'SENDING' as goes_on
  from txn t
  where t.order_ref = (select id from merchant_order where merchant_id = :merchant
      and order_id = :order and status = 'PENDING_CUSTOMER')
    and t.status in ('AWAITING_WALLET', 'AWAITING_FUNDS', 'FUNDS_IN_TRANSIT')
  for update of t
), o as (
  update merchant_order set status = :orderStatus, updated_at = :now,
    txn_count = txn_count + case when exists (select 1 from waiting where goes_on) then 0 else 1 end
  where merchant_id = :merchant and order_id = :order and currency = :currency
    and (status in ('NEW', 'FAILED', 'NOT_SENT')
      or (status = 'PENDING_CUSTOMER' and exists (select 1 from waiting)))
    and (expires_at is null or expires_at > :now)
    and (txn_count < 25 or exists (select 1 from waiting where goes_on))
    and (customer_id = :customer
      or (not :device and (customer_id is null or cast(:wallet as text) is null
        or exists (select 1 from order_guest g
          where g.customer_id = :customer and g.order_ref = merchant_order.id offset 0))))
    and (cast(:wallet as text) is null or exists (select 1 from wallet where id = :wallet
      and link_generation = :generation and credentials is not null offset 0))
  returning id, txn_count, amount_minor, currency
), replaced as (
  update txn set status = 'DECLINED', error = :replaced,
    next_check_at = null, updated_at = :now
  from waiting, o
  where txn.id = waiting.id and not waiting.goes_on
  returning txn.id, waiting.status as from_status
), replaced_moved as (
  insert into txn_move (txn_id, at, from_status, to_status, actor, cause)
  select id, :now, from_status, 'DECLINED', 'MERCHANT', 'paid anew instead of waiting'
  from replaced
), replaced_event as (
  insert into webhook_event (id, merchant_id, name, subject, order_ref, txn_id, created_at)
  select event_id(:now), :merchant, 'TXN_FAILED', o.id, o.id, replaced.id, :now
  from replaced cross join o
), gone_on as (
  update txn set status = 'SENDING', reference = :reference, wallet_id = :wallet,
    link_generation = cast(:generation as integer), provider_account_id = :account,
    gateway = :gateway, sender = :sender, sent_at = :now, next_check_at = :deadline,
    link_until = cast(:linkUntil as timestamptz), give_up_at = cast(:giveUpAt as timestamptz),
    checks = 0, trace_parent = :trace, updated_at = :now
  from waiting, o
  where txn.id = waiting.id and waiting.goes_on
  returning txn.id
), t as (
  insert into txn (id, order_ref, attempt, reference, wallet_id, link_generation,
    provider_account_id, gateway, amount_minor, currency, status, sender, sent_at,
    next_check_at, link_until, give_up_at, trace_parent, created_at, updated_at)
  select :txn, o.id, o.txn_count, :reference, :wallet, cast(:generation as integer),
    :account, :gateway, o.amount_minor, o.currency, :status, :sender, :now, :deadline,
    cast(:linkUntil as timestamptz), cast(:giveUpAt as timestamptz), :trace, :now, :now
  from o, (select count(*) from replaced) first
  where not exists (select 1 from waiting where goes_on)
  returning id
), begun as (
  select id, 'AWAITING_WALLET' as from_status from gone_on union all select id, null from t
), used as (
  insert into wallet_token_use (token, txn_id, used_at)
  select decode(:token, 'hex'), begun.id, :now from begun where cast(:token as text) is not null
), moved as (
  insert into txn_move (txn_id, at, from_status, to_status, actor, cause)
  select begun.id, :now, begun.from_status, :status, 'MERCHANT', :cause from begun
), event as (
  insert into webhook_event (id, merchant_id, name, subject, order_ref, txn_id, created_at)
  select event_id(:now), :merchant, 'TXN_CREATED', o.id, o.id, t.id, :now from o, t
)
select o.*, begun.id as txn_id from o, begun
