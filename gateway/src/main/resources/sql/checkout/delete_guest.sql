delete from order_guest where customer_id = :customer
