select 'PAYMENT' as kind, t.id, o.merchant_id || '-' || o.order_id || '-' || t.attempt as label,
  o.order_id as owner, t.order_ref, t.gateway, t.provider_account_id as account, t.amount_minor,
  t.currency, t.status, t.error as why, t.provider_reference, t.created_at, t.updated_at,
  t.attempt, coalesce(o.customer_id, '') as customer, o.created_at as ordered_at
