-- A customer's payments by the time of their orders.
with looked as (
  select * from merchant_order
  where customer_id = :customer and created_at <= :beforeAt
    and (created_at < :beforeAt or id >= :afterId)
    and created_at >= :from and created_at < :to
  order by created_at desc, id limit :scan
)
select * from (
-- include lookup/_payment_row
from looked o join lateral (select * from txn where order_ref = o.id) t on true
where o.merchant_id = :merchant
  and (o.created_at < :beforeAt or o.id > :afterId or t.attempt < :beforeAttempt)
) m
-- include lookup/_as_filtered
order by m.ordered_at desc, m.order_ref, m.attempt desc limit :limit
