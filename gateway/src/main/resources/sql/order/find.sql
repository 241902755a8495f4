-- include order/_view
where o.merchant_id = :merchant and o.order_id = :order
