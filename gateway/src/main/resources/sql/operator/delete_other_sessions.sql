delete from operator_session where operator_id = :operator and id <> :session
