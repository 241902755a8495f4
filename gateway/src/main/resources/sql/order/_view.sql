select o.*, t.*, r.refunds
from merchant_order o
left join lateral (
  select
-- include order/_payment_columns
  from txn t join provider_account a on a.id = t.provider_account_id
  where t.order_ref = o.id
  order by (t.status = 'CHARGED' and not t.second_charge) desc, t.attempt desc limit 1
) t on o.txn_count > 0
left join lateral (
  select json_agg(json_build_object('id', f.id, 'request', f.unique_request_id,
    'status', f.status, 'minor', f.amount_minor, 'reference', f.provider_reference,
    'error', f.error, 'created', extract(epoch from f.created_at)::bigint,
    'second', p.second_charge)
    order by f.created_at, f.id) as refunds
  from refund f join txn p on p.id = f.txn_id where f.order_ref = o.id
) r on o.refund_count > 0
