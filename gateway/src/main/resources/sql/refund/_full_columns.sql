select c.*, t.reference as debit_reference, t.provider_reference as debit_provider_reference,
  t.amount_minor as debit_minor, t.gateway, t.provider_account_id,
  coalesce(w.device_id, '') as device_id
