select 'REFUND' as kind, r.id, o.merchant_id, o.order_id, t.gateway, r.reference,
  r.provider_reference, r.amount_minor, r.currency, r.status, r.error, r.provider_code,
  r.provider_message, r.created_at, r.updated_at, r.next_check_at,
  (select cause from refund_move where refund_id = r.id order by id desc limit 1) as cause
from refund r join txn t on t.id = r.txn_id join merchant_order o on o.id = r.order_ref
