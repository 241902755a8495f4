update wallet_authentication set state = null, attempts_left = 0
where wallet_id = :wallet
