select 'DEBIT' as kind, t.id, o.merchant_id, o.order_id, t.gateway, t.reference,
  t.provider_reference, t.amount_minor, t.currency, t.status, t.error, t.provider_code,
  t.provider_message, t.created_at, t.updated_at, t.next_check_at,
  (select cause from txn_move where txn_id = t.id order by id desc limit 1) as cause
from txn t join merchant_order o on o.id = t.order_ref
