  t.id as txn_uuid, t.attempt, t.status as txn_status, t.amount_minor as txn_minor,
  t.currency as txn_currency, t.gateway, a.gateway_reference_id as account_reference,
  t.provider_reference, t.error, t.provider_code, t.provider_message, t.customer_url,
  t.link_until is not null as hosted, t.created_at as txn_created_at
