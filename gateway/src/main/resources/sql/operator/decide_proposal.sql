update operator_proposal set state = :state, decided_by = :by, decided_at = :now,
  -- a secret waits for its decision and no longer
  content = content - 'sealed'
where id = :id and state = 'OPEN' and expires_at > :now and proposed_by <> :by
