delete from operator_passkey where id = :id and operator_id = :operator
