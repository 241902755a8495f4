update operator_proposal set state = 'OVERTAKEN' where id = :id and state = 'APPROVED'
