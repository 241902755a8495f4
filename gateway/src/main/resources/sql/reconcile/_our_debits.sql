), ours as (
  select 'DEBIT' as kind, t.reference as name, t.id, o.order_id, t.reference,
    t.provider_reference, coalesce(j.amount_minor, t.amount_minor) as amount_minor,
    coalesce(j.currency, t.currency) as currency, t.status, j.id is not null as booked,
    t.status in ('SENDING', 'UNKNOWN', 'PENDING', 'AWAITING_CONFIRMATION',
      'AWAITING_REDIRECT', 'MANUAL_REVIEW') as is_open,
    t.sent_at
  from debit join txn t using (reference) join merchant_order o on o.id = t.order_ref
    left join money_journal j using (reference)
  where t.provider_account_id = any (:accounts)
  union all
