delete from operator_session where id = :id
