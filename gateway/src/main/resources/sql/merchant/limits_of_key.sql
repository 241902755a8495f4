select merchant_id, scopes, addresses from api_key
where merchant_id = :merchant and prefix = :prefix and revoked_at is null
order by created_at desc limit 1
