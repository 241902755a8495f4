select exists (select 1 from wallet_token_use where token = decode(:token, 'hex'))
