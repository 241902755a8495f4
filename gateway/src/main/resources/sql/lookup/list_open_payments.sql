-- Payments whose end is open, longest open first: those that are asked about again and those that
-- wait for a person; at most :scan of each are looked at, the next due first.
with looked as (
  (select * from txn where next_check_at is not null and status <> 'PRESUMED_FAILED'
  order by next_check_at limit :scan)
  union all
  (select * from txn where status = 'MANUAL_REVIEW' order by updated_at limit :scan)
)
select * from (
-- include lookup/_payment_row
from looked t join merchant_order o on o.id = t.order_ref and o.merchant_id = :merchant
where t.created_at < :openBefore and t.created_at >= :from and t.created_at < :to
  and t.created_at >= :afterAt and (t.created_at > :afterAt or t.id > :afterId)
) m
-- include lookup/_as_filtered
order by m.created_at, m.id limit :limit
