-- Refunds whose end is open, longest open first.
with
-- include lookup/_open_refunds
select * from (
-- include lookup/_refund_row
from looked r join merchant_order o on o.id = r.order_ref join txn t on t.id = r.txn_id
) m
-- include lookup/_as_filtered
order by m.created_at, m.id limit :limit
