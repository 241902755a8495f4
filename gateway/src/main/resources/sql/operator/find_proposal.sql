select * from operator_proposal where id = :id
