select * from refund_batch_line where batch_id = :batch order by number
