select * from txn_move where txn_id = :id order by id
