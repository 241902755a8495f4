update refund_batch set state = 'RUNNING', approved_by = :by, updated_at = :now
where id = :id and state = 'PROPOSED'
