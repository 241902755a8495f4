delete from operator_recovery_code where operator_id = :id
