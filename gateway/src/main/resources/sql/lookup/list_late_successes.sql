-- Payments that were charged after they had counted as failed, the latest charge first.
with looked as (
  select * from late_success
  where merchant_id = :merchant
    and at <= :beforeAt and (at < :beforeAt or txn_id > :afterId)
  order by at desc, txn_id limit :limit
)
select m.*, coalesce(v.from_status, '') as was, coalesce(v.cause, '') as cause,
  coalesce(r.status, '') as returned
from (
-- include lookup/_payment_row
  , l.at as charged_at, l.at as place_at, l.txn_id as place_id
from looked l join txn t on t.id = l.txn_id join merchant_order o on o.id = t.order_ref
) m
  left join lateral (
    select from_status, cause from txn_move
    where txn_id = m.id and to_status = 'CHARGED' order by id desc limit 1) v on true
  left join refund r
    on r.order_ref = m.order_ref and r.unique_request_id = 'second_charge_' || m.id
order by m.place_at desc, m.place_id
