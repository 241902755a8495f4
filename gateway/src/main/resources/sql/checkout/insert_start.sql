insert into checkout_start (token, order_ref, customer_id, expires_at)
values (:token, :order, :customer, :expiresAt)
