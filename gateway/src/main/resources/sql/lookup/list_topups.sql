with looked as (
  select * from topup
  where merchant_id = :merchant and created_at <= :beforeAt
    and (created_at < :beforeAt or id > :afterId)
  order by created_at desc, id limit :scan
)
select 'TOPUP' as kind, p.id, coalesce(p.topup_txn_id, p.id) as label, '' as owner,
  coalesce(t.order_ref, '') as order_ref, p.gateway, p.amount_minor, p.currency, p.status,
  p.error as why, p.provider_reference, p.created_at, p.updated_at
from looked p left join txn t on t.id = p.txn_id
where (:status = '' or p.status = :status)
order by p.created_at desc, p.id limit :limit
