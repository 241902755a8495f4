update wallet_authentication set state = :state, attempts_left = 0,
  country_code = :country, mobile_number = :number, link_token = :token,
  page = :page, return_url = :returnUrl, link_name = :name,
  expires_at = :expires, asking_until = null, ending = null
where wallet_id = :wallet
