insert into api_key (hash, merchant_id, prefix, scopes, addresses, created_at, expires_at)
values (:hash, :merchant, :prefix, :scopes, :addresses, :now, cast(:expiresAt as timestamptz))
