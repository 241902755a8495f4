select count(*) > 1 from txn_move where txn_id = :txn and to_status = 'SENDING'
