d.endpoint_id, d.event_number, d.status, d.attempts, d.retries, d.due_at, d.reason, d.url,
  d.created_at as queued_at, d.updated_at, p.name as endpoint_name,
  e.number, e.id, e.merchant_id, e.name, e.order_ref, e.txn_id, e.refund_id, e.topup_id,
  e.wallet_id, e.created_at, o.order_id
