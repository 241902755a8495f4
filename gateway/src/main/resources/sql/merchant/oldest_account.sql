select min(created_at) as created_at from provider_account
