with looked as (
  select * from refund
  where merchant_id = :merchant and created_at <= :beforeAt
    and (created_at < :beforeAt or id > :afterId)
    and created_at >= :from and created_at < :to
  order by created_at desc, id limit :scan
)
select * from (
-- include lookup/_refund_row
from looked r
  join merchant_order o on o.id = r.order_ref
  join txn t on t.id = r.txn_id
) m
-- include lookup/_as_filtered
order by m.created_at desc, m.id limit :limit
