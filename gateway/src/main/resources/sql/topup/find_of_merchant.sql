with c as (select * from topup where merchant_id = :merchant and topup_txn_id = :name)
-- include topup/_with_wallet
