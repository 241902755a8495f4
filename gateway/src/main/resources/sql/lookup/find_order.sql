select id, order_id, status, amount_minor, currency, refunded_minor,
  coalesce(customer_id, '') as customer_id, customer_given, details, created_at, expires_at
from merchant_order where id = :order and merchant_id = :merchant
