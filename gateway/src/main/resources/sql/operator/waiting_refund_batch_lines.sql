select * from refund_batch_line where batch_id = :batch and state = 'WAITING'
order by number limit :limit
