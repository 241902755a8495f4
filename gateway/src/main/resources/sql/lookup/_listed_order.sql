select o.id, o.order_id, coalesce(o.customer_id, '') as customer_id, o.amount_minor, o.currency,
  o.refunded_minor, o.status, coalesce(t.gateway, '') as gateway,
  coalesce(t.status, '') as payment, coalesce(t.error, '') as error,
  coalesce(t.provider_code, '') as provider_code,
  coalesce(t.provider_reference, '') as provider_reference, o.created_at
