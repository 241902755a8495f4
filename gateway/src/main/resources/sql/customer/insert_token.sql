insert into client_auth_token (hash, customer_id, expires_at, uses_left)
values (:hash, :customer, :expiresAt, :uses)
