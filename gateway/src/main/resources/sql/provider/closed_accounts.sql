select * from provider_account_closed
