select e.*, o.order_id
from webhook_event e left join merchant_order o on o.id = e.order_ref
where e.merchant_id = :merchant and e.id = :id
