select c.*, o.merchant_id
from txn c join merchant_order o on o.id = c.order_ref
where c.id = :txn and c.status in ('AWAITING_FUNDS', 'FUNDS_IN_TRANSIT', 'FUNDED')
