delete from checkout_step where browser = :browser and order_ref = :order
