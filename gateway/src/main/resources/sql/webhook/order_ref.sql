select id from merchant_order where merchant_id = :merchant and order_id = :order
