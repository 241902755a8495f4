select t.amount_minor - coalesce((select sum(r.amount_minor) from refund r
  where r.order_ref = t.order_ref and r.txn_id = t.id
    and r.status <> 'DECLINED'), 0)
from txn t where t.id = :txn and t.order_ref = :order and t.second_charge
