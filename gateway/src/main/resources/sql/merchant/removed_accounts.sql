select id from provider_account where merchant_id = :merchant and removed_at is not null
