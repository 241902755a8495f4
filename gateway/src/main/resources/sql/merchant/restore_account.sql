update provider_account set removed_at = null where id = :id and removed_at is not null
