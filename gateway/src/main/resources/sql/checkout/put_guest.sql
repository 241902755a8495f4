insert into order_guest (customer_id, order_ref, expires_at)
values (:customer, :order, :expiresAt)
on conflict (customer_id) do update set expires_at = excluded.expires_at
