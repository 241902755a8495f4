select * from operator_passkey where operator_id = :operator order by created_at, id
