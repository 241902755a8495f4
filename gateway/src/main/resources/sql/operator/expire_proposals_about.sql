update operator_proposal set state = 'OVERTAKEN', decided_at = expires_at
where object = :object and state = 'OPEN' and expires_at <= :now
