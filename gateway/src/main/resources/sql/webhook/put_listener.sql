insert into webhook_listener (merchant_id, secret) values (:merchant, :secret)
on conflict (merchant_id) do nothing
returning merchant_id
