-- include alert/_alert
where merchant_id = :merchant and ended_at is null
