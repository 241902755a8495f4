delete from checkout_start where customer_id = :customer
