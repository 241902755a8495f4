select * from provider_account where id = :id
