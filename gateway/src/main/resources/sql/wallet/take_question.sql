update wallet_authentication set asking_until = :until
where wallet_id = :wallet and link_token = :token and state is not null
  and (asking_until is null or asking_until < :now)
