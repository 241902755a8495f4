-- What lines of the log about a transaction name: its order, and the trace of the request that it
-- goes back to.
select o.order_id, t.trace_parent
from txn t join merchant_order o on o.id = t.order_ref where t.id = :id
union all
select o.order_id, coalesce(r.trace_parent, t.trace_parent)
from refund r join txn t on t.id = r.txn_id join merchant_order o on o.id = r.order_ref
where r.id = :id
union all
select coalesce(p.topup_txn_id, o.order_id), coalesce(p.trace_parent, t.trace_parent)
from topup p left join txn t on t.id = p.txn_id left join merchant_order o on o.id = t.order_ref
where p.id = :id
