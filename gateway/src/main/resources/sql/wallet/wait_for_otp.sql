update wallet_authentication set state = :state, attempts_left = :attempts,
  country_code = :country, mobile_number = :number
where wallet_id = :wallet
returning wallet_id
