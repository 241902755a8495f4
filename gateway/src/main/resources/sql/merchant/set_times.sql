update merchant set order_expiry_minutes = cast(:orderExpiry as integer),
  wallet_token_seconds = cast(:walletToken as integer)
where id = :id
