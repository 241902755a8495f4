-- include alert/_alert
where merchant_id = :merchant order by since desc, id limit :limit
