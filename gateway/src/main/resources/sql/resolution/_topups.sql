select 'TOPUP' as kind, p.id, p.merchant_id, coalesce(p.topup_txn_id, o.order_id) as order_id,
  p.gateway, p.reference, p.provider_reference, p.amount_minor, p.currency, p.status, p.error,
  p.provider_code, p.provider_message, p.created_at, p.updated_at, p.next_check_at,
  (select cause from topup_move where topup_id = p.id order by id desc limit 1) as cause
from topup p left join txn t on t.id = p.txn_id
  left join merchant_order o on o.id = t.order_ref
