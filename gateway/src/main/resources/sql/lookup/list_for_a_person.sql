-- what only a person can end, the longest waiting of each kind
(select 'PAYMENT' as kind, t.id, o.order_id as label, o.order_id as owner, t.order_ref,
  t.gateway, t.provider_account_id as account, t.amount_minor, t.currency, t.status,
  t.error as why, t.provider_reference, t.created_at, t.updated_at
from provider_account a
  cross join lateral (
    select * from txn where provider_account_id = a.id and status = 'MANUAL_REVIEW'
    order by updated_at limit :limit) t
  join merchant_order o on o.id = t.order_ref
where a.merchant_id = :merchant order by t.updated_at limit :limit)
union all
(select 'REFUND', r.id, r.unique_request_id, o.order_id, r.order_ref, t.gateway,
  t.provider_account_id, r.amount_minor, r.currency, r.status, r.error, r.provider_reference,
  r.created_at, r.updated_at
from refund r join merchant_order o on o.id = r.order_ref join txn t on t.id = r.txn_id
where r.merchant_id = :merchant and r.status = 'MANUAL_REVIEW' order by r.updated_at limit :limit)
union all
(select 'TOPUP', p.id, coalesce(p.topup_txn_id, p.id), '', coalesce(t.order_ref, ''), p.gateway,
  p.provider_account_id, p.amount_minor, p.currency, p.status, p.error, p.provider_reference,
  p.created_at, p.updated_at
from topup p left join txn t on t.id = p.txn_id
where p.merchant_id = :merchant and p.status = 'MANUAL_REVIEW' order by p.updated_at limit :limit)
