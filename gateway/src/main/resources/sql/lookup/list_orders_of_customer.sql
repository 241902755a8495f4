with looked as (
  select * from merchant_order
  where customer_id = :customer and created_at <= :beforeAt
    and (created_at < :beforeAt or id > :afterId)
    and created_at >= :from and created_at < :to
  order by created_at desc, id limit :scan
)
-- include lookup/_listed_order
from looked o
  left join lateral (
    select * from txn where order_ref = o.id order by attempt desc limit 1) t on true
where o.merchant_id = :merchant
  and (:status = '' or o.status = :status or t.status = :status)
  and (:gateway = '' or t.gateway = :gateway)
  and (:account = '' or t.provider_account_id = :account)
  and (not :open or (t.created_at < :openBefore and (t.status = 'MANUAL_REVIEW'
    or (t.next_check_at is not null and t.status <> 'PRESUMED_FAILED'))))
  and (:error = '' or t.error = :error)
  and o.amount_minor between :minMinor and :maxMinor
order by o.created_at desc, o.id limit :limit
