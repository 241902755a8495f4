select g.customer_id, o.merchant_id
from order_guest g join merchant_order o on o.id = g.order_ref
where o.status = 'CHARGED'
  or (g.expires_at <= :now and o.status not in ('AUTHORIZING', 'PENDING_CUSTOMER'))
order by g.expires_at limit :limit
