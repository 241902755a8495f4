with c as (select * from topup where txn_id = :txn and status in ('NEW', 'OPENED'))
-- include topup/_with_wallet
