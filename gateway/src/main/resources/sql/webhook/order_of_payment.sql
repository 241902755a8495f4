-- The order of a payment as orders are shown, but with this payment, whichever is the latest.
select o.*, t.id as txn_uuid, t.attempt, t.status as txn_status, t.amount_minor as txn_minor,
  t.currency as txn_currency, t.gateway, a.gateway_reference_id as account_reference,
  t.provider_reference, t.error, t.provider_code, t.provider_message, t.customer_url,
  t.link_until is not null as hosted, t.created_at as txn_created_at, null as refunds
from txn t join merchant_order o on o.id = t.order_ref
  join provider_account a on a.id = t.provider_account_id
where t.id = :txn
