-- The latest payments of a customer's orders for which a wallet token was used up; at most 100
-- orders are looked at.
with looked as (
  select id, order_id from merchant_order
  where customer_id = :customer and merchant_id = :merchant
  order by created_at desc, id limit 100
)
select t.wallet_id, t.gateway, m.at, o.id as order_ref, o.order_id, t.status, t.amount_minor,
  t.currency
from looked o join txn t on t.order_ref = o.id
  join lateral (
    select at from txn_move where txn_id = t.id and to_status = 'SENDING'
    order by id limit 1) m on true
where t.wallet_id is not null
order by m.at desc, t.id limit 50
