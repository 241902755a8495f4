-- Top-ups whose end is open, longest open first.
with looked as (
  (select * from topup where next_check_at is not null and status <> 'PRESUMED_FAILED'
  order by next_check_at limit :scan)
  union all
  (select * from topup where status = 'MANUAL_REVIEW' order by updated_at limit :scan)
)
select * from (
-- include lookup/_topup_row
from looked p join wallet w on w.id = p.wallet_id left join txn t on t.id = p.txn_id
where p.merchant_id = :merchant and p.created_at < :openBefore
  and p.created_at >= :from and p.created_at < :to
  and p.created_at >= :afterAt and (p.created_at > :afterAt or p.id > :afterId)
) m
-- include lookup/_as_filtered
order by m.created_at, m.id limit :limit
