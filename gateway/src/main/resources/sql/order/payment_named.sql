select t.id, o.order_id, t.status, t.second_charge from txn t
  join merchant_order o on o.id = t.order_ref
where t.id = :uuid and o.merchant_id = :merchant
union all
select t.id, o.order_id, t.status, t.second_charge from merchant_order o
  join txn t on t.order_ref = o.id and t.attempt = :attempt
where o.merchant_id = :merchant and o.order_id = :order
