select topup_txn_id, wallet_id, status, amount_minor, currency, error from topup where id = :id
