with c as (select * from topup where id = :id)
-- include topup/_with_wallet
