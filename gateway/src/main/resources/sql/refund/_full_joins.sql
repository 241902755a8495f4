join txn t on t.id = c.txn_id left join wallet w on w.id = t.wallet_id
