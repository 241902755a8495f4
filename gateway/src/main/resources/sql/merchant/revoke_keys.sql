update api_key set revoked_at = :now
where merchant_id = :merchant and prefix = :prefix and revoked_at is null
