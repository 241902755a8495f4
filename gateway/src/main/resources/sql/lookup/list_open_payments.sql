-- Looks at no more than :scan payments whose end is open, however few of them match.
with
-- include lookup/_open_payments
select * from (
-- include lookup/_payment_row
from looked t join merchant_order o on o.id = t.order_ref
) m
-- include lookup/_as_filtered
order by m.created_at, m.id limit :limit
