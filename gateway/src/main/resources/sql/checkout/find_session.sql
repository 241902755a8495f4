select * from checkout_seat
where browser = :browser and order_ref = :order and expires_at > :now
