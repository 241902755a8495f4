delete from checkout_session
where customer_id = :customer or guest_id = :customer or linking_for = :customer
