update refund_batch_line set state = :state, why = :why
where batch_id = :batch and number = :number and state = 'WAITING'
