with c as (
  update topup set checked_at = :now
  where status = 'OPENED'
    and txn_id in (select id from txn where order_ref = :of and status = 'FUNDS_IN_TRANSIT')
    and (checked_at is null or checked_at <= :before)
  returning *
)
-- include topup/_with_wallet
