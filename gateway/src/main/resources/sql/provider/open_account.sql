delete from provider_account_closed where account_id = :account
