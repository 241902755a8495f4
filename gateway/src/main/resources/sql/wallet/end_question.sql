update wallet_authentication set asking_until = null
where wallet_id = :wallet and link_token = :token
