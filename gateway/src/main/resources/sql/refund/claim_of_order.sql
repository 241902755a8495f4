with c as (
  update refund set checked_at = :now
  where order_ref = :of and status in ('UNKNOWN', 'PENDING', 'PRESUMED_FAILED')
    and (checked_at is null or checked_at < :before)
  returning *
)
-- include refund/_full
