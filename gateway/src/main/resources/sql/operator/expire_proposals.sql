update operator_proposal set state = 'OVERTAKEN', decided_at = expires_at,
  content = content - 'sealed'
where (cast(:object as text) is null or object = :object) and state = 'OPEN' and expires_at <= :now
