insert into api_key (hash, merchant_id, prefix, created_at)
values (:hash, :merchant, :prefix, :now)
