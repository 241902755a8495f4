select 'PAYMENT' as kind, t.id, t.attempt::text as label, '' as payment_of, t.gateway,
  t.provider_account_id, coalesce(t.wallet_id, '') as wallet_id, t.reference,
  t.provider_reference, t.amount_minor, t.currency, t.status, t.error, t.provider_code,
  t.provider_message, t.second_charge, t.next_check_at, t.checks, t.created_at, t.updated_at
from txn t where t.order_ref = :order
union all
select 'REFUND', r.id, r.unique_request_id, r.txn_id, t.gateway, t.provider_account_id, '',
  r.reference, r.provider_reference, r.amount_minor, r.currency, r.status, r.error,
  r.provider_code, r.provider_message, false, r.next_check_at, r.checks, r.created_at, r.updated_at
from refund r join txn t on t.id = r.txn_id where r.order_ref = :order
union all
select 'TOPUP', p.id, coalesce(p.topup_txn_id, p.id), p.txn_id, p.gateway, p.provider_account_id,
  p.wallet_id, p.reference, p.provider_reference, p.amount_minor, p.currency, p.status, p.error,
  p.provider_code, p.provider_message, false, p.next_check_at, p.checks, p.created_at, p.updated_at
from topup p join txn t on t.id = p.txn_id where t.order_ref = :order
order by created_at, id
