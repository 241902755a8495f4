select * from refund_move where refund_id = :id order by id
