select 'TOPUP' as kind, p.id, coalesce(p.topup_txn_id, p.id) as label, '' as owner,
  coalesce(t.order_ref, '') as order_ref, p.gateway, p.provider_account_id as account,
  p.amount_minor, p.currency, p.status, p.error as why, p.provider_reference, p.created_at,
  p.updated_at, w.customer_id as customer
