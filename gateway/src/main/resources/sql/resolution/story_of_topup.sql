select * from topup_move where topup_id = :id order by id
