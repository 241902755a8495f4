select exists (select 1 from checkout_session
where browser = :browser and wallet_id = :wallet and expires_at > :now)
