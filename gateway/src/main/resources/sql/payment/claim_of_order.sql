with c as (
  update txn set checked_at = :now
  where order_ref = :of
    and (status in ('UNKNOWN', 'PENDING', 'AWAITING_CONFIRMATION', 'AWAITING_REDIRECT',
        'PRESUMED_FAILED')
      or (status = 'SENDING' and next_check_at <= :now))
    and (checked_at is null or checked_at <= :before)
  returning *
)
-- include payment/_of_due
