select * from provider_account where merchant_id = :m order by created_at, gateway, id
