select window_ends_at from wallet_authentication where wallet_id = :wallet
