select state from wallet_authentication
where wallet_id = :wallet and state is not null
