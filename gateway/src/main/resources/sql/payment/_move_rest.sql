), t as (
  update txn set status = old."to", error = old.error, provider_code = old.code,
    provider_message = old.message, customer_url = old.url,
    funds_until = case when old."to" = 'AWAITING_FUNDS'
      then coalesce(txn.funds_until, old.next) else txn.funds_until end,
    next_check_at = case when old."to" = 'AWAITING_FUNDS'
      then coalesce(txn.funds_until, old.next) else old.next end,
    provider_reference = case when old.providerReference = '' then txn.provider_reference
      else old.providerReference end,
    second_charge = old."to" = 'CHARGED' and old.is_paid,
    not_found_count = 0, updated_at = old.now
  from old
  where txn.id = old.id and txn.reference = old.reference and old.from_status = any (old."from")
    and (old.take is null or txn.take = old.take)
  returning txn.*, old.caller, old.from_status, old.now, old.actor, old.cause,
    old.orderStatus, old.refundId, old.refundReference
), moved as (
  insert into txn_move (txn_id, at, from_status, to_status, actor, cause, provider_code,
    provider_message)
  select id, now, from_status, status, actor, cause, provider_code, provider_message from t
), o as (
  update merchant_order set updated_at = t.now,
    status = case
      when merchant_order.status = 'CHARGED' then 'CHARGED'
      -- a later payment of the order is shown
      when t.from_status = 'PRESUMED_FAILED' and t.status <> 'CHARGED' then merchant_order.status
      else t.orderStatus
    end,
    refund_count = case when t.second_charge and t.refundId is not null
      then least(refund_count + 1, 25) else refund_count end
  from t where merchant_order.id = t.order_ref
  returning merchant_order.*
), booked as (
  insert into money_journal (reference, kind, merchant_id, order_ref,
    provider_account_id, gateway, amount_minor, currency, provider_reference, at)
  select t.reference, 'DEBIT', o.merchant_id, o.id, t.provider_account_id, t.gateway,
    t.amount_minor, t.currency, t.provider_reference, t.now
  from t join o on o.id = t.order_ref where t.status = 'CHARGED'
), queued as (
  insert into refund (id, merchant_id, order_ref, txn_id, unique_request_id, reference,
    amount_minor, currency, status, next_check_at, created_at, updated_at)
  select t.refundId, o.merchant_id, o.id, t.id, 'second_charge_' || t.id, t.refundReference,
    t.amount_minor, t.currency, 'QUEUED', t.now, t.now, t.now
  from t join o on o.id = t.order_ref where t.second_charge and t.refundId is not null
  on conflict (order_ref, unique_request_id) do nothing
  returning id
), queued_moved as (
  insert into refund_move (refund_id, at, to_status, actor, cause)
  select t.refundId, t.now, 'QUEUED', t.actor, 'the order was paid already'
  from t join queued on queued.id = t.refundId
), event as (
  -- one event of a failure, one of each success
  insert into webhook_event (id, merchant_id, name, subject, order_ref, txn_id, created_at)
  select event_id(t.now), o.merchant_id, n.name, o.id, o.id, t.id, t.now
  from t join o on o.id = t.order_ref cross join lateral (
    select 'TXN_CHARGED' as name where t.status = 'CHARGED'
    union all
    select 'ORDER_SUCCEEDED' where t.status = 'CHARGED' and not t.second_charge
    union all
    select f.name from (values ('TXN_FAILED'), ('ORDER_FAILED')) f (name)
    where t.status in ('PRESUMED_FAILED', 'DECLINED', 'NOT_SENT')
      and t.from_status not in ('PRESUMED_FAILED', 'DECLINED')
      and (f.name = 'TXN_FAILED' or o.status <> 'CHARGED')) n
), queued_event as (
  insert into webhook_event (id, merchant_id, name, subject, order_ref, txn_id, refund_id,
    created_at)
  select event_id(t.now), o.merchant_id, 'REFUND_INITIATED', o.id, o.id, t.id, queued.id, t.now
  from queued join t on t.refundId = queued.id join o on o.id = t.order_ref
)
select o.*,
-- include order/_payment_columns
  , t.caller, t.second_charge, null as refunds, o.refund_count = 0 and t.attempt = o.txn_count
    and (o.status <> 'CHARGED' or (t.status = 'CHARGED' and not t.second_charge)) as shows
from t join o on o.id = t.order_ref
  join provider_account a on a.id = t.provider_account_id
