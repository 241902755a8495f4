select 'REFUND' as kind, r.id, r.unique_request_id as label, o.order_id as owner, r.order_ref,
  t.gateway, t.provider_account_id as account, r.amount_minor, r.currency, r.status,
  r.error as why, r.provider_reference, r.created_at, r.updated_at,
  coalesce(o.customer_id, '') as customer
