update wallet_authentication set attempts_left = attempts_left - 1
where wallet_id = :wallet and state is not null and attempts_left > 0
returning state
