with looked as (
  select * from topup
  where merchant_id = :merchant and created_at <= :beforeAt
    and (created_at < :beforeAt or id > :afterId)
    and created_at >= :from and created_at < :to
  order by created_at desc, id limit :scan
)
select * from (
-- include lookup/_topup_row
from looked p join wallet w on w.id = p.wallet_id left join txn t on t.id = p.txn_id
) m
-- include lookup/_as_filtered
order by m.created_at desc, m.id limit :limit
