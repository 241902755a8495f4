update operator_session set factor_at = :now where id = :id and stage = 'FULL'
