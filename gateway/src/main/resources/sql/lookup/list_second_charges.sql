-- Payments that were charged although another had paid the order, by the refunds that give them
-- back; looks at no more than :scan refunds, whosever they are.
with looked as (
  select * from refund
  where created_at <= :beforeAt and (created_at < :beforeAt or id > :afterId)
    and created_at >= :from and created_at < :to
  order by created_at desc, id limit :scan
)
select * from (
-- include lookup/_payment_row
  , r.status as returned, r.created_at as place_at, r.id as place_id
from looked r join txn t on t.id = r.txn_id and t.second_charge
  join merchant_order o on o.id = r.order_ref and o.merchant_id = :merchant
where r.unique_request_id = 'second_charge_' || t.id
) m
  join lateral (
    select at as charged_at, coalesce(from_status, '') as was, cause from txn_move
    where txn_id = m.id and to_status = 'CHARGED' order by id desc limit 1) v on true
order by m.place_at desc, m.place_id limit :limit
