delete from operator_session where operator_id = :operator
