-- Payments that were charged although another had paid the order, by the refunds that give them
-- back: an index has just those.
with looked as (
  select * from refund
  where merchant_id = :merchant and unique_request_id = 'second_charge_' || txn_id
    and created_at <= :beforeAt and (created_at < :beforeAt or id > :afterId)
  order by created_at desc, id limit :limit
)
select m.*, coalesce(v.at, m.updated_at) as charged_at, coalesce(v.from_status, '') as was,
  coalesce(v.cause, '') as cause
from (
-- include lookup/_payment_row
  , r.status as returned, r.created_at as place_at, r.id as place_id
from looked r join txn t on t.id = r.txn_id join merchant_order o on o.id = t.order_ref
) m
  left join lateral (
    select at, from_status, cause from txn_move
    where txn_id = m.id and to_status = 'CHARGED' order by id desc limit 1) v on true
order by m.place_at desc, m.place_id
