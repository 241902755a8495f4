-- Refunds whose end is open, longest open first.
with looked as (
  (select * from refund where next_check_at is not null and status <> 'PRESUMED_FAILED'
  order by next_check_at limit :scan)
  union all
  (select * from refund where status = 'MANUAL_REVIEW' order by updated_at limit :scan)
)
select * from (
-- include lookup/_refund_row
from looked r join merchant_order o on o.id = r.order_ref and o.merchant_id = :merchant
  join txn t on t.id = r.txn_id
where r.created_at < :openBefore and r.created_at >= :from and r.created_at < :to
  and r.created_at >= :afterAt and (r.created_at > :afterAt or r.id > :afterId)
) m
-- include lookup/_as_filtered
order by m.created_at, m.id limit :limit
