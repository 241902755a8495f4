-- Stores a refund if its order allows it, and says what that came to. The order's row is locked:
-- all that is read here counts only together. `txn` names a second charge; null for the payment
-- that paid the order. `minor` is null for all that is left.
with o as (
  select id, merchant_id, amount_minor, refunded_minor, refund_count, currency
  from merchant_order where id = :order and status = 'CHARGED'
), paid as (
  select t.id, t.amount_minor from txn t
  where t.order_ref = :order and t.status = 'CHARGED'
    and case when cast(:txn as text) is null then not t.second_charge
      else t.id = :txn and t.second_charge end
  order by t.attempt limit 1
), rest as (
  select case when cast(:txn as text) is null then o.amount_minor - o.refunded_minor
    else paid.amount_minor - coalesce((select sum(r.amount_minor) from refund r
      where r.order_ref = o.id and r.txn_id = paid.id and r.status <> 'DECLINED'), 0) end as minor
  from o cross join paid
), wish as (
  select coalesce(cast(:minor as bigint), rest.minor) as minor, rest.minor as most from rest
), known as (
  select amount_minor from refund where order_ref = :order and unique_request_id = :request
), verdict as (
  select case
    when not exists (select from wish) then 'NOT_CHARGED'
    when exists (select from known) then
      case when coalesce(cast(:minor as bigint) = (select amount_minor from known), true)
        then 'KNOWN' else 'OTHER_CONTENT' end
    when (select minor > most or minor = 0 from wish) then 'EXCEEDS'
    when (select refund_count >= :countMax from o) then 'TOO_MANY'
    when exists (select from refund r join txn t on t.id = r.txn_id
      where r.order_ref = :order and r.created_at > :since
        and r.amount_minor = (select minor from wish)
        and t.second_charge = (cast(:txn as text) is not null)
      offset 0) then 'SAME_AMOUNT_JUST_NOW'
    else 'QUEUED' end as verdict
), counted as (
  update merchant_order set refunded_minor = merchant_order.refunded_minor
      + case when cast(:txn as text) is null then wish.minor else 0 end,
    refund_count = merchant_order.refund_count + 1, updated_at = :now
  from wish cross join verdict
  where merchant_order.id = :order and verdict.verdict = 'QUEUED'
  returning merchant_order.id, merchant_order.merchant_id, merchant_order.currency, wish.minor
), c as (
  insert into refund (id, merchant_id, order_ref, txn_id, unique_request_id, reference,
    amount_minor, currency, status, next_check_at, trace_parent, created_at, updated_at)
  select :id, counted.merchant_id, counted.id, paid.id, :request, :reference, counted.minor,
    counted.currency, 'QUEUED', :due, :trace, :now, :now
  from counted cross join paid
  returning *
), event as (
  insert into webhook_event (id, merchant_id, name, subject, order_ref, txn_id, refund_id,
    created_at)
  select event_id(:now), c.merchant_id, 'REFUND_INITIATED', c.order_ref, c.order_ref, c.txn_id,
    c.id, :now
  from c
), moved as (
  insert into refund_move (refund_id, at, to_status, actor, cause)
  select c.id, :now, 'QUEUED', 'MERCHANT', 'refund asked for' from c
), queued as (
-- include refund/_full
)
select verdict.verdict, queued.* from verdict left join queued on true
