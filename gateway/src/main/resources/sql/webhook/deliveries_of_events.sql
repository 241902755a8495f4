select
-- include webhook/_delivery_columns
from webhook_event e
  join webhook_endpoint p on p.merchant_id = e.merchant_id
  join webhook_delivery d on d.endpoint_id = p.id and d.event_number = e.number
  left join merchant_order o on o.id = e.order_ref
where e.merchant_id = :merchant and e.id = any (:ids)
order by d.event_number, d.endpoint_id
