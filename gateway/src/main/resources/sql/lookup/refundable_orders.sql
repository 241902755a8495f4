-- What of these orders may still go back, and which of these requests were made before.
select o.order_id, o.status, o.amount_minor - o.refunded_minor as left_minor, o.currency,
  array(select r.unique_request_id from refund r
    where r.order_ref = o.id and r.unique_request_id = any(cast(:requests as text[]))) as known
from unnest(cast(:orders as text[])) as w (order_id)
  join merchant_order o on o.merchant_id = :merchant and o.order_id = w.order_id
