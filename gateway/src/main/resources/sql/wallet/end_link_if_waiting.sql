update wallet_authentication set state = null, page = null, asking_until = null,
  ending = :ending
where wallet_id = :wallet and link_token = :token and state is not null
