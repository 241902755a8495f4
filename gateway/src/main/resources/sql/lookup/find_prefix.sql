-- The range of the index is exact where texts are ordered by their bytes; elsewhere it may miss
-- some.
select 'ORDER' as kind, 'order id' as by, o.id, o.id as order_ref,
  coalesce(o.customer_id, '') as customer_id, o.order_id as label, o.status, o.amount_minor,
  o.currency, o.created_at as at
from merchant_order o
where o.merchant_id = :merchant and o.order_id > :text
  and o.order_id < cast(:text as text) || chr(1114109) and starts_with(o.order_id, :text)
order by o.order_id limit :limit
