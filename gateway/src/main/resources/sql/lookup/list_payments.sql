-- Payments by the time of their orders: looks at no more than :scan orders by the index of the
-- newest, however few of their payments match.
with looked as (
  select * from merchant_order
  where merchant_id = :merchant and created_at <= :beforeAt
    and (created_at < :beforeAt or id >= :afterId)
    and created_at >= :from and created_at < :to
  order by created_at desc, id limit :scan
)
select * from (
-- include lookup/_payment_row
from looked o join lateral (select * from txn where order_ref = o.id) t on true
where o.created_at < :beforeAt or o.id > :afterId or t.attempt < :beforeAttempt
) m
-- include lookup/_as_filtered
order by m.ordered_at desc, m.order_ref, m.attempt desc limit :limit
