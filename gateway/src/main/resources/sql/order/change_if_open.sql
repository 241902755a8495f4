update merchant_order o set
  amount_minor = coalesce(:minor, amount_minor),
  customer_id = case when :given = '' then customer_id
    else :customer end,
  customer_given = case when :given = '' then customer_given
    else :given end,
  details = details || cast(:details as jsonb), updated_at = :now
where id = :ref and status in ('NEW', 'FAILED', 'NOT_SENT')
  and (coalesce(:minor, amount_minor) = amount_minor or not exists (
    select 1 from txn t where t.order_ref = o.id
      and t.status = 'PRESUMED_FAILED'))
