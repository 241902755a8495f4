update provider_account set removed_at = :at where id = :id and merchant_id = :merchant
