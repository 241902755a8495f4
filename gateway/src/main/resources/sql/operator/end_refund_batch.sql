update refund_batch set state = 'DONE', updated_at = :now
where id = :id and state = 'RUNNING' and not exists (
  select 1 from refund_batch_line where batch_id = :id and state = 'WAITING')
