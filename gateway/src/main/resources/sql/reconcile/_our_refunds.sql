    r.id, o.order_id, r.reference, r.provider_reference,
    coalesce(j.amount_minor, r.amount_minor), coalesce(j.currency, r.currency), r.status,
    j.id is not null,
    r.status in ('QUEUED', 'SENDING', 'UNKNOWN', 'PENDING', 'MANUAL_REVIEW',
      'PRESUMED_FAILED'), r.sent_at
  from refund_reference join refund r using (reference) join txn t on t.id = r.txn_id
    join merchant_order o on o.id = r.order_ref
    left join money_journal j on j.reference = r.reference
  where t.provider_account_id = any (:accounts)
)
select 'OURS' as side, kind, name, id, order_id, reference, provider_reference,
  amount_minor, currency, status, booked, is_open, sent_at as at, null::bigint as line,
  coalesce(sent_at >= :from and sent_at < :to, false) as within
from ours
where (sent_at >= :from and sent_at < :to)
  or exists (select 1 from statement_line l where l.kind = ours.kind and l.name = ours.name)
union all
