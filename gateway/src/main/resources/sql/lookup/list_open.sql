-- what is asked about again, longest open first among the next that are due
(select 'PAYMENT' as kind, t.id, o.order_id as label, o.order_id as owner, t.order_ref,
  t.gateway, t.provider_account_id as account, t.amount_minor, t.currency, t.status,
  t.error as why, t.provider_reference, t.created_at, t.updated_at
from txn t join merchant_order o on o.id = t.order_ref and o.merchant_id = :merchant
where t.next_check_at is not null and t.status <> 'PRESUMED_FAILED'
order by t.next_check_at limit :limit)
union all
(select 'REFUND', r.id, r.unique_request_id, o.order_id, r.order_ref, t.gateway,
  t.provider_account_id, r.amount_minor, r.currency, r.status, r.error, r.provider_reference,
  r.created_at, r.updated_at
from refund r join merchant_order o on o.id = r.order_ref and o.merchant_id = :merchant
  join txn t on t.id = r.txn_id
where r.next_check_at is not null and r.status <> 'PRESUMED_FAILED'
order by r.next_check_at limit :limit)
union all
(select 'TOPUP', p.id, coalesce(p.topup_txn_id, p.id), '', coalesce(t.order_ref, ''), p.gateway,
  p.provider_account_id, p.amount_minor, p.currency, p.status, p.error, p.provider_reference,
  p.created_at, p.updated_at
from topup p left join txn t on t.id = p.txn_id
where p.merchant_id = :merchant and p.next_check_at is not null
  and p.status <> 'PRESUMED_FAILED'
order by p.next_check_at limit :limit)
