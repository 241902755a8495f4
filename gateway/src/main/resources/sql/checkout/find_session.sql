select * from checkout_session
where browser = :browser and order_ref = :order and expires_at > :now
