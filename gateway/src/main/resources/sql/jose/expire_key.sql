update message_key set expires_at = :at
where merchant_id = :merchant and kid = :kid and (expires_at is null or expires_at > :at)
