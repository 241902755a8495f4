-- Each name by its own index, and of the merchant before anything is cut off: others may use the
-- same names. What carries one of our own ids, or a provider's, is told apart by its order.
with place as (
  select 'ORDER' as kind, 'order ref' as by, o.id, o.id as order_ref
  from merchant_order o where o.id = :text and o.merchant_id = :merchant
  union all
  select 'ORDER', 'order id', o.id, o.id
  from merchant_order o where o.merchant_id = :merchant and o.order_id = :text
  union all
  select 'ORDER', 'txn id', o.id, o.id
  from merchant_order o where o.merchant_id = :merchant and o.order_id = :order and :order <> ''
  union all
  select 'PAYMENT', 'txn uuid', t.id, t.order_ref from txn t where t.id = :text
  union all
  select 'PAYMENT', 'our reference', t.id, t.order_ref from txn t where t.reference = :text
  union all
  (select 'PAYMENT', 'provider reference', t.id, t.order_ref
    from txn t join merchant_order o on o.id = t.order_ref and o.merchant_id = :merchant
    where t.provider_reference = :text and t.provider_reference <> '' limit :limit)
  union all
  select 'REFUND', 'refund id', r.id, r.order_ref from refund r where r.id = :text
  union all
  select 'REFUND', 'our reference', r.id, r.order_ref from refund r where r.reference = :text
  union all
  (select 'REFUND', 'unique_request_id', r.id, r.order_ref from refund r
    where r.merchant_id = :merchant and r.unique_request_id = :text limit :limit)
  union all
  (select 'REFUND', 'provider reference', r.id, r.order_ref from refund r
    where r.provider_reference = :text and r.provider_reference <> ''
      and r.merchant_id = :merchant limit :limit)
)
select p.kind, p.by, p.id, p.order_ref, coalesce(o.customer_id, '') as customer_id,
  case p.kind when 'REFUND' then r.unique_request_id else o.order_id end as label,
  coalesce(r.status, t.status, o.status) as status,
  coalesce(r.amount_minor, t.amount_minor, o.amount_minor) as amount_minor, o.currency,
  coalesce(r.created_at, t.created_at, o.created_at) as at
from place p
  join merchant_order o on o.id = p.order_ref and o.merchant_id = :merchant
  left join txn t on p.kind = 'PAYMENT' and t.id = p.id
  left join refund r on p.kind = 'REFUND' and r.id = p.id
limit :limit
