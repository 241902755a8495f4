update merchant_order set customer_id = :customer where id = :order and customer_id is null
