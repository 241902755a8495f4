select
-- include webhook/_delivery_columns
  , b.body
from webhook_event e
  join webhook_delivery d on d.event_number = e.number and d.endpoint_id = :endpoint
  join webhook_endpoint p on p.id = d.endpoint_id and p.merchant_id = e.merchant_id
  left join webhook_body b on b.endpoint_id = d.endpoint_id and b.event_number = d.event_number
  left join merchant_order o on o.id = e.order_ref
where e.merchant_id = :merchant and e.id = :id
