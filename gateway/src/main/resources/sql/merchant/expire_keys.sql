update api_key set expires_at = :at
where merchant_id = :merchant and prefix = :prefix and revoked_at is null
  and (expires_at is null or expires_at > :at)
