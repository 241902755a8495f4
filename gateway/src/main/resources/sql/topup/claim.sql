with c as (
  update topup set checked_at = :now
  where id = :of and status in ('OPENED', 'PRESUMED_FAILED')
    and (checked_at is null or checked_at <= :before)
  returning *
)
-- include topup/_with_wallet
