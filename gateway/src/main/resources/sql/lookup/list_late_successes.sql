-- Payments that were charged after they had counted as failed, by the time of their orders; looks
-- at no more than :scan orders.
with looked as (
  select * from merchant_order
  where merchant_id = :merchant and created_at <= :beforeAt
    and (created_at < :beforeAt or id >= :afterId)
    and created_at >= :from and created_at < :to
  order by created_at desc, id limit :scan
)
select m.*, v.at as charged_at, v.from_status as was, v.cause, coalesce(r.status, '') as returned,
  m.ordered_at as place_at, m.order_ref || '~' || m.attempt as place_id
from (
-- include lookup/_payment_row
from looked o join lateral (
  select * from txn where order_ref = o.id and status = 'CHARGED') t on true
where o.created_at < :beforeAt or o.id > :afterId or t.attempt < :beforeAttempt
) m
  join lateral (
    select at, from_status, cause from txn_move
    where txn_id = m.id and to_status = 'CHARGED'
      and from_status in ('PRESUMED_FAILED', 'DECLINED', 'NOT_SENT')
    order by id desc limit 1) v on true
  left join refund r
    on r.order_ref = m.order_ref and r.unique_request_id = 'second_charge_' || m.id
order by m.ordered_at desc, m.order_ref, m.attempt desc limit :limit
