update operator_recovery_code set used_at = :now
where operator_id = :id and hash = :hash and used_at is null
