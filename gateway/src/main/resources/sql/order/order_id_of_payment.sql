select o.order_id from txn t join merchant_order o on o.id = t.order_ref
where t.id = :txn and o.merchant_id = :merchant
