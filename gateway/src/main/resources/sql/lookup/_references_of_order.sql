with named as (
  select t.reference from txn t where t.order_ref = :order
  union all
  select r.reference from refund r where r.order_ref = :order
  union all
  select p.reference from topup p join txn t on t.id = p.txn_id where t.order_ref = :order
)
