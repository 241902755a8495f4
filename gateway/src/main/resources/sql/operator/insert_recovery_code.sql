insert into operator_recovery_code (operator_id, hash) values (:id, :hash)
