with looked as (
  select * from refund
  where created_at <= :beforeAt and (created_at < :beforeAt or id > :afterId)
  order by created_at desc, id limit :scan
)
select 'REFUND' as kind, r.id, r.unique_request_id as label, o.order_id as owner,
  r.order_ref, t.gateway, r.amount_minor, r.currency, r.status, r.error as why,
  r.provider_reference, r.created_at, r.updated_at
from looked r
  join merchant_order o on o.id = r.order_ref and o.merchant_id = :merchant
  join txn t on t.id = r.txn_id
where (:status = '' or r.status = :status)
order by r.created_at desc, r.id limit :limit
